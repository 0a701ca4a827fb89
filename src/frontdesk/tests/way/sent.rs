//! The events as an officer sends them: which page, which fields.

use super::model::Event::{self, *};
use kit::types::Day;

/// A form: the page it stands on (none when a button sends it), where it goes, its fields.
pub struct Sent {
    pub page: Option<String>,
    pub to: String,
    pub fields: Vec<(String, String)>,
}

/// What is known of a way when its form is filled in.
pub struct Known<'a> {
    pub case: &'a str,
    pub placement: &'a str,
    pub today: Day,
    /// The service that is wished, and the one chosen in its place.
    pub service: &'a str,
    pub other: &'a str,
}

fn fields(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The three boxes of a day.
fn day(name: &str, on: Day) -> Vec<(String, String)> {
    let parts = [("day", i32::from(on.0.day())), ("month", i32::from(on.0.month()))];
    let parts = parts.into_iter().chain([("year", i32::from(on.0.year()))]);
    parts.map(|(unit, value)| (format!("{name}-{unit}"), value.to_string())).collect()
}

fn form(base: &str, rest: &str, fields: Vec<(String, String)>) -> Vec<Sent> {
    let to = format!("{base}{rest}");
    vec![Sent { page: Some(to.clone()), to, fields }]
}

fn button(base: &str, rest: &str) -> Vec<Sent> {
    vec![Sent { page: None, to: format!("{base}{rest}"), fields: Vec::new() }]
}

/// The forms of an event, in their order; most have one.
pub fn forms(event: Event, known: &Known) -> Vec<Sent> {
    if event < Present { of_case(event, known) } else { of_placement(event, known) }
}

fn meeting(at: &str, known: &Known, rest: &[(&str, &str)]) -> Vec<(String, String)> {
    [day("day", known.today), fields(&[("time", at)]), fields(rest)].concat()
}

fn of_case(event: Event, known: &Known) -> Vec<Sent> {
    let base = format!("/referrals/{}", known.case);
    let today = known.today;
    match event {
        Meet => {
            let rest =
                [("place_kind", "municipality"), ("channel", "in_person"), ("agreed", "yes")];
            form(&base, "/meeting", meeting("09:30", known, &rest))
        }
        Miss => button(&base, "/meeting/missed"),
        Hold | HoldUninformed => {
            let mut rest = vec![("format", "ordinary"), ("informed", "orally")];
            rest.extend((event == Hold).then_some(("informed", "in_writing")));
            form(&base, "/meeting/held", meeting("09:45", known, &rest))
        }
        WantIt => written(&base, known, "yes"),
        WantNothing => written(&base, known, "no"),
        Sign | SignTomorrow => {
            let on = if event == Sign { today } else { today.plus(1) };
            let rest = fields(&[("signed_how", "paper"), ("late_reason", "workload")]);
            form(&base, "/sign", [day("signed_on", on), rest].concat())
        }
        Give => form(&base, "/give", fields(&[("how", "in_person")])),
        Hospital => {
            let days = [day("first_day", today), day("last_day", today)].concat();
            form(&base, "/pauses", [days, fields(&[("ground", "hospital")])].concat())
        }
        AppealPo => form(&base, "/appeal", day("appealed_on", today)),
        EndAppealPo => {
            let outcome = fields(&[("outcome", "rejected")]);
            form(&base, "/appeal/end", [day("ended_on", today), outcome].concat())
        }
        Annul => {
            form(&base, "/annul", fields(&[("reason", "mistake"), ("note", "Сгрешена услуга")]))
        }
        HandOver => {
            let rest = fields(&[("receiver", "Измислена дирекция"), ("channel", "email")]);
            form(&base, "/hand-over", [day("handed_on", today), rest].concat())
        }
        _ => form(&base, "/close", fields(&[("reason", "withdrawn")])),
    }
}

/// The three parts of an assessment.
fn written(base: &str, known: &Known, wants: &str) -> Vec<Sent> {
    let chosen = format!("chosen-{}", known.service);
    let lasts = format!("duration-{}", known.service);
    let needs = [("everyday", "Помощ при къпане"), ("sources", "Лицето")];
    let choice = [("declined_note", "Обсъдено"), (chosen.as_str(), wants), (&lasts, "long")];
    [
        form(base, "/assessment/needs", fields(&needs)),
        form(base, "/assessment/proposal", fields(&[("service", known.service)])),
        form(base, "/assessment/choice", fields(&choice)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn plan(known: &Known, team: &str, fits: &str) -> Vec<(String, String)> {
    let days = ["assessed_on", "received_on", "planned_on"].map(|name| day(name, known.today));
    let words = fields(&[
        ("fits", fits),
        ("team", team),
        ("conclusions", "Има нужда от дневна грижа"),
        ("plan", "Цели и дейности"),
    ]);
    [days.concat(), words].concat()
}

fn contract(known: &Known) -> Vec<(String, String)> {
    let days = [
        day("signed_on", known.today),
        day("from_on", known.today),
        day("until_on", known.today.plus(60)),
    ];
    let words = fields(&[
        ("subject", "Дневна грижа, дългосрочно"),
        ("manner", "Всеки работен ден"),
        ("duties", "По плана за подкрепа"),
        ("ending", "По чл. 41 ППЗСУ"),
    ]);
    [days.concat(), words].concat()
}

const TEAM: &str = "Мария Примерова, психолог\nИван Пробен, социален работник";

fn of_placement(event: Event, known: &Known) -> Vec<Sent> {
    let base = format!("/placements/{}", known.placement);
    let on = || day("on", known.today);
    let dated = |list: &[(&str, &str)]| [on(), fields(list)].concat();
    match event {
        Present => {
            let page = format!("/placements/begin?case={}", known.case);
            let rest = dated(&[("case", known.case), ("urgent", "")]);
            vec![Sent { page: Some(page), to: "/placements/begin".into(), fields: rest }]
        }
        Offer => form(&base, "/offer", {
            let law = law::Law::current().deadline("W02").expect("a rule");
            let by = law.day(known.today.0).expect("a term").date().expect("a day");
            [day("answer_by", Day(by)), fields(&[("how", "phone")])].concat()
        }),
        Accept => form(&base, "/answer", dated(&[("answer", "accepted")])),
        Decline => form(&base, "/answer", dated(&[("answer", "declined")])),
        Lapse => form(&base, "/answer", dated(&[("answer", "lapsed")])),
        StillWaits => form(&base, "/still", dated(&[("still", "yes")])),
        WaitsNoMore => form(&base, "/still", dated(&[("still", "no")])),
        Assess => form(&base, "/assessment", plan(known, TEAM, "yes")),
        AssessAlone => form(&base, "/assessment", plan(known, "Мария Примерова", "yes")),
        Unfit => form(&base, "/assessment", plan(known, TEAM, "no")),
        Update => form(&base, "/assessment", plan(known, TEAM, "")),
        NotProvided => form(&base, "/refuse", dated(&[("reason", "Няма"), ("child", "no")])),
        NotProvidedToChild => {
            form(&base, "/refuse", dated(&[("reason", "Няма"), ("child", "yes")]))
        }
        AppealRefusal => form(&base, "/appeal", dated(&[("by", "person")])),
        Upheld => form(&base, "/outcome", dated(&[("outcome", "upheld")])),
        Rejected => form(&base, "/outcome", dated(&[("outcome", "rejected")])),
        NotAppealed => button(&base, "/not-appealed"),
        ChooseAgain => form(&base, "/again", dated(&[("service", known.other)])),
        Contract => form(&base, "/contract", contract(known)),
        Prolong => form(&base, "/prolong", contract(known)),
        Report => form(&base, "/report", on()),
        Evaluate => form(&base, "/evaluate", dated(&[("text", "Целите са постигнати")])),
        Unpaid => form(&base, "/unpaid", on()),
        Paid => button(&base, "/paid"),
        EndMutual => form(&base, "/end", dated(&[("ground", "mutual")])),
        EndExpired => form(&base, "/end", dated(&[("ground", "expired")])),
        EndUnpaid => form(&base, "/end", dated(&[("ground", "unpaid")])),
        EndNoticeToday => {
            let notice = [dated(&[("ground", "notice")]), day("notice", known.today)].concat();
            form(&base, "/end", notice)
        }
        _ => form(&base, "/close", dated(&[("ground", "withdrawn")])),
    }
}
