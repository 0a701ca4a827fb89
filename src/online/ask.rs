//! What other pages ask of the online forms: to take a question, what came of an account, what a form of
//! the office is filled with, that something was registered.

use super::content::Typed;
use super::question::is_email;
use super::sent::{self, Matter, New, kind_of, state_of};
use super::store::online_sent;
use super::{CitizenId, SentId};
use crate::services::ServiceId;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::Problem;
use law::Law;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

/// So many of one account are shown: more than anybody sends.
const MOST: u64 = 200;
/// Digits by which somebody can be called.
const PHONE_DIGITS: usize = 6;

/// What somebody sent: number, kind (`wish`, `application`, `signal`, `complaint`, `question`), state,
/// when, and where it is followed, below the municipality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// It.
    pub id: SentId,
    /// Its number.
    pub number: String,
    /// What it is.
    pub kind: &'static str,
    /// Where it stands.
    pub state: &'static str,
    /// When it came.
    pub at: Instant,
    /// Where it is followed, below the municipality.
    pub href: String,
}

fn shown(one: &Matter) -> Sent {
    Sent {
        id: one.row.id,
        number: one.number(),
        kind: kind_of(&one.row),
        state: state_of(&one.row).code(),
        at: one.row.sent_at,
        href: one.address(),
    }
}

/// What came from an account, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_account(tx: &Tx, account: CitizenId) -> Result<Vec<Sent>, StoreError> {
    use online_sent::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::CitizenId.eq(account));
    let rows = rows.order_by_desc(Column::Id).limit(MOST).all(tx.conn()).await?;
    rows.into_iter().map(|row| Ok(shown(&sent::opened_one(tx, row)?))).collect()
}

/// A question that another page could not answer at once: the desk outside its hours, the button beside
/// an entry of who looked.
#[derive(Clone, Debug, Default)]
pub struct NewQuestion {
    /// What is asked.
    pub text: String,
    /// How the asker is reached: a telephone, an address of electronic mail, or a name; may be empty.
    pub contact: String,
    /// Where it came from, below the municipality, or empty.
    pub about: String,
    /// The account it came from.
    pub account: Option<CitizenId>,
}

/// What the citizen keeps: the number and the secret code; and until when an answer is promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The number.
    pub number: String,
    /// The secret code.
    pub code: String,
    /// The last day of the answer.
    pub answer_until: Day,
}

/// Takes a question from another page. The term is that of the law's own rule: the door knows no values
/// that a municipality set for itself.
///
/// # Errors
/// When nothing is asked, too many came today, or the database refuses.
pub async fn ask(tx: &mut Tx, question: NewQuestion) -> Result<Asked, Problem> {
    let text = question.text.trim();
    if text.is_empty() {
        return Err(Problem::Impossible("online-refused-empty"));
    }
    let mut typed = Typed::default();
    typed.values.insert("words".to_owned(), text.to_owned());
    let contact = question.contact.trim();
    let digits = contact.chars().filter(char::is_ascii_digit).count();
    let place = match contact {
        "" => None,
        mail if is_email(mail) => Some("email"),
        _ if digits >= PHONE_DIGITS => Some("phone"),
        _ => Some("from"),
    };
    if let Some(place) = place {
        typed.values.insert(place.to_owned(), contact.to_owned());
    }
    let new = New {
        kind: "question",
        typed: &typed,
        seed: "",
        about: &question.about,
        citizen: question.account,
    };
    let one = sent::add(tx, Law::current(), &new).await?;
    let number = one.number();
    Ok(Asked { number, answer_until: one.row.due_on, code: one.said.code })
}

/// What a form of the office begins with when it takes something over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefill {
    /// Its number.
    pub number: String,
    /// What was said.
    pub words: String,
    /// Which service was asked for.
    pub service: Option<ServiceId>,
    /// Who it is about.
    pub who: String,
    /// The directive: its number, its day, the hours a month.
    pub directive: (String, Option<Day>, String),
}

/// What is known of something for the form that takes it over; nothing when it is closed.
///
/// # Errors
/// When there is no such thing.
pub async fn prefill(tx: &Tx, id: SentId) -> Result<Option<Prefill>, StoreError> {
    let one = sent::matter(tx, id).await?;
    if !one.state.is_open() {
        return Ok(None);
    }
    let typed = &one.said.typed;
    let who = [typed.get("who"), typed.get("where")];
    let who = who.into_iter().filter(|text| !text.is_empty());
    let day = typed.get("directive_on").parse().ok();
    Ok(Some(Prefill {
        number: one.number(),
        words: typed.get("words").to_owned(),
        service: typed.get("service").parse().ok(),
        who: who.collect::<Vec<_>>().join(", "),
        directive: (typed.get("directive_number").to_owned(), day, typed.get("hours").to_owned()),
    }))
}
