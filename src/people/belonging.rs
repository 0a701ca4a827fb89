//! What hangs on a person in all capabilities: so that a merge moves it and an undo sends it back,
//! without people knowing who else keeps rows about a person.

/// A column that names a person. Its table has `municipality_id` and `id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Belonging {
    /// Table.
    pub table: &'static str,
    /// Column with the person's id.
    pub column: &'static str,
    /// Key of what a row is called: „Контакт“.
    pub text: &'static str,
    /// The row belongs to a row of another table and goes where that one goes.
    pub follows: Option<Follows>,
}

/// Whom a row follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Follows {
    /// Column with the id of the row followed.
    pub column: &'static str,
    /// Table of the row followed.
    pub table: &'static str,
    /// Column of that table with the person's id.
    pub person: &'static str,
}

impl Belonging {
    /// Rows of a table about a person.
    #[must_use]
    pub const fn new(table: &'static str, column: &'static str, text: &'static str) -> Belonging {
        Belonging { table, column, text, follows: None }
    }

    /// Rows that go where a row of another table (whose person stands in `person_id`) goes.
    #[must_use]
    pub const fn following(mut self, column: &'static str, table: &'static str) -> Belonging {
        self.follows = Some(Follows { column, table, person: "person_id" });
        self
    }

    /// Its name in the log of a merge.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}.{}", self.table, self.column)
    }
}

/// What people itself and the kit keep about a person.
pub const BELONGINGS: &[Belonging] = &[
    Belonging::new("person_name", "person_id", "people-belonging-name"),
    Belonging::new("identifier", "person_id", "people-belonging-identifier"),
    Belonging::new("address", "person_id", "people-belonging-address"),
    Belonging::new("representative", "person_id", "people-belonging-representative"),
    Belonging::new("representative", "other_id", "people-belonging-relation"),
    Belonging::new("household_member", "person_id", "people-belonging-household"),
    Belonging::new("person_warning", "person_id", "people-belonging-warning"),
    Belonging::new("person_note", "person_id", "people-belonging-note"),
    Belonging::new("person_paper", "person_id", "people-belonging-paper"),
    Belonging::new("event", "person_id", "people-belonging-event"),
];
