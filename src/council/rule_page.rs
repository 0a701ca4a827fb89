//! The rules of the council on the screen: those that hold, the versions, writing new ones.

use super::WRITE;
use super::count::{BASES, SHARES};
use super::frame::{self, HOME, LINE, TEXT, number};
use super::rules::{self, Rules};
use super::store::council_rule;
use super::table::{Cell, Line, Part, Thing};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, chosen, see};
use ui::Link;

const BACK: (&str, &str) = ("/rules", "council-rules");
const VERSIONS: [&str; 4] = ["from", "basis", "made", "who"];
/// The numbers of the rules with their bounds; words have the key `council-rule-<name>`.
const NUMBERS: [(&str, i32, i32); 9] = [
    ("members", 3, 60),
    ("term", 6, 60),
    ("regular", 1, 12),
    ("extra", 1, 10),
    ("notice", 1, 60),
    ("minutes", 1, 60),
    ("letters", 1, 90),
    ("absences", 1, 12),
    ("confidential", 0, 120),
];

/// The numbers in the order of [`NUMBERS`].
fn numbers(rules: &Rules) -> [i32; 9] {
    [
        rules.members,
        rules.term_months,
        rules.regular_months,
        rules.extra_part,
        rules.notice_days,
        rules.minutes_days,
        rules.letter_days,
        rules.absences,
        rules.confidential_months,
    ]
}

fn share(ctx: &Ctx, (share, of): (&str, &str)) -> String {
    let words = [ctx.t(&format!("council-share-{share}")), ctx.t(&format!("council-of-{of}"))];
    words.join(" ")
}

/// `GET /council/rules`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let now = rules::on(&tx, app.today()).await?;
    let all = rules::all(&tx).await?;
    tx.audit(audit::Entry::list("council-rules"));
    tx.commit().await?;
    let title = ctx.t("council-rules");
    let mut thing = Thing::new(frame::page(&ctx, title.clone(), ("", "council-sittings")), title);
    thing.number = match now.valid_from {
        Some(day) => ctx.ta("council-rules-from", &[("day", day.bg())]).into_owned(),
        None => ctx.t("council-rules-shipped").into_owned(),
    };
    for ((name, ..), value) in NUMBERS.iter().zip(numbers(&now)) {
        thing.say(&ctx, &format!("council-rule-{name}"), value.to_string());
    }
    thing.say(&ctx, "council-rule-quorum", share(&ctx, (&now.quorum, "all")));
    thing.say(&ctx, "council-rule-majority", share(&ctx, (&now.majority, &now.majority_of)));
    thing.say(&ctx, "council-rule-qualified", share(&ctx, (&now.qualified, &now.qualified_of)));
    thing.say(&ctx, "council-rule-report", now.report_until.clone());
    thing.say(&ctx, "council-column-basis", now.basis.clone());
    thing.say(&ctx, "council-note", now.note.clone());
    thing.how = vec![ctx.t("council-rules-why").into_owned()];
    let line = |row: &council_rule::Model| Line {
        cells: vec![
            Cell::day(Some(row.valid_from)),
            Cell::new(row.basis.clone()),
            Cell::new(row.made_at.bg()),
            Cell::new(row.account_name.clone()),
        ],
        ..Line::default()
    };
    let lines = all.iter().map(line).collect();
    thing.parts.push(Part::new(&ctx, "council-rules-versions", &VERSIONS, lines));
    if ctx.actor.may(WRITE) {
        let new = ctx.url("/council/rules/new");
        thing.actions.push(Link::new(new, ctx.t("council-rules-new")));
    }
    thing.shown()
}

fn shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let of = |code: &str| format!("council-of-{code}");
    let part = |code: &str| format!("council-share-{code}");
    let mut act = Act::new("council-rules-new", "/new", "ui-save")
        .lead(ctx.t("council-rules-lead"))
        .day(both, "from", ("council-column-from", String::new()))
        .line(both, "basis", "council-column-basis");
    for (name, ..) in NUMBERS {
        act = act.line(both, name, &format!("council-rule-{name}"));
    }
    let act = act
        .one(both, "quorum", ("council-rule-quorum", &SHARES), part)
        .one(both, "majority", ("council-rule-majority", &SHARES), part)
        .one(both, "majority-of", ("council-rule-of", &BASES), of)
        .one(both, "qualified", ("council-rule-qualified", &SHARES), part)
        .one(both, "qualified-of", ("council-rule-of", &BASES), of)
        .line(both, "report", "council-rule-report")
        .area(both, "note", ("council-note", "council-rule-note-hint"));
    let page = frame::page(ctx, ctx.t("council-rules-new"), BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/rules"), version: 0 }, form)
}

/// `GET /council/rules/new`: the rules that hold, to be changed.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let now = rules::on(&tx, app.today()).await?;
    tx.audit(audit::Entry::list("council-rules"));
    tx.commit().await?;
    let mut values: Vec<(String, String)> = [
        ("basis", &now.basis),
        ("quorum", &now.quorum),
        ("majority", &now.majority),
        ("majority-of", &now.majority_of),
        ("qualified", &now.qualified),
        ("qualified-of", &now.qualified_of),
        ("report", &now.report_until),
        ("note", &now.note),
    ]
    .map(|(name, value)| (name.to_owned(), value.clone()))
    .into();
    for ((name, ..), value) in NUMBERS.iter().zip(numbers(&now)) {
        values.push(((*name).to_owned(), value.to_string()));
    }
    shown(&ctx, &Form::filled(ctx.lang, values))
}

fn read(form: &mut Form) -> (Option<Day>, Rules) {
    let from = form.day("from");
    let basis = form.required("basis", LINE);
    let typed = NUMBERS.map(|(name, least, most)| number(form, name, (least, most)));
    let [members, term, regular, extra, notice, minutes, letters, absences, silent] = typed;
    let report = form.required("report", 5);
    let is_day = format!("2028-{report}").parse::<Day>().is_ok() && report.len() == 5;
    if !report.is_empty() && !is_day {
        form.wrong("report", "council-wrong-month-day");
    }
    let new = Rules {
        valid_from: from,
        members,
        term_months: term,
        regular_months: regular,
        extra_part: extra,
        notice_days: notice,
        quorum: chosen(form, "quorum", &SHARES),
        majority: chosen(form, "majority", &SHARES),
        majority_of: chosen(form, "majority-of", &BASES),
        qualified: chosen(form, "qualified", &SHARES),
        qualified_of: chosen(form, "qualified-of", &BASES),
        minutes_days: minutes,
        letter_days: letters,
        absences,
        confidential_months: silent,
        report_until: report,
        basis,
        note: form.optional("note", TEXT),
    };
    (from, new)
}

/// `POST /council/rules/new`: earlier versions stay; meetings are judged by those of their day.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let (from, new) = read(&mut form);
    let mut tx = app.db.write(&ctx.actor).await?;
    let (Some(from), true) = (from, form.ok()) else {
        tx.audit(audit::Entry::list("council-rules"));
        tx.commit().await?;
        return shown(&ctx, &form);
    };
    tx.use_form(&form.key(), &ctx.url("/council/rules")).await?;
    rules::add(&mut tx, (from, new)).await?;
    tx.commit().await?;
    Ok(see(&ctx, "/council/rules", Some("council-done")))
}
