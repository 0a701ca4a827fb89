//! Without a database: the words, the hours, the gateway, the moves.

use crate::notices::course::{
    CANCELLED, CHANNELS, DELIVERY, Deed, EMAIL, FAILED, RETURNED, SENT, STATES, WAITING,
};
use crate::notices::setting::{MailServer, Setting};
use crate::notices::sms::{self, Gateway};
use crate::notices::template::{self, Mistake, Values, mistakes};
use crate::notices::when::{self, Decision, Facts, Rules};
use kit::gateway::{Reach, Said};
use kit::types::{Day, Instant};
use ui::Lang;

fn at(hour: i8, minute: i8) -> Instant {
    Instant::of_local(jiff::civil::datetime(2026, 11, 24, hour, minute, 0, 0))
}

const RULES: Rules = Rules { quiet_from: 21 * 60, quiet_to: 8 * 60, per_receiver: 2, per_day: 3 };
const FACTS: Facts = Facts { is_urgent: false, is_short: true, to_receiver: 0, short_today: 0 };

#[test]
fn every_shipped_text_fills_in_only_what_it_knows_and_all_that_it_needs() {
    assert!(template::all().len() > 10);
    for one in template::all() {
        for lang in [Lang::Bg, Lang::En] {
            let words = one.words(lang);
            let whole = format!("{} {}", words.subject, words.body);
            assert!(mistakes(one, &whole, true).is_empty(), "{} {lang:?}", one.code);
            assert!(mistakes(one, &words.short, false).is_empty(), "{} {lang:?}", one.code);
            let seen = template::written(words, &one.examples("Община", "0888", "https://a.bg"));
            assert!(!seen.body.contains('{') && !seen.subject.is_empty(), "{}", one.code);
            let short = sms::shortened(&seen.short);
            assert!(short.chars().count() <= sms::LONGEST, "{}: {short}", one.code);
        }
    }
}

#[test]
fn unknown_missing_and_open_names_are_told_apart() {
    let one = template::find("appointment-reminder").expect("a template");
    assert!(mistakes(one, "{day} {time}", true).is_empty());
    assert_eq!(mistakes(one, "{day}", true), [Mistake::Missing("time".to_owned())]);
    assert_eq!(mistakes(one, "{day} {time} {egn}", true), [Mistake::Unknown("egn".to_owned())]);
    for wrong in ["{day", "day}", "{{day}}", "{}", "{ }"] {
        assert_eq!(mistakes(one, wrong, false), [Mistake::Open], "{wrong}");
    }
}

#[test]
fn a_value_with_braces_or_lines_changes_neither_text_nor_subject() {
    let words = template::Words {
        subject: "{title}".to_owned(),
        body: "{text}".to_owned(),
        short: String::new(),
    };
    let mut values = Values::new();
    values.insert("title".to_owned(), "Едно\r\nBcc: x@example.bg".to_owned());
    values.insert("text".to_owned(), "{title}".to_owned());
    let seen = template::written(&words, &values);
    assert_eq!(seen.subject, "Едно Bcc: x@example.bg", "one line");
    assert_eq!(seen.body, "{title}", "filled in once");
}

#[test]
fn quiet_hours_reach_over_midnight_and_leave_codes_alone() {
    let until = |now| when::quiet_until(&RULES, now).map(Instant::bg);
    assert_eq!(until(at(20, 59)), None);
    assert_eq!(until(at(21, 0)).as_deref(), Some("25.11.2026, 08:00"));
    assert_eq!(until(at(7, 59)).as_deref(), Some("24.11.2026, 08:00"));
    assert_eq!(until(at(8, 0)), None);
    let none = Rules { quiet_from: 480, quiet_to: 480, ..RULES };
    assert_eq!(when::quiet_until(&none, at(8, 0)), None, "the same twice is no quiet");
    let code = Facts { is_urgent: true, ..FACTS };
    assert_eq!(when::decide(&RULES, &code, at(23, 0)), Decision::Now);
    assert!(matches!(when::decide(&RULES, &FACTS, at(23, 0)), Decision::Later(_)));
}

#[test]
fn limits_of_a_day_put_off_to_the_morning() {
    let morning = Decision::Later(when::moment(Day(jiff::civil::date(2026, 11, 25)), 8 * 60));
    let decide = |facts: Facts| when::decide(&RULES, &facts, at(10, 0));
    assert_eq!(decide(FACTS), Decision::Now);
    assert_eq!(decide(Facts { to_receiver: 2, ..FACTS }), morning);
    assert_eq!(decide(Facts { short_today: 3, ..FACTS }), morning);
    assert_eq!(decide(Facts { short_today: 3, is_short: false, ..FACTS }), Decision::Now);
    let open = Rules { per_receiver: 0, per_day: 0, ..RULES };
    let many = Facts { to_receiver: 900, short_today: 900, ..FACTS };
    assert_eq!(when::decide(&open, &many, at(10, 0)), Decision::Now);
}

#[test]
fn tries_follow_each_other_slower_and_end_after_five_days() {
    let now = at(10, 0);
    let minutes = |attempts| (when::again(now, attempts).0 - now.0) / 60_000;
    assert_eq!([1, 2, 3, 4, 400].map(minutes), [1, 3, 8, 15, 15]);
    let day = 24 * 60 * 60 * 1000;
    assert!(!when::is_over(now, now.plus_ms(day)), "a day loses nothing");
    assert!(when::is_over(now, now.plus_ms(5 * day)));
    assert_eq!(when::minutes("21:30"), Some(1290));
    assert_eq!([when::minutes("24:00"), when::minutes("8"), when::minutes("")], [None; 3]);
    assert_eq!(when::clock(1290), "21:30");
}

