//! The same as JSON.

use super::new_page::{self, Entered};
use super::search::{Found, Sought, found, search as look_for};
use super::store::read;
use super::{
    AddressKind, PROTECTED, PersonId, Representative, addresses, identifier_masked, representatives,
};
use crate::app::App;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Problem, day_values};
use serde::{Deserialize, Serialize};

/// People found.
#[derive(Serialize, utoipa::ToSchema)]
pub struct List {
    people: Vec<Short>,
}

/// A person of a list.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Short {
    #[schema(value_type = String)]
    id: PersonId,
    name: String,
    latin: String,
    birth_year: Option<i16>,
    /// Settlement of the present address; absent when it is protected.
    settlement: Option<String>,
    /// Masked.
    identifier: Option<String>,
    is_protected: bool,
}

impl From<Found> for Short {
    fn from(found: Found) -> Self {
        Short {
            id: found.head.id,
            name: found.head.name,
            latin: found.head.latin,
            birth_year: found.head.birth_day.map(|day| day.0.year()),
            settlement: found.settlement,
            identifier: found.identifier.map(|masked| masked.text),
            is_protected: found.head.is_protected,
        }
    }
}

async fn answer(app: &App, ctx: &Ctx, sought: &Sought) -> Result<Json<List>, Problem> {
    let mut ids = look_for(app, &ctx.actor, sought).await?;
    ids.truncate(PAGE_ROWS as usize);
    let mut tx = app.db.read(&ctx.actor).await?;
    let people = found(&tx, &ids).await?;
    tx.audit(Entry::search("person"));
    tx.commit().await?;
    Ok(Json(List { people: people.into_iter().map(Short::from).collect() }))
}

/// `GET /api/people?q=`: by name. Numbers are sent to `POST /api/people/search`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/people",
    operation_id = "people-list",
    params(("q" = String, Query)),
    responses((status = 200, description = "", body = List)),
)]
pub async fn list(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Json<List>, Problem> {
    let sought = Sought::read(form.get("q"));
    if matches!(sought, Sought::Number(_)) {
        return Err(Problem::BadRequest("people-search-number-api"));
    }
    answer(&app, &ctx, &sought).await
}

#[derive(Deserialize, utoipa::ToSchema)]
struct Asked {
    q: String,
}

/// `POST /api/people/search` with `{"q": …}`: name, telephone or identifier.
#[utoipa::path(
    post,
    path = "/{municipality}/api/people/search",
    operation_id = "people-search",
    request_body = Asked,
    responses((status = 200, description = "", body = List)),
)]
pub async fn search(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Json<List>, Problem> {
    let asked: Asked = form.json()?;
    let typed: String = asked.q.chars().take(200).collect();
    answer(&app, &ctx, &Sought::read(&typed)).await
}

/// A person.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Person {
    #[schema(value_type = String)]
    id: PersonId,
    version: i32,
    given: String,
    middle: String,
    family: String,
    latin: String,
    #[schema(value_type = Option<String>, format = Date)]
    birth_day: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    died_on: Option<Day>,
    sex: String,
    phone: String,
    email: String,
    language: String,
    needs: Vec<String>,
    note: String,
    is_protected: bool,
    /// Masked.
    identifier: Option<String>,
    /// Absent when there is none, and when it is protected and the asker may not see it.
    present_address: Option<Place>,
    permanent_address: Option<Place>,
    representatives: Vec<Representative>,
}

/// An address.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Place {
    ekatte: Option<String>,
    settlement: Option<String>,
    line: String,
}

/// `GET /api/people/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/people/{id}",
    operation_id = "people-show",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = Person)),
)]
pub async fn person(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Json<Person>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = read::person(&tx, id).await?;
    let note = read::note(&tx, &row)?;
    let identifier = identifier_masked(&tx, id).await?;
    let list = addresses(&tx, id, ctx.actor.may(PROTECTED)).await?;
    let speaking = representatives(&tx, id, app.today()).await?;
    tx.audit(Entry::read("person", id.0).about(Some(id.0)));
    tx.commit().await?;
    let place = |kind: AddressKind| {
        let held = list.iter().find(|a| a.kind == kind && a.holds_on(app.today()));
        held.filter(|address| !address.is_hidden).map(|address| Place {
            ekatte: address.settlement.as_ref().map(|s| s.ekatte.clone()),
            settlement: address.settlement.as_ref().map(|s| s.full_label()),
            line: address.line.clone(),
        })
    };
    let needs = row.needs.split(',').filter(|need| !need.is_empty());
    Ok(Json(Person {
        id,
        version: row.version,
        birth_day: row.birth_day,
        died_on: row.died_on,
        note,
        is_protected: row.is_protected,
        identifier: identifier.map(|masked| masked.text),
        present_address: place(AddressKind::Present),
        permanent_address: place(AddressKind::Permanent),
        representatives: speaking,
        needs: needs.map(str::to_owned).collect(),
        given: row.given,
        middle: row.middle,
        family: row.family,
        latin: row.latin,
        sex: row.sex,
        phone: row.phone,
        email: row.email,
        language: row.language,
    }))
}

