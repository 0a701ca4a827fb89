//! Voting on a point: by name or by count; a vote that was wrong is revoked.

use super::agenda::Item;
use super::count::{ANSWERS, Tally};
use super::frame::{HOME, TEXT};
use super::item_page::{behind, below, home};
use super::minutes::{quorum_words, vote_words};
use super::record::Record;
use super::term::Member;
use super::vote::{self, Cast, MANNERS, Over};
use super::{ItemId, MemberId, VoteId};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, again, choices, chosen, html, see};
use std::collections::HashSet;
use ui::{Choice, Field, Head};

#[derive(Template)]
#[template(path = "council/vote.html")]
struct VotePage {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    quorum: String,
    is_met: bool,
    majority: String,
    draft: String,
    manners: Vec<Choice>,
    answers: Vec<Choice>,
    heads: Vec<Head>,
    members: Vec<(String, Field)>,
    recused: Vec<String>,
}

/// A point, its meeting, and who takes no part in it.
struct Asked {
    record: Record,
    item: Item,
    recused: HashSet<MemberId>,
}

impl Asked {
    fn over(&self) -> Over<'_> {
        Over {
            sitting: &self.record.sitting,
            item: &self.item,
            room: &self.record.room,
            recused: &self.recused,
            rules: &self.record.rules,
        }
    }

    fn entitled(&self) -> Vec<&Member> {
        self.record.room.entitled(&self.recused)
    }
}

async fn asked(tx: &mut kit::store::Tx, id: ItemId) -> Result<Asked, Problem> {
    let (record, item) = behind(tx, id).await?;
    let recused = record.recused(id);
    Ok(Asked { record, item, recused })
}

fn box_of(id: MemberId) -> String {
    format!("vote-{id}")
}

fn draw(ctx: &Ctx, form: Form, asked: &Asked) -> VotePage {
    let record = &asked.record;
    let quorum = asked.over().quorum();
    let majority = record.rules.majority(&asked.item.row.majority);
    let args = [
        ("majority", ctx.t(&format!("council-majority-{}", asked.item.row.majority)).into_owned()),
        ("share", ctx.t(&format!("council-share-{}", majority.share)).into_owned()),
        ("of", ctx.t(&format!("council-of-{}", majority.of)).into_owned()),
        ("base", majority.base(&quorum).to_string()),
        ("needed", majority.needed(&quorum).to_string()),
    ];
    let mut page = below(ctx, (record, &asked.item), "council-vote");
    page.errors = form.errors();
    let row = |one: &&Member| (one.content.name.clone(), form.field(&box_of(one.row.id)));
    let column = |key: &str| Head::new(ctx.t(key));
    VotePage {
        page,
        action: ctx.url(&format!("{}/vote", home(&asked.item))),
        back: ctx.url(&home(&asked.item)),
        quorum: quorum_words(ctx.lang, &quorum, &record.rules.quorum),
        is_met: quorum.is_met(),
        majority: ctx.ta("council-majority-words", &args).into_owned(),
        draft: asked.item.content.draft.clone(),
        manners: choices(ctx, &MANNERS, form.get("manner"), |code| {
            format!("council-manner-{code}")
        }),
        answers: choices(ctx, &ANSWERS, "", |code| format!("council-answer-{code}")),
        heads: vec![column("council-column-member"), column("council-column-vote")],
        members: asked.entitled().iter().map(row).collect(),
        recused: asked.recused.iter().map(|id| record.name(*id).to_owned()).collect(),
        form,
    }
}

/// `GET /council/agenda/{id}/vote`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ItemId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let asked = asked(&mut tx, id).await?;
    tx.commit().await?;
    let filled = Form::filled(ctx.lang, [("manner", MANNERS[0])]);
    html(&draw(&ctx, filled, &asked))
}

/// The votes that were typed: all that came, also of those who may not vote, so that they are
/// refused.
fn read(form: &mut Form) -> Cast {
    if chosen(form, "manner", &MANNERS) == MANNERS[1] {
        let mut number = |name: &str| {
            let typed: Option<u32> = form.parsed_optional(name, "council-wrong-number");
            i64::from(typed.unwrap_or(0))
        };
        return Cast::Count(Tally {
            voted_for: number("for"),
            against: number("against"),
            abstained: number("abstained"),
        });
    }
    let given = form.fields().iter().filter_map(|(name, answer)| {
        let who: MemberId = name.strip_prefix("vote-")?.parse().ok()?;
        (!answer.is_empty()).then(|| (who, answer.clone()))
    });
    Cast::Names(given.collect())
}

/// `POST /council/agenda/{id}/vote`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ItemId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let asked = asked(&mut tx, id).await?;
    let cast = read(&mut form);
    let at = if matches!(cast, Cast::Count(_)) { "for" } else { "manner" };
    if let (Err(key), true) = (asked.over().outcome(&cast), form.ok()) {
        let quorum = asked.over().quorum();
        let text = match key {
            "council-refused-quorum" => quorum_words(ctx.lang, &quorum, &asked.record.rules.quorum),
            "council-refused-too-many" => {
                let args = [("entitled", quorum.entitled().to_string())];
                ctx.ta("council-wrong-too-many", &args).into_owned()
            }
            key => ctx.t(key).into_owned(),
        };
        form.wrong_text(at, text);
    }
    if !form.ok() {
        tx.commit().await?;
        return again(&draw(&ctx, form, &asked));
    }
    let path = home(&asked.item);
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    vote::take(&mut tx, &asked.over(), &cast).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("council-voted")))
}

/// The vote with its point, or nothing when it was revoked before.
async fn voted(
    tx: &mut kit::store::Tx,
    id: VoteId,
) -> Result<(super::store::council_vote::Model, Record, Item), Problem> {
    let row = vote::vote(tx, id).await?;
    let (record, item) = behind(tx, row.item_id).await?;
    Ok((row, record, item))
}

fn revoke_shown(
    ctx: &Ctx,
    form: &Form,
    (row, record, item): (&super::store::council_vote::Model, &Record, &Item),
) -> Result<Response, Problem> {
    let facts = vec![(ctx.t("council-column-vote").into_owned(), vote_words(ctx.lang, row))];
    let act = Act::new("council-vote-revoke", "", "council-vote-revoke")
        .lead(ctx.t("council-vote-revoke-lead"))
        .grave()
        .facts(facts)
        .area((ctx, form), "why", ("council-why", ""));
    let page = below(ctx, (record, item), "council-vote-revoke");
    let version = form.version_or(row.version);
    act.shown(ctx, Around { page, home: format!("{HOME}/votes/{}", row.id), version }, form)
}

/// `GET /council/votes/{id}`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VoteId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (row, record, item) = voted(&mut tx, id).await?;
    tx.commit().await?;
    revoke_shown(&ctx, &Form::empty(ctx.lang), (&row, &record, &item))
}

/// `POST /council/votes/{id}`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VoteId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let why = form.required("why", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let (mut row, record, item) = voted(&mut tx, id).await?;
    if !form.ok() {
        tx.commit().await?;
        return revoke_shown(&ctx, &form, (&row, &record, &item));
    }
    tx.use_form(&form.key(), &ctx.url(&home(&item))).await?;
    row.version = form.version_or(row.version);
    let is_decided = record.decisions(item.row.id).next().is_some();
    vote::revoke(&mut tx, (&row, &record.sitting), (&why, is_decided)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(&item), Some("council-done")))
}
