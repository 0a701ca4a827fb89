//! Papers of supervision on the screen: the page of a meeting, issuing a protocol, a year of a
//! supervision or of an employee, the print itself.

use super::frame::{self, HOME, Press, name_of};
use super::guided_paper;
use super::load::{self, Action, Meeting, Supervision};
use super::store::{supervision_paper, supervision_person};
use super::supervision_page::{BACK, agreed_lines};
use super::table::{Cell, Line, Part, Thing};
use super::{GuidedPaperId, MeetingId, SupervisionId, WRITE, paper};
use crate::app::App;
use crate::people::print_kept;
use crate::workforce::{EmployeeId, EmployeeName};
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Id, Pdf, Problem, pdf, see};
use sea_orm::{ColumnTrait, Condition};
use std::collections::HashMap;
use ui::Link;

const PAPERS: [&str; 3] = ["number", "what", "issued"];
const PEOPLE: [&str; 2] = ["employee", "post"];
const AGREED: [&str; 4] = ["agreed", "owner", "due", "result"];

/// Papers as a part of a page.
#[must_use]
pub fn part(ctx: &Ctx, all: &[supervision_paper::Model]) -> Part {
    let line = |row: &supervision_paper::Model| {
        let what = ctx.t(&format!("training-paper-{}", row.kind)).into_owned();
        let is_year = row.kind != guided_paper::PROTOCOL;
        let overtaken = row.overtaken_at.is_some();
        Line {
            href: ctx.url(&format!("{HOME}/supervision-papers/{}", row.id)),
            cells: vec![
                Cell::new(paper::number(&row.kind, row.year, row.number)),
                Cell::new(if is_year { format!("{what}, {}", row.covers) } else { what }),
                Cell::day(Some(row.issued_on)),
            ],
            word: match overtaken {
                true => ctx.t("training-guided-overtaken").into_owned(),
                false => String::new(),
            },
            colour: "grey",
        }
    };
    Part::new(ctx, "training-guided-papers", &PAPERS, all.iter().map(line).collect())
}

/// The papers of a supervision.
///
/// # Errors
/// When the database does not answer.
pub async fn of_supervision(
    tx: &Tx,
    id: SupervisionId,
) -> Result<Vec<supervision_paper::Model>, StoreError> {
    let own = supervision_paper::Column::SupervisionId.eq(id);
    guided_paper::papers(tx, Condition::all().add(own)).await
}

/// The papers of an employee.
///
/// # Errors
/// When the database does not answer.
pub async fn of_employee(
    tx: &Tx,
    id: EmployeeId,
) -> Result<Vec<supervision_paper::Model>, StoreError> {
    let own = supervision_paper::Column::EmployeeId.eq(id);
    guided_paper::papers(tx, Condition::all().add(own)).await
}

/// What the page of a meeting shows.
struct Behind {
    one: Meeting,
    of: Supervision,
    present: Vec<supervision_person::Model>,
    agreed: Vec<Action>,
    names: HashMap<EmployeeId, EmployeeName>,
    papers: Vec<supervision_paper::Model>,
}

async fn behind(tx: &Tx, id: MeetingId) -> Result<Behind, StoreError> {
    let one = load::meeting(tx, id).await?;
    let of = load::supervision(tx, one.row.supervision_id).await?;
    let present = load::present(tx, &[id]).await?;
    let mut agreed = load::actions(tx, of.row.id).await?;
    agreed.retain(|action| action.row.meeting_id == Some(id));
    let owners = agreed.iter().filter_map(|action| action.row.employee_id);
    let names = frame::names(tx, present.iter().map(|row| row.employee_id).chain(owners)).await?;
    let own = supervision_paper::Column::MeetingId.eq(id);
    let papers = guided_paper::papers(tx, Condition::all().add(own)).await?;
    Ok(Behind { one, of, present, agreed, names, papers })
}

fn people_lines(ctx: &Ctx, behind: &Behind) -> Vec<Line> {
    let line = |row: &supervision_person::Model| Line {
        href: ctx.url(&format!("{HOME}/employees/{}", row.employee_id)),
        cells: vec![
            Cell::new(name_of(&behind.names, row.employee_id)),
            Cell::new(
                behind.names.get(&row.employee_id).map(|one| one.post.clone()).unwrap_or_default(),
            ),
        ],
        ..Line::default()
    };
    behind.present.iter().map(line).collect()
}

