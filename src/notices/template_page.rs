//! The words of notices on the screen: what they are called, how they read with examples, and a new version
//! whose names in braces are checked.

use super::frame::{self, HOME, LINE, TEXT};
use super::send::Office;
use super::store::notice_template;
use super::table::{self, Cell, Line, List, Part, Thing};
use super::template::{self, ALWAYS, Mistake, Template, Words, mistakes};
use super::version;
use crate::app::App;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::web::{Compared, Ctx, Form, Problem, again, html, see};
use ui::Lang;

const BACK: (&str, &str) = ("/templates", "notices-templates");
const COLUMNS: [&str; 3] = ["what", "kind", "version"];
/// Parameters of an address: the municipality, the code, the language.
type Which = Path<(String, String, String)>;

fn which(code: &str, lang: &str) -> Result<(&'static Template, Lang), Problem> {
    template::find(code).zip(Lang::from_tag(lang)).ok_or(Problem::NotFound)
}

fn place(code: &str, lang: Lang) -> String {
    format!("{HOME}/templates/{code}/in/{}", lang.tag())
}

/// `GET /notices/templates`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let newest = version::newest(&tx).await?;
    tx.audit(Entry::list("notice-templates"));
    tx.commit().await?;
    let line = |(one, lang): (&Template, Lang)| {
        let is_own =
            |row: &&notice_template::Model| row.code == one.code && row.language == lang.tag();
        let number = newest.iter().find(is_own).map_or(0, |row| row.number);
        let own = if number > 0 { "notices-own" } else { "notices-shipped" };
        Line {
            href: ctx.url(&place(&one.code, lang)),
            cells: vec![
                Cell::new(format!("{} ({})", one.name(ctx.lang), lang.tag())),
                Cell::new(ctx.t(&format!("notices-kind-{}", one.kind))),
                Cell::new(number.to_string()),
            ],
            word: ctx.t(own).into_owned(),
            colour: if number > 0 { "blue" } else { "grey" },
        }
    };
    let both = template::all().iter().flat_map(|one| [(one, Lang::Bg), (one, Lang::En)]);
    let lines = both.map(line).collect();
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.t("notices-templates-lead").into_owned();
    table::shown(&ctx, form, list)
}

/// The names that may stand in braces, each with what it becomes.
fn names(template: &Template, lang: Lang) -> String {
    let mut all: Vec<&str> = ALWAYS.to_vec();
    all.extend(template.needed.keys().chain(template.known.keys()).map(String::as_str));
    all.sort_unstable();
    all.dedup();
    let told = |name: &str| {
        let means = ui::text::text(lang, &format!("notices-name-{name}"));
        format!("{{{name}}} – {means}")
    };
    all.into_iter().map(told).collect::<Vec<_>>().join("; ")
}

fn preview(template: &Template, words: &Words, (office, lang): (&Office, Lang)) -> Words {
    let mut values = template.examples("", "", "");
    let link = template.needed.get("link").map_or("https://example.bg", String::as_str);
    values.extend(office.values(lang, link));
    template::written(words, &values)
}

/// `GET /notices/templates/{code}/in/{lang}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code, lang)): Which,
) -> Result<Response, Problem> {
    let (one, lang) = which(&code, &lang)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let (words, number) = version::held(&tx, one, lang).await?;
    let versions = version::all(&tx, &one.code, lang).await?;
    let office = Office::of(&tx).await?;
    tx.audit(Entry::new("read", "notice-template", &one.code));
    tx.commit().await?;
    let name = one.name(ctx.lang);
    let mut thing = Thing::new(frame::page(&ctx, name, BACK), name);
    thing.number = lang.tag().to_owned();
    thing.actions =
        frame::action(&ctx, &format!("/templates/{code}/in/{}/edit", lang.tag()), "notices-edit")
            .into_iter()
            .collect();
    let seen = preview(one, &words, (&office, lang));
    thing.say(&ctx, "notices-column-version", number.to_string());
    thing.say(&ctx, "notices-names", names(one, ctx.lang));
    thing.say(&ctx, "notices-subject", seen.subject);
    thing.say(&ctx, "notices-short", seen.short);
    thing.text = seen.body.lines().map(str::to_owned).collect();
    let line = |row: notice_template::Model| Line {
        cells: vec![
            Cell::new(row.number.to_string()),
            Cell::new(row.made_at.bg()),
            Cell::new(row.account_name),
            Cell::new(row.subject),
        ],
        ..Line::default()
    };
    let lines = versions.into_iter().map(line).collect();
    let columns = ["version", "at", "who", "note"];
    thing.parts.push(Part::new(&ctx, "notices-versions", &columns, lines));
    thing.shown()
}

