//! What a result gives as its reason, without a database: nothing of it is told twice.

use super::pure::{day, given, of, on};
use crate::entitlements::words;
use ui::Lang;

#[test]
fn what_follows_from_another_reason_is_not_said_beside_it() {
    ui::Texts::load(&crate::app::texts());
    let facts = |text: &str, code: &str| -> Vec<String> {
        let outcomes = on(day(), &given(text));
        of(&outcomes, code).facts.iter().map(|fact| fact.id.clone()).collect()
    };
    let grown = facts("age=40 living=home disability=60", "monthly-support");
    assert_eq!(grown, ["age-21", "disability-50", "disability-71", "residential"], "not also 18");
    let unknown = facts("living=home", "monthly-support");
    assert_eq!(unknown, ["age-21", "disability-50"], "each question once");
    let small = "age=2 living=home disability=60 needs_medical_care=yes home_options_exhausted=yes";
    let small = facts(small, "residential-care");
    assert_eq!(small, ["age-3", "disability-50", "medical-care", "home-exhausted"]);
    // A range is told by both its ends.
    let aid = facts("age=10 living=home disability=60", "child-aid");
    assert_eq!(aid, ["child", "disability-50", "disability-70", "residential"]);
    let outcomes = on(day(), &given("age=40 income=0 deposits=no"));
    let exempt = words::why(Lang::Bg, (of(&outcomes, "fee-exempt"), outcomes.income.as_ref()));
    assert_eq!(exempt, "Защо: няма доход; няма влог.", "nothing is counted of nothing");
}
