//! Who is invited to a conference, and what of the case may be told to them: on the ground of the
//! law, with the person's consent, or nothing.

use super::conference::{self, NewSeat};
use super::conference_act::consents;
use super::content::Guest;
use super::course::{ROLES, SHARINGS};
use super::frame::{self, HOME, LINE, TEXT, path};
use super::institution::{offered, picked};
use super::load::{self, Conference, Institution, Seat};
use super::{ConferenceId, InstitutionId, SeatId};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::mail::Mailer;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, see};

/// The seat that the person has from the beginning.
const CITIZEN: &str = ROLES[3];
/// Whoever comes from an institution.
const INSTITUTION: &str = ROLES[0];

/// What a form about a seat needs.
struct Known {
    one: Conference,
    all: Vec<Institution>,
    consents: bool,
}

async fn known(app: &App, ctx: &Ctx, id: ConferenceId) -> Result<Known, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::conference(&tx, id).await?;
    let all = load::institutions(&tx).await?;
    let consents = consents(&tx, &one).await?;
    let person = Some(one.row.person_id.0);
    tx.audit(Entry::read("cooperation-conference", id.0).about(person));
    tx.commit().await?;
    Ok(Known { one, all, consents })
}

fn boxes(act: Act, both: (&Ctx, &Form), (known, chosen): (&Known, Option<InstitutionId>)) -> Act {
    let ctx = both.0;
    let label = ctx.t("cooperation-column-institution").into_owned();
    let consent = match known.consents {
        true => "cooperation-consent-holds",
        false => "cooperation-consent-none",
    };
    act.one(both, "role", ("cooperation-column-role", &ROLES[..3]), |code| {
        format!("cooperation-role-{code}")
    })
    .choice(both, "institution", (label, offered(&known.all, chosen)))
    .line(both, "name", "cooperation-column-name")
    .line(both, "post", "cooperation-column-post")
    .line(both, "email", "cooperation-column-email")
    .part(ctx, "cooperation-sharing-part")
    .one(both, "sharing", ("cooperation-sharing", &SHARINGS), |code| {
        format!("cooperation-sharing-{code}")
    })
    .area(both, "shared", ("cooperation-shared", consent))
    .area(both, "ground", ("cooperation-sharing-ground", "cooperation-sharing-hint"))
}

/// What was typed of a seat.
struct Typed {
    role: String,
    institution: Option<InstitutionId>,
    guest: Guest,
    sharing: String,
}

impl Typed {
    fn seat(&self) -> NewSeat<'_> {
        NewSeat {
            role: self.role.clone(),
            institution: self.institution,
            guest: self.guest.clone(),
            sharing: &self.sharing,
        }
    }
}

fn typed(form: &mut Form, known: &Known, before: &Guest) -> Typed {
    let role = chosen(form, "role", &ROLES[..3]);
    let institution = match (role == INSTITUTION, form.get("institution").is_empty()) {
        (false, true) => None,
        _ => picked(form, "institution", &known.all),
    };
    let sharing = chosen(form, "sharing", &SHARINGS);
    let tells = sharing != "none" && role == INSTITUTION;
    let guest = Guest {
        name: form.optional("name", LINE),
        post: form.optional("post", LINE),
        email: email(form, institution, &known.all),
        shared: words(form, "shared", tells),
        ground: words(form, "ground", tells),
        excuse: before.excuse.clone(),
    };
    if role != INSTITUTION && guest.name.is_empty() {
        form.wrong("name", "form-required");
    }
    if sharing == "consent" && !known.consents {
        form.wrong("sharing", "cooperation-wrong-consent");
    }
    Typed { role, institution, guest, sharing }
}

/// Words that must be there when something is told.
fn words(form: &mut Form, name: &str, must: bool) -> String {
    if must { form.required(name, TEXT) } else { form.optional(name, TEXT) }
}

/// Their own address, or that of the institution.
fn email(form: &mut Form, institution: Option<InstitutionId>, all: &[Institution]) -> String {
    let typed = form.optional("email", LINE);
    if !typed.is_empty() && !Mailer::is_address(&typed) {
        form.wrong("email", "cooperation-wrong-email");
    }
    let known = all.iter().find(|one| Some(one.row.id) == institution);
    match (typed.is_empty(), known) {
        (true, Some(one)) => one.content.email.clone(),
        _ => typed,
    }
}

