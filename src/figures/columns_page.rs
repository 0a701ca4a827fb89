//! What the columns of a table mean, on the screen.

use super::catalogue::{Catalogue, catalogue};
use super::columns::{MEANINGS, Meaning, Plan, heads, meaning};
use super::frame::{self, LINE, chosen_place};
use super::import_deed::{self, Import};
use super::value::KINDS;
use super::{FigureImportId, frame::places};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Problem, again, choices, day_values, html, see};
use std::collections::HashMap;
use ui::{Choice, DateField, Field, Head, Link};

/// So many cells of a column are shown.
const SAMPLES: usize = 3;
/// A head has so many rows at most.
const HEADS: [&str; 3] = ["1", "2", "3"];
const YES_NO: [&str; 2] = ["yes", "no"];

/// A column as the page shows it.
struct Column {
    head: String,
    samples: String,
    field: Field,
    label: String,
}

#[derive(Template)]
#[template(path = "figures/columns.html")]
struct ColumnsPage {
    page: ui::Page,
    lead: String,
    action: String,
    cancel: String,
    version: i32,
    words: Vec<String>,
    table: Vec<Head>,
    columns: Vec<Column>,
    head: Field,
    counts: Vec<Choice>,
    kinds: Vec<Choice>,
    places: Vec<Choice>,
    groups: Vec<Choice>,
    fills: Vec<Choice>,
    on: DateField,
    form: Form,
}

/// A table with what is known to read it.
struct Known {
    import: Import,
    catalogue: Catalogue,
    names: HashMap<String, String>,
}

async fn known(app: &App, ctx: &Ctx, id: FigureImportId) -> Result<Known, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = Known {
        import: import_deed::import(&tx, id).await?,
        catalogue: catalogue(&tx).await?,
        names: frame::names(&tx, &ctx.municipality.code).await?,
    };
    tx.audit(Entry::read("figure-import", id.0));
    tx.commit().await?;
    if known.import.is_open() { Ok(known) } else { Err(Problem::Impossible("figures-import-done")) }
}

/// The word of a meaning, as it is typed.
fn word(ctx: &Ctx, catalogue: &Catalogue, meaning: &Meaning) -> String {
    if let Meaning::Of(group) = meaning {
        return catalogue.title(group, ctx.lang);
    }
    let named = MEANINGS.iter().find(|(_, known)| known == meaning);
    let named = named.map(|(code, _)| ctx.t(&format!("figures-meaning-{code}")).into_owned());
    named.unwrap_or_default()
}

/// The columns as the plan in the form has them: head, some cells, what was typed.
fn columns(ctx: &Ctx, known: &Known, form: &Form) -> Vec<Column> {
    let plan = &known.import.plan;
    let rows = &known.import.rows;
    let below = rows.iter().filter(|row| row.number >= plan.head).skip(plan.heads);
    let below: Vec<_> = below.take(SAMPLES).collect();
    let all = heads(rows, (plan.head, plan.heads));
    let column = |(at, head): (usize, String)| {
        let cells = below.iter().map(|row| row.cell(at)).filter(|cell| !cell.is_empty());
        let args = [("column", (at + 1).to_string())];
        Column {
            samples: cells.collect::<Vec<_>>().join("; "),
            field: form.field(&format!("column-{at}")),
            label: ctx.ta("figures-meaning-of", &args).into_owned(),
            head: if head.is_empty() {
                ctx.ta("figures-column-no", &args).into_owned()
            } else {
                head
            },
        }
    };
    all.into_iter().enumerate().map(column).collect()
}

