//! Handing a talk over: its words are laid into the unfinished form of a contact, a wish or an appointment,
//! which the worker completes and saves there. So the checks of those forms hold, and nothing is written
//! that nobody looked at.

use super::line::Line;
use crate::contacts::{moment_values, usual_point};
use crate::municipality::ServicePointId;
use crate::people::PersonId;
use kit::store::{StoreError, Tx};
use kit::types::AccountId;
use kit::web::{Ctx, Taken, put_draft};

/// The longest note that the forms take; the beginning counts more than the end.
const LONGEST: usize = 1_900;
/// A talk is written down as so many minutes, until the worker says otherwise.
const MINUTES: &str = "10";

/// What was said, as a note.
#[must_use]
pub fn note(lines: &[Line], (citizen, worker): (&str, &str)) -> String {
    let mut note = String::new();
    for line in lines {
        let who = if line.is_citizen() { citizen } else { worker };
        let next = format!("{who}: {}\n", line.text);
        if note.chars().count() + next.chars().count() > LONGEST {
            note.push('…');
            break;
        }
        note.push_str(&next);
    }
    note.trim_end().to_owned()
}

/// Into what a talk goes.
#[derive(Clone, Debug)]
pub enum Goal {
    /// A contact; of a person when they are known.
    Contact(Option<PersonId>),
    /// A wish of a person.
    Wish(PersonId),
    /// An appointment at a point.
    Appointment(ServicePointId, Option<PersonId>),
}

impl Goal {
    /// Where its form is, below the municipality.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Goal::Contact(_) => "/contacts/new".to_owned(),
            Goal::Wish(person) => format!("/people/{person}/wishes/new"),
            Goal::Appointment(point, _) => format!("/reception/points/{point}/book"),
        }
    }
}

fn id_of(person: Option<PersonId>) -> String {
    person.map(|id| id.to_string()).unwrap_or_default()
}

/// The values with which a form opens, as if the worker had typed them.
async fn values(
    tx: &Tx,
    to: &Goal,
    (name, note): (&str, &str),
) -> Result<Vec<(String, String)>, StoreError> {
    let point = usual_point(tx).await?.map(|id| id.to_string()).unwrap_or_default();
    let (mut values, rest) = match to {
        Goal::Contact(person) => {
            let rest = vec![
                ("channel", "online".to_owned()),
                ("outcome", "informed".to_owned()),
                ("minutes", MINUTES.to_owned()),
                ("point", point),
                ("asker", "self".to_owned()),
                ("sex", "unknown".to_owned()),
                ("person", id_of(*person)),
                ("note", note.to_owned()),
            ];
            (moment_values("at", tx.now()), rest)
        }
        Goal::Wish(_) => {
            let rest = vec![
                ("channel", "electronic".to_owned()),
                ("urgent", "none".to_owned()),
                ("guardianship", "none".to_owned()),
                ("point", point),
                ("words", note.to_owned()),
            ];
            (moment_values("at", tx.now()), rest)
        }
        Goal::Appointment(_, person) => {
            let rest = vec![
                ("person", id_of(*person)),
                ("name", name.to_owned()),
                ("minutes", "30".to_owned()),
                ("note", note.chars().take(500).collect()),
            ];
            (Vec::new(), rest)
        }
    };
    values.extend(rest.into_iter().map(|(name, value)| (name.to_owned(), value)));
    Ok(values)
}

/// Lays the words into the form. `false`, and nothing done, when the worker has one of the same kind that
/// he has not finished.
///
/// # Errors
/// When the database refuses.
pub async fn lay(
    (ctx, tx): (&Ctx, &Tx),
    account: AccountId,
    (to, words): (&Goal, (&str, &str)),
) -> Result<bool, StoreError> {
    let values = values(tx, to, words).await?;
    let text = serde_json::to_string(&values).map_err(|e| StoreError::Other(e.to_string()))?;
    let draft = Taken { path: ctx.url(&to.path()), at: tx.now(), text };
    put_draft(tx, account, &draft).await
}
