//! The urgent groups: who must be told at once, and that they were (чл. 10(5) ППЗСУ).

use super::moment::{due_words, moment, moment_values};
use super::reference::{choices, has, reference, words};
use super::store::urgent_notice::{self, Column};
use super::{NoticeId, SignalId, WishId, signal, wish};
use crate::app::App;
use crate::people::PersonId;
use crate::referral::CaseId;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::Instant;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use law::Urgent;
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};
use ui::Choice;

/// What showed the urgent group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A wish.
    Wish(WishId),
    /// A signal.
    Signal(SignalId),
}

impl Source {
    /// Its page below the municipality.
    pub fn path(self) -> String {
        match self {
            Source::Wish(id) => format!("/wishes/{id}"),
            Source::Signal(id) => format!("/signals/{id}"),
        }
    }

    fn is(self) -> sea_orm::sea_query::SimpleExpr {
        match self {
            Source::Wish(id) => Column::WishId.eq(id),
            Source::Signal(id) => Column::SignalId.eq(id),
        }
    }
}

/// The name of a group in data.
pub fn name_of(group: Urgent) -> String {
    match group {
        Urgent::Crisis => "crisis",
        Urgent::Violence => "violence",
        Urgent::Trafficking => "trafficking",
    }
    .to_owned()
}

/// The groups as answers of a form, with "none" first.
pub fn group_choices(ctx: &Ctx) -> Vec<Choice> {
    let mut list = vec![Choice::new("none", ctx.t("frontdesk-urgent-none"))];
    list.extend(choices(&reference().urgent_group, ctx.lang));
    list
}

/// The box "direct danger to life".
pub fn danger_choice(ctx: &Ctx, form: &Form) -> Vec<Choice> {
    let chosen = form.has_value("life_in_danger", "yes");
    vec![Choice::new("yes", ctx.t("frontdesk-life-in-danger")).checked(chosen)]
}

/// Notes that these bodies must be told at once.
pub async fn open(
    tx: &Tx,
    source: Source,
    group: Urgent,
    bodies: &[String],
) -> Result<(), StoreError> {
    let (wish, signal) = match source {
        Source::Wish(id) => (Some(id), None),
        Source::Signal(id) => (None, Some(id)),
    };
    for body in bodies {
        tx.insert(urgent_notice::ActiveModel {
            municipality_id: Set(tx.municipality()),
            id: Set(NoticeId(tx.new_id())),
            wish_id: Set(wish),
            signal_id: Set(signal),
            body: Set(body.clone()),
            urgent: Set(name_of(group)),
            noticed_on: Set(tx.today()),
            notified_at: Set(None),
            how: Set(String::new()),
            whom: Set(String::new()),
            account_id: Set(None),
            version: Set(1),
        })
        .await?;
    }
    Ok(())
}

/// Whether somebody is still to be told.
pub async fn waiting_of(tx: &Tx, source: Source) -> Result<bool, StoreError> {
    let rows =
        tx.find::<urgent_notice::Entity>().filter(source.is()).filter(Column::NotifiedAt.is_null());
    Ok(rows.count(tx.conn()).await? > 0)
}

/// How many notices wait in the whole municipality.
pub async fn waiting(tx: &Tx) -> Result<u64, StoreError> {
    let rows = tx.find::<urgent_notice::Entity>().filter(Column::NotifiedAt.is_null());
    Ok(rows.count(tx.conn()).await?)
}

/// Key of the name of a body that is told.
pub fn body_key(body: &str) -> &'static str {
    if body == "mvr" { "frontdesk-body-mvr" } else { "frontdesk-body-dsp" }
}

/// The person and the case that a source belongs to; fails when it is not there.
async fn about(tx: &Tx, source: Source) -> Result<(Option<PersonId>, Option<CaseId>), StoreError> {
    match source {
        Source::Wish(id) => {
            let row = wish::wish(tx, id).await?;
            let case = wish::case_of(tx, id).await?;
            Ok((Some(row.person_id), case.map(|(id, _)| id)))
        }
        Source::Signal(id) => Ok((signal::signal(tx, id).await?.person_id, None)),
    }
}

