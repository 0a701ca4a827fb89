//! What the portal decides without a database.

use crate::municipality::Hours;
use crate::portal::book::{self, need, way};
use crate::portal::figures::{age_words, is_stale, long_words, middle};
use crate::portal::find::{Sought, order};
use crate::portal::lint::{known, lint};
use crate::portal::news_edit::is_address;
use crate::portal::opening::{Now, Off, days_off, now};
use crate::portal::statement::{Walk, verdict};
use crate::portal::store::portal_figure;
use crate::portal::text::{Part, parts};
use crate::services::{Offer, ServiceId};
use kit::types::{Day, Instant, MunicipalityId};
use law::Law;
use std::collections::BTreeSet;
use ui::Lang;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn rules(text: &str, lang: Lang) -> Vec<&'static str> {
    let words = known(["ДСП", "Предварителна оценка"]);
    lint(text, lang, &words).into_iter().map(|found| found.rule).collect()
}

#[test]
fn a_clerk_s_sentence_is_found_hard_and_a_plain_one_is_not() {
    assert_eq!(rules("Обадете се в ДСП. Носете лична карта.", Lang::Bg), [""; 0]);
    let long = "Съгласно закона правоимащото лице подава заявление до кмета на общината по настоящия си \
                адрес, като прилага към него всички необходими документи и декларации.";
    let found = rules(long, Lang::Bg);
    for rule in ["sentence", "clerical"] {
        assert!(found.contains(&rule), "{found:?}");
    }
    assert_eq!(rules("Решението на ТЕЛК.", Lang::Bg), ["abbreviation"]);
    assert_eq!(rules("Това е предварителна оценка.", Lang::Bg), [""; 0]);
    assert_eq!(rules("Здравноосигурителната вноска.", Lang::Bg), ["word"]);
    assert!(rules("Таксата се дължи.", Lang::Bg).contains(&"passive"));
    assert!(rules("The aid is granted pursuant to the act.", Lang::En).contains(&"clerical"));
}

#[test]
fn a_point_after_a_short_form_ends_no_sentence() {
    let none = BTreeSet::new();
    let text = "Елате на ул. Борисова до 17 ч. на 24.11.2026 г. с лична карта и едно писмо от \
                лекаря, който ви гледа.";
    let found = lint(text, Lang::Bg, &none);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].rule, "sentence");
}

#[test]
fn a_list_is_read_item_by_item() {
    let text =
        "## Носете\n- документ за самоличност на човека\n- решение на комисията с печат\n- молба";
    assert_eq!(rules(text, Lang::Bg), [""; 0]);
    let all = parts("## Сега\nОбадете се.\n\n- едно\n- друго\nКрай.\n<b>не</b>");
    assert_eq!(all.len(), 5);
    assert_eq!(all[2], Part::List(vec!["едно".into(), "друго".into()]));
    assert_eq!(all[4], Part::Paragraph("<b>не</b>".into()), "markup stays text");
}

fn week() -> Hours {
    let day = vec!["08:30-12:00".to_owned(), "12:30-17:00".to_owned()];
    let none = Vec::new();
    Hours([day.clone(), day.clone(), day.clone(), day.clone(), day, none.clone(), none])
}

fn at(on: &str, hour: i8, minute: i8) -> jiff::civil::DateTime {
    day(on).0.at(hour, minute, 0, 0)
}

#[test]
fn a_place_is_open_in_its_hours_and_closed_on_a_day_off() {
    let law = Law::embedded().expect("the law");
    let off: Off = days_off(law.calendar(), day("2026-12-21"));
    assert!(off.contains_key(&day("2026-12-25")), "{off:?}");
    let hours = week();
    let open = |at| now(&hours, &off, at).expect("known hours");
    assert_eq!(open(at("2026-12-21", 9, 0)), Now::Open("12:00".into()));
    let noon =
        Now::Closed { holiday: String::new(), next: Some((day("2026-12-21"), "12:30".into())) };
    assert_eq!(open(at("2026-12-21", 12, 10)), noon);
    let Now::Closed { holiday, next } = open(at("2026-12-25", 10, 0)) else { panic!("open") };
    assert!(!holiday.is_empty());
    // 26 December is a Saturday, so Monday is off in its place.
    assert_eq!(next, Some((day("2026-12-29"), "08:30".into())));
    assert_eq!(now(&Hours::default(), &off, at("2026-12-21", 9, 0)), None);
}

#[test]
fn who_receives_every_day_receives_on_a_day_off_too() {
    let always = Hours(std::array::from_fn(|_| vec!["00:00-24:00".to_owned()]));
    let off: Off = [(day("2026-12-25"), "Коледа".to_owned())].into();
    assert_eq!(now(&always, &off, at("2026-12-25", 3, 0)), Some(Now::Open("24:00".into())));
}

