//! The boxes of the short forms of an agreement, with what follows from the law above them.

use super::amend;
use super::ending::notice_over;
use super::frame::YES_NO;
use super::labour::Drafted;
use super::load::Contract;
use super::named::{NAMES, offered};
use super::turn::{Behind, Turn};
use kit::types::Day;
use kit::web::{Act, Ctx, Form};
use law::Law;
use ui::Choice;

/// What follows from the law for a contract that is about to be concluded.
fn facts(ctx: &Ctx, drafted: &Drafted) -> Vec<(String, String)> {
    let content = &drafted.content;
    let kind = drafted.kind.derivation.steps.join(" ");
    [
        ("assistance-kind", kind),
        ("assistance-starts", drafted.starts_on.bg()),
        ("assistance-base-pay", format!("{} €", content.base_pay.replace('.', ","))),
        ("assistance-service-pay", format!("{} €", content.service_pay.replace('.', ","))),
        ("assistance-how", content.steps.join(" ")),
    ]
    .map(|(key, text)| (ctx.t(key).into_owned(), text))
    .into()
}

/// The contracts that have not ended.
pub fn contract_choices(behind: &Behind) -> Vec<Choice> {
    let open = behind.contracts.iter().filter(|one| one.row.ended_on.is_none());
    open.map(|one| Choice::new(one.row.id.to_string(), one.number())).collect()
}

fn labour_boxes(ctx: &Ctx, form: &Form, act: Act) -> Act {
    let both = (ctx, form);
    act.line(both, "work_place", "assistance-work-place")
        .line(both, "trial", "assistance-trial")
        .line(both, "leave", "assistance-leave")
        .area(both, "notice", ("assistance-notice", "assistance-notice-hint"))
        .area(both, "other", ("assistance-other-terms", ""))
}

/// When the notice of each contract is over, given today.
fn notices(ctx: &Ctx, law: &Law, behind: &Behind) -> Vec<(String, String)> {
    let open = behind.contracts.iter().filter(|one| one.row.ended_on.is_none());
    let row = |one: &Contract| {
        let over = notice_over(law, one, behind.today).map(Day::bg).unwrap_or_default();
        let words = ctx.ta("assistance-notice-over", &[("day", over)]).into_owned();
        (one.number(), words)
    };
    open.map(row).collect()
}

/// The boxes of a turn.
pub fn boxes(ctx: &Ctx, form: &Form, law: &Law, (turn, behind): (Turn, &Behind)) -> Act {
    let both = (ctx, form);
    let lead = ctx.t(&format!("assistance-turn-lead-{}", turn.code()));
    let act = turn.act().lead(lead).day(both, "on", ("assistance-on", String::new()));
    let text = |key: &str| ctx.t(key).into_owned();
    match turn {
        Turn::Contract => {
            let Some(drafted) = &behind.drafted else { return labour_boxes(ctx, form, act) };
            let codes = drafted.kind.register_codes.iter();
            let words = |code: &String| ctx.t(&format!("assistance-code-{code}")).into_owned();
            let codes = codes.map(|code| Choice::new(code.clone(), words(code))).collect();
            let act = act.facts(facts(ctx, drafted));
            let act = act.choice(both, "code", (text("assistance-code"), codes));
            labour_boxes(ctx, form, act)
        }
        Turn::Substitute => labour_boxes(
            ctx,
            form,
            act.choice(both, "of", (text("assistance-replaced"), contract_choices(behind)))
                .offers(NAMES, offered(&behind.names))
                .typed(both, "assistant", (text("assistance-substitute"), NAMES))
                .day(both, "from_on", ("assistance-from-on", String::new()))
                .day(both, "until_on", ("assistance-until-on", String::new()))
                .line(both, "absence", "assistance-absence"),
        ),
        Turn::Amend => act
            .one(both, "kind", ("assistance-what-changes", &amend::KINDS), |code| {
                format!("assistance-amend-{code}")
            })
            .day(both, "from_on", ("assistance-from-on", text("assistance-from-on-hint")))
            .line(both, "hours", "assistance-hours-new")
            .one(both, "waiver", ("assistance-waiver", &YES_NO), |code| {
                format!("assistance-{code}")
            })
            .area(both, "text", ("assistance-text", "assistance-amend-hint")),
        Turn::Hold => act.line(both, "document", "assistance-proof").area(
            both,
            "text",
            ("assistance-text", ""),
        ),
        Turn::Release => act
            .day(both, "until_on", ("assistance-new-until", text("assistance-new-until-hint")))
            .line(both, "directive", "assistance-new-directive")
            .area(both, "text", ("assistance-text", "")),
        Turn::Undo => act.area(both, "text", ("assistance-undo-why", "")),
        Turn::End => {
            let ground = |one: law::EndGround| {
                let words = format!("{} ({})", one.title, one.articles.join(", "));
                Choice::new(one.id, words)
            };
            let grounds = law.assistance_end_grounds().into_iter().map(ground).collect();
            act.among(both, "ground", ("assistance-ground", grounds))
                .day(both, "last_on", ("assistance-last-on", text("assistance-last-on-hint")))
                .one(both, "help_given", ("assistance-help-given", &YES_NO), |code| {
                    format!("assistance-{code}")
                })
                .area(both, "text", ("assistance-text", "assistance-text-hint"))
        }
        Turn::EndContract => {
            let end = |one: law::RegisterEnd| {
                let words = format!("{} {} ({})", one.code, one.title, one.articles.join(", "));
                Choice::new(one.code, words)
            };
            let ends = law.register_ends().into_iter().map(end).collect();
            act.facts(notices(ctx, law, behind))
                .choice(both, "of", (text("assistance-contract"), contract_choices(behind)))
                .choice(both, "code", (text("assistance-end-code"), ends))
                .area(both, "text", ("assistance-text", ""))
        }
    }
}
