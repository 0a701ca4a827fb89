//! Two people side by side: what stays is chosen field by field, or they are called two people.

use super::belonging::Belonging;
use super::likely::{band, colour, why};
use super::matching::{Alike, compare};
use super::merge::{self, Half};
use super::merge_fields::{Choices, FIELDS, Side};
use super::person_page::name_of;
use super::store::{cards, merges, pairs};
use super::{AddressKind, PROTECTED, PersonId, address_text, identifier, phone};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, html, see};
use ui::{Choice, Field, Link};

/// Reasons that must be confirmed: one of the two rows is wrong, or they are two people.
const CONFIRMED: [&str; 3] = ["other_identifier", "other_sex", "other_birth_day"];

/// A field of which two values are known.
struct Line {
    name: String,
    label: String,
    kept: String,
    gone: String,
    /// They differ: one is to be chosen.
    differs: bool,
    /// Both can stay.
    both: bool,
    chosen: &'static str,
}

#[derive(Template)]
#[template(path = "people/merge.html")]
struct MergePage {
    page: ui::Page,
    action: String,
    dismiss: String,
    swap: String,
    back: String,
    version: i32,
    gone_version: i32,
    kept: Link,
    gone: Link,
    band: String,
    colour: &'static str,
    why: String,
    lines: Vec<Line>,
    held: Vec<(String, i64)>,
    reason: Field,
    confirm: Field,
    confirm_choices: Vec<Choice>,
    two: Field,
}

/// Two people as they were read.
struct Pair {
    kept: Half,
    gone: Half,
    alike: Alike,
    lines: Vec<Line>,
    held: Vec<(String, i64)>,
}

async fn load(
    app: &App,
    tx: &Tx,
    (ctx, form): (&Ctx, &Form),
    (id, other): (PersonId, PersonId),
) -> Result<Pair, StoreError> {
    if id == other {
        return Err(StoreError::NotFound);
    }
    let (kept, gone) = (Half::load(tx, id).await?, Half::load(tx, other).await?);
    let known = cards::cards(tx, &[id, other]).await?;
    let alike = match (known.get(&id), known.get(&other)) {
        (Some(one), Some(two)) => compare(one, two),
        _ => return Err(StoreError::NotFound),
    };
    let mut lines: Vec<Line> =
        FIELDS.iter().map(|name| line(ctx, form, name, (&kept, &gone))).collect();
    for (name, kind) in [("present", AddressKind::Present), ("permanent", AddressKind::Permanent)] {
        let may = ctx.actor.may(PROTECTED);
        let a = address_text(tx, id, (kind, tx.today()), may).await?;
        let b = address_text(tx, other, (kind, tx.today()), may).await?;
        lines.push(with_choice(
            form,
            Line {
                name: name.to_owned(),
                label: ctx.t(AddressKind::text_key(kind)).into_owned(),
                differs: !a.is_empty() && !b.is_empty() && a != b,
                kept: a,
                gone: b,
                both: false,
                chosen: "",
            },
        ));
    }
    let mut held = Vec::new();
    for (text, count) in counts(tx, &app.belongings, other).await? {
        held.push((ctx.t(text).into_owned(), count));
    }
    Ok(Pair { kept, gone, alike, lines, held })
}

async fn counts(
    tx: &Tx,
    belongings: &[Belonging],
    id: PersonId,
) -> Result<Vec<(&'static str, i64)>, StoreError> {
    let mut list: Vec<(&'static str, i64)> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for belonging in belongings {
        if seen.contains(&belonging.name()) {
            continue;
        }
        seen.push(belonging.name());
        let count = merges::count(tx, belonging, id).await?;
        if count > 0 {
            list.push((belonging.text, count));
        }
    }
    Ok(list)
}

fn with_choice(form: &Form, line: Line) -> Line {
    let blank = line.kept.is_empty();
    let chosen = match form.get(&format!("f-{}", line.name)) {
        "gone" => "gone",
        "both" if line.both => "both",
        "kept" => "kept",
        _ if blank => "gone",
        _ if line.both => "both",
        _ => "kept",
    };
    Line { chosen, ..line }
}