fn offer(kind: u8, groups: &str, address: &str) -> Offer {
    Offer {
        id: ServiceId(1),
        name: "Дневна грижа „Слънце“".into(),
        provider: "Община Русе".into(),
        kind,
        in_zsu: true,
        access: "specialised".into(),
        users: "Деца с увреждания".into(),
        admission: String::new(),
        durations: String::new(),
        fee: String::new(),
        address: address.into(),
        ekatte: None,
        phone: String::new(),
        email: String::new(),
        ages: "children".into(),
        groups: groups.into(),
        funding: "state".into(),
    }
}

fn figure(free: Option<i32>) -> portal_figure::Model {
    portal_figure::Model {
        municipality_id: MunicipalityId(1),
        service_id: ServiceId(1),
        total: free.map(|_| 10),
        free,
        waiting: 0,
        wait_days: None,
        waited: 0,
        counted_at: Instant(0),
    }
}

#[test]
fn a_service_is_found_by_need_words_and_free_places() {
    let one = offer(7, "disability", "ул. „Дунав“ 1");
    let wanted = |need_code: &str, words: &str, free: bool| Sought {
        words: kit::search::plain(words),
        need: need(need_code),
        free,
    };
    assert!(wanted("child-disability", "", false).fits(&one, None));
    assert!(!wanted("adult-disability", "", false).fits(&one, None));
    assert!(wanted("", "слънце русе", false).fits(&one, None));
    assert!(!wanted("", "луна", false).fits(&one, None));
    for words in ["дете с увреждане", "слънцето", "disability", "деца"] {
        assert!(wanted("", words, false).fits(&one, None), "{words}");
    }
    assert!(!wanted("", "дете под надзор", false).fits(&one, None));
    let bent = Offer {
        name: "Дом за възрастен човек".into(), ..offer(10, "older", "ул. 1")
    };
    assert!(wanted("", "възрастните", false).fits(&bent, None));
    assert!(!wanted("", "възражение", false).fits(&bent, None));
    let (none, some) = (figure(Some(0)), figure(Some(2)));
    assert!(!wanted("", "", true).fits(&one, Some(&none)));
    assert!(wanted("", "", true).fits(&one, Some(&some)));
    assert!(wanted("", "", true).fits(&one, None), "what is not counted refuses nobody");
    assert!(order(&one, None, Some(&some)) < order(&one, None, Some(&none)));
}

#[test]
fn the_way_into_a_service_follows_from_what_it_is() {
    let steps = |offer: &Offer| way(offer).expect("a way").text(Lang::Bg).steps.clone();
    let all: BTreeSet<Vec<String>> = [
        offer(7, "disability", "ул. 1"),
        offer(10, "older", "ул. 1"),
        offer(9, "adults_crisis", ""),
        Offer { access: "general-1".into(), ..offer(1, "", "ул. 1") },
        Offer { funding: "private".into(), ..offer(4, "", "ул. 1") },
        Offer { in_zsu: false, ..offer(1, "", "ул. 1") },
    ]
    .iter()
    .map(steps)
    .collect();
    assert_eq!(all.len(), book::ways().len(), "each has its own way");
}

#[test]
fn waiting_is_told_of_five_people_and_more_in_words() {
    assert_eq!(middle(vec![1, 2, 3, 4]), None);
    assert_eq!(middle(vec![90, 10, 20, 30, 40]), Some(30));
    ui::Texts::load(&opora::app::texts());
    assert_eq!(long_words(Lang::Bg, 1), "1 ден");
    assert_eq!(long_words(Lang::Bg, 30), "около 4 седмици");
    assert_eq!(long_words(Lang::Bg, 65), "около 2 месеца");
    let at = Instant(1_795_507_200_000);
    let later = at.plus_ms(3 * 60 * 60 * 1000);
    assert!(age_words(Lang::Bg, at, later).contains("преди 3 часа"));
    assert!(!is_stale(at, later) && is_stale(at, at.plus_ms(25 * 60 * 60 * 1000)));
}

#[test]
fn the_statement_claims_nothing_without_a_check_of_this_year() {
    let today = day("2026-11-24");
    assert_eq!(verdict(&Walk::default(), today), "unknown");
    let clean = Walk { day: Some(day("2026-11-01")), journeys: 90, pages: 400, ..Walk::default() };
    assert_eq!(verdict(&clean, today), "clean");
    assert_eq!(verdict(&Walk { barriers: 1, ..clean.clone() }, today), "partly");
    assert_eq!(verdict(&Walk { failed: 2, ..clean.clone() }, today), "partly");
    assert_eq!(verdict(&Walk { day: Some(day("2025-11-01")), ..clean }, today), "old");
}

#[test]
fn a_link_of_news_leads_to_a_page_and_to_nothing_else() {
    assert!(is_address("") && is_address("https://ruse.example/plan"));
    for wrong in ["javascript:alert(1)", "ruse.example", "https://a b", "data:text/html,x"] {
        assert!(!is_address(wrong), "{wrong}");
    }
}
