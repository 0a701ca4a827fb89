//! How fast the law answers. Bars, one core: 5 million deadlines a second; 5 million full decisions
//! of eligibility and 20 million of a single right; a comparison over a million people under 0.5 s;
//! one explained decision under 50 µs.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use jiff::civil::Date;
use law::{Case, Citizen, Disabled, Law, Minutes, Month, Pause, Pension, Population, id_kinds};
use serde_json::json;

fn main() {
    let _ = Law::current();
    divan::main();
}

const MANY: usize = 10_000;

fn days() -> Vec<Date> {
    let first: Date = "2026-07-01".parse().unwrap_or(Date::MIN);
    let day = |i: usize| {
        let span = jiff::Span::new().days(i64::try_from(i % 700).unwrap_or(0));
        first.checked_add(span).unwrap_or(first)
    };
    (0..MANY).map(day).collect()
}

#[divan::bench(args = ["D01", "D02", "D09", "D25", "D33", "Z14"])]
fn deadline(bencher: Bencher<'_, '_>, id: &str) {
    let days = days();
    let Ok(deadline) = Law::current().deadline(id) else {
        return;
    };
    bencher
        .counter(ItemsCount::new(days.len()))
        .bench(|| days.iter().filter(|d| deadline.day(black_box(**d)).is_ok()).count());
}

#[divan::bench]
fn deadline_with_pauses(bencher: Bencher<'_, '_>) {
    let days = days();
    let Ok(deadline) = Law::current().deadline("D09") else {
        return;
    };
    let pauses = [Pause::parse("2026-12-20..2027-01-05"), Pause::parse("2027-03-01..2027-03-09")];
    let pauses: Vec<Pause> = pauses.into_iter().flatten().collect();
    bencher.counter(ItemsCount::new(days.len())).bench(|| {
        days.iter().filter(|d| deadline.day_paused(black_box(**d), &pauses).is_ok()).count()
    });
}

/// Answers that differ from person to person, some of them not given.
fn citizens() -> Vec<Citizen> {
    let schema = Law::current().eligibility_schema();
    let fields = schema.as_array().cloned().unwrap_or_default();
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    let mut one = || {
        let mut citizen = Citizen::default();
        for field in &fields {
            let n = next();
            let value = match field["type"].as_str().unwrap_or_default() {
                _ if n % 4 == 0 => continue,
                "integer" => json!(n % (field["maximum"].as_u64().unwrap_or(1) + 1)),
                "boolean" => json!(n % 3 == 0),
                _ => {
                    let choices = field["enum"].as_array().cloned().unwrap_or_default();
                    let place = usize::try_from(n).unwrap_or(0) % choices.len().max(1);
                    choices[place].clone()
                }
            };
            let _ = citizen.set(field["key"].as_str().unwrap_or_default(), &value);
        }
        citizen
    };
    (0..MANY).map(|_| one()).collect()
}

#[divan::bench]
fn eligibility_all_rights(bencher: Bencher<'_, '_>) {
    let (law, citizens) = (Law::current(), citizens());
    bencher
        .counter(ItemsCount::new(citizens.len()))
        .bench(|| citizens.iter().fold(0, |all, c| all ^ law.decide(black_box(c)).yes));
}

#[divan::bench(args = ["personal-assistance", "support-3", "fee-exempt"])]
fn eligibility_one_right(bencher: Bencher<'_, '_>, id: &str) {
    let citizens = citizens();
    let Ok(right) = Law::current().right(id) else {
        return;
    };
    bencher.counter(ItemsCount::new(citizens.len())).bench(|| {
        citizens.iter().filter(|c| right.decide(black_box(c)) == law::Answer::Yes).count()
    });
}

#[divan::bench]
fn eligibility_explained(bencher: Bencher<'_, '_>) {
    let (law, citizens) = (Law::current(), citizens());
    let mut place = 0;
    bencher.bench_local(|| {
        place = (place + 1) % citizens.len();
        law.rights(black_box(&citizens[place]), None)
    });
}