fn shown(ctx: &Ctx, known: &Known, form: Form) -> Result<Response, Problem> {
    let home = known.import.home();
    let mut page = frame::below(ctx, ctx.t("figures-columns"));
    page.breadcrumbs.insert(1, Link::new(ctx.url(&home), known.import.row.file_name.clone()));
    page.errors = form.errors();
    let named =
        MEANINGS.iter().map(|(code, _)| ctx.t(&format!("figures-meaning-{code}")).into_owned());
    let titles = known.catalogue.all().map(|group| group.title(ctx.lang).to_owned());
    let table = ["head", "samples", "meaning"];
    let heads = choices(ctx, &HEADS, form.get("heads"), |code| format!("figures-heads-{code}"));
    let kinds = choices(ctx, &KINDS, form.get("kind"), |code| format!("figures-kind-{code}"));
    let fills = choices(ctx, &YES_NO, form.get("fills"), |code| format!("figures-{code}"));
    let page = ColumnsPage {
        page,
        lead: ctx.t("figures-columns-lead").into_owned(),
        action: ctx.url(&format!("{home}/columns")),
        cancel: ctx.url(&home),
        version: form.version_or(known.import.row.version),
        words: named.chain(titles).collect(),
        table: table.map(|name| Head::new(ctx.t(&format!("figures-column-{name}")))).into(),
        columns: columns(ctx, known, &form),
        head: form.field("head"),
        counts: heads,
        kinds,
        places: places(ctx, &known.names, form.get("place")),
        groups: frame::groups(ctx, &known.catalogue, form.get("group")),
        fills,
        on: form.date_field("on"),
        form,
    };
    if page.form.ok() { html(&page) } else { again(&page) }
}

/// `GET /figures/figure-imports/{id}/columns`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FigureImportId>,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, id).await?;
    let plan = &known.import.plan;
    let mut values = vec![
        ("head".to_owned(), plan.head.to_string()),
        ("heads".to_owned(), plan.heads.to_string()),
        ("kind".to_owned(), plan.kind.clone()),
        ("source".to_owned(), plan.source.clone()),
        ("place".to_owned(), plan.place.clone()),
        ("group".to_owned(), plan.group.clone()),
        ("fills".to_owned(), YES_NO[usize::from(!plan.fills)].to_owned()),
    ];
    for (at, meaning) in plan.columns.iter().enumerate() {
        values.push((format!("column-{at}"), word(&ctx, &known.catalogue, meaning)));
    }
    values.extend(day_values("on", plan.on));
    let form = Form::filled(ctx.lang, values);
    shown(&ctx, &known, form)
}

/// What was typed; what is wrong with it stands beside the boxes.
fn typed(form: &mut Form, known: &Known) -> Plan {
    let mut plan = Plan { fills: form.get("fills") == YES_NO[0], ..Plan::default() };
    plan.head = form.parsed("head", "figures-wrong-head").unwrap_or(1);
    plan.heads = form.get("heads").parse().unwrap_or(1).clamp(1, HEADS.len());
    let width = known.import.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    for at in 0..width {
        let name = format!("column-{at}");
        let text = form.optional(&name, LINE);
        let meaning = meaning(&text, &known.catalogue);
        if meaning.is_none() {
            form.wrong(&name, "figures-wrong-meaning");
        }
        plan.columns.push(meaning.unwrap_or_default());
    }
    plan.kind = form.optional("kind", LINE);
    plan.on = form.day_optional("on");
    plan.source = form.optional("source", LINE);
    plan.place = form.optional("place", LINE);
    plan.group = form.optional("group", LINE);
    let has = |meaning: Meaning| plan.columns.contains(&meaning);
    let of_groups = plan.columns.iter().any(|one| matches!(one, Meaning::Of(_)));
    let asked = [
        ("kind", has(Meaning::Kind) || !plan.kind.is_empty()),
        ("on", has(Meaning::Day) || plan.on.is_some()),
        ("source", has(Meaning::Source) || !plan.source.is_empty()),
        ("place", has(Meaning::Territory) || chosen_place(&plan.place, &known.names).is_some()),
        ("group", has(Meaning::Group) || !plan.group.is_empty() || !has(Meaning::Amount)),
        ("column-0", has(Meaning::Amount) || of_groups),
    ];
    let missing = asked.iter().filter(|(_, is_told)| !is_told);
    for (name, _) in missing {
        let key =
            if *name == "column-0" { "figures-wrong-no-amount" } else { "figures-wrong-untold" };
        form.wrong(name, key);
    }
    plan
}

/// `POST /figures/figure-imports/{id}/columns`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FigureImportId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut known = known(&app, &ctx, id).await?;
    let plan = typed(&mut form, &known);
    if !form.ok() {
        return shown(&ctx, &known, form);
    }
    known.import.row.version = form.version_or(known.import.row.version);
    let home = known.import.home();
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    import_deed::put_plan(&mut tx, &known.import, &plan).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, None))
}
