//! Whose things an account shows: the person it belongs to, and those for whom that person signs.
//!
//! Rights of children: under 14 a parent or guardian acts and sees instead of the child; from 14 on the
//! child acts with consent, so who consents sees what is to be decided and no more – log and data are
//! the child's own; from 10 on the child is heard (чл. 3 и 4 ЗЛС; чл. 15 ЗЗДет). A person who is kept
//! closed from somebody – by a limit, a protected address or a warning of violence – is not there for
//! them at all. Where the law of ages stands only the law crate knows.

use crate::app::App;
use crate::people::{self, Head, PersonId, Representative};
use crate::trust::{self, Viewer};
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use law::Signs;

/// So many people one account speaks for at most; who speaks for more does so at the desk.
const MOST: usize = 20;
/// Warnings that keep a person closed from whoever speaks for them until an officer decides.
const CLOSING: [&str; 2] = ["violence", "address"];

/// How far somebody stands for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is their own.
    Own,
    /// They act and see instead of the person.
    Instead,
    /// They consent to what the person does.
    Consents,
}

impl Standing {
    /// As whom the log is read; none when it is not theirs to read.
    #[must_use]
    pub fn viewer(self) -> Option<Viewer> {
        match self {
            Standing::Own => Some(Viewer::Own),
            Standing::Instead => Some(Viewer::Representative),
            Standing::Consents => None,
        }
    }
}

/// A person whose things an account shows.
#[derive(Clone, Debug)]
pub struct Whose {
    /// The person.
    pub head: Head,
    /// How far.
    pub standing: Standing,
    /// The child is to be heard before anything is decided for it.
    pub is_heard: bool,
    /// The person may answer offers and confirm alone, or with who stands here.
    pub acts: bool,
}

/// What decides whether somebody sees another's things.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// Who signs for the person, by the law.
    pub signs: Signs,
    /// Whether the asker is among those who sign or consent.
    pub is_signer: bool,
    /// Whether the person is kept closed from the asker, for whatever reason.
    pub is_closed: bool,
}

/// How far somebody stands for another; none when they see nothing.
#[must_use]
pub fn standing(facts: Facts) -> Option<Standing> {
    if facts.is_closed || !facts.is_signer {
        return None;
    }
    match facts.signs {
        Signs::Representative => Some(Standing::Instead),
        Signs::WithConsent => Some(Standing::Consents),
        // An adult acts alone; who has a power of attorney comes to the desk with it.
        Signs::Alone | Signs::Unknown => None,
    }
}

/// Whether a person may have an account of their own.
#[must_use]
pub fn may_own(signs: Signs) -> bool {
    matches!(signs, Signs::Alone | Signs::WithConsent)
}

/// All whose things the account of a person shows, themselves first.
///
/// # Errors
/// When the database does not answer.
pub async fn all(app: &App, tx: &Tx, me: PersonId) -> Result<Vec<Whose>, StoreError> {
    let own = people::signing(app, tx, me).await?;
    let mut list = vec![Whose {
        head: people::head(tx, me).await?,
        standing: Standing::Own,
        is_heard: false,
        acts: own.capacity.signs == Signs::Alone,
    }];
    let mut near = people::spoken_for(tx, me, tx.today()).await?;
    near.truncate(MOST);
    let ids: Vec<PersonId> = near.iter().map(|(head, _)| head.id).collect();
    let limits = trust::limits_of(tx, &ids).await?;
    for (head, _) in near {
        // Of two relations to one person one is enough.
        if list.iter().any(|known| known.head.id == head.id) {
            continue;
        }
        let set: Vec<_> = limits.iter().filter(|one| one.person == head.id).cloned().collect();
        let named = trust::is_closed(&set, me, tx.today());
        list.extend(one_near(app, tx, (head, me), named).await?);
    }
    Ok(list)
}

/// Somebody near, as far as the asker stands for them. At most [`MOST`] are asked for.
async fn one_near(
    app: &App,
    tx: &Tx,
    (head, me): (Head, PersonId),
    is_named: bool,
) -> Result<Option<Whose>, StoreError> {
    if is_named || head.is_protected || head.died_on.is_some() {
        return Ok(None);
    }
    let signing = people::signing(app, tx, head.id).await?;
    let is_mine = |one: &Representative| one.other == Some(me);
    let warned = people::warnings_now(tx, head.id).await?;
    let facts = Facts {
        signs: signing.capacity.signs,
        is_signer: signing.signers.iter().any(is_mine),
        is_closed: warned.iter().any(|one| CLOSING.contains(&one.kind.as_str())),
    };
    Ok(standing(facts).map(|standing| Whose {
        head,
        standing,
        is_heard: signing.capacity.is_heard,
        acts: true,
    }))
}

/// One person whose things the account of another shows. Whoever is not theirs is not there.
///
/// # Errors
/// [`Problem::NotFound`], whether there is such a person or not.
pub async fn one(app: &App, tx: &Tx, (me, wanted): (PersonId, PersonId)) -> Result<Whose, Problem> {
    let found = all(app, tx, me).await?.into_iter().find(|one| one.head.id == wanted);
    found.ok_or(Problem::NotFound)
}
