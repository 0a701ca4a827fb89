//! Notices of the demonstration: some that went, one that waits, an address that takes nothing, messages
//! for e-delivery, readers of news and news that were sent. Called by the demonstration only; every
//! address and name is made up, and nothing is handed to any server.

use super::bulletin::{self, News};
use super::course::{SENT, STOPPED};
use super::queue::{self, Change, Outcome};
use super::send::{Notice, Target, send};
use super::setting::{self, Setting};
use super::store::notice_bulletin::Entity;
use super::{reader, unreachable};
use crate::people::PersonId;
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use ui::Lang;

/// Where links of the demonstration lead.
const SITE: &str = "https://uslugi.example.bg";

/// Whether there are notices already.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(tx.find::<Entity>().one(tx.conn()).await?.is_some())
}

fn reminder(to: Target, about: Option<PersonId>, day: String) -> Notice<'static> {
    let args = vec![("day", day), ("time", "10:30".to_owned()), ("place", "Приемна".to_owned())];
    Notice { template: "appointment-reminder", to, args, about, href: String::new() }
}

fn letter(person: PersonId, title: &str, text: &str) -> Notice<'static> {
    let args = vec![("title", title.to_owned()), ("text", text.to_owned())];
    let to = Target::Delivery(person);
    Notice { template: "letter", to, args, about: Some(person), href: String::new() }
}

/// Fills the queue for some people of the register.
///
/// # Errors
/// When the database refuses.
pub async fn fill(tx: &mut Tx, people: &[PersonId]) -> Result<(), Problem> {
    setting::save(tx, &Setting { site: SITE.to_owned(), ..Setting::default() }, 0).await?;
    let day = tx.today().plus(-1).bg();
    for (n, person) in people.iter().enumerate().take(6) {
        let to = Target::Email(format!("chovek{n}@example.bg"));
        let id = send(tx, &reminder(to, Some(*person), day.clone())).await?;
        let row = queue::one(tx, id).await?;
        let (state, answer) = match n {
            0 => (STOPPED, "550 5.1.1 no such mailbox (измислено)"),
            1 => continue,
            _ => (SENT, "250 OK (измислено)"),
        };
        if n == 0 {
            unreachable::note(tx, &row, ("chovek0@example.bg", answer)).await?;
        }
        let outcome = Outcome { answer: answer.to_owned(), number: String::new() };
        let sent_on = (state == SENT).then(|| tx.today());
        queue::change(tx, &row, state, Change { outcome, sent_on, note: String::new() }).await?;
    }
    deliveries(tx, people).await?;
    news(tx).await
}

async fn deliveries(tx: &mut Tx, people: &[PersonId]) -> Result<(), Problem> {
    let texts = [
        ("Отговор на заявление", "Изпращаме Ви исканото копие от договора (измислено)."),
        ("Покана за среща", "Каним Ви на среща за изготвяне на плана (измислено)."),
    ];
    for (person, (title, text)) in people.iter().zip(texts) {
        send(tx, &letter(*person, title, text)).await?;
    }
    let Some(person) = people.first() else { return Ok(()) };
    let id = send(tx, &letter(*person, "Решение за такса", "Решението е приложено (измислено)."))
        .await?;
    let row = queue::one(tx, id).await?;
    let outcome = Outcome { answer: String::new(), number: "ССЕВ-2026-104".to_owned() };
    let sent_on = Some(tx.today().plus(-2));
    let change = Change { outcome, sent_on, note: String::new() };
    Ok(queue::change(tx, &row, SENT, change).await?)
}

async fn news(tx: &mut Tx) -> Result<(), Problem> {
    for n in 0..4 {
        let lang = if n == 3 { Lang::En } else { Lang::Bg };
        reader::ask(tx, (&format!("abonat{n}@example.bg"), lang), SITE).await?;
    }
    for (row, _) in reader::all(tx, reader::ASKED).await?.into_iter().skip(1) {
        reader::confirm(tx, &row).await?;
    }
    let new = News {
        title: "Приемни дни по селата през декември".to_owned(),
        body: "Служителите ни приемат в кметствата всеки вторник от 9 до 12 часа.".to_owned(),
        title_en: "Reception days in the villages in December".to_owned(),
        body_en: "Our staff receive people in the village offices on Tuesdays, 9 to 12.".to_owned(),
    };
    let id = bulletin::add(tx, new).await?;
    let row = bulletin::one(tx, id).await?;
    bulletin::send(tx, &row, SITE).await?;
    let new = News {
        title: "Нов център за хора с деменция".to_owned(),
        body: "Чернова: текстът се съгласува (измислено).".to_owned(),
        ..News::default()
    };
    bulletin::add(tx, new).await?;
    Ok(())
}