fn new_shown(ctx: &Ctx, known: &Known, form: &Form) -> Result<Response, Problem> {
    let act =
        Act::new("cooperation-seat-new", "/seat", "ui-save").lead(ctx.t("cooperation-seat-lead"));
    let page = frame::page(ctx, &known.one, ctx.t("cooperation-seat-new"));
    let home = path(known.one.row.id, "");
    boxes(act, (ctx, form), (known, None)).shown(ctx, Around { page, home, version: 0 }, form)
}

/// A conference to which somebody may still be invited.
fn open(known: Known) -> Result<Known, Problem> {
    match known.one.row.state.as_str() {
        "planned" => Ok(known),
        _ => Err(Problem::Impossible("cooperation-refused-state")),
    }
}

/// `GET /cooperation/conferences/{id}/seat`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
) -> Result<Response, Problem> {
    let known = open(known(&app, &ctx, id).await?)?;
    let values = [("role", INSTITUTION)];
    new_shown(&ctx, &known, &Form::filled(ctx.lang, values))
}

/// `POST /cooperation/conferences/{id}/seat`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = open(known(&app, &ctx, id).await?)?;
    let typed = typed(&mut form, &known, &Guest::default());
    if !form.ok() {
        return new_shown(&ctx, &known, &form);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    conference::add_seat(&mut tx, id, &typed.seat()).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("cooperation-done")))
}

fn shown(ctx: &Ctx, (known, seat): (&Known, &Seat), form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("cooperation-seat", "", "ui-save");
    let act = match seat.row.role == CITIZEN {
        true => act
            .lead(ctx.t("cooperation-seat-citizen"))
            .line(both, "name", "cooperation-column-name")
            .line(both, "email", "cooperation-column-email"),
        false => boxes(act, both, (known, seat.row.institution_id)),
    };
    let page = frame::page(ctx, &known.one, ctx.t("cooperation-seat"));
    let version = form.version_or(seat.row.version);
    let home = format!("{HOME}/seats/{}", seat.row.id);
    act.shown(ctx, Around { page, home, version }, form)
}

async fn own(app: &App, ctx: &Ctx, id: SeatId) -> Result<(Known, Seat), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let seat = load::seat(&tx, id).await?;
    tx.audit(Entry::read("cooperation-seat", id.0));
    tx.commit().await?;
    let known = known(app, ctx, seat.row.conference_id).await?;
    match known.one.row.state.as_str() {
        "planned" | "held" => Ok((known, seat)),
        _ => Err(Problem::Impossible("cooperation-refused-state")),
    }
}

/// `GET /cooperation/seats/{id}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeatId>,
) -> Result<Response, Problem> {
    let (known, seat) = own(&app, &ctx, id).await?;
    let guest = seat.content.clone();
    let institution = seat.row.institution_id.map(|id| id.to_string()).unwrap_or_default();
    let values = [
        ("role", seat.row.role.clone()),
        ("institution", institution),
        ("name", guest.name),
        ("post", guest.post),
        ("email", guest.email),
        ("sharing", seat.row.sharing.clone()),
        ("shared", guest.shared),
        ("ground", guest.ground),
    ];
    shown(&ctx, (&known, &seat), &Form::filled(ctx.lang, values))
}

/// `POST /cooperation/seats/{id}`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeatId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (known, seat) = own(&app, &ctx, id).await?;
    let typed = match seat.row.role == CITIZEN {
        true => Typed {
            role: CITIZEN.to_owned(),
            institution: None,
            guest: Guest {
                name: form.required("name", LINE),
                email: email(&mut form, None, &known.all),
                ..seat.content.clone()
            },
            sharing: seat.row.sharing.clone(),
        },
        false => typed(&mut form, &known, &seat.content),
    };
    if !form.ok() {
        return shown(&ctx, (&known, &seat), &form);
    }
    let home = path(known.one.row.id, "");
    let version = form.version_or(seat.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    conference::correct_seat(&mut tx, id, &typed.seat(), version).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("cooperation-done")))
}
