//! The messages that wait for e-delivery, on paper: one after another, each as it is to be sent.

use super::course::{DELIVERY, WAITING};
use super::find::{self, Sieve};
use super::queue;
use crate::app::App;
use crate::municipality::Settings;
use crate::people;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Pdf, Problem, pdf};
use serde_json::json;

const TEMPLATE: &str = include_str!("deliveries.typ");
const TITLE: &str = "Съобщения за изпращане чрез ССЕВ";

/// `GET /notices/deliveries/print`: the first page of what waits, with the names of the receivers.
pub async fn print(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let sieve =
        Sieve { channel: DELIVERY.to_owned(), state: WAITING.to_owned(), ..Sieve::default() };
    let mut tx = app.db.read(&ctx.actor).await?;
    let (rows, _) = find::page(&tx, &sieve, 1).await?;
    let ids: Vec<people::PersonId> = rows.iter().filter_map(|row| row.person_id).collect();
    let heads = people::heads(&tx, &ids).await?;
    let mut list = Vec::new();
    for row in &rows {
        let (_, content, _) = queue::opened(&tx, row)?;
        let head = row.person_id.and_then(|id| heads.get(&id));
        list.push(json!({
            "name": head.map(|head| head.name.clone()).unwrap_or_default(),
            "queued": row.queued_at.bg(),
            "subject": content.subject,
            "text": content.text.lines().collect::<Vec<_>>(),
        }));
        tx.audit(Entry::print("notice", row.id.0).about(row.person_id.map(|person| person.0)));
    }
    tx.audit(Entry::new("print", "notices", "deliveries"));
    let now = tx.now();
    tx.commit().await?;
    let mut data = json!({
        "office": Settings::of(&ctx.municipality).office(&ctx.municipality),
        "printed": now.bg(),
        "list": list,
    });
    if let Some(publicity) = Settings::of(&ctx.municipality).publicity() {
        data["publicity"] = publicity;
    }
    let created = jiff::Timestamp::from_millisecond(now.0)
        .map_err(Problem::internal)?
        .in_tz("Europe/Sofia")
        .map_err(Problem::internal)?;
    let printer = app.printer.clone();
    let printed = tokio::task::spawn_blocking(move || {
        let data = &data;
        printer.pdf(&print::Job {
            template: TEMPLATE,
            data,
            title: TITLE,
            lang: "bg-BG",
            created: &created,
        })
    });
    let printed = printed.await.map_err(Problem::internal)?.map_err(Problem::internal)?;
    Ok(pdf(Pdf { name: "deliveries".to_owned(), bytes: printed.bytes }))
}
