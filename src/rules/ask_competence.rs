//! Who refers: the question without a case, answered for both regimes side by side.

use super::ask::{Why, choices};
use super::{frame, sections};
use crate::app::App;
use crate::services::{ACCESS, FUNDING, KINDS, LEVELS};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, day_values, html};
use law::{Case, Competence, Law, Regime};
use serde_json::json;

/// A code of another municipality than the one that asks.
const OTHER: &str = "other";

type Choices = &'static [(&'static str, &'static str)];

const PLACES: Choices =
    &[("here", "rules-place-here"), ("other", "rules-place-other"), ("none", "rules-place-none")];
const PROVIDERS: Choices = &[("here", "rules-place-here"), ("other", "rules-place-other")];
const URGENT: Choices = &[
    ("none", "rules-urgent-none"),
    ("crisis", "rules-urgent-crisis"),
    ("violence", "rules-urgent-violence"),
    ("trafficking", "rules-urgent-trafficking"),
];
const GUARDIANSHIP: Choices = &[
    ("none", "rules-guardianship-none"),
    ("limited", "rules-guardianship-limited"),
    ("full", "rules-guardianship-full"),
];
const REPLACEMENT: Choices = &[
    ("none", "rules-replacement-none"),
    ("residential", "services-replacement-residential"),
    ("home", "services-replacement-home"),
    ("day-care", "rules-replacement-day-care"),
    ("foster", "services-replacement-foster"),
];
/// What is true or not: name and key of its words.
const FLAGS: Choices = &[
    ("optional_referral", "rules-flag-optional"),
    ("life_in_danger", "rules-flag-danger"),
    ("child_protection_measure", "rules-flag-protection"),
    ("zhu_directive", "rules-flag-directive"),
];
/// Boxes of one answer: name, key of the label, choices.
const BOXES: [(&str, &str, Choices); 9] = [
    ("kind", "rules-kind", &KINDS),
    ("access", "rules-access", &ACCESS),
    ("level", "rules-level", &LEVELS),
    ("funding", "rules-funding", &FUNDING),
    ("provider", "rules-provider", PROVIDERS),
    ("replacement", "rules-replacement", REPLACEMENT),
    ("address", "rules-address", PLACES),
    ("urgent", "rules-urgent", URGENT),
    ("guardianship", "rules-guardianship", GUARDIANSHIP),
];

#[derive(Template)]
#[template(path = "rules/competence.html")]
struct CompetencePage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    boxes: Vec<(ui::Field, String, Vec<ui::Choice>)>,
    flags: Vec<ui::Choice>,
    answers: Vec<Shown>,
}

/// The answer of a regime.
struct Shown {
    period: String,
    decides: bool,
    competent: &'static str,
    referral: &'static str,
    notify: Vec<&'static str>,
    rule: String,
    title: String,
    href: String,
    why: Why,
}

/// The answers in the order of the regimes, and which of them decides a wish of the day asked.
pub struct Both {
    /// Of the regime before the switch.
    pub old: Competence,
    /// Of the one after it.
    pub new: Competence,
    /// The regime of the day.
    pub decides: Regime,
    /// First day of the new regime.
    pub switch: Date,
}

