//! A municipality's own value of a rule: what it needs, and what the law says to it.

use super::store::{self, law_value};
use super::{ValueId, laws};
use crate::app::App;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem};
use law::{Law, LocalRefusal, LocalValue};

/// The longest act and reason.
const LONGEST: usize = 500;

/// A value as it is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    /// The rule.
    pub rule: String,
    /// The value as typed, in the shape of the rule.
    pub value: String,
    /// First day.
    pub from: Day,
    /// Last day, if it is known.
    pub to: Option<Day>,
    /// Kind, number and date of the act.
    pub act: String,
    /// Why.
    pub reason: String,
}

/// The row as the law takes it.
pub fn local(row: &law_value::Model) -> LocalValue {
    LocalValue {
        id: row.rule.clone(),
        value: row.value.clone(),
        from: row.valid_from.0,
        to: row.valid_to.map(|day| day.0),
        ground: row.act.clone(),
    }
}

/// Reads the form of a value and asks the law of the country whether it takes it. Mistakes are
/// noted beside the fields.
pub fn read(form: &mut Form, law: &Law, rule: &str) -> Option<New> {
    let value = form.required("value", 100);
    let from = form.day("from");
    let to = form.day_optional("to");
    let act = form.required("act", LONGEST);
    let reason = form.required("reason", LONGEST);
    let new = New { rule: rule.to_owned(), value, from: from?, to, act, reason };
    if form.ok() {
        check(form, law, &new);
    }
    form.ok().then_some(new)
}

/// Notes beside the field why the law does not take a value.
pub fn check(form: &mut Form, law: &Law, new: &New) {
    let asked = LocalValue {
        id: new.rule.clone(),
        value: new.value.clone(),
        from: new.from.0,
        to: new.to.map(|day| day.0),
        ground: new.act.clone(),
    };
    if let Err(refusal) = asked.check(law) {
        let (field, key) = refused(refusal);
        form.wrong(field, key);
    }
}

fn refused(refusal: LocalRefusal) -> (&'static str, &'static str) {
    match refusal {
        LocalRefusal::Unknown => ("value", "rules-refused-unknown"),
        LocalRefusal::Fixed => ("value", "rules-refused-fixed"),
        LocalRefusal::Composite => ("value", "rules-refused-composite"),
        LocalRefusal::Shape => ("value", "rules-refused-shape"),
        LocalRefusal::Choice => ("value", "form-choose"),
        LocalRefusal::Period => ("to", "rules-refused-period"),
        LocalRefusal::Overlap => ("from", "rules-refused-overlap"),
        LocalRefusal::Declared => ("day", "rules-refused-declared"),
        LocalRefusal::NotInForce => ("from", "rules-refused-not-in-force"),
    }
}

/// Notes that another value of the rule holds in the period; `but` is the one being changed.
pub async fn check_overlap(
    tx: &Tx,
    form: &mut Form,
    new: &New,
    but: Option<ValueId>,
) -> Result<(), StoreError> {
    let others = store::of_rule(tx, &new.rule).await?;
    let overlaps = |row: &law_value::Model| {
        row.withdrawn_on.is_none()
            && Some(row.id) != but
            && new.to.is_none_or(|to| row.valid_from <= to)
            && row.valid_to.is_none_or(|to| new.from <= to)
    };
    if others.iter().any(overlaps) {
        form.wrong("from", "rules-refused-overlap");
    }
    Ok(())
}

/// What happened, as the timeline of the value and the audit keep it.
pub async fn note(
    tx: &mut Tx,
    kind: &'static str,
    id: ValueId,
    new: &New,
) -> Result<(), StoreError> {
    let data = vec![
        ("rule", new.rule.clone()),
        ("value", new.value.clone()),
        ("from", new.from.bg()),
        ("act", new.act.clone()),
    ];
    tx.event(Event { kind, case: Some(id.0), data, ..Event::default() }).await
}

/// After a saved change: the answers of the law follow it.
pub async fn take(app: &App, ctx: &Ctx) -> Result<(), Problem> {
    Ok(laws::reload(app, ctx.actor.municipality).await?)
}
