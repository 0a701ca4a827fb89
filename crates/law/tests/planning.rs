//! The planning formula: the worked examples and what a missing count does.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use law::{Law, LawError, Need, PopulationCount};
use rstest::rstest;

const A: &str = include_str!("data/counts-a.csv");
const B: &str = include_str!("data/counts-b.csv");

fn need(csv: &str) -> Need {
    Law::current().need(&PopulationCount::read_csv(csv).unwrap()).unwrap()
}

#[rstest]
#[case(A, 5, "288.15", "288.15", ["288", "288", "289"])]
#[case(B, 5, "33.54616", "33.54616", ["33", "34", "34"])]
#[case(A, 9, "280.08", "232.08", ["280", "280", "281"])]
#[case(B, 9, "34.81532", "28.61532", ["34", "35", "35"])]
#[case(A, 25, "1045.625", "990.78", ["1045", "1046", "1046"])]
#[case(B, 25, "125.5044", "119.20265", ["125", "126", "126"])]
#[case(A, 21, "7.485", "7.485", ["7", "7", "8"])]
#[case(B, 21, "0.882725", "0.882725", ["0", "1", "1"])]
fn examples(
    #[case] csv: &str,
    #[case] no: u8,
    #[case] users: &str,
    #[case] without: &str,
    #[case] whole: [&str; 3],
) {
    let need = need(csv);
    let service = need.services.iter().find(|s| s.no == no).unwrap();
    assert_eq!(service.users.as_deref(), Some(users));
    assert_eq!(service.without_replacement.as_deref(), Some(without));
    let shown = service.whole.as_ref().unwrap();
    assert_eq!([shown.down.as_str(), shown.nearest.as_str(), shown.up.as_str()], whole);
}

#[test]
fn the_sum_is_shown() {
    let need = need(A);
    let products: Vec<_> =
        need.services[4].terms.iter().map(|t| t.product.clone().unwrap()).collect();
    assert_eq!(products, ["51", "49.8", "58.65", "67.2", "61.5"]);
    let with = &need.services[24].terms;
    let products: Vec<_> = with.iter().map(|t| t.product.clone().unwrap()).collect();
    assert_eq!(products, ["127.5", "719.28", "144", "15.4", "34.3", "5.145"]);
    assert!(with[3].replacement && !with[2].replacement);
    let said = need.derivation.steps.iter().find(|step| step.contains("288,15")).unwrap();
    assert!(said.contains("51 + 49,8 + 58,65 + 67,2 + 61,5 = 288,15."), "{said}");
}

#[test]
fn a_missing_count_is_named_and_never_guessed() {
    let need = need(A);
    assert_eq!(need.services.len(), 25);
    let third = &need.services[2];
    assert_eq!(
        (third.users.clone(), third.missing.clone()),
        (None, vec!["children-0-7".to_owned()])
    );
    assert!(need.missing.contains(&"children-0-7".to_owned()));
    assert!(need.missing.contains(&"district-all".to_owned()));
    assert!(!need.missing.contains(&"all".to_owned()));
}

#[test]
fn replacement_alone_missing_leaves_the_base() {
    let csv = A.lines().filter(|l| !l.starts_with("adults-dis-unable-home"));
    let need = need(&csv.collect::<Vec<_>>().join("\n"));
    let ninth = &need.services[8];
    assert_eq!((ninth.users.clone(), ninth.without_replacement.as_deref()), (None, Some("232.08")));
}

#[rstest]
#[case("criterion,count,source,date\nnobody,1,НСИ,2026-12-31\n", "nobody")]
#[case("criterion,count,source,date\nall,1,НСИ,2026-12-31\nall,2,НСИ,2026-12-31\n", "два пъти")]
#[case("criterion,count,source,date\nall,-1,НСИ,2026-12-31\n", "all")]
#[case("criterion,count,source,date\nall,1.5,НСИ,2026-12-31\n", "all")]
#[case("criterion,count,source,date\nall,1,,2026-12-31\n", "източник")]
#[case("criterion,count,source,date\nall,1,НСИ,2026-02-30\n", "2026-02-30")]
#[case("criterion,count,source\nall,1,НСИ\n", "date")]
fn bad_counts_are_refused(#[case] csv: &str, #[case] word: &str) {
    let law = Law::current();
    let error = PopulationCount::read_csv(csv).and_then(|c| law.need(&c)).unwrap_err();
    assert!(matches!(&error, LawError::BadInput(text) if text.contains(word)), "{error}");
}

#[test]
fn weights_are_as_printed() {
    let law = Law::current();
    let need = need(A);
    for service in &need.services {
        let (base, more): (Vec<_>, Vec<_>) = service.terms.iter().partition(|t| !t.replacement);
        assert_eq!(base.iter().map(|t| t.weight).sum::<u32>(), 100, "№ {}", service.no);
        let extra: u32 = more.iter().map(|t| t.weight).sum();
        let expected = match service.no {
            25 => 110,
            8 | 9 | 12..=20 => 100,
            _ => 0,
        };
        assert_eq!(extra, expected, "№ {}", service.no);
    }
    assert!(law.criteria().iter().all(|c| !c.services.is_empty()));
}

#[test]
fn a_draft_of_a_weight_changes_the_number() {
    let draft = "[[rule]]\nid = \"planning.service.21\"\n\
                 value = [{ criterion = \"all\", k = \"0.1\", w = 100 }]";
    let law = Law::current().with_draft(draft).unwrap();
    let need = law.need(&PopulationCount::read_csv(A).unwrap()).unwrap();
    assert_eq!(need.services[20].users.as_deref(), Some("15"));
}
