//! A new person: entered once, after a look at who may be the same.

use super::duplicate::{self, Candidate};
use super::form::{self, PersonBoxes, PlaceBoxes};
use super::likely::{Likely, rows};
use super::onward::Onward;
use super::place::{Pick, pick};
use super::search::{Sought, found};
use super::search_page::Row;
use super::{IdentifierKind, NewPerson, PersonId, create, find_exact};
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
    /// Whom the clerk is asked about, so that the answer names them.
    seen: String,
    likely: Vec<Likely>,
    likely_attrs: String,
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
    /// Who may be the same person and must be answered for.
    pub likely: Vec<Candidate>,
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
    let onward = Onward::of(form);
    let tx = app.db.read(&ctx.actor).await?;
    let likely = rows(&tx, ctx, &open.likely, &onward).await?;
    let holder: Vec<PersonId> = open.holder.into_iter().collect();
    let known = found(&tx, &holder).await?;
    tx.rollback().await;
    let mut same_choices: Vec<Choice> = Vec::new();
    if open.holder.is_none() && !open.likely.is_empty() {
        same_choices.extend(likely.iter().map(|likely| likely.choice(ctx)));
        same_choices.push(Choice::new("different", ctx.t("people-different-person")));
    }
    let mut page = ctx.page(ctx.t("people-new-title"));
    page.errors = form.errors();
    page.breadcrumbs = vec![
        ui::Link::new(ctx.url("/people"), ctx.t("people-title")),
        ui::Link::new("", ctx.t("people-new-title")),
    ];
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
        seen: seen_text(&open.likely),
        // What is asked about stands above; the list of the like is for the rest.
        likely: if open.likely.is_empty() { likely } else { Vec::new() },
        likely_attrs: format!(
            "hx-post=\"{}\" hx-trigger=\"input from:closest form delay:500ms\" \
             hx-include=\"closest form\" hx-sync=\"this:replace\"",
            ctx.url("/people/new/likely")
        ),
        known: known.iter().map(|found| Row::new(ctx, found, &onward)).collect(),
        onward: onward.fields(),
        page,
    })
}

fn seen_text(likely: &[Candidate]) -> String {
    likely.iter().map(|one| one.id.to_string()).collect::<Vec<_>>().join(",")
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
    // Who is entered from here on is looked for once more when the form is saved. A minute back,
    // because whoever is being entered now may have begun before.
    let began = kit::types::Instant(app.clock().now().0 - 60_000);
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
    let seen = look(app, ctx, form, (&mut new, &mut open)).await?;
    if !form.ok() {
        // A double click: the first one has saved, so the second finds its own person.
        refuse_used(app, ctx, form).await?;
        return Ok(Entered::Open(open));
    }
    let since = (kit::types::Ids::floor(began), seen.as_slice());
    match store(app, ctx, form, (&new, since, result)).await {
        Ok(Stored::Person(id)) => Ok(Entered::Person(id)),
        Ok(Stored::Meanwhile(likely)) => {
            form.wrong("same", "people-same-meanwhile");
            open.likely = likely;
            Ok(Entered::Open(open))
        }
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

/// Settlements, the identifier's holder, likely duplicates. Gives those whom the clerk has
/// answered for.
async fn look(
    app: &App,
    ctx: &Ctx,
    form: &mut Form,
    (new, open): (&mut NewPerson, &mut Open),
) -> Result<Vec<PersonId>, Problem> {
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
    if open.holder.is_some() || new.given.is_empty() {
        return Ok(Vec::new());
    }
    let mut likely = duplicate::candidates(app, &ctx.actor, new).await?;
    likely.retain(Candidate::must_be_asked);
    let ids = likely.iter().map(|one| one.id).collect();
    // „Another person“ answers for those who were shown, and for nobody who came since.
    let answered = form.get("same") == "different";
    let shown: Vec<&str> = form.get("seen").split(',').filter(|id| !id.is_empty()).collect();
    let is_new = |one: &Candidate| !shown.contains(&one.id.to_string().as_str());
    if !likely.is_empty() && (!answered || (!shown.is_empty() && likely.iter().any(is_new))) {
        form.wrong("same", "people-same-choose");
        open.likely = likely;
    }
    Ok(ids)
}

/// Tells of a form that was sent before: its result stands elsewhere.
pub async fn refuse_used(app: &App, ctx: &Ctx, form: &Form) -> Result<(), Problem> {
    let tx = app.db.write(&ctx.actor).await?;
    let used = tx.use_form(&form.key(), "").await;
    tx.rollback().await;
    Ok(used?)
}

enum Stored {
    Person(PersonId),
    /// Somebody so like was entered since the look.
    Meanwhile(Vec<Candidate>),
}

/// What is saved, since when others may have entered somebody and who was answered for, and where
/// the result stands.
type Saving<'a> = (&'a NewPerson, (i64, &'a [PersonId]), &'a (dyn Fn(PersonId) -> String + Sync));

async fn store(
    app: &App,
    ctx: &Ctx,
    form: &Form,
    (new, since, result): Saving<'_>,
) -> Result<Stored, StoreError> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let id = PersonId(tx.new_id());
    tx.use_form(&form.key(), &ctx.url(&result(id))).await?;
    let meanwhile = duplicate::entered_meanwhile(&tx, new, since).await?;
    if !meanwhile.is_empty() {
        tx.rollback().await;
        return Ok(Stored::Meanwhile(meanwhile));
    }
    create::enter(&mut tx, &[id], std::slice::from_ref(new)).await?;
    ctx.drop_draft(&tx, PATH).await?;
    tx.commit().await?;
    Ok(Stored::Person(id))
}