#[derive(askama::Template)]
#[template(path = "notices/template.html")]
struct EditPage {
    page: ui::Page,
    form: Form,
    action: String,
    cancel: String,
    version: i32,
    names: String,
    /// The words with examples, when a preview was asked for.
    seen: Option<Words>,
}

fn drawn(
    ctx: &Ctx,
    (one, lang): (&Template, Lang),
    (form, version): (Form, i32),
    seen: Option<Words>,
) -> EditPage {
    let mut page = frame::page(ctx, one.name(ctx.lang), BACK);
    page.errors = form.errors();
    EditPage {
        page,
        action: ctx.url(&format!("{}/edit", place(&one.code, lang))),
        cancel: ctx.url(&place(&one.code, lang)),
        version,
        names: names(one, ctx.lang),
        seen,
        form,
    }
}

/// `GET /notices/templates/{code}/in/{lang}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code, lang)): Which,
) -> Result<Response, Problem> {
    let (one, lang) = which(&code, &lang)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let (words, number) = version::held(&tx, one, lang).await?;
    tx.audit(Entry::new("read", "notice-template", &one.code));
    tx.commit().await?;
    let values = [("subject", words.subject), ("body", words.body), ("short", words.short)];
    let form = Form::filled(ctx.lang, values);
    html(&drawn(&ctx, (one, lang), (form, number), None))
}

fn complaint(ctx: &Ctx, mistake: &Mistake) -> String {
    match mistake {
        Mistake::Unknown(name) => ctx.ta("notices-wrong-unknown", &[("name", name)]).into_owned(),
        Mistake::Missing(name) => ctx.ta("notices-wrong-missing", &[("name", name)]).into_owned(),
        Mistake::Open => ctx.t("notices-wrong-braces").into_owned(),
    }
}

fn check(ctx: &Ctx, form: &mut Form, (one, name): (&Template, &str), text: &str) {
    // A needed name must stand in the text or in the subject of a mail; in a short one it may lack.
    let must = name == "body";
    let whole = if must { format!("{} {text}", form.get("subject")) } else { text.to_owned() };
    let mut found = mistakes(one, text, false);
    if must && !found.contains(&Mistake::Open) {
        let all = mistakes(one, &whole, true).into_iter();
        found.extend(all.filter(|one| matches!(one, Mistake::Missing(_))));
    }
    if !found.is_empty() {
        let said: Vec<String> = found.iter().map(|one| complaint(ctx, one)).collect();
        form.wrong_text(name, said.join(" "));
    }
}

fn read(ctx: &Ctx, form: &mut Form, one: &Template) -> Words {
    let words = Words {
        subject: form.required("subject", LINE),
        body: form.required("body", TEXT),
        short: form.optional("short", super::sms::LONGEST),
    };
    if words.subject.contains(['\n', '\r']) {
        form.wrong("subject", "notices-wrong-line");
    }
    for (name, text) in
        [("subject", &words.subject), ("body", &words.body), ("short", &words.short)]
    {
        check(ctx, form, (one, name), text);
    }
    words
}

/// `POST /notices/templates/{code}/in/{lang}/edit`: shows the preview, or saves a version.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code, lang)): Which,
    mut form: Form,
) -> Result<Response, Problem> {
    let (one, lang) = which(&code, &lang)?;
    let words = read(&ctx, &mut form, one);
    let mut tx = app.db.write(&ctx.actor).await?;
    let version = form.version();
    if !form.ok() || form.has("preview") {
        let office = Office::of(&tx).await?;
        tx.audit(Entry::new("read", "notice-template", &one.code));
        tx.commit().await?;
        let is_fine = form.ok();
        let seen = is_fine.then(|| preview(one, &words, (&office, lang)));
        let page = drawn(&ctx, (one, lang), (form, version), seen);
        return if is_fine { html(&page) } else { again(&page) };
    }
    let there = place(&one.code, lang);
    tx.use_form(&form.key(), &ctx.url(&there)).await?;
    match version::save(&mut tx, (one, lang), &words, version).await {
        Err(StoreError::Conflict) => {
            let theirs = version::words(&tx, one, lang).await?;
            tx.rollback().await;
            return Err(Problem::Conflict(compared(&ctx, words, theirs)));
        }
        other => other?,
    }
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("notices-saved")))
}

fn compared(ctx: &Ctx, mine: Words, theirs: Words) -> Vec<Compared> {
    let all = [
        ("notices-subject", mine.subject, theirs.subject),
        ("notices-text", mine.body, theirs.body),
        ("notices-short", mine.short, theirs.short),
    ];
    let differing = all.into_iter().filter(|(_, mine, theirs)| mine != theirs);
    let one = |(key, mine, theirs): (&str, String, String)| Compared {
        label: ctx.t(key).into_owned(),
        mine,
        theirs,
    };
    differing.map(one).collect()
}
