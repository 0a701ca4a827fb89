//! The page behind a participant's own address: no account. On a day of the seminar they type the code
//! that is shown in the room; they say what they know before and after, and rate the seminar without a
//! name. Guessing an address is stopped by the guard, guessing a code by a count on disk.

use super::attend::{self, There};
use super::invite::{self, TRIES};
use super::load::{self, Seminar};
use super::question::{self, Question};
use super::score::{self, PHASES, SCORES, SEMINAR};
use super::store::{training_attendance, training_day, training_invited};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, html, see};
use ui::{Choice, Field};

/// What stands behind an address.
struct Inside {
    row: training_invited::Model,
    seminar: Seminar,
    days: Vec<training_day::Model>,
    came: Vec<training_attendance::Model>,
    skills: Vec<Question>,
    ratings: Vec<Question>,
    answered: [bool; 2],
}

async fn inside(tx: &Tx, secret: &str) -> Result<Inside, Problem> {
    let row = invite::behind(tx, secret).await?;
    let seminar = load::seminar(tx, row.seminar_id).await?;
    if seminar.row.revoked_at.is_some() {
        return Err(Problem::NotFound);
    }
    let days = load::days(tx, row.seminar_id).await?;
    let mut came = load::attendance(tx, &[row.seminar_id]).await?;
    came.retain(|one| one.employee_id == row.employee_id);
    let skills = question::asked(tx, question::PHASES[0]).await?;
    let ratings = question::asked(tx, question::PHASES[1]).await?;
    let before = score::answered(tx, &row, PHASES[0]).await?;
    let after = score::answered(tx, &row, PHASES[1]).await?;
    Ok(Inside { row, seminar, days, came, skills, ratings, answered: [before, after] })
}

impl Inside {
    /// Whether they were noted as there on a day.
    fn is_there(&self, day: &training_day::Model) -> bool {
        self.came.iter().any(|one| one.day_id == day.id)
    }

    /// The day that a code is asked for today.
    fn asks(&self, today: Day) -> Option<&training_day::Model> {
        let day = self.days.iter().find(|one| one.day == today)?;
        (self.seminar.is_open() && !self.is_there(day)).then_some(day)
    }

    /// Which questions on what they know are open: before until the first day has begun to be attended,
    /// after from the last day on.
    fn phase(&self, today: Day) -> Option<&'static str> {
        let row = &self.seminar.row;
        let (first, last) = (row.first_day, row.last_day);
        match self.answered {
            [false, _] if today <= first => Some(PHASES[0]),
            [_, false] if today >= last && !self.came.is_empty() => Some(PHASES[1]),
            _ => None,
        }
    }

    fn may_rate(&self, today: Day) -> bool {
        !self.row.is_rated && !self.came.is_empty() && today >= self.seminar.row.last_day
    }
}

/// A question with its box.
struct Asked {
    field: Field,
    label: String,
}

#[derive(Template)]
#[template(path = "training/my.html")]
struct MyPage {
    page: ui::Page,
    hello: String,
    days: Vec<(String, String, &'static str)>,
    code: Field,
    asks_code: bool,
    locked: bool,
    at: String,
    phase: &'static str,
    phase_words: String,
    skills: Vec<Asked>,
    ratings: Vec<Asked>,
    scores: Vec<Choice>,
    rated: bool,
}

fn asked(ctx: &Ctx, form: &Form, (prefix, list): (&str, &[Question])) -> Vec<Asked> {
    let one = |one: &Question| {
        let field = form.field(&format!("score-{}", one.code));
        // Both forms of the page are drawn: only the one that was sent shows what is wrong.
        let is_sent = form.get("of") == prefix;
        let field = if is_sent { field } else { Field { error: None, ..field } };
        Asked { field, label: one.words(ctx.lang).to_owned() }
    };
    list.iter().map(one).collect()
}

fn draw(ctx: &Ctx, form: &Form, (secret, inside, today): (&str, &Inside, Day)) -> MyPage {
    let mut page = ctx.public_page(inside.seminar.row.title.clone());
    page.errors = form.errors();
    let day = |day: &training_day::Model| {
        let (word, colour) = match (inside.is_there(day), day.day < today) {
            (true, _) => ("there", "green"),
            (false, true) => ("missed", "grey"),
            (false, false) => ("ahead", "blue"),
        };
        let when = format!("{} {}", day.day.bg(), day.begins);
        let word = ctx.t(&format!("training-my-{word}")).into_owned();
        (when.trim_end().to_owned(), word, colour)
    };
    let phase = inside.phase(today);
    let args = [("place", inside.seminar.content.place.clone())];
    let empty: &[Question] = &[];
    let skills = if phase.is_some() { &inside.skills[..] } else { empty };
    let ratings = if inside.may_rate(today) { &inside.ratings[..] } else { empty };
    MyPage {
        page,
        hello: ctx.ta("training-my-lead", &args).into_owned(),
        days: inside.days.iter().map(day).collect(),
        code: form.field_once("code"),
        asks_code: inside.asks(today).is_some(),
        locked: inside.row.failures >= TRIES,
        at: ctx.url(&format!("/my-training/{secret}")),
        phase: phase.unwrap_or_default(),
        phase_words: phase
            .map(|code| ctx.t(&format!("training-when-{code}")).into_owned())
            .unwrap_or_default(),
        skills: asked(ctx, form, ("skills", skills)),
        ratings: asked(ctx, form, ("ratings", ratings)),
        scores: SCORES.iter().map(|score| Choice::new(*score, *score)).collect(),
        rated: inside.row.is_rated,
    }
}

/// `GET /my-training/{secret}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let inside = inside(&tx, &secret).await?;
    tx.audit(audit::Entry::read("training-invited", inside.row.id.0));
    tx.commit().await?;
    html(&draw(&ctx, &Form::empty(ctx.lang), (&secret, &inside, app.today())))
}

