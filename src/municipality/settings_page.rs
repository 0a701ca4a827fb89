//! The page of the municipality's settings.

use super::frame::{page, sections};
use super::point_pages::note;
use super::settings::{Body, Numbers, Publicity, Settings, save_settings, settings};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::web::{Compared, Ctx, Form, Problem, again, html, see};
use law::Eik;

const PATH: &str = "/office/settings";

/// Name of each box, key of its label, and its length at most.
const BOXES: [(&str, &str, usize); 22] = [
    ("unit", "office-set-unit", 300),
    ("address", "office-address", 300),
    ("phone", "office-phone", 100),
    ("email", "office-email", 200),
    ("site", "office-set-site", 200),
    ("mayor", "office-set-mayor", 200),
    ("eik", "office-set-eik", 13),
    ("stamp", "office-set-stamp", 3),
    ("header", "office-set-header", 2000),
    ("footer", "office-set-footer", 1000),
    ("appeal", "office-set-appeal", 5000),
    ("court", "office-set-court", 200),
    ("dsp-name", "office-set-dsp-name", 300),
    ("dsp-address", "office-set-dsp-address", 300),
    ("dsp-email", "office-set-dsp-email", 200),
    ("police-name", "office-set-police-name", 300),
    ("police-email", "office-set-police-email", 200),
    ("number-contact", "office-set-number-contact", 60),
    ("number-wish", "office-set-number-wish", 60),
    ("number-assessment", "office-set-number-assessment", 60),
    ("number-letter", "office-set-number-letter", 60),
    ("number-signal", "office-set-number-signal", 60),
];

#[derive(Template)]
#[template(path = "municipality/settings.html")]
struct SettingsPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    version: i32,
}

fn shown(ctx: &Ctx, form: Form, version: i32) -> SettingsPage {
    let mut page = page(ctx, ctx.t("office-section-settings"), &[]);
    page.errors = form.errors();
    SettingsPage { page, sections: sections(ctx), form, action: ctx.url(PATH), version }
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (settings, version) = settings(&tx).await?;
    tx.audit(Entry::new("read", "settings", ""));
    tx.commit().await?;
    let form = ctx.resumed(Form::filled(ctx.lang, values_of(&settings)), &[]).await?;
    let version = form.version_or(version);
    html(&shown(&ctx, form, version))
}

fn values_of(settings: &Settings) -> [(&'static str, String); 22] {
    let Settings { publicity, dsp, police, numbers, .. } = settings;
    let stamp = if publicity.stamp { "yes" } else { "" };
    [
        ("unit", settings.unit.clone()),
        ("address", settings.address.clone()),
        ("phone", settings.phone.clone()),
        ("email", settings.email.clone()),
        ("site", settings.site.clone()),
        ("mayor", settings.mayor.clone()),
        ("eik", settings.eik.clone()),
        ("stamp", stamp.to_owned()),
        ("header", publicity.header.join("\n")),
        ("footer", publicity.footer.join("\n")),
        ("appeal", settings.appeal_instruction.clone()),
        ("court", settings.court.clone()),
        ("dsp-name", dsp.name.clone()),
        ("dsp-address", dsp.address.clone()),
        ("dsp-email", dsp.email.clone()),
        ("police-name", police.name.clone()),
        ("police-email", police.email.clone()),
        ("number-contact", numbers.contact.clone()),
        ("number-wish", numbers.wish.clone()),
        ("number-assessment", numbers.assessment.clone()),
        ("number-letter", numbers.letter.clone()),
        ("number-signal", numbers.signal.clone()),
    ]
}

fn read_settings(form: &mut Form, police_address: String) -> Settings {
    let mut text = |name: &str| {
        let (_, _, longest) = BOXES.iter().find(|(known, ..)| *known == name).unwrap_or(&BOXES[0]);
        form.optional(name, *longest)
    };
    let lines = |text: String| -> Vec<String> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    Settings {
        unit: text("unit"),
        address: text("address"),
        phone: text("phone"),
        email: text("email"),
        site: text("site"),
        mayor: text("mayor"),
        eik: text("eik"),
        publicity: Publicity {
            stamp: text("stamp") == "yes",
            header: lines(text("header")),
            footer: lines(text("footer")),
        },
        appeal_instruction: text("appeal"),
        court: text("court"),
        dsp: Body {
            name: text("dsp-name"),
            address: text("dsp-address"),
            email: text("dsp-email"),
        },
        police: Body {
            name: text("police-name"),
            address: police_address,
            email: text("police-email"),
        },
        numbers: Numbers {
            contact: text("number-contact"),
            wish: text("number-wish"),
            assessment: text("number-assessment"),
            letter: text("number-letter"),
            signal: text("number-signal"),
        },
    }
}

pub async fn save(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let (there, _) = settings(&tx).await?;
    tx.rollback().await;
    let new = read_settings(&mut form, there.police.address);
    let numbers = BOXES.iter().filter(|(name, ..)| name.starts_with("number-"));
    for (name, ..) in numbers {
        // Two documents of different years must not get the same number.
        if !["{year}", "{number}"].iter().all(|part| form.get(name).contains(part)) {
            form.wrong(name, "office-set-number-wrong");
        }
    }
    for name in ["email", "dsp-email", "police-email"] {
        if !form.get(name).is_empty() && !form.get(name).contains('@') {
            form.wrong(name, "office-email-wrong");
        }
    }
    if !new.eik.is_empty() && Eik::parse(&new.eik).is_err() {
        form.wrong("eik", "office-set-eik-wrong");
    }
    if new.publicity.stamp && new.publicity.header.is_empty() {
        form.wrong("header", "office-set-header-needed");
    }
    if !form.ok() {
        let version = form.version();
        return again(&shown(&ctx, form, version));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(PATH)).await?;
    ctx.sent(&tx, &form).await?;
    match save_settings(&tx, &new, form.version()).await {
        Ok(()) => {}
        Err(StoreError::Conflict) => {
            let (theirs, _) = settings(&tx).await?;
            tx.rollback().await;
            return Err(Problem::Conflict(compared(&ctx, &new, &theirs)));
        }
        Err(e) => return Err(e.into()),
    }
    note(&mut tx, "settings-changed", &ctx.municipality.name).await?;
    tx.commit().await?;
    app.db.reload_municipalities().await?;
    Ok(see(&ctx, PATH, Some("office-saved")))
}

fn compared(ctx: &Ctx, mine: &Settings, theirs: &Settings) -> Vec<Compared> {
    let pairs = values_of(mine).into_iter().zip(values_of(theirs));
    let differing = pairs.filter(|((_, mine), (_, theirs))| mine != theirs);
    differing
        .map(|((name, mine), (_, theirs))| {
            let key = BOXES.iter().find(|(known, ..)| *known == name).map_or("ui-change", |b| b.1);
            Compared { label: ctx.t(key).into_owned(), mine, theirs }
        })
        .collect()
}
