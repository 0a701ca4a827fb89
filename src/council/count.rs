//! Quorum and majorities, counted without a database: each answer carries the numbers it was
//! counted by.

/// What part is asked for; words have the key `council-share-<code>`.
pub const SHARES: [&str; 4] = ["half", "more-than-half", "two-thirds", "three-quarters"];
/// Of whom the part is asked; words have the key `council-of-<code>`.
pub const BASES: [&str; 2] = ["present", "all"];
/// How a member may vote; words have the key `council-answer-<code>`.
pub const ANSWERS: [&str; 3] = ["for", "against", "abstained"];

/// The least whole number of people that is such a part of so many.
#[must_use]
pub fn least(share: &str, of: i64) -> i64 {
    let of = of.max(0);
    match share {
        "half" => of / 2 + of % 2,
        "two-thirds" => (2 * of + 2) / 3,
        "three-quarters" => (3 * of + 3) / 4,
        // Half and one more; of an odd number the half is rounded down.
        _ => of / 2 + 1,
    }
}

/// Who is there, against who must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quorum {
    /// All members with a vote.
    pub members: i64,
    /// Those who are there, also from afar and through others.
    pub present: i64,
    /// Those of them who take no part in the point.
    pub recused: i64,
    /// So many are needed.
    pub needed: i64,
}

impl Quorum {
    /// The quorum of a council by its rules.
    #[must_use]
    pub fn new(share: &str, (members, present, recused): (i64, i64, i64)) -> Quorum {
        Quorum { members, present, recused, needed: least(share, members) }
    }

    /// Those who may vote: who is there and takes part.
    #[must_use]
    pub fn entitled(&self) -> i64 {
        (self.present - self.recused).max(0)
    }

    /// Whether enough are there. Who takes no part is not counted; the number needed stays.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.members > 0 && self.entitled() >= self.needed
    }

    /// So many are missing.
    #[must_use]
    pub fn missing(&self) -> i64 {
        (self.needed.max(1) - self.entitled()).max(0)
    }
}

/// The votes that were given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// For.
    pub voted_for: i64,
    /// Against.
    pub against: i64,
    /// Abstained.
    pub abstained: i64,
}

impl Tally {
    /// The votes of some answers.
    #[must_use]
    pub fn of<'a>(answers: impl IntoIterator<Item = &'a str>) -> Tally {
        let mut tally = Tally::default();
        for answer in answers {
            match answer {
                "for" => tally.voted_for += 1,
                "against" => tally.against += 1,
                _ => tally.abstained += 1,
            }
        }
        tally
    }

    /// All of them.
    #[must_use]
    pub fn cast(&self) -> i64 {
        self.voted_for + self.against + self.abstained
    }
}

/// By which majority a point is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Majority<'a> {
    /// A code of [`SHARES`].
    pub share: &'a str,
    /// A code of [`BASES`].
    pub of: &'a str,
}

impl Majority<'_> {
    /// The number that the part is taken of: who may vote, or all members.
    #[must_use]
    pub fn base(&self, quorum: &Quorum) -> i64 {
        if self.of == "all" { quorum.members } else { quorum.entitled() }
    }

    /// So many votes for are needed.
    #[must_use]
    pub fn needed(&self, quorum: &Quorum) -> i64 {
        least(self.share, self.base(quorum)).max(1)
    }
}

/// Why votes cannot be counted: the key of the reason is `council-refused-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Not enough are there.
    NoQuorum,
    /// More votes than people who may vote.
    TooMany,
    /// No vote at all.
    Nobody,
}

impl Wrong {
    /// Key of the reason.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Wrong::NoQuorum => "council-refused-quorum",
            Wrong::TooMany => "council-refused-too-many",
            Wrong::Nobody => "council-refused-nobody",
        }
    }
}

/// Whether a point is adopted.
///
/// # Errors
/// When the votes cannot be counted.
pub fn adopted(quorum: &Quorum, majority: Majority<'_>, tally: Tally) -> Result<bool, Wrong> {
    if !quorum.is_met() {
        return Err(Wrong::NoQuorum);
    }
    if tally.cast() > quorum.entitled() {
        return Err(Wrong::TooMany);
    }
    if tally.cast() == 0 {
        return Err(Wrong::Nobody);
    }
    Ok(tally.voted_for >= majority.needed(quorum))
}
