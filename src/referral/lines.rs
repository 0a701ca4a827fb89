//! Lines of the case page in words: annulled assessments, hand-overs.

use super::load::{Rest, Short};
use super::view::po_number;
use crate::municipality::Settings;
use kit::types::Day;
use kit::web::Ctx;

pub(super) fn annulled(ctx: &Ctx, short: &Short, settings: &Settings) -> Vec<String> {
    let rows = short.assessments.iter().filter(|row| row.annulled_on.is_some());
    rows.map(|row| {
        let number = po_number(settings, row.year, row.number);
        let day = row.annulled_on.map(Day::bg).unwrap_or_default();
        let args = [("number", &number), ("day", &day), ("reason", &row.annul_reason)];
        ctx.ta("referral-annulled-line", &args).into_owned()
    })
    .collect()
}

pub(super) fn handed(ctx: &Ctx, rest: &Rest) -> Vec<String> {
    let line = |row: &super::store::hand_over::Model| {
        let channel = ctx.t(&format!("referral-sent-{}", row.channel));
        format!("{}, {}, {channel}", row.receiver, row.handed_on.bg())
    };
    rest.hand_overs.iter().map(line).collect()
}