async fn notices(tx: &Tx, source: Source) -> Result<Vec<urgent_notice::Model>, StoreError> {
    let rows = tx.find::<urgent_notice::Entity>().filter(source.is()).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

#[derive(Template)]
#[template(path = "frontdesk/urgent.html")]
struct UrgentPage {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    group: String,
    in_danger: bool,
    why: law::Due,
    waiting: Vec<Choice>,
    late: Option<String>,
    done: Vec<String>,
    ways: Vec<Choice>,
    may_write: bool,
}

async fn urgent_view(
    app: &App,
    ctx: &Ctx,
    tx: &Tx,
    (source, form): (Source, Form),
) -> Result<UrgentPage, Problem> {
    let rows = notices(tx, source).await?;
    let first = rows.first().ok_or(Problem::NotFound)?;
    let open: Vec<_> = rows.iter().filter(|row| row.notified_at.is_none()).collect();
    let late = open.iter().any(|row| row.noticed_on < tx.today());
    let late = late.then(|| due_words(ctx, first.noticed_on, tx.today()).0);
    let told = |row: &urgent_notice::Model| -> Option<String> {
        let how = words(&reference().how_told, &row.how, ctx.lang);
        let body = ctx.t(body_key(&row.body)).into_owned();
        let args = [("body", body), ("when", row.notified_at?.bg()), ("how", how)];
        let sentence = ctx.ta("frontdesk-urgent-told", &args);
        Some(format!("{sentence} {}", row.whom))
    };
    let choice = |row: &&urgent_notice::Model| {
        let chosen =
            !form.has("_key") && !form.has("_version") || form.has_value("body", &row.body);
        Choice::new(row.body.as_str(), ctx.t(body_key(&row.body))).checked(chosen)
    };
    let mut page = ctx.page(ctx.t("frontdesk-urgent-title"));
    page.errors = form.errors();
    let why = app
        .law(ctx.actor.municipality)
        .due("D04", first.noticed_on.0, &[])
        .map_err(Problem::internal)?;
    Ok(UrgentPage {
        page,
        action: ctx.url(&format!("{}/urgent", source.path())),
        back: ctx.url(&source.path()),
        group: words(&reference().urgent_group, &first.urgent, ctx.lang),
        in_danger: rows.iter().any(|row| row.body == "mvr"),
        why,
        waiting: open.iter().map(choice).collect(),
        late,
        done: rows.iter().filter_map(told).collect(),
        ways: choices(&reference().how_told, ctx.lang),
        may_write: ctx.actor.may(super::WRITE),
        form,
    })
}

async fn show(app: App, ctx: Ctx, source: Source) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (person, _) = about(&tx, source).await?;
    let form = ctx.draft(&tx, Form::filled(ctx.lang, moment_values("at", tx.now()))).await?;
    let page = urgent_view(&app, &ctx, &tx, (source, form)).await?;
    tx.audit(Entry::new("read", "urgent", &source.path()).about(person.map(|id| id.0)));
    tx.commit().await?;
    html(&page)
}

async fn record(app: App, ctx: Ctx, source: Source, mut form: Form) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    about(&tx, source).await?;
    let bodies: Vec<String> = form.all("body").into_iter().map(str::to_owned).collect();
    if bodies.is_empty() {
        form.wrong("body", "form-choose");
    }
    let whom = form.required("whom", 200);
    let how = form.required("how", 30);
    if !how.is_empty() && !has(&reference().how_told, &how) {
        form.wrong("how", "form-choose");
    }
    let at = moment(&mut form, "at", tx.now());
    let (true, Some(at)) = (form.ok(), at) else {
        let page = urgent_view(&app, &ctx, &tx, (source, form)).await?;
        tx.commit().await?;
        return again(&page);
    };
    tx.commit().await?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&source.path())).await?;
    ctx.sent(&tx, &form).await?;
    for row in notices(&tx, source).await? {
        if row.notified_at.is_none() && bodies.contains(&row.body) {
            told(&mut tx, source, &row, (at, &how, &whom)).await?;
        }
    }
    let waits = waiting_of(&tx, source).await?;
    // A second worker may have been quicker: then nothing is left to record, which is well.
    tx.audit(Entry::new("read", "urgent", &source.path()));
    tx.commit().await?;
    let path = source.path();
    let path = if waits { format!("{path}/urgent") } else { path };
    Ok(see(&ctx, &path, Some("frontdesk-urgent-recorded")))
}

async fn told(
    tx: &mut Tx,
    source: Source,
    row: &urgent_notice::Model,
    (at, how, whom): (Instant, &str, &str),
) -> Result<(), StoreError> {
    let change = urgent_notice::ActiveModel {
        notified_at: Set(Some(at)),
        how: Set(how.to_owned()),
        whom: Set(whom.to_owned()),
        account_id: Set(tx.actor().account),
        ..Default::default()
    };
    tx.update::<urgent_notice::Entity>(row.id, row.version, change).await?;
    let (person, case) = about(tx, source).await?;
    let body = ui::text::text(ui::Lang::Bg, body_key(&row.body)).into_owned();
    let data = vec![("body", body), ("when", at.bg())];
    let (person, case) = (person.map(|id| id.0), case.map(|id| id.0));
    match person {
        Some(_) => tx.event(Event { kind: "urgent-notified", person, case, data }).await,
        None => {
            tx.audit(Entry::write("urgent-notified", row.id.0));
            Ok(())
        }
    }
}

pub async fn of_wish(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<WishId>,
) -> Result<Response, Problem> {
    show(app, ctx, Source::Wish(id)).await
}

pub async fn of_signal(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<SignalId>,
) -> Result<Response, Problem> {
    show(app, ctx, Source::Signal(id)).await
}

pub async fn record_of_wish(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<WishId>,
    form: Form,
) -> Result<Response, Problem> {
    record(app, ctx, Source::Wish(id), form).await
}

pub async fn record_of_signal(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<SignalId>,
    form: Form,
) -> Result<Response, Problem> {
    record(app, ctx, Source::Signal(id), form).await
}