fn case() -> Option<Case> {
    serde_json::from_value(json!({
        "date": "2027-01-04", "this_municipality": "RSE27",
        "service": {"kind": 7, "level": "municipal", "funding": "state"},
        "person": {"present_address": "RSE27", "stays_in": "RSE27"},
    }))
    .ok()
}

#[divan::bench]
fn competence(bencher: Bencher<'_, '_>) {
    let Some(case) = case() else { return };
    bencher.counter(ItemsCount::new(1_usize)).bench(|| Law::current().competent(black_box(&case)));
}

#[divan::bench]
fn competence_explained(bencher: Bencher<'_, '_>) {
    let Some(case) = case() else { return };
    bencher.bench(|| Law::current().competence(black_box(&case)));
}

#[divan::bench(args = ["D01", "D02", "D14", "Z15"])]
fn deadline_explained(bencher: Bencher<'_, '_>, id: &str) {
    let days = days();
    let mut place = 0;
    bencher.bench_local(|| {
        place = (place + 1) % days.len();
        Law::current().due(id, black_box(days[place]), &[])
    });
}

#[divan::bench]
fn pay(bencher: Bencher<'_, '_>) {
    let Ok(month) = Month::parse("2026-10") else {
        return;
    };
    let Ok(scale) = Law::current().pay_scale(month, None) else {
        return;
    };
    bencher.counter(ItemsCount::new(168_usize)).bench(|| {
        (1..=168).map(|h| scale.lines(black_box(Minutes::hours(h)), h % 40).cost).sum::<i64>()
    });
}

#[divan::bench]
fn support(bencher: Bencher<'_, '_>) {
    let day = days()[0];
    bencher.counter(ItemsCount::new(100_usize)).bench(|| {
        let one = |degree| {
            let who = Disabled { degree, foreign_help: degree > 95, pension: Pension::Social };
            Law::current().support_cents(black_box(&who), day).map_or(0, |m| m.cents)
        };
        (1..=100).map(one).sum::<i64>()
    });
}

#[divan::bench(args = ["7523169263", "1213961230342"])]
fn identifiers(text: &str) -> usize {
    id_kinds(black_box(text)).kinds.len()
}

/// A million people, each with answers, a wish and hours of assistance.
fn million() -> Option<Population> {
    let mut csv =
        "date,group,age,disability,foreign_help,living,other_assistance,child_aid,pension,\
                   over_working_age,income,hours,years_of_service,kind,funding,this_municipality,\
                   present_address\n"
            .to_owned();
    let pensions = ["none", "illness", "social", "old_age"];
    for i in 0..1_000_000_u32 {
        let yes = |n: u32| if n == 0 { "yes" } else { "no" };
        csv.push_str(&format!(
            "2027-{:02}-15,г{},{},{},{},{},no,no,{},{},{},{},{},{},{},RSE27,{}\n",
            i % 12 + 1,
            i % 28,
            i % 101,
            i % 7 * 15,
            yes(i % 3),
            if i % 11 == 0 { "residential" } else { "home" },
            pensions[i as usize % 4],
            yes(i % 5),
            if i % 2 == 0 { "below_poverty" } else { "above_poverty" },
            if i % 4 == 0 { i % 168 + 1 } else { 0 },
            i % 35,
            i % 10 + 1,
            if i % 3 == 0 { "municipal" } else { "state" },
            if i % 9 == 0 { "RSE04" } else { "RSE27" },
        ));
    }
    Population::read_csv(&csv).ok()
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn compare_a_million(bencher: Bencher<'_, '_>) {
    let Some(people) = million() else { return };
    let law = Law::current();
    let draft = "[[rule]]\nid = \"regime.switch\"\nvalue = \"2027-07-01\"\n\
                 [[rule]]\nid = \"assistance.coefficient\"\nvalue = \"1.5\"\n\
                 [[rule]]\nid = \"fact.disability-50\"\n\
                 value = { field = \"disability\", at_least = 60 }\n";
    let Ok(draft) = law.with_draft(draft) else {
        return;
    };
    bencher.counter(ItemsCount::new(people.len())).bench(|| law.compare(&draft, &people).is_ok());
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn reading_the_law() -> bool {
    Law::embedded().is_ok()
}
