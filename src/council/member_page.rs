//! A member: entering, changing, ending, what they declared, how often they came.

use super::attend::{absences, attendance};
use super::content::Person;
use super::declare::{self, DECLARED, silent_until};
use super::frame::{self, HOME, LINE, TEXT};
use super::mandate_page::BACK;
use super::rules::{self, Rules};
use super::sitting;
use super::store::council_mandate;
use super::table::{Cell, Line, Part, Thing};
use super::term::{self, BODIES, ENDS, KINDS, Member, NewMember, ROLES};
use super::{MandateId, MemberId, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::mail::Mailer;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};
use ui::Link;

const DECLARATIONS: [&str; 4] = ["declared", "day", "until", "text"];
const CAME: [&str; 3] = ["number", "day", "how"];

fn shown(
    ctx: &Ctx,
    form: &Form,
    (title, rest, around): (&'static str, &'static str, Around),
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new(title, rest, "ui-save")
        .line(both, "name", "council-column-member")
        .line(both, "organisation", "council-organisation")
        .one(both, "body", ("council-column-body", &BODIES), |code| format!("council-body-{code}"))
        .one(both, "kind", ("council-column-kind", &KINDS), |code| format!("council-kind-{code}"))
        .one(both, "role", ("council-column-role", &ROLES), |code| format!("council-role-{code}"))
        .line(both, "email", "council-email")
        .line(both, "phone", "council-phone")
        .day(both, "from", ("council-column-from", String::new()));
    act.shown(ctx, around, form)
}

fn read(form: &mut Form, mandate: &council_mandate::Model) -> NewMember {
    let content = Person {
        name: form.required("name", LINE),
        organisation: form.optional("organisation", LINE),
        email: form.optional("email", LINE),
        phone: form.optional("phone", LINE),
        why: String::new(),
    };
    if !content.email.is_empty() && !Mailer::is_address(&content.email) {
        form.wrong("email", "council-wrong-email");
    }
    let body = chosen(form, "body", &BODIES);
    let kind = chosen(form, "kind", &KINDS);
    let role = chosen(form, "role", &ROLES);
    let from = form.day("from");
    if from.is_some_and(|day| day < mandate.starts_on || day > mandate.ends_on) {
        form.wrong("from", "council-wrong-in-term");
    }
    let from = from.unwrap_or(mandate.starts_on);
    NewMember { kind, role, body, from, content }
}

fn new_around(ctx: &Ctx, row: &council_mandate::Model) -> Around {
    let page = frame::page(ctx, ctx.t("council-member-new"), BACK);
    Around { page, home: format!("{HOME}/mandates/{}", row.id), version: 0 }
}

/// `GET /council/mandates/{id}/members`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MandateId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = term::mandate(&tx, id).await?;
    tx.audit(audit::Entry::read("council-mandate", id.0));
    tx.commit().await?;
    let from = app.today().clamp(row.starts_on, row.ends_on.max(row.starts_on));
    let mut values = day_values("from", Some(from));
    for (name, value) in [("kind", KINDS[0]), ("role", ROLES[0])] {
        values.push((name.to_owned(), value.to_owned()));
    }
    let form = Form::filled(ctx.lang, values);
    shown(&ctx, &form, ("council-member-new", "/members", new_around(&ctx, &row)))
}

/// `POST /council/mandates/{id}/members`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MandateId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = term::mandate(&tx, id).await?;
    let new = read(&mut form, &row);
    let all = term::members(&tx, id).await?;
    if let Some((name, key)) = term::refusal(&all, (&new, None, new.from)) {
        form.wrong(name, key);
    }
    if !form.ok() {
        tx.audit(audit::Entry::read("council-mandate", id.0));
        tx.commit().await?;
        return shown(&ctx, &form, ("council-member-new", "/members", new_around(&ctx, &row)));
    }
    let home = format!("{HOME}/mandates/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    term::add_member(&mut tx, &row, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("council-done")))
}

/// A member with their composition.
pub struct Behind {
    /// The member.
    pub one: Member,
    /// The composition.
    pub mandate: council_mandate::Model,
}

impl Behind {
    /// Where the member stands, below the municipality.
    #[must_use]
    pub fn home(&self) -> String {
        format!("{HOME}/members/{}", self.one.row.id)
    }

