//! The boxes of the official application (Приложение № 1), in the order of the annex.

use super::apply::ROLES;
use super::frame::YES_NO;
use super::named::{NAMES, Named, offered};
use crate::people::GROUNDS;
use kit::web::{Act, Ctx, Form};
use ui::Choice;

/// Places for assistants and for substitutes on the form.
pub const PLACES: [usize; 2] = [3, 2];
/// Answers to a consent: given, refused, not answered.
const CONSENTS: [&str; 3] = ["given", "refused", "none"];

/// The box of somebody chosen.
pub fn seat(role: &str, n: usize) -> String {
    format!("{role}-{n}")
}

fn directive_boxes(ctx: &Ctx, form: &Form, act: Act) -> Act {
    let both = (ctx, form);
    let degrees = ["1", "2", "3", "4"];
    let degree = |code: &str| Choice::new(code, code.to_owned());
    act.part(ctx, "assistance-part-directive")
        .line(both, "directive_number", "assistance-directive-number")
        .day(both, "directive_issued", ("assistance-directive-issued", String::new()))
        .line(both, "directive_by", "assistance-directive-by")
        .day(both, "directive_from", ("assistance-directive-from", String::new()))
        .day(both, "directive_until", ("assistance-directive-until", String::new()))
        .choice(
            both,
            "directive_degree",
            (ctx.t("assistance-directive-degree").into_owned(), degrees.map(degree).into()),
        )
        .line(both, "directive_hours", "assistance-directive-hours")
}

fn through_boxes(ctx: &Ctx, form: &Form, act: Act) -> Act {
    let both = (ctx, form);
    let ground = |code: &str| Choice::new(code, ctx.t(&format!("people-ground-{code}")));
    let grounds = GROUNDS.map(ground).into();
    act.part(ctx, "assistance-part-through")
        .line(both, "through_name", "assistance-through-name")
        .choice(both, "through_ground", (ctx.t("assistance-through-ground").into_owned(), grounds))
        .line(both, "through_document", "assistance-through-document")
        .line(both, "through_identifier", "assistance-through-identifier")
        .line(both, "through_permanent", "assistance-through-permanent")
        .line(both, "through_present", "assistance-through-present")
        .line(both, "through_phone", "assistance-through-phone")
        .line(both, "through_email", "assistance-through-email")
}

fn consent_boxes(ctx: &Ctx, form: &Form, mut act: Act) -> Act {
    let both = (ctx, form);
    let yes = |act: Act, name: &str, label: &str| {
        act.one(both, name, (label, &YES_NO), |code| format!("assistance-{code}"))
    };
    let consent = |act: Act, name: &str, label: &str| {
        act.one(both, name, (label, &CONSENTS), |code| format!("assistance-consent-{code}"))
    };
    act = yes(act.part(ctx, "assistance-part-consents"), "gets_child_aid", "assistance-gets-aid");
    act = consent(act, "consent_child_aid", "assistance-consent-child-aid").line(
        both,
        "parent",
        "assistance-parent",
    );
    act = yes(act, "gets_supplement", "assistance-gets-supplement").line(
        both,
        "supplement",
        "assistance-supplement-sum",
    );
    act = consent(act, "consent_supplement", "assistance-consent-supplement")
        .part(ctx, "assistance-part-declares");
    for (name, label) in [
        ("is_true", "assistance-is-true"),
        ("lets_in", "assistance-lets-in"),
        ("no_other", "assistance-no-other"),
        ("uses_similar", "assistance-uses-similar"),
    ] {
        act = yes(act, name, label);
    }
    act.area(both, "similar", ("assistance-similar", "assistance-similar-hint"))
        .line(both, "documents", "assistance-documents")
        .area(both, "note", ("assistance-note", ""))
}

/// The boxes of the form, in the order of the annex; whom to choose only when there are names.
pub fn boxes(ctx: &Ctx, form: &Form, (act, names): (Act, Option<&[Named]>)) -> Act {
    let both = (ctx, form);
    let act = through_boxes(ctx, form, directive_boxes(ctx, form, act));
    let mut act = act
        .part(ctx, "assistance-part-hours")
        .one(both, "all_hours", ("assistance-all-hours", &YES_NO), |code| {
            format!("assistance-{code}")
        })
        .line(both, "hours", "assistance-hours");
    if let Some(names) = names {
        act = act
            .part(ctx, "assistance-part-choice")
            .words(ctx, "assistance-choose-hint")
            .offers(NAMES, offered(names));
        for (role, most) in ROLES.into_iter().zip(PLACES) {
            for n in 1..=most {
                let args = [("number", n)];
                let label = ctx.ta(&format!("assistance-choose-{role}"), &args).into_owned();
                act = act.typed(both, &seat(role, n), (label, NAMES));
            }
        }
    }
    consent_boxes(ctx, form, act)
}
