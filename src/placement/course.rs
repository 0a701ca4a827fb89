//! The course of a placement as a machine: states, moves, and what must be true for a move. Pure.
//!
//! Invariants: nobody enters a service without an individual assessment, a plan and a contract, but
//! for urgent support that began without a referral; what is over stays over (law-zsu section 14;
//! чл. 78–81 ЗСУ, чл. 18–43 ППЗСУ).

/// Where a placement stands. Stored by [`State::code`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The provider has the assessment and a place is kept; it makes the individual assessment.
    AtProvider,
    /// All places are taken; the person waits in the order of entry.
    Waiting,
    /// A place was offered to the person who waits.
    Offered,
    /// Individual assessment and plan are made; the contract is to be signed.
    Assessed,
    /// The provider refused after its assessment (чл. 78, ал. 5, т. 2 ЗСУ).
    Refused,
    /// The refusal is under appeal.
    Appealed,
    /// Another service is to be chosen.
    ChoiceAgain,
    /// The person uses the service.
    InService,
    /// The provider reported whether the goals are reached; the contract nears its end.
    Review,
    /// A fee is unpaid for too long.
    Arrears,
    /// The contract ended on one of its grounds.
    Ended,
    /// Given up before a contract: withdrawn, died, moved away, replaced by another choice.
    Closed,
}

use State::{
    Appealed, Arrears, Assessed, AtProvider, ChoiceAgain, Closed, Ended, InService, Offered,
    Refused, Review, Waiting,
};

impl State {
    /// All states, in the order of life.
    pub const ALL: [State; 12] = [
        AtProvider,
        Waiting,
        Offered,
        Assessed,
        Refused,
        Appealed,
        ChoiceAgain,
        InService,
        Review,
        Arrears,
        Ended,
        Closed,
    ];

    /// As the database keeps it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            AtProvider => "at_provider",
            Waiting => "waiting",
            Offered => "offered",
            Assessed => "assessed",
            Refused => "refused",
            Appealed => "appealed",
            ChoiceAgain => "choice_again",
            InService => "in_service",
            Review => "review",
            Arrears => "arrears",
            Ended => "ended",
            Closed => "closed",
        }
    }

    /// The state with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Key of its name.
    #[must_use]
    pub fn key(self) -> String {
        format!("placement-state-{}", self.code())
    }

    /// Colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            AtProvider | Assessed => "blue",
            Waiting | Offered => "yellow",
            Refused | Appealed | ChoiceAgain | Arrears => "orange",
            InService => "green",
            Review => "purple",
            Ended | Closed => "grey",
        }
    }

    /// What keeps a place of the service from others.
    #[must_use]
    pub fn hold(self) -> Hold {
        match self {
            AtProvider | Offered | Assessed => Hold::Reserved,
            InService | Review | Arrears => Hold::Taken,
            Waiting | Refused | Appealed | ChoiceAgain | Ended | Closed => Hold::None,
        }
    }

    /// The validity of the assessment stands still for this service (чл. 16, ал. 2, т. 2 ППЗСУ).
    #[must_use]
    pub fn waits(self) -> bool {
        matches!(self, Waiting | Offered)
    }

    /// Nothing more is to be done.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Ended | Closed)
    }
}

/// How a placement holds a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hold {
    /// Not at all.
    None,
    /// It is kept free.
    Reserved,
    /// It is used.
    Taken,
}

/// What may happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    /// No place is free: the person is put on the list.
    Wait,
    /// A free place is offered.
    Offer,
    /// The person takes the offered place.
    Accept,
    /// The person does not want it now and stays on the list.
    Decline,
    /// Nobody answered in time; the place goes to the next.
    Lapse,
    /// The provider does not provide what is asked (чл. 78, ал. 5, т. 1 ЗСУ).
    RefuseNotProvided,
    /// Individual assessment and plan are there.
    Assess,
    /// The assessment shows that the service does not meet the needs (т. 2).
    RefuseUnfit,
    /// The refusal is appealed.
    Appeal,
    /// The refusal fell; the provider has to assess again, when a place is free.
    AppealUpheld,
    /// The refusal stands.
    AppealRejected,
    /// Nobody appealed in time.
    AppealOver,
    /// The contract is signed.
    Contract,
    /// Assessment and plan are brought up to date.
    Update,
    /// The report of evaluation is there.
    Evaluate,
    /// The contract is prolonged.
    Prolong,
    /// Months of the fee are unpaid.
    Unpaid,
    /// The fee was paid.
    Paid,
    /// The contract ends.
    End,
    /// Given up before a contract.
    Close,
}

