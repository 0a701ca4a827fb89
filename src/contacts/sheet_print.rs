//! An empty sheet on paper, to be filled by pen where there is no computer.

use super::desk::Desk;
use super::reference::{choices, reference};
use crate::app::App;
use crate::municipality::Settings;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Pdf, Problem, pdf};
use serde_json::json;
use ui::Lang;

const TEMPLATE: &str = include_str!("sheet.typ");
/// Rows of a page.
const LINES: usize = 16;

pub async fn print(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let is_wishes = form.get("kind") == "wishes";
    let mut tx = app.db.read(&ctx.actor).await?;
    let desk = Desk::load(&ctx, &tx).await?;
    let today = tx.today();
    let now = tx.now();
    tx.audit(Entry::print("sheet", 0));
    tx.commit().await?;
    let topics = desk.lists.topics.iter().filter(|line| line.holds(today));
    let topics = topics.map(|line| json!([line.number, line.bg]));
    let mut data = json!({
        "office": Settings::of(&ctx.municipality).office(&ctx.municipality),
        "wishes": is_wishes,
        "lines": LINES,
        "topics": topics.collect::<Vec<_>>(),
        "outcomes": choices(&reference().outcome, Lang::Bg).into_iter().zip(1..)
            .map(|(choice, number)| json!([number, choice.text])).collect::<Vec<_>>(),
        "ages": choices(&reference().age, Lang::Bg).into_iter().map(|c| c.text).collect::<Vec<_>>(),
    });
    if let Some(publicity) = Settings::of(&ctx.municipality).publicity() {
        data["publicity"] = publicity;
    }
    let created = jiff::Timestamp::from_millisecond(now.0)
        .map_err(Problem::internal)?
        .in_tz("Europe/Sofia")
        .map_err(Problem::internal)?;
    let printer = app.printer.clone();
    let title = if is_wishes {
        "Лист за заявени желания"
    } else {
        "Лист за консултации"
    };
    let printed = tokio::task::spawn_blocking(move || {
        let data = &data;
        printer.pdf(&print::Job {
            template: TEMPLATE,
            data,
            title,
            lang: "bg-BG",
            created: &created,
        })
    });
    let printed = printed.await.map_err(Problem::internal)?.map_err(Problem::internal)?;
    let name = if is_wishes { "sheet-wishes" } else { "sheet-contacts" };
    Ok(pdf(Pdf { name: name.to_owned(), bytes: printed.bytes }))
}
