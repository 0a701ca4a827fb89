//! Interview and decision: the sheet with scores, entry in the list, refusal with a letter, removal.

use super::AssistantId;
use super::change;
use super::frame::{self, YES_NO, is_yes, path, press};
use super::interview::{Interview, MOST, SCORES};
use super::load::{self, Assistant};
use crate::app::App;
use crate::people;
use axum::extract::{Path, State as Shared};
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, chosen, day_values, see};

/// What is decided; the end of the address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Interview,
    Enter,
    Refuse,
    Remove,
}

impl What {
    fn of(code: &str) -> Result<What, Problem> {
        match code {
            "interview" => Ok(What::Interview),
            "enter" => Ok(What::Enter),
            "refuse" => Ok(What::Refuse),
            "remove" => Ok(What::Remove),
            _ => Err(Problem::NotFound),
        }
    }

    fn act(self) -> Act {
        match self {
            What::Interview => Act::new("assistants-interview", "/do/interview", "ui-save"),
            What::Enter => Act::new("assistants-enter", "/do/enter", "assistants-enter-button"),
            What::Refuse => Act::new("assistants-refuse", "/do/refuse", "assistants-refuse-button"),
            What::Remove => Act::new("assistants-remove", "/do/remove", "assistants-remove-button"),
        }
    }

    fn done(self) -> &'static str {
        match self {
            What::Interview => "assistants-interview-done",
            What::Enter => "assistants-enter-done",
            What::Refuse => "assistants-refuse-done",
            What::Remove => "assistants-remove-done",
        }
    }
}

struct Behind {
    one: Assistant,
    name: String,
    lacks: Vec<String>,
}

async fn behind(app: &App, ctx: &Ctx, id: AssistantId) -> Result<Behind, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::assistant(&tx, id).await?;
    let name = people::head(&tx, one.person).await?.name;
    let lacks = change::lacks(&tx, &law, &one).await?;
    tx.audit(Entry::read("assistant", id.0).about(Some(one.person.0)));
    tx.commit().await?;
    let lacks = lacks.iter().map(|lack| ctx.t(&lack.key()).into_owned()).collect();
    Ok(Behind { one, name, lacks })
}

fn score(code: &str) -> String {
    format!("score-{code}")
}

fn boxes(ctx: &Ctx, form: &Form, (what, behind): (What, &Behind)) -> Act {
    let both = (ctx, form);
    let act = what.act().day(both, "on", ("assistants-on", String::new()));
    match what {
        What::Interview => {
            let mut act = act.lead(ctx.ta("assistants-interview-lead", &[("most", MOST)]));
            act = act.line(both, "held_by", "assistants-held-by");
            for code in SCORES {
                act = act.line(both, &score(code), &format!("assistants-score-{code}"));
            }
            act.one(both, "fits", ("assistants-fits", &YES_NO), |code| format!("assistants-{code}"))
                .area(both, "why", ("assistants-reasons", ""))
        }
        What::Enter if behind.lacks.is_empty() => act.lead(ctx.t("assistants-enter-lead")),
        What::Enter => act.lead(behind.lacks.join(" ")),
        What::Refuse => act.lead(ctx.t("assistants-refuse-lead")).area(
            both,
            "why",
            ("assistants-refusal-why", "assistants-refuse-hint"),
        ),
        What::Remove => {
            act.lead(ctx.t("assistants-remove-lead")).area(both, "why", ("assistants-reasons", ""))
        }
    }
}

fn shown(ctx: &Ctx, form: &Form, (what, behind): (What, &Behind)) -> Result<Response, Problem> {
    let act = boxes(ctx, form, (what, behind));
    let one = &behind.one;
    let page = frame::page_of(ctx, (one, &behind.name), act.title());
    let around = Around { page, home: path(one.id, ""), version: form.version_or(one.version) };
    act.shown(ctx, around, form)
}

/// `GET /assistants/{assistant}/do/{what}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, what)): Path<(String, AssistantId, String)>,
) -> Result<Response, Problem> {
    let what = What::of(&what)?;
    let behind = behind(&app, &ctx, id).await?;
    let mut values = day_values("on", Some(app.today()));
    values.push(("held_by".to_owned(), ctx.actor.name.to_string()));
    if what == What::Refuse {
        values.push(("why".to_owned(), behind.lacks.join("\n")));
    }
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    shown(&ctx, &form, (what, &behind))
}

fn sheet(form: &mut Form) -> Interview {
    let mut sheet = Interview { held_by: form.required("held_by", 200), ..Interview::default() };
    for code in SCORES {
        let typed = form.parsed::<u32>(&score(code), "assistants-score-wrong");
        if typed.is_some_and(|typed| typed > MOST) {
            form.wrong(&score(code), "assistants-score-wrong");
        }
        sheet.scores.insert(code.to_owned(), typed.unwrap_or(0));
    }
    chosen(form, "fits", &YES_NO);
    sheet.fits = Some(is_yes(form, "fits"));
    sheet.text = form.required("why", 2_000);
    sheet
}

/// `POST /assistants/{assistant}/do/{what}`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, what)): Path<(String, AssistantId, String)>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let what = What::of(&what)?;
    let mut behind = behind(&app, &ctx, id).await?;
    let on = form.day("on");
    if on.is_some_and(|on| on > app.today() || on < behind.one.applied_on) {
        form.wrong("on", "assistants-day-wrong");
    }
    let mut sheet_of = Interview::default();
    match what {
        What::Interview => sheet_of = sheet(&mut form),
        What::Enter => {}
        What::Refuse | What::Remove => sheet_of.text = form.required("why", 2_000),
    }
    let (Some(on), true) = (on, form.ok()) else { return shown(&ctx, &form, (what, &behind)) };
    let one = &mut behind.one;
    one.version = form.version_or(one.version);
    let press = press(&app, &ctx, &headers)?;
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let why: (Day, &str) = (on, &sheet_of.text);
    match what {
        What::Interview => change::interview(&mut tx, one, (on, &sheet_of)).await?,
        What::Enter => change::enter(&mut tx, &law, one, on).await?,
        What::Refuse => change::refuse(&mut tx, one, (why.0, why.1, &press)).await?,
        What::Remove => change::remove(&mut tx, one, why).await?,
    }
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some(what.done())))
}
