//! The ways back: what accounts of citizens ask of capabilities that know accounts themselves. It names
//! both sides, so it stands beside `app.rs`, in no capability.

use crate::citizens::{CitizenId, Question, Registered, SentOne, Ways};
use crate::online::{self, NewQuestion};
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use std::pin::Pin;

/// Who answers an account.
pub const CITIZENS: Ways = Ways { sent, ask };

type Answer<'a, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

fn sent(tx: &Tx, account: CitizenId) -> Answer<'_, Vec<SentOne>, StoreError> {
    Box::pin(async move {
        let all = online::of_account(tx, account).await?.into_iter();
        let one = |sent: online::Sent| SentOne {
            number: sent.number,
            kind: sent.kind,
            at: sent.at,
            href: sent.href,
        };
        Ok(all.map(one).collect())
    })
}

fn ask(tx: &mut Tx, question: Question) -> Answer<'_, Registered, Problem> {
    Box::pin(async move {
        let Question { text, contact, about, account } = question;
        let new = NewQuestion { text, contact, about, account: Some(account) };
        let asked = online::ask(tx, new).await?;
        Ok(Registered { number: asked.number, code: asked.code, answer_until: asked.answer_until })
    })
}
