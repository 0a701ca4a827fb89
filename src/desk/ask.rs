//! A talk that becomes a question with a promised term: when the desk is closed, when everybody left it,
//! when somebody does not want to wait. What was typed goes along.

use super::course::How;
use super::frame::CHAT;
use super::setting::Setting;
use super::talk::{self, Content, Talk};
use crate::online::{self, NewQuestion};
use kit::store::Tx;
use kit::web::{Form, Problem};

/// The longest question: all lines of a long wait.
pub const LONGEST: usize = 8_000;
/// The longest telephone or address.
const CONTACT: usize = 200;

/// A question as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// What is asked.
    pub text: String,
    /// How they are answered besides the page behind the code; or empty.
    pub contact: String,
}

/// Reads a question; what is wrong stands beside its box.
pub fn read(form: &mut Form) -> Question {
    Question { text: form.required("text", LONGEST), contact: form.optional("contact", CONTACT) }
}

/// Turns a talk into a question.
///
/// # Errors
/// When the questions refuse it, or the database does.
pub async fn ask(
    tx: &mut Tx,
    talk: &Talk,
    (question, setting): (Question, &Setting),
) -> Result<(), Problem> {
    let Question { text, contact } = question;
    let new = NewQuestion { text, contact, about: CHAT.to_owned(), account: None };
    let asked = online::ask(tx, new).await?;
    let content = Content {
        name: talk.content.name.clone(),
        number: asked.number,
        code: asked.code,
        answer_until: asked.answer_until.bg(),
    };
    Ok(talk::end(tx, (talk, &content), (How::Question, setting)).await?)
}