/// Asks for both regimes. Mistakes are noted beside the fields.
pub fn ask(form: &mut Form, law: &Law, here: &str) -> Option<Both> {
    let date = form.day("date");
    let mut wrong = Vec::new();
    let mut get = |name: &'static str| {
        let (_, _, all) = BOXES.into_iter().find(|(known, ..)| *known == name)?;
        let typed = form.get(name);
        let first = all.first().map_or("", |(code, _)| *code);
        let value = if typed.is_empty() { first } else { typed };
        if !all.iter().any(|(code, _)| *code == value) {
            wrong.push(name);
        }
        (value != "none").then(|| value.to_owned())
    };
    let place = |value: Option<String>| {
        value.map(|value| if value == "here" { here.to_owned() } else { OTHER.to_owned() })
    };
    let kind: u8 = get("kind").and_then(|kind| kind.parse().ok()).unwrap_or_default();
    let (provider, address) = (place(get("provider")), place(get("address")));
    let guardianship = get("guardianship").unwrap_or_else(|| "none".to_owned());
    let (access, level, funding) = (get("access"), get("level"), get("funding"));
    let (replacement, urgent) = (get("replacement"), get("urgent"));
    for name in wrong {
        form.wrong(name, "form-choose");
    }
    let flag = |name: &str| form.has_value("flags", name);
    let case = |date: Date| {
        json!({
            "date": date, "this_municipality": here,
            "service": {
                "kind": kind, "access": access, "level": level, "funding": funding,
                "provider_municipality": provider, "replacement_care": replacement,
                "optional_referral": flag("optional_referral"),
            },
            "person": {
                "present_address": address, "stays_in": here, "urgent": urgent,
                "life_in_danger": flag("life_in_danger"), "guardianship": guardianship,
                "child_protection_measure": flag("child_protection_measure"),
                "zhu_directive": flag("zhu_directive"),
            },
        })
    };
    let date = date?.0;
    if !form.ok() {
        return None;
    }
    let switch: Date = law.book().newest("regime.switch").ok()?.value.as_str()?.parse().ok()?;
    let decides = law.regime(date);
    let other = |regime| {
        if regime == decides {
            date
        } else if regime == Regime::New {
            switch
        } else {
            Day(switch).plus(-1).0
        }
    };
    let answer = |regime| {
        let case: Case = serde_json::from_value(case(other(regime))).ok()?;
        law.competence(&case).ok()
    };
    match (answer(Regime::Old), answer(Regime::New)) {
        (Some(old), Some(new)) => Some(Both { old, new, decides, switch }),
        _ => {
            form.wrong("kind", "rules-refused-question");
            None
        }
    }
}

pub async fn page(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let asked = form.has("date-day");
    let both = if asked { ask(&mut form, &law, &ctx.municipality.code) } else { None };
    if !asked {
        form = Form::filled(ctx.lang, day_values("date", Some(app.today())));
    }
    let mut page = frame(&ctx, ctx.t("rules-section-competence"), &[]);
    page.errors = form.errors();
    let flags = FLAGS.iter().map(|(name, key)| {
        ui::Choice::new(*name, ctx.t(key)).checked(form.has_value("flags", name))
    });
    html(&CompetencePage {
        page,
        sections: sections(&ctx),
        action: ctx.url("/law/ask/competence"),
        boxes: BOXES
            .iter()
            .map(|(name, key, all)| {
                let words = ctx.t(key).into_owned();
                (form.field(name), words, choices(&ctx, &form, (name, all)))
            })
            .collect(),
        flags: flags.collect(),
        answers: both.map(|both| shown(&ctx, both)).unwrap_or_default(),
        form,
    })
}

fn shown(ctx: &Ctx, both: Both) -> Vec<Shown> {
    let switch = Day(both.switch);
    let until = ctx.ta("rules-regime-old", &[("day", switch.plus(-1).bg())]).into_owned();
    let since = ctx.ta("rules-regime-new", &[("day", switch.bg())]).into_owned();
    [(until, Regime::Old, both.old), (since, Regime::New, both.new)]
        .into_iter()
        .map(|(period, regime, answer)| Shown {
            period,
            decides: regime == both.decides,
            competent: competent(&answer),
            referral: match answer.referral {
                law::Referral::Required => "rules-referral-required",
                law::Referral::Optional => "rules-referral-optional",
                law::Referral::None => "rules-referral-none",
            },
            notify: answer
                .notify
                .iter()
                .map(|body| match body {
                    law::Notify::Dsp => "rules-notify-dsp",
                    law::Notify::Mvr => "rules-notify-mvr",
                })
                .collect(),
            href: ctx.url(&format!("/law/rules/{}", answer.rule)),
            rule: answer.rule,
            title: answer.title,
            why: answer.derivation.into(),
        })
        .collect()
}

fn competent(answer: &Competence) -> &'static str {
    use law::Competent;
    match answer.competent {
        Competent::Municipality => "rules-competent-municipality",
        Competent::OtherMunicipality => "rules-competent-other",
        Competent::Dsp => "rules-competent-dsp",
        Competent::Court => "rules-competent-court",
        Competent::Provider => "rules-competent-provider",
        Competent::Nobody => "rules-competent-nobody",
    }
}
