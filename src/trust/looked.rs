//! Who looked at a person's file, as the person may see it: the entries of the audit about them
//! without what the rules and the limits hide. Whoever acted is a unit and a role, never a name.

use super::disclose::{Limit, Noted, Viewer, hidden};
use super::limits;
use crate::people::PersonId;
use kit::audit::entity::audit::Model as AuditRow;
use kit::audit::{Wanted, find, subject_of};
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};

/// So many entries are read at a time.
const AT_ONCE: u64 = 200;
/// And so often for one page: whoever has more hidden entries in a row turns the page.
const ROUNDS: usize = 25;

/// Who acted, without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doer {
    /// Somebody of the office or of a provider.
    Staff,
    /// The program itself, by night or on a term.
    Program,
    /// Somebody with a secret address or code, without an account of the office.
    Public,
    /// Somebody with an account for citizens.
    Citizen,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The entry.
    pub id: i64,
    /// When.
    pub at: Instant,
    /// Who, without a name.
    pub doer: Doer,
    /// The login name, for telling one's own entries; it is shown to nobody.
    pub actor: String,
    /// The roles held then, with commas between.
    pub roles: String,
    /// What was done: `read`, `write` …
    pub action: String,
    /// With what: `person`, `case` …
    pub object: String,
    /// For which purpose.
    pub purpose: String,
}

impl From<AuditRow> for Look {
    fn from(row: AuditRow) -> Look {
        let doer = match row.actor.as_str() {
            "system" => Doer::Program,
            "public" => Doer::Public,
            name if name.starts_with("citizen:") => Doer::Citizen,
            _ => Doer::Staff,
        };
        Look {
            id: row.id,
            at: row.at,
            doer,
            actor: row.actor,
            roles: row.role,
            action: row.action,
            object: row.object_kind,
            purpose: row.purpose,
        }
    }
}

/// What is wanted of the log of a person.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Who reads.
    pub viewer: Viewer,
    /// Only what is older than this entry.
    pub before: Option<i64>,
    /// So many at most.
    pub most: usize,
}

/// A page of the log.
#[derive(Clone, Debug, Default)]
pub struct Sight {
    /// Entries, newest first.
    pub looks: Vec<Look>,
    /// There are older ones behind this entry.
    pub older: Option<i64>,
}

/// How many entries there are, how many are shown today, and how many are hidden by ground.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// All entries of the audit about the person.
    pub all: usize,
    /// Shown.
    pub shown: usize,
    /// Hidden: code of the ground and how many.
    pub hidden: Vec<(String, usize)>,
}

fn is_hidden(
    row: &AuditRow,
    viewer: Viewer,
    set: (&[Limit], Day),
) -> Option<super::disclose::Hidden> {
    hidden(Noted { day: row.at.day(), object: &row.object_kind }, viewer, set)
}

/// A page of what a viewer may see, newest first. A page is filled up, so that a gap betrays nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn looked(tx: &Tx, person: PersonId, asked: Asked) -> Result<Sight, StoreError> {
    let set = limits::of_people(tx, &[person]).await?;
    let subject = subject_of(tx, person.0)?;
    let mut sight = Sight::default();
    let mut before = asked.before;
    for _ in 0..ROUNDS {
        let wanted = Wanted { subject: &subject, before, ..Wanted::default() };
        let rows = find(tx, &wanted, AT_ONCE).await?;
        let is_last = (rows.len() as u64) < AT_ONCE;
        before = rows.last().map(|row| row.id);
        for row in rows {
            if is_hidden(&row, asked.viewer, (&set, tx.today())).is_some() {
                continue;
            }
            if sight.looks.len() == asked.most {
                sight.older = sight.looks.last().map(|look| look.id);
                return Ok(sight);
            }
            sight.looks.push(row.into());
        }
        if is_last {
            return Ok(sight);
        }
    }
    sight.older = before;
    Ok(sight)
}

/// One entry that a viewer may see.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none, or it is about another or hidden.
pub async fn look(
    tx: &Tx,
    (person, viewer): (PersonId, Viewer),
    entry: i64,
) -> Result<Look, StoreError> {
    let set = limits::of_people(tx, &[person]).await?;
    let subject = subject_of(tx, person.0)?;
    let before = Some(entry.saturating_add(1));
    let wanted = Wanted { subject: &subject, before, ..Wanted::default() };
    let row = find(tx, &wanted, 1).await?.into_iter().next().filter(|row| row.id == entry);
    let row = row.filter(|row| is_hidden(row, viewer, (&set, tx.today())).is_none());
    row.map(Look::from).ok_or(StoreError::NotFound)
}

/// All entries counted: those shown and those hidden by ground make the whole.
///
/// # Errors
/// When the database does not answer.
pub async fn counted(tx: &Tx, person: PersonId, viewer: Viewer) -> Result<Counted, StoreError> {
    let set = limits::of_people(tx, &[person]).await?;
    let subject = subject_of(tx, person.0)?;
    let mut counted = Counted::default();
    let mut before = None;
    loop {
        let wanted = Wanted { subject: &subject, before, ..Wanted::default() };
        let rows = find(tx, &wanted, AT_ONCE).await?;
        for row in &rows {
            counted.all += 1;
            let Some(why) = is_hidden(row, viewer, (&set, tx.today())) else {
                counted.shown += 1;
                continue;
            };
            match counted.hidden.iter_mut().find(|(ground, _)| *ground == why.ground) {
                Some((_, count)) => *count += 1,
                None => counted.hidden.push((why.ground, 1)),
            }
        }
        before = rows.last().map(|row| row.id);
        if (rows.len() as u64) < AT_ONCE {
            return Ok(counted);
        }
    }
}
