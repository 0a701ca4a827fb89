//! A goal with what is done for it: what, by whom, how often, until when.

use super::content::{Action, Content, Goal};
use super::course::Kind;
use super::load::Whole;
use super::sheet::Sheet;
use kit::web::{Ctx, Form, day_values};
use ui::Choice;

/// Boxes for so many actions stand on a page, and for this many more than are filled.
const LEAST: usize = 3;
const MORE: usize = 2;
/// No goal has more.
const MOST: usize = 12;

/// The boxes of a goal.
pub fn boxes<'a>(sheet: Sheet<'a>, (ctx, whole): (&Ctx, &Whole), form: &Form) -> Sheet<'a> {
    let kept = form.get("area");
    let areas = whole.around.areas.iter().filter(|area| !area.off || area.code == kept);
    let areas = areas.map(|area| Choice::new(area.code.as_str(), area.words(ctx.lang)));
    let mut sheet = sheet
        .pick("area", "support-area", areas.collect())
        .area("aim", ("support-goal", "support-goal-hint"))
        .area("result", ("support-goal-result", "support-goal-result-hint"));
    let body = whole.kind == Kind::Joint;
    let who = if body { "support-action-body" } else { "support-action-who" };
    for n in 0..rows(form) {
        let args = [("number", n + 1)];
        sheet = sheet
            .group(ctx.ta("support-action-number", &args))
            .line(&format!("what-{n}"), ("support-action-what", ""))
            .line(&format!("who-{n}"), (who, ""))
            .line(&format!("often-{n}"), ("support-action-often", "support-action-often-hint"))
            .day(&format!("until-{n}"), ("support-action-until", ""));
    }
    sheet
}

/// How many actions have boxes: those that are filled and a few more.
fn rows(form: &Form) -> usize {
    let filled = (0..MOST).rev().find(|n| !form.get(&format!("what-{n}")).is_empty());
    filled.map_or(LEAST, |n| (n + 1 + MORE).max(LEAST)).min(MOST)
}

/// What is known of it, as values of the boxes.
pub fn values(goal: Option<&Goal>) -> Vec<(String, String)> {
    let Some(goal) = goal else { return Vec::new() };
    let texts = [("area", &goal.area), ("aim", &goal.aim), ("result", &goal.result)];
    let mut list: Vec<(String, String)> =
        texts.into_iter().map(|(name, value)| (name.to_owned(), value.clone())).collect();
    for (n, action) in goal.actions.iter().enumerate() {
        list.push((format!("what-{n}"), action.what.clone()));
        list.push((format!("who-{n}"), action.who.clone()));
        list.push((format!("often-{n}"), action.often.clone()));
        list.extend(day_values(&format!("until-{n}"), action.until));
    }
    list
}

/// What was typed, put in its place.
pub fn read(content: &mut Content, whole: &Whole, form: &mut Form) {
    let area = form.optional("area", 50);
    if !area.is_empty() && !whole.around.areas.iter().any(|one| one.code == area) {
        form.wrong("area", "form-choose");
    }
    let mut goal = Goal {
        area,
        aim: form.required("aim", 1_000),
        result: form.required("result", 1_000),
        ..Goal::default()
    };
    for n in 0..MOST {
        let action = Action {
            what: form.optional(&format!("what-{n}"), 500),
            who: form.optional(&format!("who-{n}"), 300),
            often: form.optional(&format!("often-{n}"), 200),
            until: form.day_optional(&format!("until-{n}")),
        };
        if action == Action::default() {
            continue;
        }
        if action.what.is_empty() {
            form.wrong(&format!("what-{n}"), "form-required");
        }
        if action.who.is_empty() {
            form.wrong(&format!("who-{n}"), "form-required");
        }
        goal.actions.push(action);
    }
    let n: usize = form.get("item").parse().unwrap_or(content.goals.len());
    match content.goals.get_mut(n) {
        Some(place) => *place = goal,
        None => content.goals.push(goal),
    }
}