/// `POST /my-training/{secret}/came`: the code of the day.
pub async fn came(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let code = form.required("code", 12);
    // Counted first and on disk before it is compared: a try cannot be had for nothing.
    let mut tx = app.db.write(&ctx.actor).await?;
    let inside = inside(&tx, &secret).await?;
    if inside.asks(app.today()).is_none() {
        return Err(Problem::Impossible("training-refused-no-day"));
    }
    let may_try = invite::counted(&mut tx, &inside.row).await?;
    tx.commit().await?;
    let day = inside.asks(app.today());
    let is_right = day.is_some_and(|day| kit::crypto::same(day.code.as_bytes(), code.as_bytes()));
    let (Some(day), true) = (day, may_try && is_right) else {
        app.kit.guesses.wrong(&ctx.actor.ip, app.clock().now());
        form.wrong("code", if may_try { "training-wrong-code" } else { "training-wrong-locked" });
        let mut tx = app.db.read(&ctx.actor).await?;
        tx.audit(audit::Entry::read("training-invited", inside.row.id.0));
        tx.commit().await?;
        return again(&draw(&ctx, &form, (&secret, &inside, app.today())));
    };
    let home = format!("/my-training/{secret}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    invite::forgiven(&tx, inside.row.id).await?;
    let there = [There { employee: inside.row.employee_id, hours: day.hours }];
    attend::note(&mut tx, (&inside.seminar, day), (&there, attend::HOWS[1])).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-my-noted")))
}

/// `POST /my-training/{secret}/scores`: what they know, before or after.
pub async fn scores(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let inside = inside(&tx, &secret).await?;
    tx.audit(audit::Entry::read("training-invited", inside.row.id.0));
    let phase = inside.phase(app.today());
    let phase = phase.ok_or(Problem::Impossible("training-refused-scored"))?;
    let answers = score::read(&mut form, &inside.skills);
    if !form.ok() {
        tx.commit().await?;
        return again(&draw(&ctx, &form, (&secret, &inside, app.today())));
    }
    let home = format!("/my-training/{secret}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    score::put(&mut tx, &inside.row, (phase, &answers)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-my-thanks")))
}

/// `POST /my-training/{secret}/rating`: without a name; only the sums are kept.
pub async fn rating(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let inside = inside(&tx, &secret).await?;
    tx.audit(audit::Entry::read("training-invited", inside.row.id.0));
    let answers = score::read(&mut form, &inside.ratings);
    if !form.ok() {
        tx.commit().await?;
        return again(&draw(&ctx, &form, (&secret, &inside, app.today())));
    }
    let home = format!("/my-training/{secret}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    if !inside.may_rate(app.today()) || !invite::rated(&tx, inside.row.id).await? {
        return Err(Problem::Impossible("training-refused-rated"));
    }
    score::rate(&mut tx, (SEMINAR, inside.seminar.row.id.0), &answers).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-my-thanks")))
}
