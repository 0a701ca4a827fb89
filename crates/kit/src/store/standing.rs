//! Questions asked the same way each time but for a few ids: their text is written once.
//!
//! Writing the text of a statement costs about as much as its answer. So the first time the
//! questions are put with stand-ins for the ids, and later only the ids are set in.

use super::Tx;
use super::conn::{Questions, with_limit_written};
use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};
use std::sync::OnceLock;

/// Questions whose text stands. `Q` holds the places of their answers.
pub struct Standing<Q: 'static> {
    sqlite: OnceLock<(Vec<Statement>, Q)>,
    postgres: OnceLock<(Vec<Statement>, Q)>,
}

/// The stand-in of the municipality, and after it those of the ids: no row has such a number.
const STAND_IN: i64 = i64::MIN;

impl<Q: Clone> Standing<Q> {
    /// Not put yet.
    #[must_use]
    pub const fn new() -> Standing<Q> {
        Standing { sqlite: OnceLock::new(), postgres: OnceLock::new() }
    }

    /// The questions about these ids, and the places of their answers. `put` asks them of stand-ins,
    /// once; what it asks may hang on nothing but the ids and the municipality.
    pub fn about<const N: usize>(
        &self,
        tx: &Tx,
        ids: [i64; N],
        put: impl FnOnce(&mut Questions, [i64; N]) -> Q,
    ) -> (Questions, Q) {
        let backend = tx.conn().get_database_backend();
        let kept = if backend == DbBackend::Sqlite { &self.sqlite } else { &self.postgres };
        let own = tx.municipality().0;
        let (written, places) = kept.get_or_init(|| {
            let mut questions = tx.questions();
            let mut next = STAND_IN;
            let stand_ins = ids.map(|_| {
                next += 1;
                next
            });
            let places = put(&mut questions, stand_ins);
            let stood_in = |mut statement: Statement| {
                set(&mut statement, |id| if id == own { STAND_IN } else { id });
                if backend == DbBackend::Sqlite { with_limit_written(statement) } else { statement }
            };
            (questions.1.into_iter().map(stood_in).collect(), places)
        });
        let real = |id: i64| match usize::try_from(id.wrapping_sub(STAND_IN)) {
            Ok(0) => own,
            Ok(n) => ids.get(n - 1).copied().unwrap_or(id),
            Err(_) => id,
        };
        let questions = written.iter().cloned().map(|mut statement| {
            set(&mut statement, real);
            statement
        });
        (Questions(backend, questions.collect()), places.clone())
    }
}

impl<Q: Clone> Default for Standing<Q> {
    fn default() -> Self {
        Standing::new()
    }
}

/// Puts other numbers in the place of those bound.
fn set(statement: &mut Statement, other: impl Fn(i64) -> i64) {
    for value in statement.values.iter_mut().flat_map(|values| &mut values.0) {
        if let Value::BigInt(Some(id)) = value {
            *id = other(*id);
        }
    }
}
