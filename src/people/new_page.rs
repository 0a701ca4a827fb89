//! A new person: entered once, after a look at who may be the same.

use super::form::{self, PersonBoxes, PlaceBoxes};
use super::onward::Onward;
use super::place::{Pick, pick};
use super::search::{Sought, found};
use super::search_page::Row;
use super::{IdentifierKind, NewPerson, PersonId, create, duplicate, find_exact};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::web::{Ctx, Form, Problem, again, html, see};
use ui::{Choice, Field};

#[derive(Template)]
#[template(path = "people/new.html")]
struct NewPage {
    page: ui::Page,
    action: String,
    drafts: String,
    search: String,
    boxes: PersonBoxes,
    id_kind: Field,
    id_kinds: Vec<Choice>,
    id_value: Field,
    present: PlaceBoxes,
    permanent: PlaceBoxes,
    permanent_same: Field,
    permanent_same_choices: Vec<Choice>,
    same: Field,
    same_choices: Vec<Choice>,
    known: Vec<Row>,
    onward: Vec<(&'static str, String)>,
}

/// Why a form is not saved yet, besides what stands beside its fields.
#[derive(Default)]
pub struct Open {
    /// What differs from the ЕГН, in words.
    pub differences: Vec<String>,
    /// Who has the identifier already.
    pub holder: Option<PersonId>,
    /// Who may be the same person.
    pub likely: Vec<PersonId>,
    present: Vec<Choice>,
    permanent: Vec<Choice>,
}

/// The path that unfinished work is kept under.
const PATH: &str = "/people/new";

/// `GET /people/new`: the form, as it was left.
pub async fn page(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let form = ctx.draft(&tx, form).await?;
    tx.audit(Entry::new("start", "person", ""));
    tx.commit().await?;
    html(&draw(&app, &ctx, &form, Open::default()).await?)
}

async fn draw(app: &App, ctx: &Ctx, form: &Form, open: Open) -> Result<NewPage, Problem> {
    let mut ids = open.likely.clone();
    ids.extend(open.holder);
    let tx = app.db.read(&ctx.actor).await?;
    let people = found(&tx, &ids).await?;
    tx.rollback().await;
    let same = people.iter().map(|found| {
        let born = found.head.birth_day.map(|day| day.bg()).unwrap_or_default();
        let place = found.settlement.clone().unwrap_or_default();
        let number = found.identifier.as_ref().map(|masked| masked.text.clone());
        let about = [born, place, number.unwrap_or_default()];
        let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
        let args = [("name", found.head.name.clone())];
        Choice::new(found.head.id.to_string(), ctx.ta("people-same-person", &args))
            .hint(about.join(", "))
    });
    let mut same_choices: Vec<Choice> = Vec::new();
    if open.holder.is_none() && !open.likely.is_empty() {
        same_choices.extend(same);
        same_choices.push(Choice::new("different", ctx.t("people-different-person")));
    }
    let mut page = ctx.page(ctx.t("people-new-title"));
    page.errors = form.errors();
    page.breadcrumbs = vec![
        ui::Link::new(ctx.url("/people"), ctx.t("people-title")),
        ui::Link::new("", ctx.t("people-new-title")),
    ];
    let onward = Onward::of(form);
    let lookup = ctx.url("/people/places");
    let mut id_kinds = form::kinds(ctx.lang);
    id_kinds.push(Choice::new("none", ctx.t("people-id-none")));
    Ok(NewPage {
        action: ctx.url(PATH),
        drafts: ctx.url("/drafts"),
        search: ctx.url("/people"),
        boxes: PersonBoxes::new(form, ctx.lang, open.differences),
        id_kind: form.field("id-kind"),
        id_kinds,
        id_value: form.field("id-value"),
        present: PlaceBoxes::new(form, "present", open.present, &lookup),
        permanent: PlaceBoxes::new(form, "permanent", open.permanent, &lookup),
        permanent_same: Field::new("permanent-same", ""),
        permanent_same_choices: vec![
            Choice::new("yes", ctx.t("people-address-same"))
                .checked(form.get("permanent-same") == "yes"),
        ],
        same: form.field("same"),
        same_choices,
        known: people
            .iter()
            .filter(|found| Some(found.head.id) == open.holder)
            .map(|found| Row::new(ctx, found, &onward))
            .collect(),
        onward: onward.fields(),
        page,
    })
}

/// What was typed into the search box, in the boxes of the form.
fn started(ctx: &Ctx, typed: &str, onward: &Onward) -> Form {
    let mut values = match Sought::read(typed) {
        Sought::Name(name) => form::name_values(&name),
        Sought::Number(number) => {
            let digits: String = number.chars().filter(char::is_ascii_digit).collect();
            let is_document = !law::id_kinds(&digits).kinds.is_empty();
            let name = if is_document { "id-value" } else { "phone" };
            vec![(name.to_owned(), number)]
        }
        Sought::Nothing => Vec::new(),
    };
    values.extend(onward.fields().into_iter().map(|(name, value)| (name.to_owned(), value)));
    Form::filled(ctx.lang, values)
}

/// `POST /people/new`: checks, asks about likely duplicates, saves.
pub async fn save(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let onward = Onward::of(&form);
    if form.get("start") == "yes" {
        let form = started(&ctx, form.get("typed"), &onward);
        let mut tx = app.db.read(&ctx.actor).await?;
        tx.audit(Entry::new("start", "person", ""));
        tx.commit().await?;
        return html(&draw(&app, &ctx, &form, Open::default()).await?);
    }
    if let Ok(same) = form.get("same").parse::<PersonId>() {
        return same_person(&app, &ctx, same, &onward).await;
    }
    match enter(&app, &ctx, &mut form, &|id| onward.path(id)).await? {
        Entered::Person(id) => Ok(see(&ctx, &onward.path(id), Some("people-entered"))),
        Entered::Open(open) => again(&draw(&app, &ctx, &form, open).await?),
    }
}

/// It was somebody known after all.
async fn same_person(
    app: &App,
    ctx: &Ctx,
    id: PersonId,
    onward: &Onward,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    super::head(&tx, id).await?;
    ctx.drop_draft(&tx, PATH).await?;
    tx.audit(Entry::read("person", id.0).about(Some(id.0)));
    tx.commit().await?;
    Ok(see(ctx, &onward.path(id), Some("people-same-opened")))
}

/// What a form came to.
pub enum Entered {
    /// The person is saved.
    Person(PersonId),
    /// Something is still to be answered; the form has its messages.
    Open(Open),
}

/// Reads the form, looks for what is wrong and for likely duplicates, and saves. Shared with the
/// programming interface; `result` tells where the person stands then.
pub async fn enter(
    app: &App,
    ctx: &Ctx,
    form: &mut Form,
    result: &(dyn Fn(PersonId) -> String + Sync),
) -> Result<Entered, Problem> {
    let mut new = form::read(form, app.today());
    let mut open = Open::default();
    if let Some((kind, value)) = form::read_identifier(form, app.today()) {
        if kind == IdentifierKind::Egn {
            open.differences = form::compare_with_egn(&mut new, &value, ctx.lang);
        }
        if !open.differences.is_empty() && form.get("confirm-egn") != "yes" {
            form.wrong("confirm-egn", "people-egn-confirm-needed");
        }
        new.identifiers.push((kind, value));
    }
    look(app, ctx, form, (&mut new, &mut open)).await?;
    if !form.ok() {
        // A double click: the first one has saved, so the second finds its own person.
        refuse_used(app, ctx, form).await?;
        return Ok(Entered::Open(open));
    }
    match store(app, ctx, form, (&new, result)).await {
        Ok(id) => Ok(Entered::Person(id)),
        Err(StoreError::Duplicate(_)) => {
            // Somebody else entered the same identifier between the look and the saving.
            form.wrong("id-value", "people-id-taken");
            if let Some((kind, value)) = new.identifiers.first() {
                let tx = app.db.read(&ctx.actor).await?;
                open.holder = find_exact(&tx, *kind, value).await?;
                tx.rollback().await;
            }
            Ok(Entered::Open(open))
        }
        Err(e) => Err(e.into()),
    }
}

/// Settlements, the identifier's holder, likely duplicates.
async fn look(
    app: &App,
    ctx: &Ctx,
    form: &mut Form,
    (new, open): (&mut NewPerson, &mut Open),
) -> Result<(), Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let home = &ctx.municipality.code;
    let present = pick(&tx, form, "present", home).await?;
    new.present = form::read_address(form, "present", &present);
    open.present = present.choices();
    let permanent = pick(&tx, form, "permanent", home).await?;
    new.permanent = form::read_address(form, "permanent", &permanent);
    open.permanent = permanent.choices();
    if permanent == Pick::Nothing && form.get("permanent-same") == "yes" {
        new.permanent.clone_from(&new.present);
    }
    if let Some((kind, value)) = new.identifiers.first() {
        open.holder = find_exact(&tx, *kind, value).await?;
        if open.holder.is_some() {
            form.wrong("id-value", "people-id-taken");
        }
    }
    tx.rollback().await;
    if open.holder.is_none() && !new.given.is_empty() && form.get("same") != "different" {
        open.likely = duplicate::likely(app, &ctx.actor, new).await?;
        if !open.likely.is_empty() {
            form.wrong("same", "people-same-choose");
        }
    }
    Ok(())
}

/// Tells of a form that was sent before: its result stands elsewhere.
pub async fn refuse_used(app: &App, ctx: &Ctx, form: &Form) -> Result<(), Problem> {
    let tx = app.db.write(&ctx.actor).await?;
    let used = tx.use_form(&form.key(), "").await;
    tx.rollback().await;
    Ok(used?)
}

async fn store(
    app: &App,
    ctx: &Ctx,
    form: &Form,
    (new, result): (&NewPerson, &(dyn Fn(PersonId) -> String + Sync)),
) -> Result<PersonId, StoreError> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let id = PersonId(tx.new_id());
    tx.use_form(&form.key(), &ctx.url(&result(id))).await?;
    create::enter(&mut tx, &[id], std::slice::from_ref(new)).await?;
    ctx.drop_draft(&tx, PATH).await?;
    tx.commit().await?;
    Ok(id)
}