fn line(ctx: &Ctx, form: &Form, name: &str, (kept, gone): (&Half, &Half)) -> Line {
    let (a, b) = (kept.fields.get(name), gone.fields.get(name));
    let (a_shown, b_shown) = (shown(ctx, name, a), shown(ctx, name, b));
    with_choice(
        form,
        Line {
            name: name.to_owned(),
            label: ctx.t(&format!("people-{name}")).into_owned(),
            differs: a != b,
            kept: a_shown,
            gone: b_shown,
            both: matches!(name, "note" | "needs"),
            chosen: "",
        },
    )
}

fn shown(ctx: &Ctx, name: &str, text: &str) -> String {
    let word = |prefix: &str, code: &str| match code {
        "" => String::new(),
        code => ctx.t(&format!("{prefix}-{code}")).into_owned(),
    };
    match name {
        "birth" | "died" => text.parse::<Day>().map(Day::bg).unwrap_or_default(),
        "sex" => word("people-sex", text),
        "language" => word("people-language", text),
        "phone" => phone::shown(text),
        "needs" => {
            let words = text.split(',').map(|code| word("people-need", code));
            words.collect::<Vec<_>>().join(", ")
        }
        _ => text.to_owned(),
    }
}

async fn draw(
    app: &App,
    ctx: &Ctx,
    (id, other): (PersonId, PersonId),
    form: &Form,
) -> Result<MergePage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let Pair { kept, gone, alike, mut lines, held } =
        load(app, &tx, (ctx, form), (id, other)).await?;
    let masked = identifier::identifiers_masked(&tx, &[id, other]).await?;
    let number = |id: &PersonId| {
        let masked = masked.get(id);
        masked.map(|m| format!("{} {}", ctx.t(m.kind.text_key()), m.text)).unwrap_or_default()
    };
    lines.push(Line {
        name: String::new(),
        label: ctx.t("people-identifier").into_owned(),
        kept: number(&id),
        gone: number(&other),
        differs: false,
        both: false,
        chosen: "",
    });
    for person in [id, other] {
        tx.audit(Entry::read("person", person.0).about(Some(person.0)));
    }
    tx.commit().await?;
    lines.retain(|line| !line.kept.is_empty() || !line.gone.is_empty());
    let mut page = ctx.page(ctx.t("people-merge-title"));
    page.errors = form.errors();
    page.breadcrumbs = vec![
        Link::new(ctx.url("/people"), ctx.t("people-title")),
        Link::new(ctx.url("/people/duplicates"), ctx.t("people-duplicates-title")),
        Link::new("", ctx.t("people-merge-title")),
    ];
    let path = |one: PersonId, two: PersonId| ctx.url(&format!("/people/{one}/merge/{two}"));
    let person =
        |half: &Half| Link::new(ctx.url(&format!("/people/{}", half.row.id)), name_of(&half.row));
    let must_confirm = alike.reasons.iter().any(|code| CONFIRMED.contains(code));
    Ok(MergePage {
        page,
        action: path(id, other),
        dismiss: format!("{}/dismiss", path(id, other)),
        swap: path(other, id),
        back: ctx.url("/people/duplicates"),
        version: kept.row.version,
        gone_version: gone.row.version,
        kept: person(&kept),
        gone: person(&gone),
        band: band(ctx, alike.band),
        colour: colour(alike.band),
        why: why(ctx, alike.reasons.iter().copied()),
        lines,
        held,
        reason: form.field("why"),
        confirm: Field { value: String::new(), ..form.field("confirm") },
        confirm_choices: if must_confirm {
            vec![Choice::new("yes", ctx.t("people-merge-confirm"))]
        } else {
            Vec::new()
        },
        two: form.field("two"),
    })
}

