//! What the law lets happen, written from its table and not from the program: the reference beside
//! which the program is walked (law-zsu, table of states; чл. 10–43 ППЗСУ, чл. 78–81, 102 ЗСУ).

use kit::types::Day;
use law::{Duration, Law, PauseGround, ValidityInput, ValidityPause, ValidityState};

/// Declares the events once: as a type and as a list.
macro_rules! events {
    ($($event:ident,)*) => {
        /// What may happen to a person on the way.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Event {
            $($event,)*
        }

        /// All of them.
        pub const EVENTS: &[Event] = &[$(Event::$event,)*];
    };
}

events! {
    Meet,
    Miss,
    Hold,
    HoldUninformed,
    WantIt,
    WantNothing,
    Sign,
    SignTomorrow,
    Give,
    Hospital,
    AppealPo,
    EndAppealPo,
    Annul,
    HandOver,
    CloseCase,
    Present,
    Offer,
    Accept,
    Decline,
    Lapse,
    StillWaits,
    WaitsNoMore,
    Assess,
    AssessAlone,
    Unfit,
    NotProvided,
    NotProvidedToChild,
    AppealRefusal,
    Upheld,
    Rejected,
    NotAppealed,
    ChooseAgain,
    Contract,
    Report,
    Update,
    Evaluate,
    Prolong,
    Unpaid,
    Paid,
    EndMutual,
    EndExpired,
    EndNoticeToday,
    EndUnpaid,
    GiveUp,
}

use Event::*;

/// What the law never lets happen.
pub const NEVER: [Event; 5] =
    [HoldUninformed, SignTomorrow, AssessAlone, NotProvidedToChild, EndNoticeToday];

/// What leads aside, or out before the end.
pub const ASIDE: [Event; 11] = [
    Miss,
    WantNothing,
    Hospital,
    AppealPo,
    Annul,
    CloseCase,
    WaitsNoMore,
    AppealRefusal,
    Paid,
    EndMutual,
    GiveUp,
];

/// How many places each service has.
pub const PLACES: usize = 2;

/// A person on the way: where the case stands, where the placement stands, and what both hang on.
pub struct Way {
    pub case: &'static str,
    pub placement: Option<&'static str>,
    /// Which of the two services the placement is for.
    pub service: usize,
    /// Which one is proposed in the assessment.
    pub wished: usize,
    wants: Option<bool>,
    given: bool,
    /// The assessment is with a provider.
    taken: bool,
    signed: Option<Day>,
    pauses: Vec<(PauseGround, Day, Option<Day>)>,
    refused_on: Option<Day>,
    answer_by: Option<Day>,
    pub until: Option<Day>,
    unpaid_on: Option<Day>,
}

/// All ways, the two services with their lists, and the day.
pub struct World {
    pub today: Day,
    pub ways: Vec<Way>,
    /// Who waits for each service, in the order of entry.
    pub lines: [Vec<usize>; 2],
    /// Whether the fee of each service goes to the state.
    pub pays_state: [bool; 2],
}

fn last_day(rule: &str, from: Day) -> Day {
    let due = Law::current().deadline(rule).expect("a rule").day(from.0).expect("a term");
    Day(due.date().expect("a day"))
}

impl Way {
    /// A case that was just opened.
    pub fn new(case: &'static str, wished: usize) -> Way {
        Way {
            case,
            placement: None,
            service: wished,
            wished,
            wants: None,
            given: false,
            taken: false,
            signed: None,
            pauses: Vec::new(),
            refused_on: None,
            answer_by: None,
            until: None,
            unpaid_on: None,
        }
    }

    /// The validity of the assessment is over (чл. 16 ППЗСУ).
    fn over(&self, today: Day) -> bool {
        let Some(signed) = self.signed else { return false };
        let pause = |(ground, from, to): &(PauseGround, Day, Option<Day>)| ValidityPause {
            ground: *ground,
            from: from.0,
            to: to.map(|day| day.0),
        };
        let input = ValidityInput {
            signed: signed.0,
            duration: Duration::Long,
            pauses: self.pauses.iter().map(pause).collect(),
            as_of: today.0,
        };
        Law::current().validity(&input).expect("an answer").state == ValidityState::Expired
    }

    fn end_pause(&mut self, ground: PauseGround, today: Day) {
        for pause in self.pauses.iter_mut().filter(|p| p.0 == ground && p.2.is_none()) {
            pause.2 = Some(today);
        }
    }