/// What must be known to decide about a move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// A place can be kept for the person.
    pub place: bool,
    /// The answer comes after the term of the offer.
    pub late_answer: bool,
    /// The person was sent by the child-protection law (чл. 19, ал. 2 ППЗСУ).
    pub child_order: bool,
    /// How many employees of the provider assessed.
    pub team: usize,
    /// The term to appeal is over.
    pub appeal_over: bool,
    /// The licence of the provider covers the day.
    pub licence: bool,
    /// The contract ends on a day that has not come.
    pub too_early: bool,
    /// The fee goes to the state and the person is not freed of it (чл. 102, ал. 2 ЗСУ).
    pub pays_state_fee: bool,
    /// The end is for unpaid fees.
    pub for_arrears: bool,
}

/// Why a move is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// Not in this state.
    WrongState,
    /// No place is free, or others wait for it.
    NoPlace,
    /// The term of the offer is over.
    OfferLapsed,
    /// There is a place: nobody is put on the list.
    PlaceIsFree,
    /// A referral under the child-protection law may not be refused so (чл. 19, ал. 2 ППЗСУ).
    ChildOrder,
    /// Two employees at least assess (чл. 25, ал. 4 ППЗСУ).
    SmallTeam,
    /// The term to appeal is not over.
    AppealOpen,
    /// The provider has no licence for the day.
    NoLicence,
    /// That day has not come.
    TooEarly,
    /// No state fee is due.
    NoStateFee,
}

impl Refusal {
    /// Key of the words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Refusal::WrongState => "placement-refused-state",
            Refusal::NoPlace => "placement-refused-full",
            Refusal::OfferLapsed => "placement-refused-lapsed",
            Refusal::PlaceIsFree => "placement-refused-free",
            Refusal::ChildOrder => "placement-refused-child",
            Refusal::SmallTeam => "placement-refused-team",
            Refusal::AppealOpen => "placement-refused-appeal",
            Refusal::NoLicence => "placement-refused-licence",
            Refusal::TooEarly => "placement-refused-early",
            Refusal::NoStateFee => "placement-refused-fee",
        }
    }
}

fn unless(wrong: bool, refusal: Refusal, after: State) -> Result<State, Refusal> {
    if wrong { Err(refusal) } else { Ok(after) }
}

/// The state after a move.
///
/// # Errors
/// Why it is not possible.
pub fn next(state: State, step: Move, facts: &Facts) -> Result<State, Refusal> {
    match (state, step) {
        (AtProvider, Move::Wait) => unless(facts.place, Refusal::PlaceIsFree, Waiting),
        (Waiting, Move::Offer) => unless(!facts.place, Refusal::NoPlace, Offered),
        (Offered, Move::Accept) => unless(facts.late_answer, Refusal::OfferLapsed, AtProvider),
        (Offered, Move::Decline | Move::Lapse) => Ok(Waiting),
        (AtProvider, Move::RefuseNotProvided) => {
            unless(facts.child_order, Refusal::ChildOrder, ChoiceAgain)
        }
        (AtProvider, Move::Assess) => unless(facts.team < 2, Refusal::SmallTeam, Assessed),
        (AtProvider, Move::RefuseUnfit) => unless(facts.team < 2, Refusal::SmallTeam, Refused),
        (Refused, Move::Appeal) => Ok(Appealed),
        (Appealed, Move::AppealUpheld) => Ok(if facts.place { AtProvider } else { Waiting }),
        (Appealed, Move::AppealRejected) => Ok(ChoiceAgain),
        (Refused, Move::AppealOver) => unless(!facts.appeal_over, Refusal::AppealOpen, ChoiceAgain),
        (Assessed, Move::Contract) => unless(!facts.licence, Refusal::NoLicence, InService),
        (InService, Move::Update) => unless(facts.team < 2, Refusal::SmallTeam, InService),
        (InService, Move::Evaluate) => Ok(Review),
        (Review, Move::Prolong) => unless(!facts.licence, Refusal::NoLicence, InService),
        (InService | Review, Move::Unpaid) => {
            unless(!facts.pays_state_fee, Refusal::NoStateFee, Arrears)
        }
        (Arrears, Move::Paid) => Ok(InService),
        (InService | Review, Move::End) if facts.for_arrears => Err(Refusal::WrongState),
        (InService | Review | Arrears, Move::End) => {
            unless(facts.too_early, Refusal::TooEarly, Ended)
        }
        (
            AtProvider | Waiting | Offered | Assessed | Refused | Appealed | ChoiceAgain,
            Move::Close,
        ) => Ok(Closed),
        _ => Err(Refusal::WrongState),
    }
}
