//! The stages of an import, in their order.

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is to be told what each column holds.
    Columns,
    /// The rows are being checked.
    Checking,
    /// What would be entered is known; nothing is entered yet.
    Checked,
    /// People are being entered.
    Running,
    /// All good rows are entered.
    Done,
    /// The people are being taken back.
    Undoing,
    /// The people are taken back.
    Undone,
    /// It was given up before anything was entered.
    Cancelled,
}

impl Stage {
    const ALL: [Stage; 8] = [
        Stage::Columns,
        Stage::Checking,
        Stage::Checked,
        Stage::Running,
        Stage::Done,
        Stage::Undoing,
        Stage::Undone,
        Stage::Cancelled,
    ];

    /// As the database writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Stage::Columns => "columns",
            Stage::Checking => "checking",
            Stage::Checked => "checked",
            Stage::Running => "running",
            Stage::Done => "done",
            Stage::Undoing => "undoing",
            Stage::Undone => "undone",
            Stage::Cancelled => "cancelled",
        }
    }

    /// The stage with this code; one that is not known is over.
    #[must_use]
    pub fn from_code(code: &str) -> Stage {
        Stage::ALL.into_iter().find(|stage| stage.code() == code).unwrap_or(Stage::Cancelled)
    }

    /// The program works on it by itself.
    #[must_use]
    pub fn is_busy(self) -> bool {
        matches!(self, Stage::Checking | Stage::Running | Stage::Undoing)
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            Stage::Done => "green",
            Stage::Undone | Stage::Cancelled => "grey",
            _ => "blue",
        }
    }
}
