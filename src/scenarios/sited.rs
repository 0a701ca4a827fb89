//! What a search for sites says, in blocks: where to open, who goes where, how fair it is; or why nowhere.

use super::content::{Asked, Refused, Sited};
use super::result::fair;
use super::table::Block;
use super::words::{heads, mean, number, percent, rows, t, ta, tenths};
use ui::Lang;

fn name(asked: &Asked, at: usize) -> String {
    asked.names.get(at).cloned().unwrap_or_default()
}

fn names(asked: &Asked, list: &[usize]) -> String {
    let names: Vec<String> = list.iter().map(|at| name(asked, *at)).collect();
    names.join(", ")
}

/// What was asked, each in a line.
#[must_use]
pub fn question(lang: Lang, asked: &Asked) -> Vec<String> {
    let args = [
        ("service", format!("№ {} {}", asked.service, asked.name)),
        ("services", number(i64::from(asked.services))),
        ("capacity", number(asked.capacity)),
        ("people", number(asked.people.iter().sum())),
    ];
    let mut lines = vec![
        t(lang, &format!("scenario-goal-{}", asked.goal)),
        ta(lang, "scenario-asked-sites", &args),
        t(lang, if asked.keeps { "scenario-keeps" } else { "scenario-keeps-not" }),
    ];
    if asked.near > 0 {
        lines.push(ta(lang, "scenario-asked-near", &[("minutes", asked.near.to_string())]));
    }
    if let Some(limit) = asked.limit {
        lines.push(ta(lang, "scenario-assumes-limit", &[("minutes", limit.to_string())]));
    }
    lines
}

/// Cost and proof in words.
fn verdict(lang: Lang, asked: &Asked, sited: &Sited) -> Vec<String> {
    let key = if asked.goal == "cover" { "scenario-cost-cover" } else { "scenario-cost-way" };
    let written = if asked.goal == "cover" { number } else { tenths };
    let cost = ta(lang, key, &[("cost", written(sited.cost))]);
    let steps = ("steps", number(i64::try_from(sited.steps).unwrap_or(i64::MAX)));
    let proof = if sited.is_proved {
        ta(lang, "scenario-proved", &[steps])
    } else {
        let gap = (sited.cost - sited.bound).saturating_mul(1_000) / sited.cost.max(1);
        let args = [("bound", written(sited.bound)), ("gap", percent(gap)), steps];
        ta(lang, "scenario-not-proved", &args)
    };
    vec![cost, proof]
}

fn opened(lang: Lang, asked: &Asked, sited: &Sited) -> Block {
    let row = |(at, services): (usize, &u32)| {
        let own = sited.sent.iter().filter(|(_, site, _)| *site == at);
        let (mut people, mut way) = (0_i64, 0_i64);
        for (from, _, n) in own {
            let minutes = asked.minutes.get(*from).and_then(|row| row.get(at).copied().flatten());
            people += n;
            way += n * i64::from(minutes.unwrap_or(0));
        }
        vec![
            name(asked, at),
            number(i64::from(asked.stand.get(at).copied().unwrap_or(0))),
            number(i64::from(*services)),
            number(i64::from(*services) * asked.capacity),
            number(people),
            mean(way * 100 / people.max(1)),
        ]
    };
    let open = sited.open.iter().enumerate().filter(|(_, services)| **services > 0);
    Block {
        title: t(lang, "scenario-block-open"),
        lines: verdict(lang, asked, sited),
        heads: heads(lang, &["settlement", "stand", "services", "places", "people", "minutes"], 1),
        rows: rows(open.map(row)),
        ..Block::default()
    }
}

fn sent(lang: Lang, asked: &Asked, sited: &Sited) -> Block {
    let row = |(from, to, people): &(usize, usize, i64)| {
        let minutes = asked.minutes.get(*from).and_then(|row| row.get(*to).copied().flatten());
        let minutes = minutes.map_or_else(|| "–".to_owned(), |minutes| tenths(i64::from(minutes)));
        vec![name(asked, *from), name(asked, *to), number(*people), minutes]
    };
    Block {
        title: t(lang, "scenario-block-sent"),
        heads: heads(lang, &["settlement", "goes-to", "people", "minutes"], 2),
        rows: rows(sited.sent.iter().map(row)),
        ..Block::default()
    }
}

fn assumed(lang: Lang, asked: &Asked) -> Block {
    let mut lines = question(lang, asked);
    lines.push(t(lang, "scenario-how-sites"));
    Block { title: t(lang, "scenario-block-assumed"), lines, ..Block::default() }
}

/// The blocks of an answer.
#[must_use]
pub fn blocks(lang: Lang, asked: &Asked, sited: &Sited) -> Vec<Block> {
    vec![
        opened(lang, asked, sited),
        fair(lang, sited.fair_today, sited.fair),
        sent(lang, asked, sited),
        assumed(lang, asked),
    ]
}

/// Why there is no answer, in a sentence.
#[must_use]
pub fn why(lang: Lang, asked: &Asked, refused: &Refused) -> String {
    let args = [
        ("settlements", names(asked, &refused.settlements)),
        ("sites", names(asked, &refused.sites)),
        ("people", number(refused.people)),
        ("there", number(refused.there)),
    ];
    ta(lang, &format!("scenario-why-{}", refused.why), &args)
}

/// The blocks where there is no answer.
#[must_use]
pub fn refused(lang: Lang, asked: &Asked, refused: &Refused) -> Vec<Block> {
    let none = Block {
        title: t(lang, "scenario-block-nowhere"),
        lines: vec![why(lang, asked, refused), t(lang, "scenario-why-next")],
        ..Block::default()
    };
    vec![none, assumed(lang, asked)]
}