    fn is_case_closed(&self) -> bool {
        let closed = ["expired", "closed_declined", "handed_to_dsp", "handed_to_municipality"];
        closed.contains(&self.case) || ["directed_to_provider", "closed"].contains(&self.case)
    }
}

impl World {
    /// How many places of a service are used or kept for somebody.
    pub fn holding(&self, service: usize) -> (usize, usize) {
        let of = |list: &[&str]| {
            let mine = self.ways.iter().filter(|way| way.service == service);
            mine.filter(|way| way.placement.is_some_and(|state| list.contains(&state))).count()
        };
        (of(&["in_service", "review", "arrears"]), of(&["at_provider", "offered", "assessed"]))
    }

    fn free(&self, service: usize) -> bool {
        let (taken, reserved) = self.holding(service);
        taken + reserved < PLACES
    }

    /// Where somebody lands who comes to a service now: nobody goes past those who wait.
    fn arrival(&self, service: usize) -> &'static str {
        let free = self.free(service) && self.lines[service].is_empty();
        if free { "at_provider" } else { "waiting" }
    }

    /// The ДСП refers to what the state pays, until that passes to municipalities.
    fn of_dsp(&self, service: usize) -> bool {
        self.pays_state[service] && self.today < super::day("2027-01-01")
    }

    /// Everybody before this one in the list has an offer already.
    fn is_next(&self, index: usize) -> bool {
        let line = &self.lines[self.ways[index].service];
        let mut before = line.iter().take_while(|one| **one != index);
        before.all(|one| self.ways[*one].placement == Some("offered"))
    }

    /// The states of the case after an event of the case; none when the law forbids it.
    fn of_case(&self, way: &Way, event: Event) -> Option<&'static str> {
        let allowed = |may: bool, after: &'static str| may.then_some(after);
        let signed = || if way.wants == Some(false) { "closed_declined" } else { "po_issued" };
        match (way.case, event) {
            ("meeting_planning" | "meeting_set", Meet) => Some("meeting_set"),
            ("meeting_set", Miss) => Some("meeting_planning"),
            ("meeting_set", Hold) => Some("assessing"),
            ("assessing", WantIt | WantNothing) => Some("assessing"),
            ("assessing", Sign) => allowed(way.wants.is_some(), signed()),
            ("po_issued" | "closed_declined", Give) => allowed(!way.given, way.case),
            ("po_issued", Hospital) => Some("po_issued"),
            ("po_issued" | "closed_declined", AppealPo) => allowed(way.given, "appealed"),
            ("appealed", EndAppealPo) => Some(signed()),
            ("po_issued" | "appealed" | "closed_declined", Annul) => {
                allowed(!way.taken, "assessing")
            }
            ("hand_over_to_dsp", HandOver) => Some("handed_to_dsp"),
            ("hand_over_to_municipality", HandOver) => Some("handed_to_municipality"),
            ("direct_to_provider", HandOver) => Some("directed_to_provider"),
            (_, CloseCase) => allowed(!way.is_case_closed() && !way.taken, "closed"),
            _ => None,
        }
    }

    /// The same for the placement.
    fn of_placement(&self, index: usize, event: Event) -> Option<&'static str> {
        let (way, today) = (&self.ways[index], self.today);
        let allowed = |may: bool, after: &'static str| may.then_some(after);
        if event == Present {
            let open = way.case == "po_issued" && way.given && way.wants == Some(true);
            return allowed(open && !way.taken && !way.over(today), self.arrival(way.wished));
        }
        let passed = |day: Option<Day>| day.is_some_and(|day| day < today);
        match (way.placement?, event) {
            ("waiting", Offer) => allowed(self.free(way.service) && self.is_next(index), "offered"),
            ("offered", Accept) => allowed(!passed(way.answer_by), "at_provider"),
            ("offered", Decline) => Some("waiting"),
            ("offered", Lapse) => allowed(passed(way.answer_by), "waiting"),
            ("waiting", StillWaits) => Some("waiting"),
            ("waiting", WaitsNoMore) => Some("closed"),
            ("at_provider", Assess) => Some("assessed"),
            ("at_provider", Unfit) => Some("refused"),
            ("at_provider", NotProvided) => Some("choice_again"),
            ("refused", AppealRefusal) => Some("appealed"),
            ("appealed", Upheld) => Some(self.arrival(way.service)),
            ("appealed", Rejected) => Some("choice_again"),
            ("refused", NotAppealed) => {
                let by = way.refused_on.map(|on| last_day("D11", on));
                allowed(passed(by), "choice_again")
            }
            ("choice_again", ChooseAgain) => {
                let other = 1 - way.service;
                allowed(!self.of_dsp(other), self.arrival(other))
            }
            ("assessed", Contract) => Some("in_service"),
            // The form of an assessment brings a plan in use up to date.
            ("in_service", Report | Update | Assess | Unfit) => Some("in_service"),
            ("in_service", Evaluate) => Some("review"),
            ("review", Prolong) => Some("in_service"),
            ("in_service" | "review", Unpaid) => allowed(self.pays_state[way.service], "arrears"),
            ("arrears", Paid) => Some("in_service"),
            ("in_service" | "review" | "arrears", EndMutual) => Some("ended"),
            ("in_service" | "review" | "arrears", EndExpired) => {
                allowed(way.until.is_some_and(|until| until <= today), "ended")
            }
            ("arrears", EndUnpaid) => {
                let by = way.unpaid_on.map(|on| last_day("D24", on));
                allowed(passed(by), "ended")
            }
            ("ended" | "closed" | "in_service" | "review" | "arrears", GiveUp) => None,
            (_, GiveUp) => Some("closed"),
            _ => None,
        }
    }

    /// Where case and placement stand after an event; none when the law forbids it.
    pub fn after(
        &self,
        index: usize,
        event: Event,
    ) -> Option<(&'static str, Option<&'static str>)> {
        let way = &self.ways[index];
        if NEVER.contains(&event) {
            return None;
        }
        if event < Present {
            return self.of_case(way, event).map(|case| (case, way.placement));
        }
        self.of_placement(index, event).map(|placement| (way.case, Some(placement)))
    }

    /// Writes down that it happened.
    pub fn happened(&mut self, index: usize, event: Event) {
        let (case, placement) = self.after(index, event).expect("it may happen");
        let today = self.today;
        let waited = self.waits(index);
        let way = &mut self.ways[index];
        way.case = case;
        match event {
            WantIt => way.wants = Some(true),
            WantNothing => way.wants = Some(false),
            Sign => way.signed = Some(today),
            Give => way.given = true,
            Hospital => way.pauses.push((PauseGround::Hospital, today, Some(today))),
            AppealPo => way.pauses.push((PauseGround::Appeal, today, None)),
            EndAppealPo => way.end_pause(PauseGround::Appeal, today),
            Annul => (way.given, way.signed, way.pauses) = (false, None, Vec::new()),
            Present => way.service = way.wished,
            ChooseAgain => way.service = 1 - way.service,
            Offer => way.answer_by = Some(last_day("W02", today)),
            Unfit if placement == Some("refused") => way.refused_on = Some(today),
            Contract | Prolong => way.until = Some(today.plus(60)),
            Unpaid => way.unpaid_on = Some(today),
            _ => {}
        }
        if event < Present {
            return;
        }
        way.placement = placement;
        way.taken = placement != Some("closed");
        self.lined_up(index, (waited, event));
    }

    fn waits(&self, index: usize) -> bool {
        matches!(self.ways[index].placement, Some("waiting" | "offered"))
    }

    /// The list of the service, and the clock that stands still while one is on it.
    fn lined_up(&mut self, index: usize, (waited, event): (bool, Event)) {
        let (today, waits) = (self.today, self.waits(index));
        let came = matches!(event, Present | ChooseAgain | Upheld);
        if waited && !waits {
            self.lines.iter_mut().for_each(|line| line.retain(|one| *one != index));
            self.ways[index].end_pause(PauseGround::Waiting, today);
        }
        if waits && came {
            self.lines[self.ways[index].service].push(index);
            self.ways[index].pauses.push((PauseGround::Waiting, today, None));
        }
    }

    /// What the night closes: assessments that were given and are no longer valid.
    pub fn night(&mut self) {
        let today = self.today;
        let open = self.ways.iter_mut().filter(|way| way.case == "po_issued");
        let unused = open.filter(|way| way.given && way.wants == Some(true) && !way.taken);
        for way in unused.filter(|way| way.over(today)) {
            way.case = "expired";
        }
    }
}
