//! Somebody says whether the people of a row are in the register or new; then it is entered.

use super::enter::{enter, origin};
use super::judge::{Verdict, judge};
use super::row::Line;
use super::store;
use super::work::{Likely, entered, world};
use super::{RowId, RunId};
use crate::app::App;
use crate::imports::Stage;
use crate::people::PersonId;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Ctx, Form, Id, Problem, see};

/// Who was pointed out: none for somebody new, or one of those who were proposed.
fn chosen(form: &Form, name: &str, alike: &[PersonId]) -> Result<Option<PersonId>, Problem> {
    let said = form.get(name);
    if alike.is_empty() || said == "new" {
        return Ok(None);
    }
    let found = alike.iter().find(|id| id.to_string() == said);
    Ok(Some(*found.ok_or(Problem::NotFound)?))
}

/// What becomes of a row now that its people are told: the register may have changed since.
async fn judged(
    app: &App,
    tx: &Tx,
    (row, line): (i32, Line),
    who: [Option<PersonId>; 2],
) -> Result<Verdict, Problem> {
    let today = app.today();
    let law = app.law(tx.municipality());
    let mut world = world(tx, &[&line], today).await?;
    for (checked, id) in [&line.user, &line.assistant].into_iter().zip(who) {
        if let (Some((_, value)), Some(id)) = (super::row::identifier(checked), id) {
            world.people.entry(value).or_insert(id);
        }
    }
    let known: Vec<PersonId> = world.people.values().copied().collect();
    if !known.is_empty() {
        world.in_force = crate::assistance::in_force(tx, (&known, today)).await?;
    }
    let all = judge(&law, &world, vec![(row, Ok(line))], (today, &origin()));
    let verdict = all.into_iter().next().map(|(_, verdict)| verdict);
    verdict.ok_or_else(|| Problem::internal("a row without a verdict"))
}

/// Writes down what becomes of a row; gives the words for the page.
async fn settle(
    tx: &mut Tx,
    law: &law::Law,
    (id, row, run): (RowId, i32, RunId),
    verdict: Verdict,
) -> Result<(u64, [i32; 4], &'static str), Problem> {
    match verdict {
        Verdict::Good(good) => {
            let here_from = store::progress(tx, run).await?.here_from;
            let written = enter(tx, law, &good, here_from).await?;
            let people = i32::try_from(written.people.len()).unwrap_or(0);
            let noted = entered(row, &written);
            let settled = (noted.outcome, noted.agreement, noted.cells.as_str());
            Ok((store::settle(tx, id, settled).await?, [1, people, 0, 0], "brought-decided"))
        }
        Verdict::Known(agreement) => {
            let settled = ("known", Some(agreement), "");
            Ok((store::settle(tx, id, settled).await?, [0, 0, 1, 0], "brought-decided-known"))
        }
        Verdict::Wrong(told) => {
            let cells = serde_json::to_string(&told).unwrap_or_default();
            let settled = ("wrong", None, cells.as_str());
            Ok((store::settle(tx, id, settled).await?, [0, 0, 0, 1], "brought-decided-wrong"))
        }
    }
}

/// `POST /brought/rows/{id}`.
pub async fn decide(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RowId>,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = store::row(&tx, id).await?;
    let to = format!("/brought/{}", row.run_id);
    tx.use_form(&form.key(), &ctx.url(&to)).await?;
    let run = store::progress(&tx, row.run_id).await?;
    if row.outcome != "likely" || run.stage() != Stage::Done {
        return Err(Problem::Impossible("imports-moved-on"));
    }
    let likely: Likely = serde_json::from_str(&store::cells(&tx, &row)?)
        .map_err(|e| Problem::internal(format!("a row of agreements: {e}")))?;
    let who =
        [chosen(&form, "user", &likely.user)?, chosen(&form, "assistant", &likely.assistant)?];
    let verdict = judged(&app, &tx, (row.line, likely.line), who).await?;
    let of = (id, row.line, row.run_id);
    let (done, counts, flash) = settle(&mut tx, &law, of, verdict).await?;
    if done != 1 {
        return Err(Problem::Impossible("imports-moved-on"));
    }
    store::decided(&tx, row.run_id, counts).await?;
    tx.audit(Entry::write("brought-decided", row.run_id.0));
    tx.commit().await?;
    Ok(see(&ctx, &to, Some(flash)))
}