/// `GET /training/meetings/{id}`: one meeting, what was agreed at it, its protocols.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MeetingId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&tx, id).await?;
    tx.audit(audit::Entry::read("supervision-meeting", id.0));
    tx.commit().await?;
    let Behind { one, of, .. } = &behind;
    let name = format!("{}, {}", of.content.supervisor, one.row.day.bg());
    let mut thing = Thing::new(frame::page(&ctx, name.clone(), BACK), name);
    let is_revoked = one.row.revoked_at.is_some() || of.row.revoked_at.is_some();
    if is_revoked {
        thing.state = ctx.t("training-guided-revoked").into_owned();
    }
    let kind = ctx.t(&format!("training-supervision-{}", of.row.kind)).into_owned();
    thing.say(&ctx, "training-column-kind", kind);
    thing.say(&ctx, "training-column-day", one.row.day.bg());
    thing.say(&ctx, "training-column-hours", one.row.hours.to_string());
    thing.say(&ctx, "training-themes-general", one.content.themes.clone());
    thing.say(&ctx, "training-why", one.content.why.clone());
    let agreed = agreed_lines(&ctx, (&behind.agreed, app.today()), &behind.names);
    thing.parts = vec![
        Part::new(&ctx, "training-column-present", &PEOPLE, people_lines(&ctx, &behind)),
        Part::new(&ctx, "training-agreed", &AGREED, agreed),
        part(&ctx, &behind.papers),
    ];
    let at = |path: String, key: &str| Link::new(ctx.url(&format!("{HOME}{path}")), ctx.t(key));
    if ctx.actor.may(WRITE) && !is_revoked {
        let agree = format!("/supervision/{}/agree?meeting={id}", of.row.id);
        thing.actions = vec![
            at(format!("/meetings/{id}/protocol"), "training-protocol-issue"),
            at(agree, "training-agree"),
            at(format!("/meetings/{id}/revoke"), "training-revoke"),
        ];
    }
    thing.links.push(at(format!("/supervision/{}", of.row.id), "training-to-supervision"));
    thing.shown()
}

fn protocol_shown(ctx: &Ctx, form: &Form, behind: &Behind) -> Result<Response, Problem> {
    let facts = [
        ("training-supervisor", behind.of.content.supervisor.clone()),
        ("training-column-day", behind.one.row.day.bg()),
        ("training-column-people", behind.present.len().to_string()),
        ("training-column-agreed", behind.agreed.len().to_string()),
    ]
    .map(|(key, text)| (ctx.t(key).into_owned(), text));
    let act = Act::new("training-protocol-issue", "/protocol", "training-protocol-issue")
        .lead(ctx.t("training-protocol-lead"))
        .facts(facts.into());
    let page = frame::page(ctx, ctx.t("training-protocol-issue"), BACK);
    let home = format!("{HOME}/meetings/{}", behind.one.row.id);
    act.shown(ctx, Around { page, home, version: 0 }, form)
}

/// `GET /training/meetings/{id}/protocol`.
pub async fn protocol_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MeetingId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&tx, id).await?;
    tx.audit(audit::Entry::read("supervision-meeting", id.0));
    tx.commit().await?;
    protocol_shown(&ctx, &Form::empty(ctx.lang), &behind)
}

/// `POST /training/meetings/{id}/protocol`.
pub async fn protocol_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MeetingId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/meetings/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let one = load::meeting(&tx, id).await?;
    let of = load::supervision(&tx, one.row.supervision_id).await?;
    guided_paper::protocol(&mut tx, &press, (&of, &one)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-issued")))
}

/// Whose year is printed.
#[derive(Clone, Copy)]
enum Whose {
    Supervision(SupervisionId),
    Employee(EmployeeId),
}

impl Whose {
    fn home(self) -> String {
        match self {
            Whose::Supervision(id) => format!("{HOME}/supervision/{id}"),
            Whose::Employee(id) => format!("{HOME}/employees/{id}"),
        }
    }

