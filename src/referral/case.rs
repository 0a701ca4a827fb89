//! The referral case as a machine: states, moves, and what must be true for a move. Pure.
//!
//! Invariants: no path leads to a signed assessment without a meeting at which the person was
//! informed orally and in writing; a closed case stays closed (law-zsu section 14).

/// Where a case stands. Stored by [`State::code`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// A meeting is to be offered, or its day to be agreed.
    MeetingPlanning,
    /// The day and the place are agreed.
    MeetingSet,
    /// The meeting was held; the assessment is being written.
    Assessing,
    /// The assessment is signed.
    PoIssued,
    /// The person appealed the assessment; its validity stands still.
    Appealed,
    /// The validity is over; a new wish is needed.
    Expired,
    /// The person wanted none of the proposed services.
    ClosedDeclined,
    /// The file is to go to the directorate.
    HandOverToDsp,
    /// The file is to go to another municipality.
    HandOverToMunicipality,
    /// The person is to be shown the way to the provider.
    DirectToProvider,
    /// The directorate has the file.
    HandedToDsp,
    /// Another municipality has the file.
    HandedToMunicipality,
    /// The person knows the way to the provider.
    DirectedToProvider,
    /// Withdrawn by the person, or the person died.
    Closed,
}

use State::{
    Appealed, Assessing, Closed, ClosedDeclined, DirectToProvider, DirectedToProvider, Expired,
    HandOverToDsp, HandOverToMunicipality, HandedToDsp, HandedToMunicipality, MeetingPlanning,
    MeetingSet, PoIssued,
};

impl State {
    /// All states, in the order of a case's life.
    pub const ALL: [State; 14] = [
        MeetingPlanning,
        MeetingSet,
        Assessing,
        PoIssued,
        Appealed,
        Expired,
        ClosedDeclined,
        HandOverToDsp,
        HandOverToMunicipality,
        DirectToProvider,
        HandedToDsp,
        HandedToMunicipality,
        DirectedToProvider,
        Closed,
    ];

    /// As the database keeps it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            MeetingPlanning => "meeting_planning",
            MeetingSet => "meeting_set",
            Assessing => "assessing",
            PoIssued => "po_issued",
            Appealed => "appealed",
            Expired => "expired",
            ClosedDeclined => "closed_declined",
            HandOverToDsp => "hand_over_to_dsp",
            HandOverToMunicipality => "hand_over_to_municipality",
            DirectToProvider => "direct_to_provider",
            HandedToDsp => "handed_to_dsp",
            HandedToMunicipality => "handed_to_municipality",
            DirectedToProvider => "directed_to_provider",
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
        format!("referral-state-{}", self.code())
    }

    /// Colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            MeetingPlanning | MeetingSet => "blue",
            Assessing => "purple",
            PoIssued => "green",
            Appealed => "orange",
            HandOverToDsp | HandOverToMunicipality | DirectToProvider => "yellow",
            _ => "grey",
        }
    }

    /// Nothing more is to be done by this office.
    #[must_use]
    pub fn is_closed(self) -> bool {
        matches!(
            self,
            Expired
                | ClosedDeclined
                | HandedToDsp
                | HandedToMunicipality
                | DirectedToProvider
                | Closed
        )
    }

    /// The file waits to be handed to somebody else.
    #[must_use]
    pub fn is_to_hand_over(self) -> bool {
        matches!(self, HandOverToDsp | HandOverToMunicipality | DirectToProvider)
    }
}

/// What may happen to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    /// A meeting is offered again or for the first time.
    Offer,
    /// The person agrees to the day and place.
    Agree,
    /// The person did not come.
    Missed,
    /// The meeting was held.
    Hold,
    /// Information is asked from an institution.
    Ask,
    /// A part of the assessment is saved.
    Write,
    /// The assessment is signed by both.
    Sign,
    /// The signed assessment is given to the person.
    Give,
    /// The person appeals.
    Appeal,
    /// The appeal is over.
    EndAppeal,
    /// The clock of validity is stopped or goes on.
    Pause,
    /// The validity is over.
    Expire,
    /// The signed assessment is annulled, to be written again.
    Annul,
    /// The file is handed to whoever is competent.
    HandOver,
    /// The person withdraws or has died.
    Close,
}

/// What must be known to decide about a move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The person was informed orally.
    pub informed_orally: bool,
    /// The person was informed in writing.
    pub informed_in_writing: bool,
    /// The signer is named in an order in force on the day of signing.
    pub in_order: bool,
    /// The day of signing is after today.
    pub in_future: bool,
    /// The day of signing is before the meeting.
    pub before_meeting: bool,
    /// Needs are written, and services proposed or a reason given why none is.
    pub complete: bool,
    /// How many services are proposed.
    pub proposed: usize,
    /// How many the person chose.
    pub chosen: usize,
    /// The signed assessment was given to the person.
    pub given: bool,
    /// The validity of every chosen service is over.
    pub over: bool,
    /// A chosen service is taken up: the way goes on with the provider.
    pub taken: bool,
}