/// `GET /people/{id}/merge/{other}`: `id` stays, `other` goes into it.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, other)): Path<(String, PersonId, PersonId)>,
    form: Form,
) -> Result<Response, Problem> {
    let form = ctx.resumed(form, &[]).await?;
    html(&draw(&app, &ctx, (id, other), &form).await?)
}

/// What was chosen on the page or in a program's request.
fn choices(form: &Form) -> Choices {
    let mut list = Choices::new();
    for name in FIELDS.into_iter().chain(["present", "permanent"]) {
        let side = match form.get(&format!("f-{name}")) {
            "kept" => Side::Kept,
            "gone" => Side::Gone,
            "both" => Side::Both,
            _ => continue,
        };
        list.insert(name.to_owned(), side);
    }
    list
}

/// `POST /people/{id}/merge/{other}`.
pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, other)): Path<(String, PersonId, PersonId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    match try_merge(&app, &ctx, &mut form, (id, other)).await? {
        Some(_) => Ok(see(&ctx, &format!("/people/{id}"), Some("people-merged"))),
        None => again(&draw(&app, &ctx, (id, other), &form).await?),
    }
}

/// Merges as a form says, of the page or of a program. `None` when something is wrong: the form has
/// the messages.
pub async fn try_merge(
    app: &App,
    ctx: &Ctx,
    form: &mut Form,
    (id, other): (PersonId, PersonId),
) -> Result<Option<i64>, Problem> {
    let why = form.required("why", 2_000);
    let tx = app.db.read(&ctx.actor).await?;
    let pair = load(app, &tx, (ctx, form), (id, other)).await?;
    tx.rollback().await;
    let must_confirm = pair.alike.reasons.iter().any(|code| CONFIRMED.contains(code));
    if must_confirm && form.get("confirm") != "yes" {
        form.wrong("confirm", "people-merge-confirm-needed");
    }
    if !form.ok() {
        super::new_page::refuse_used(app, ctx, form).await?;
        return Ok(None);
    }
    match store(app, ctx, form, (id, other, &why)).await {
        Ok(merge) => Ok(Some(merge)),
        Err(StoreError::Conflict) => {
            form.wrong("why", "people-merge-changed");
            Ok(None)
        }
        Err(e) => Err(e.into()),
    }
}

/// Merges as the form says; the versions are those that were seen. Gives the merge's id.
async fn store(
    app: &App,
    ctx: &Ctx,
    form: &Form,
    (id, other, why): (PersonId, PersonId, &str),
) -> Result<i64, StoreError> {
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("/people/{id}"))).await?;
    ctx.sent(&tx, form).await?;
    let (kept, gone) = (Half::load(&tx, id).await?, Half::load(&tx, other).await?);
    let seen: i32 = form.get("gone-version").parse().unwrap_or(gone.row.version);
    let is_seen = form.version() == 0 || form.version() == kept.row.version;
    if !is_seen || seen != gone.row.version {
        tx.rollback().await;
        return Err(StoreError::Conflict);
    }
    let choices = choices(form);
    let merge = merge::merge(&mut tx, (&kept, &gone), (&choices, why), &app.belongings).await?;
    tx.commit().await?;
    Ok(merge)
}

/// `POST /people/{id}/merge/{other}/dismiss`: these are two people.
pub async fn dismiss(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, other)): Path<(String, PersonId, PersonId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let why = form.required("two", 2_000);
    if !form.ok() {
        return again(&draw(&app, &ctx, (id, other), &form).await?);
    }
    let tx = app.db.read(&ctx.actor).await?;
    let pair = load(&app, &tx, (&ctx, &form), (id, other)).await?;
    tx.rollback().await;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/people/duplicates")).await?;
    ctx.sent(&tx, &form).await?;
    pairs::dismiss(&tx, (id, other), (&pair.alike, &why)).await?;
    for person in [id, other] {
        let kind = "person-two-people";
        tx.event(Event { kind, person: Some(person.0), ..Event::default() }).await?;
    }
    tx.commit().await?;
    Ok(see(&ctx, "/people/duplicates", Some("people-dismissed")))
}
