//! The questions of the micro-data on the screen: words, codes, whether they are asked.

use super::frame::HOME;
use super::question::{self, Question};
use super::table::{self, Cell, Line, List};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Problem, chosen, list_address, see};
use ui::Link;

const COLUMNS: [&str; 3] = ["question", "category", "codes"];
const YES_NO: [&str; 2] = ["yes", "no"];

fn page(ctx: &Ctx, title: &str) -> ui::Page {
    let mut page = ctx.page(ctx.t(title));
    page.breadcrumbs = vec![
        Link::new(ctx.url(HOME), ctx.t("results-title")),
        Link::new(ctx.url(&format!("{HOME}/questions")), ctx.t("results-questions")),
    ];
    page
}

/// `GET /results/questions`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = question::all(&tx).await?;
    tx.audit(Entry::list("result-question"));
    tx.commit().await?;
    let path = format!("{HOME}/questions");
    let line = |one: &Question| {
        let edit = ctx.url(&format!("{path}/edit"));
        let codes: Vec<&str> = one.options.iter().map(|one| one.code.as_str()).collect();
        let codes = codes.into_iter().filter(|code| !code.is_empty()).collect::<Vec<_>>();
        let kind = if one.is_special { "results-special" } else { "results-ordinary" };
        let word = if one.is_asked { "results-asked" } else { "results-not-asked" };
        Line {
            href: list_address(&edit, &[("name", &one.name)]),
            cells: vec![
                Cell::new(one.words(ctx.lang)),
                Cell::new(ctx.t(kind)),
                Cell::new(codes.join(", ")),
            ],
            word: ctx.t(word).into_owned(),
            colour: if one.is_asked { "green" } else { "grey" },
        }
    };
    let lines = all.iter().map(line).collect();
    let frame = (page(&ctx, "results-questions"), Vec::new());
    let mut list = List::new(frame, path.clone(), &COLUMNS, lines);
    list.lead = ctx.t("results-questions-lead").into_owned();
    table::shown(&ctx, form, list)
}

async fn found(app: &App, ctx: &Ctx, name: &str) -> Result<(Question, i32), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = question::all(&tx).await?;
    let version = question::row(&tx, name).await?.map_or(0, |row| row.version);
    tx.audit(Entry::list("result-question"));
    tx.commit().await?;
    let one = all.into_iter().find(|one| one.name == name).ok_or(Problem::NotFound)?;
    Ok((one, version))
}

fn shown(ctx: &Ctx, (one, version): (&Question, i32), form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let answers: Vec<&str> = one.options.iter().map(|one| one.bg.as_str()).collect();
    let args = [("answers", answers.join("; "))];
    let act = Act::new("results-question", "/edit", "ui-save")
        .lead(ctx.ta("results-question-lead", &args))
        .line(both, "bg", "results-bg")
        .line(both, "en", "results-en")
        .area(both, "codes", ("results-codes", "results-codes-hint"))
        .one(both, "asked", ("results-is-asked", &YES_NO), |code| format!("results-{code}"))
        .hidden(form, "name");
    let version = form.version_or(version);
    let home = format!("{HOME}/questions");
    act.shown(ctx, Around { page: page(ctx, "results-question"), home, version }, form)
}

/// `GET /results/questions/edit?name=`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let (one, version) = found(&app, &ctx, form.get("name")).await?;
    let codes: Vec<&str> = one.options.iter().map(|one| one.code.as_str()).collect();
    let codes: Vec<&str> =
        codes.into_iter().map(|code| if code.is_empty() { "–" } else { code }).collect();
    let values = [
        ("name", one.name.clone()),
        ("bg", one.bg.clone()),
        ("en", one.en.clone()),
        ("codes", codes.join("\n")),
        ("asked", YES_NO[usize::from(!one.is_asked)].to_owned()),
    ];
    shown(&ctx, (&one, version), &Form::filled(ctx.lang, values))
}

/// `POST /results/questions/edit`.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let name = form.get("name").to_owned();
    let (mut one, version) = found(&app, &ctx, &name).await?;
    one.bg = form.required("bg", 200);
    one.en = form.required("en", 200);
    let codes = form.required("codes", 1_000);
    let codes: Vec<&str> = codes.lines().map(str::trim).collect();
    if form.ok() && codes.len() != one.options.len() {
        form.wrong("codes", "results-wrong-codes");
    }
    one.is_asked = chosen(&mut form, "asked", &YES_NO) == YES_NO[0];
    if !form.ok() {
        return shown(&ctx, (&one, version), &form);
    }
    for (option, code) in one.options.iter_mut().zip(codes) {
        option.code = if code == "–" { String::new() } else { code.to_owned() };
    }
    let path = format!("{HOME}/questions");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    question::put(&mut tx, &one, form.version_or(version)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("results-done")))
}