/// Why a move is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// Not in this state.
    WrongState,
    /// The person must be informed orally and in writing (чл. 11, ал. 4 ППЗСУ).
    NotInformed,
    /// Parts of the assessment are missing.
    Incomplete,
    /// The signer is not named in the mayor's order (чл. 10, ал. 4 ППЗСУ).
    NotInOrder,
    /// Nobody signs tomorrow's paper today.
    InFuture,
    /// The assessment is written after the meeting.
    BeforeMeeting,
    /// It must be given to the person first.
    NotGiven,
    /// It was given already.
    GivenAlready,
    /// The validity is not over.
    StillValid,
    /// A provider has the assessment: the placement is given up or ended first.
    TakenUp,
}

impl Refusal {
    /// Key of the words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Refusal::WrongState => "referral-refused-state",
            Refusal::NotInformed => "referral-refused-informed",
            Refusal::Incomplete => "referral-refused-incomplete",
            Refusal::NotInOrder => "referral-refused-order",
            Refusal::InFuture => "referral-refused-future",
            Refusal::BeforeMeeting => "referral-refused-before-meeting",
            Refusal::NotGiven => "referral-refused-not-given",
            Refusal::GivenAlready => "referral-refused-given",
            Refusal::StillValid => "referral-refused-valid",
            Refusal::TakenUp => "referral-refused-taken",
        }
    }
}

/// The state after a move.
///
/// # Errors
/// Why it is not possible.
pub fn next(state: State, step: Move, facts: &Facts) -> Result<State, Refusal> {
    match (state, step) {
        (MeetingPlanning | MeetingSet, Move::Offer) => Ok(MeetingPlanning),
        (MeetingPlanning, Move::Agree) => Ok(MeetingSet),
        (MeetingSet, Move::Missed) => Ok(MeetingPlanning),
        (MeetingSet, Move::Hold) if !(facts.informed_orally && facts.informed_in_writing) => {
            Err(Refusal::NotInformed)
        }
        (MeetingSet, Move::Hold) => Ok(Assessing),
        (MeetingPlanning | MeetingSet | Assessing, Move::Ask) => Ok(state),
        (Assessing, Move::Write) => Ok(Assessing),
        (Assessing, Move::Sign) => sign(facts),
        (PoIssued | ClosedDeclined, Move::Give) if facts.given => Err(Refusal::GivenAlready),
        (PoIssued | ClosedDeclined, Move::Give) => Ok(state),
        (PoIssued | ClosedDeclined, Move::Appeal) if !facts.given => Err(Refusal::NotGiven),
        (PoIssued | ClosedDeclined, Move::Appeal) => Ok(Appealed),
        (Appealed, Move::EndAppeal) if facts.chosen == 0 && facts.proposed > 0 => {
            Ok(ClosedDeclined)
        }
        (Appealed, Move::EndAppeal) => Ok(PoIssued),
        (PoIssued, Move::Pause) => Ok(PoIssued),
        (PoIssued, Move::Expire) if !facts.over => Err(Refusal::StillValid),
        (PoIssued, Move::Expire) => Ok(Expired),
        (PoIssued | Appealed, Move::Annul | Move::Close) if facts.taken => Err(Refusal::TakenUp),
        (PoIssued | Appealed | ClosedDeclined, Move::Annul) => Ok(Assessing),
        (HandOverToDsp, Move::HandOver) => Ok(HandedToDsp),
        (HandOverToMunicipality, Move::HandOver) => Ok(HandedToMunicipality),
        (DirectToProvider, Move::HandOver) => Ok(DirectedToProvider),
        (_, Move::Close) if !state.is_closed() => Ok(Closed),
        _ => Err(Refusal::WrongState),
    }
}

fn sign(facts: &Facts) -> Result<State, Refusal> {
    if !facts.complete {
        return Err(Refusal::Incomplete);
    }
    if facts.in_future {
        return Err(Refusal::InFuture);
    }
    if facts.before_meeting {
        return Err(Refusal::BeforeMeeting);
    }
    if !facts.in_order {
        return Err(Refusal::NotInOrder);
    }
    // Without a proposal there is nothing to decline: the person may appeal (чл. 13, ал. 5 ППЗСУ).
    Ok(if facts.chosen == 0 && facts.proposed > 0 { ClosedDeclined } else { PoIssued })
}