    fn rest(self) -> &'static str {
        match self {
            Whose::Supervision(_) => "/year",
            Whose::Employee(_) => "/supervision",
        }
    }
}

/// Name of whoever is told of, read with its trace.
async fn name(tx: &mut Tx, whose: Whose) -> Result<String, Problem> {
    match whose {
        Whose::Supervision(id) => {
            tx.audit(audit::Entry::read("supervision", id.0));
            Ok(load::supervision(tx, id).await?.content.supervisor)
        }
        Whose::Employee(id) => {
            tx.audit(audit::Entry::read("training-employee", id.0));
            let known = frame::names(tx, [id]).await?;
            known.get(&id).map(|one| one.name.clone()).ok_or(Problem::NotFound)
        }
    }
}

fn year_shown(ctx: &Ctx, form: &Form, (whose, name): (Whose, &str)) -> Result<Response, Problem> {
    let act = Act::new("training-guided-year", whose.rest(), "training-guided-year")
        .lead(ctx.t("training-guided-year-lead"))
        .line((ctx, form), "year", "training-year");
    let page = frame::page(ctx, format!("{}: {name}", ctx.t("training-guided-year")), BACK);
    act.shown(ctx, Around { page, home: whose.home(), version: 0 }, form)
}

async fn year_asked(app: &App, ctx: &Ctx, whose: Whose) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let name = name(&mut tx, whose).await?;
    tx.commit().await?;
    let form = Form::filled(ctx.lang, [("year", app.today().0.year().to_string())]);
    year_shown(ctx, &form, (whose, &name))
}

async fn year_issued(
    app: &App,
    (ctx, headers): (&Ctx, &HeaderMap),
    (whose, mut form): (Whose, Form),
) -> Result<Response, Problem> {
    let press = Press::here(app, ctx, headers)?;
    let year: Option<i16> = form.parsed("year", "training-wrong-number");
    let mut tx = app.db.write(&ctx.actor).await?;
    let named = name(&mut tx, whose).await?;
    let (Some(year), true) = (year, form.ok()) else {
        tx.commit().await?;
        return year_shown(ctx, &form, (whose, &named));
    };
    let home = whose.home();
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let made = match whose {
        Whose::Supervision(id) => {
            let of = load::supervision(&tx, id).await?;
            guided_paper::group_year(&mut tx, &press, (&of, year)).await
        }
        Whose::Employee(id) => {
            let who = frame::names(&tx, [id]).await?.remove(&id).ok_or(Problem::NotFound)?;
            guided_paper::person_year(&mut tx, &press, (&who, year)).await
        }
    };
    if let Err(Problem::Impossible(key)) = made {
        tx.rollback().await;
        form.wrong("year", key);
        return year_shown(ctx, &form, (whose, &named));
    }
    made?;
    tx.commit().await?;
    Ok(see(ctx, &home, Some("training-issued")))
}

/// `GET /training/supervision/{id}/year`.
pub async fn group_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SupervisionId>,
) -> Result<Response, Problem> {
    year_asked(&app, &ctx, Whose::Supervision(id)).await
}

/// `POST /training/supervision/{id}/year`.
pub async fn group_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SupervisionId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    year_issued(&app, (&ctx, &headers), (Whose::Supervision(id), form)).await
}

/// `GET /training/employees/{id}/supervision`.
pub async fn person_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
) -> Result<Response, Problem> {
    year_asked(&app, &ctx, Whose::Employee(id)).await
}

/// `POST /training/employees/{id}/supervision`.
pub async fn person_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    year_issued(&app, (&ctx, &headers), (Whose::Employee(id), form)).await
}

/// `GET /training/supervision-papers/{id}`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<GuidedPaperId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = guided_paper::one(&tx, id).await?;
    tx.audit(audit::Entry::print("supervision-paper", id.0));
    tx.commit().await?;
    let bytes = print_kept::<supervision_paper::Entity>(&app, &ctx.actor, id.0).await?;
    Ok(pdf(Pdf { name: format!("{}-{}-{}", row.kind, row.year, row.number), bytes }))
}