#[test]
fn only_what_can_still_be_done_is_offered() {
    for (channel, state) in CHANNELS.into_iter().flat_map(|c| STATES.map(|s| (c, s))) {
        let may = |deed: Deed| deed.is_possible(channel, state);
        assert_eq!(may(Deed::Cancel), state == WAITING);
        assert_eq!(may(Deed::Sent), channel == DELIVERY && state == WAITING);
        assert_eq!(may(Deed::Returned), channel == DELIVERY && state == SENT);
    }
    assert!(Deed::Retry.is_possible(EMAIL, FAILED) && !Deed::Retry.is_possible(EMAIL, SENT));
    assert!(Deed::Retry.is_possible(DELIVERY, RETURNED));
    assert!(!Deed::Retry.is_possible(EMAIL, CANCELLED));
}

fn provider() -> Gateway {
    Gateway {
        url: "https://sms.example.bg/send?to={phone}".to_owned(),
        method: "POST".to_owned(),
        headers: "Authorization: Bearer x\nContent-Type: application/json".to_owned(),
        body: r#"{"to":"{phone}","text":"{text}","ref":"{id}"}"#.to_owned(),
        success: "OK".to_owned(),
        dry_run: false,
    }
}

#[test]
fn what_is_put_into_a_request_cannot_change_it() {
    let one = provider();
    assert_eq!(one.wrong(Reach::Outside), None);
    let call = one.call("+359888123456", "\"}\n&{id}\\", "7");
    assert_eq!(call.url, "https://sms.example.bg/send?to=%2B359888123456");
    let body: serde_json::Value = serde_json::from_str(&call.body).expect("JSON");
    assert_eq!(body["text"], "\"}\n&{id}\\");
    assert_eq!(body["ref"], "7");
    let form = Gateway {
        headers: "Content-Type: application/x-www-form-urlencoded".to_owned(),
        body: "to={phone}&text={text}".to_owned(),
        ..provider()
    };
    assert_eq!(form.call("1", "а&b=c", "7").body, "to=1&text=%D0%B0%26b%3Dc");
    let get = Gateway {
        url: "https://sms.example.bg/?to={phone}&text={text}".to_owned(),
        method: "GET".to_owned(),
        ..provider()
    };
    let call = get.call("1", "x#y", "7");
    assert_eq!((call.method.as_str(), call.body.as_str()), ("GET", ""));
    assert!(call.url.ends_with("text=x%23y"), "{}", call.url);
}

#[test]
fn a_gateway_with_a_fault_is_told_beside_its_field() {
    fn wrong(change: fn(&mut Gateway)) -> Option<&'static str> {
        let mut one = provider();
        change(&mut one);
        one.wrong(Reach::Outside).map(|(_, key)| key)
    }
    let host = Some("notices-wrong-host");
    assert_eq!(wrong(|one| one.url = "https://{phone}.example.bg/{text}".to_owned()), host);
    assert_eq!(wrong(|one| one.url = "https://{text}".to_owned()), host);
    let url = Some("notices-wrong-url");
    assert_eq!(wrong(|one| one.url = "http://sms.example.bg/{phone}".to_owned()), url);
    assert_eq!(wrong(|one| one.url = "https://a:b@sms.example.bg/".to_owned()), url);
    let headers = Some("notices-wrong-headers");
    assert_eq!(wrong(|one| one.headers = "no colon".to_owned()), headers);
    assert_eq!(wrong(|one| one.headers = "Host: other.example.bg".to_owned()), headers);
    assert_eq!(
        wrong(|one| one.body = r#"{"to":"{phone}"}"#.to_owned()),
        Some("notices-wrong-body")
    );
    let json = Some("notices-wrong-json");
    assert_eq!(wrong(|one| one.body = r#"{"to":"{phone}" "{text}"}"#.to_owned()), json);
    assert_eq!(Gateway::default().wrong(Reach::Outside), None, "none is none");
}

#[test]
fn an_answer_counts_by_its_number_and_its_words() {
    let said = |status, text: &str| provider().is_taken(&Said { status, text: text.to_owned() });
    assert!(said(200, "status OK") && said(202, "OK"));
    assert!(!said(200, "ERROR 5") && !said(302, "OK") && !said(500, "OK"));
}

#[test]
fn numbers_and_texts_fit_a_gateway() {
    assert_eq!(sms::international("0888 123 456").as_deref(), Some("+359888123456"));
    assert_eq!(sms::international("+49 30 1234567").as_deref(), Some("+49301234567"));
    assert_eq!(sms::international("на съседката"), None);
    assert_eq!(sms::shortened("а\n б"), "а б");
    assert_eq!(sms::shortened(&"я".repeat(300)).chars().count(), sms::LONGEST);
}

#[test]
fn a_password_with_any_signs_stays_a_password() {
    let server = MailServer {
        host: "mail.example.bg".to_owned(),
        port: 587,
        seal: "starttls".to_owned(),
        user: "no-reply@example.bg".to_owned(),
        password: "a/b@c:d?".to_owned(),
        from: "Община <no-reply@example.bg>".to_owned(),
    };
    let url = "smtp://no%2Dreply%40example%2Ebg:a%2Fb%40c%3Ad%3F@mail.example.bg:587?tls=required";
    assert_eq!(server.url(), url);
    assert!(kit::mail::Mailer::new(&server.url(), &server.from).is_ok());
    let old: Setting = serde_json::from_str("{}").expect("an older row stays readable");
    assert_eq!(old, Setting::default());
}
