//! Which values are found by a blind index.

use std::sync::{Mutex, PoisonError};

/// Places that were read from a database: few, and the same each time.
static READ: Mutex<Vec<Index>> = Mutex::new(Vec::new());

/// One blind index. Each is declared as a constant of the capability whose values it finds, and
/// gathered in the program's list: its key is kept apart from the keys that seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Index {
    pub(super) table: &'static str,
    pub(super) column: &'static str,
}

impl Index {
    /// The index of a column.
    #[must_use]
    pub const fn new(table: &'static str, column: &'static str) -> Index {
        Index { table, column }
    }

    /// The same from names that were read, not written in the program.
    #[must_use]
    pub fn of(table: &str, column: &str) -> Index {
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.iter().find(|i| i.table == table && i.column == column) {
            return *known;
        }
        let leak = |name: &str| -> &'static str { Box::leak(name.to_owned().into_boxed_str()) };
        let index = Index::new(leak(table), leak(column));
        read.push(index);
        index
    }

    /// Its table.
    #[must_use]
    pub fn table(&self) -> &'static str {
        self.table
    }

    /// Its column.
    #[must_use]
    pub fn column(&self) -> &'static str {
        self.column
    }
}