    /// The frame of a form about the member.
    pub fn around(&self, ctx: &Ctx, (key, form): (&str, &Form)) -> Around {
        let title = format!("{}: {}", ctx.t(key), self.one.content.name);
        let page = frame::page(ctx, title, BACK);
        Around { page, home: self.home(), version: form.version_or(self.one.row.version) }
    }
}

/// Reads a member.
///
/// # Errors
/// [`Problem::NotFound`] when there is none.
pub async fn behind(tx: &mut Tx, id: MemberId) -> Result<Behind, Problem> {
    let one = term::member(tx, id).await?;
    let mandate = term::mandate(tx, one.row.mandate_id).await?;
    tx.audit(audit::Entry::read("council-member", id.0));
    Ok(Behind { one, mandate })
}

/// `GET /council/members/{id}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MemberId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    tx.commit().await?;
    let Member { row, content } = &behind.one;
    let mut values: Vec<(String, String)> = [
        ("name", content.name.clone()),
        ("organisation", content.organisation.clone()),
        ("body", row.body.clone()),
        ("kind", row.kind.clone()),
        ("role", row.role.clone()),
        ("email", content.email.clone()),
        ("phone", content.phone.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    values.extend(day_values("from", Some(row.starts_on)));
    let form = Form::filled(ctx.lang, values);
    let around = behind.around(&ctx, ("council-member-edit", &form));
    shown(&ctx, &form, ("council-member-edit", "/edit", around))
}

/// `POST /council/members/{id}/edit`: also a reserve who comes in for somebody who left.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MemberId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    let new = read(&mut form, &behind.mandate);
    let all = term::members(&tx, behind.mandate.id).await?;
    if let Some((name, key)) = term::refusal(&all, (&new, Some(id), app.today())) {
        form.wrong(name, key);
    }
    if !form.ok() {
        tx.commit().await?;
        let around = behind.around(&ctx, ("council-member-edit", &form));
        return shown(&ctx, &form, ("council-member-edit", "/edit", around));
    }
    tx.use_form(&form.key(), &ctx.url(&behind.home())).await?;
    let version = form.version_or(behind.one.row.version);
    term::change_member(&mut tx, (&behind.one, version), &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &behind.home(), Some("council-done")))
}

fn end_shown(ctx: &Ctx, form: &Form, behind: &Behind) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("council-member-end", "/end", "council-member-end")
        .lead(ctx.t("council-member-end-lead"))
        .grave()
        .one(both, "how", ("council-column-how", &ENDS), |code| format!("council-ended-{code}"))
        .day(both, "day", ("council-column-until", String::new()))
        .area(both, "why", ("council-why", ""));
    act.shown(ctx, behind.around(ctx, ("council-member-end", form)), form)
}

/// `GET /council/members/{id}/end`.
pub async fn end_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MemberId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    tx.commit().await?;
    end_shown(&ctx, &Form::empty(ctx.lang), &behind)
}

/// `POST /council/members/{id}/end`.
pub async fn end_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MemberId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    let how = chosen(&mut form, "how", &ENDS);
    let day = form.day("day");
    if day.is_some_and(|day| day < behind.one.row.starts_on) {
        form.wrong("day", "council-wrong-order");
    }
    let why = form.required("why", TEXT);
    let (Some(day), true) = (day, form.ok()) else {
        tx.commit().await?;
        return end_shown(&ctx, &form, &behind);
    };
    tx.use_form(&form.key(), &ctx.url(&behind.home())).await?;
    let version = form.version_or(behind.one.row.version);
    term::end_member(&mut tx, (&behind.one, version), (&how, day, &why)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &behind.home(), Some("council-done")))
}

/// What is known of a member besides the row.
struct Known {
    rules: Rules,
    declared: Vec<(super::store::council_declaration::Model, String)>,
    /// Meetings held, the newest first, and how they took part.
    came: Vec<(sitting::Sitting, String)>,
}