/// A person to be entered: the boxes of the form.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
struct New {
    given: String,
    middle: String,
    family: String,
    latin: String,
    #[schema(value_type = Option<String>, format = Date)]
    birth_day: Option<Day>,
    sex: String,
    phone: String,
    email: String,
    language: String,
    needs: Vec<String>,
    note: String,
    is_protected: bool,
    identifier: Option<NewIdentifier>,
    present: Option<NewPlace>,
    permanent: Option<NewPlace>,
    /// The birth day or sex differs from the ЕГН, and that is right.
    confirm_egn: bool,
    /// None of those alike is the same person.
    different: bool,
}

/// Written out only where the document of the interface shows that it is empty by default.
#[derive(Deserialize, Serialize, utoipa::ToSchema)]
struct NewIdentifier {
    kind: String,
    #[serde(skip_serializing)]
    value: String,
}

#[derive(Deserialize, Serialize, utoipa::ToSchema)]
struct NewPlace {
    ekatte: String,
    #[serde(default)]
    line: String,
}

impl New {
    fn values(self) -> Vec<(String, String)> {
        let yes = |yes: bool, word: &str| if yes { word.to_owned() } else { String::new() };
        let mut list: Vec<(String, String)> = [
            ("given", self.given),
            ("middle", self.middle),
            ("family", self.family),
            ("latin", self.latin),
            ("sex", self.sex),
            ("phone", self.phone),
            ("email", self.email),
            ("language", self.language),
            ("note", self.note),
            ("protected", yes(self.is_protected, "yes")),
            ("confirm-egn", yes(self.confirm_egn, "yes")),
            ("same", yes(self.different, "different")),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec();
        list.extend(day_values("birth", self.birth_day));
        list.extend(self.needs.into_iter().map(|need| ("needs".to_owned(), need)));
        if let Some(identifier) = self.identifier {
            list.push(("id-kind".into(), identifier.kind));
            list.push(("id-value".into(), identifier.value));
        }
        for (group, place) in [("present", self.present), ("permanent", self.permanent)] {
            let Some(place) = place else { continue };
            list.push((format!("{group}-place"), place.ekatte));
            list.push((format!("{group}-line"), place.line));
        }
        list
    }
}

#[derive(Serialize, utoipa::ToSchema)]
struct EnteredPerson {
    #[schema(value_type = String)]
    id: PersonId,
}

/// `POST /api/people`: answers 201 with the id. An `Idempotency-Key` makes a repeated request
/// safe.
#[utoipa::path(
    post,
    path = "/{municipality}/api/people",
    operation_id = "people-enter",
    request_body = New,
    responses((status = 201, description = "", body = EnteredPerson)),
)]
pub async fn enter(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let new: New = form.json()?;
    let mut values = new.values();
    values.push(("_key".into(), form.key().0));
    let mut typed = Form::filled(ctx.lang, values);
    let result = |id| format!("/api/people/{id}");
    match new_page::enter(&app, &ctx, &mut typed, &result).await? {
        Entered::Person(id) => {
            let location = ctx.url(&result(id));
            let answer = Json(EnteredPerson { id });
            Ok((StatusCode::CREATED, [(header::LOCATION, location)], answer).into_response())
        }
        Entered::Open(_) => {
            let errors = typed.errors().into_iter();
            Err(Problem::Fields(errors.map(|error| (error.field, error.message)).collect()))
        }
    }
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(
    list,
    search,
    person,
    enter,
    super::api_facts::timeline,
    super::api_facts::warnings,
    super::api_facts::notes,
    super::api_facts::add_note,
    super::duplicates_page::api,
    super::merge_api::merge,
    super::merge_api::undo
))]
pub struct ApiDocument;
