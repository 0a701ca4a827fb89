//! The way of an application, without a database: states, moves, what is irregular.

use super::content::Application;

/// Where an application stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Here, not yet checked.
    Filed,
    /// Regular: check, choice and agreement follow.
    Regular,
    /// A notice of irregularities went out.
    Irregular,
    /// Not put right in time: the procedure is suspended until it is (чл. 2, ал. 7).
    Suspended,
    /// A required consent was refused: it is not considered (чл. 2, ал. 5).
    NotConsidered,
    /// Nobody is there to assist, and the applicant was told so.
    NoCandidate,
    /// At least one agreement was concluded.
    Agreed,
    /// The applicant gave up.
    Withdrawn,
}

/// What is done with an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Found regular.
    Accept,
    /// Notice of irregularities.
    Notify,
    /// Put right.
    Fix,
    /// Suspended.
    Suspend,
    /// Not considered.
    Refuse,
    /// Notice that nobody is there.
    NoCandidate,
    /// Somebody was found after all.
    Reopen,
    /// An agreement is concluded.
    Agree,
    /// Given up.
    Withdraw,
}

impl State {
    /// All, as lists show them.
    pub const ALL: [State; 8] = [
        State::Filed,
        State::Regular,
        State::Irregular,
        State::Suspended,
        State::NotConsidered,
        State::NoCandidate,
        State::Agreed,
        State::Withdrawn,
    ];

    /// The code kept; the name has the key `assistance-state-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Filed => "filed",
            State::Regular => "regular",
            State::Irregular => "irregular",
            State::Suspended => "suspended",
            State::NotConsidered => "not-considered",
            State::NoCandidate => "no-candidate",
            State::Agreed => "agreed",
            State::Withdrawn => "withdrawn",
        }
    }

    /// By its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            State::Filed => "blue",
            State::Regular => "yellow",
            State::Irregular | State::Suspended => "orange",
            State::NotConsidered => "red",
            State::NoCandidate | State::Withdrawn => "grey",
            State::Agreed => "green",
        }
    }

    /// The state after a move; none when the move is not possible.
    #[must_use]
    pub fn after(self, by: Move) -> Option<State> {
        use Move as M;
        use State as S;
        match (self, by) {
            (S::Filed, M::Accept)
            | (S::Irregular | S::Suspended, M::Fix)
            | (S::NoCandidate, M::Reopen) => Some(S::Regular),
            (S::Filed, M::Notify) => Some(S::Irregular),
            (S::Irregular, M::Suspend) => Some(S::Suspended),
            (S::Filed | S::Irregular | S::Suspended, M::Refuse) => Some(S::NotConsidered),
            (S::Regular, M::NoCandidate) => Some(S::NoCandidate),
            (S::Regular | S::Agreed, M::Agree) => Some(S::Agreed),
            (S::Agreed | S::Withdrawn | S::NotConsidered, M::Withdraw) => None,
            (_, M::Withdraw) => Some(S::Withdrawn),
            _ => None,
        }
    }

    /// Nothing more is due.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, State::NotConsidered | State::Withdrawn)
    }
}

/// What is irregular in an application; words have the key `assistance-irregular-<code>`.
pub const IRREGULAR: [&str; 7] =
    ["directive", "hours", "supplement", "child-aid", "declarations", "similar", "through"];

impl Application {
    /// What is irregular, by [`IRREGULAR`]; `wanted` are the hours asked for.
    #[must_use]
    pub fn irregular(&self, wanted: u32) -> Vec<&'static str> {
        let directive = &self.directive;
        let lacks_directive =
            directive.number.is_empty() || directive.until_on.is_none() || directive.hours == 0;
        let lacks_through =
            self.through.as_ref().is_some_and(|one| one.name.is_empty() || one.document.is_empty());
        let all = [
            lacks_directive,
            wanted == 0 || wanted > directive.hours,
            self.gets_supplement && self.consent_supplement.is_none(),
            self.gets_child_aid && self.consent_child_aid.is_none(),
            !(self.is_true && self.lets_in && self.no_other),
            self.uses_similar && self.similar.is_empty(),
            lacks_through,
        ];
        let pairs = IRREGULAR.into_iter().zip(all);
        pairs.filter(|(_, is)| *is).map(|(code, _)| code).collect()
    }

    /// A consent that the law requires was refused (чл. 2, ал. 5 Наредба № РД-07-7).
    #[must_use]
    pub fn refuses_consent(&self) -> bool {
        (self.gets_supplement && self.consent_supplement == Some(false))
            || (self.gets_child_aid && self.consent_child_aid == Some(false))
    }

    /// All consents that the law requires are given.
    #[must_use]
    pub fn consents(&self) -> bool {
        (!self.gets_supplement || self.consent_supplement == Some(true))
            && (!self.gets_child_aid || self.consent_child_aid == Some(true))
    }
}
