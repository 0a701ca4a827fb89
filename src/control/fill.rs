//! Control of the demonstration: visits in every state, signals, rounds, trainings. Called by the
//! demonstration only; nobody here is real.

use super::content::{Compared, Mark, Protocol, Row, Said, Session};
use super::course::ROWS;
use super::frame::{MONTHLY, beside, term};
use super::round::{self, KINDS as ROUNDS, RESULTS, Wanted};
use super::signal::{self, NewSignal};
use super::training::{self, NewTraining};
use super::visit::{self, Held, NewVisit};
use super::{file, load};
use crate::app::App;
use crate::assistance::{self, Pair, Pairs};
use crate::assistants::Press;
use kit::store::Tx;
use kit::types::Day;
use kit::web::Problem;
use law::{Law, Month};
use std::collections::HashSet;

const OFFICER: &str = "Служител по лична помощ (измислен)";
const SOURCES: &str = "АСП; НОИ; доставчици на асистентска подкрепа; проекти на общината";

/// Whether somebody was ever visited.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, Problem> {
    let known = load::known(tx).await?;
    Ok(!known.held.is_empty() || !known.planned.is_empty())
}

fn protocol(n: usize) -> Protocol {
    let is_bad = n % 6 == 1;
    let row = |(at, code): (usize, &&str)| {
        let found = match *code {
            "report" => "Отчетът се води ежедневно и е подписан от двамата.",
            "match" => "Записаното съответства на казаното от ползвателя.",
            "content" if is_bad => "Ползвателят желае помощта да започва по-рано сутрин.",
            "content" => "Ползвателят е доволен от помощта.",
            _ => "",
        };
        let user = match (at, is_bad) {
            (2, true) => "bad",
            (3, _) => "",
            _ => "very-good",
        };
        let officer = if at == 3 { "" } else { "good" };
        Row {
            found: found.to_owned(),
            user: user.to_owned(),
            officer: officer.to_owned(),
            ..Row::default()
        }
    };
    Protocol {
        at: "10:30".to_owned(),
        place: "в дома на ползвателя".to_owned(),
        officers: OFFICER.to_owned(),
        order: "РД-00-000 (измислена)".to_owned(),
        rows: ROWS.iter().enumerate().map(row).collect(),
        assistant: "good".to_owned(),
        recommendation: if is_bad {
            "Графикът да се промени: начало в 7:30.".to_owned()
        } else {
            String::new()
        },
        ..Protocol::default()
    }
}

/// What everybody here needs.
struct Teller<'a> {
    law: &'a Law,
    press: &'a Press,
    today: Day,
}

async fn visited(
    tx: &mut Tx,
    teller: &Teller<'_>,
    (pair, n, on): (&Pair, usize, Day),
) -> Result<(), Problem> {
    let due = visit::due(teller.law, pair, None)?;
    let id = visit::plan(tx, pair, &NewVisit::usual(on, due, None)).await?;
    let is_absent = n % 9 == 7;
    let mut protocol = protocol(n);
    if is_absent {
        "Асистентът придружава ползвателя на рехабилитация.".clone_into(&mut protocol.absence);
    }
    let held =
        Held { on, is_absent, protocol, until: None, who: "асистентът".to_owned() };
    let one = load::visit(tx, id).await?;
    visit::hold(tx, teller.law, (&one, pair), (&held, teller.press)).await
}

/// Visits: made in the past, made this month, planned, due.
async fn visits(tx: &mut Tx, teller: &Teller<'_>, pairs: &[Pair]) -> Result<(), Problem> {
    let month = Day(Month::of(teller.today.0).first_day());
    for (n, pair) in pairs.iter().enumerate() {
        let since = pair.since.unwrap_or(pair.concluded_on);
        let past = since.plus(20).min(teller.today.plus(-40));
        match n % 5 {
            // Nobody was there yet: it is due, or late.
            0 => {}
            1 | 2 if past > since => visited(tx, teller, (pair, n, past)).await?,
            3 if month.max(since) <= teller.today => {
                visited(tx, teller, (pair, n, month.max(since))).await?;
            }
            _ => {
                let due = visit::due(teller.law, pair, None)?;
                let on = teller.today.plus(i32::try_from(n % 6).unwrap_or(0) + 1);
                visit::plan(tx, pair, &NewVisit::usual(on, due, None)).await?;
            }
        }
    }
    let open = load::measures(tx, true).await?;
    if let Some(first) = open.first() {
        let result = "Графикът е променен; ползвателят го потвърди по телефона.";
        visit::follow(tx, first, (teller.today, visit::OUTCOMES[0], result)).await?;
    }
    Ok(())
}