async fn known(tx: &Tx, behind: &Behind) -> Result<Known, Problem> {
    let id = behind.one.row.id;
    let rules = rules::on(tx, tx.today()).await?;
    let declared = declare::declarations(tx, &[id]).await?;
    let (from, to) = (behind.mandate.starts_on, behind.mandate.ends_on);
    let mut held = sitting::sittings(tx, from, to).await?;
    held.retain(|one| one.state() == "held" && behind.one.is_in(one.row.day));
    let ids: Vec<_> = held.iter().map(|one| one.row.id).collect();
    let mut noted = attendance(tx, &ids).await?;
    noted.retain(|one| one.row.member_id == id);
    let how = |one: sitting::Sitting| {
        let own = noted.iter().find(|noted| noted.row.sitting_id == one.row.id);
        let how = own.map_or("absent", |noted| noted.row.how.as_str()).to_owned();
        (one, how)
    };
    let came = held.into_iter().map(how).collect();
    Ok(Known { rules, declared, came })
}

fn parts(ctx: &Ctx, known: &Known) -> [Part; 2] {
    let plain = |cells: Vec<Cell>| Line { cells, ..Line::default() };
    let declared = known.declared.iter().map(|(row, text)| {
        plain(vec![
            Cell::new(ctx.t(&format!("council-declared-{}", row.kind))),
            Cell::day(Some(row.given_on)),
            Cell::new(row.until_on.map(Day::bg).unwrap_or_default()),
            Cell::new(text.clone()),
        ])
    });
    let came = known.came.iter().map(|(one, how)| Line {
        href: ctx.url(&one.path()),
        cells: vec![
            Cell::new(one.number()),
            Cell::day(Some(one.row.day)),
            Cell::new(ctx.t(&format!("council-how-{how}"))),
        ],
        ..Line::default()
    });
    [
        Part::new(ctx, "council-declarations", &DECLARATIONS, declared.collect()),
        Part::new(ctx, "council-came", &CAME, came.collect()),
    ]
}

fn warnings(ctx: &Ctx, (behind, known): (&Behind, &Known)) -> Vec<String> {
    let mut all = Vec::new();
    let missed = absences(known.came.iter().map(|(_, how)| how.as_str()));
    let is_in = behind.one.row.ended_on.is_none() && behind.one.has_vote();
    if missed >= known.rules.absences && is_in {
        let args = [("count", missed), ("rule", known.rules.absences)];
        all.push(ctx.ta("council-warn-absences", &args).into_owned());
    }
    if known.declared.iter().all(|(row, _)| row.kind != DECLARED[1]) {
        all.push(ctx.t("council-warn-declare").into_owned());
    }
    all
}

/// `GET /council/members/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MemberId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    let known = known(&tx, &behind).await?;
    tx.commit().await?;
    let Member { row, content } = &behind.one;
    let mut thing = Thing::new(frame::page(&ctx, content.name.clone(), BACK), content.name.clone());
    thing.state = ctx.t(&format!("council-role-{}", row.role)).into_owned();
    thing.number = ctx.t(&format!("council-kind-{}", row.kind)).into_owned();
    thing.colour = if behind.one.is_in(app.today()) { "green" } else { "grey" };
    thing.say(&ctx, "council-column-body", ctx.t(&format!("council-body-{}", row.body)));
    thing.say(&ctx, "council-organisation", content.organisation.clone());
    thing.say(&ctx, "council-email", content.email.clone());
    thing.say(&ctx, "council-phone", content.phone.clone());
    thing.say(&ctx, "council-column-from", row.starts_on.bg());
    thing.say(&ctx, "council-column-until", row.ended_on.map(Day::bg).unwrap_or_default());
    if !row.ended_how.is_empty() {
        let how = ctx.t(&format!("council-ended-{}", row.ended_how));
        thing.say(&ctx, "council-column-how", how);
    }
    thing.say(&ctx, "council-why", content.why.clone());
    let silent = silent_until(&behind.one, &behind.mandate, &known.rules);
    thing.say(&ctx, "council-silent", silent.bg());
    thing.warnings = warnings(&ctx, (&behind, &known));
    if ctx.actor.may(WRITE) {
        let at = |rest: &str, key: &str| {
            Link::new(ctx.url(&format!("{}{rest}", behind.home())), ctx.t(key))
        };
        thing.actions.push(at("/declare", "council-declare"));
        if row.ended_on.is_none() {
            thing.actions.push(at("/edit", "council-member-edit"));
            thing.actions.push(at("/end", "council-member-end"));
        }
    }
    thing.parts.extend(parts(&ctx, &known));
    let mandate = ctx.url(&format!("{HOME}/mandates/{}", row.mandate_id));
    thing.links.push(Link::new(mandate, ctx.t("council-to-mandate")));
    thing.shown()
}