/// Signals: one of each state.
async fn signals(tx: &mut Tx, teller: &Teller<'_>, pairs: &[Pair]) -> Result<(), Problem> {
    let told = [
        (40, "complaint", "Съсед (измислен)", "Асистентът не идва всеки ден."),
        (15, "conflict", "Дъщеря на ползвателя (измислена)", "Спор за дните през седмицата."),
        (4, "signal", "", "Анонимен сигнал, че помощта не се предоставя."),
    ];
    for ((ago, kind, from, about), pair) in told.into_iter().zip(pairs) {
        let content = Said {
            from: from.to_owned(),
            address: if from.is_empty() {
                String::new()
            } else {
                "гр. Измислен".to_owned()
            },
            against: "асистента".to_owned(),
            about: about.to_owned(),
            ..Said::default()
        };
        let (kind, via) = (kind.to_owned(), "desk".to_owned());
        let received_on = teller.today.plus(-ago);
        let new = NewSignal { kind, via, received_on, content };
        let id = signal::add(tx, teller.law, (&new, Some(pair))).await?;
        if ago < 10 {
            continue;
        }
        let one = load::signal(tx, id).await?;
        let said = ("Проверката не установи пропуснати дни.", "Разговор с двамата.");
        signal::decide(tx, &one, (received_on.plus(8), "unfounded"), said).await?;
        if ago > 20 {
            let one = load::signal(tx, id).await?;
            let text = "Проверихме на място. Отчетите съответстват на работата.";
            let answer = (received_on.plus(9), text, teller.press);
            signal::answer(tx, &one, answer).await?;
        }
    }
    Ok(())
}

/// A closed round of all users, and an open one of the last month.
async fn rounds(tx: &mut Tx, teller: &Teller<'_>) -> Result<(), Problem> {
    let last = beside(Month::of(teller.today.0), -1);
    let compared = Compared {
        sources: SOURCES.to_owned(),
        conclusion: "Няма друга подкрепа за същите потребности.".to_owned(),
        ..Compared::default()
    };
    let due_on = term(teller.law, MONTHLY, Day(last.first_day()))?;
    let from = Day(last.first_day());
    let new = Wanted { kind: ROUNDS[1], month: last, due_on, from, users: 0 };
    let id = round::begin(tx, (&new, SOURCES)).await?;
    let one = round::round(tx, id).await?;
    let lines = round::lines(tx, id).await?;
    for (n, line) in lines.iter().enumerate() {
        let found = Compared {
            found: "Социален патронаж по проект до края на месеца (измислено).".to_owned(),
            conclusion: "Проектът приключва; подкрепата не е за същите потребности.".to_owned(),
            ..compared.clone()
        };
        let (result, content) = if n == 4 { (RESULTS[1], &found) } else { (RESULTS[0], &compared) };
        round::check(tx, (&one, line), (teller.today, result, content)).await?;
    }
    let conclusion = "Двойно финансиране не е установено.";
    round::close(tx, &one, (teller.today, conclusion, teller.press)).await
}

/// A training that was held, and one ahead.
async fn trainings(tx: &mut Tx, teller: &Teller<'_>, pairs: &[Pair]) -> Result<(), Problem> {
    let told = [
        (-30, "introductory", "Въвеждащо обучение на асистенти", 16),
        (12, "further", "Безопасно повдигане и преместване", 6),
    ];
    for (days, kind, name, hours) in told {
        let invited: Vec<_> = pairs.iter().step_by(3).take(12).map(|pair| pair.assistant).collect();
        let came: HashSet<_> = invited.iter().copied().skip(2).collect();
        let content = Session {
            name: name.to_owned(),
            themes: "Права на ползвателя\nОтчитане на часовете\nПърва помощ".to_owned(),
            place: "заседателната зала".to_owned(),
            trainer: "Обучител (измислен)".to_owned(),
        };
        let held_on = teller.today.plus(days);
        let (kind, minutes) = (kind.to_owned(), hours * 60);
        let new = NewTraining { kind, held_on, minutes, content, invited };
        let id = training::add(tx, &new).await?;
        if days < 0 {
            let one = training::training(tx, id).await?;
            training::came(tx, &one, (&came, teller.press)).await?;
        }
    }
    Ok(())
}

/// Fills everything, over the families that are there.
///
/// # Errors
/// When the database refuses.
pub async fn fill(tx: &mut Tx, app: &App, press: &Press) -> Result<(), Problem> {
    let law = app.law(tx.municipality());
    let teller = Teller { law: &law, press, today: tx.today() };
    let mut pairs = assistance::pairs(tx, Pairs::Open).await?;
    pairs.retain(|pair| pair.works_on(teller.today));
    visits(tx, &teller, &pairs).await?;
    signals(tx, &teller, &pairs).await?;
    rounds(tx, &teller).await?;
    trainings(tx, &teller, &pairs).await?;
    let seen = "Видяна на хартия в досието.".to_owned();
    for pair in pairs.iter().step_by(2) {
        let mark = Mark { text: seen.clone(), day: None };
        file::mark(tx, pair.agreement, ("job", teller.today, &mark)).await?;
    }
    Ok(())
}
