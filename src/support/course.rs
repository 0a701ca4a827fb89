//! The course of a document: what it is, where it stands, what must be true for a step. Pure.
//!
//! Invariants: nothing is approved while something is missing; what was signed is never changed,
//! only followed by the next version; no information but from the person or with consent
//! (чл. 25–38, 44–50 ППЗСУ; чл. 80, 81 ЗСУ).

use super::content::{Content, Source};

/// What is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Individual assessment (ИОП).
    Assessment,
    /// Support plan (ИПП).
    Plan,
    /// Joint plan of several systems (чл. 44 ППЗСУ).
    Joint,
    /// Report of evaluation (чл. 38 ППЗСУ).
    Evaluation,
}

impl Kind {
    /// All kinds, in the order of life.
    pub const ALL: [Kind; 4] = [Kind::Assessment, Kind::Plan, Kind::Joint, Kind::Evaluation];

    /// As the database keeps it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Kind::Assessment => "assessment",
            Kind::Plan => "plan",
            Kind::Joint => "joint",
            Kind::Evaluation => "evaluation",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Where a version stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// It is being written.
    Draft,
    /// The head of the service approved it.
    Approved,
    /// Team and person signed it.
    Signed,
    /// It was given to the person and sent to who referred.
    Given,
    /// Given up before it was approved.
    Dropped,
}

impl Stage {
    /// All, in the order of life.
    pub const ALL: [Stage; 5] =
        [Stage::Draft, Stage::Approved, Stage::Signed, Stage::Given, Stage::Dropped];

    /// As the database keeps it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::Approved => "approved",
            Stage::Signed => "signed",
            Stage::Given => "given",
            Stage::Dropped => "dropped",
        }
    }

    /// The stage with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// Colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            Stage::Draft => "yellow",
            Stage::Approved => "blue",
            Stage::Signed => "purple",
            Stage::Given => "green",
            Stage::Dropped => "grey",
        }
    }

    /// It holds: people work by it.
    #[must_use]
    pub fn holds(self) -> bool {
        matches!(self, Stage::Signed | Stage::Given)
    }

    /// It is not finished: no other of its kind is begun beside it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Stage::Draft | Stage::Approved)
    }
}

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The head of the service approves.
    Approve,
    /// It goes back to be mended.
    Return,
    /// Team and person sign.
    Sign,
    /// It is given and sent.
    Give,
    /// It is given up.
    Drop,
}

/// The stage after a step; none when it is not possible.
#[must_use]
pub fn next(stage: Stage, step: Move) -> Option<Stage> {
    match (stage, step) {
        (Stage::Draft, Move::Approve) => Some(Stage::Approved),
        (Stage::Draft, Move::Drop) => Some(Stage::Dropped),
        (Stage::Approved, Move::Return) => Some(Stage::Draft),
        (Stage::Approved, Move::Sign) => Some(Stage::Signed),
        (Stage::Signed, Move::Give) => Some(Stage::Given),
        _ => None,
    }
}

/// A part of a document that is written on a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// Who made it, when, by which methods.
    Team,
    /// Where the information comes from.
    Sources,
    /// Needs by area.
    Needs,
    /// The person's view, conclusions, recommendations.
    View,
    /// Goals and actions.
    Goals,
    /// The other items of a plan (чл. 28, ал. 1 ППЗСУ).
    Items,
    /// The plan of health care (чл. 29 ППЗСУ).
    Health,
    /// What replacement care adds (чл. 55, ал. 2 ППЗСУ).
    Replacement,
    /// What a joint plan adds (чл. 47 ППЗСУ).
    Joint,
    /// Which goals were reached.
    Outcomes,
    /// The conclusion of a report.
    Summary,
}

use Section::{
    Goals, Health, Items, Joint, Needs, Outcomes, Replacement, Sources, Summary, Team, View,
};

impl Section {
    const ALL: [Section; 11] =
        [Team, Sources, Needs, View, Goals, Items, Health, Replacement, Joint, Outcomes, Summary];

    /// As addresses write it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Team => "team",
            Sources => "sources",
            Needs => "needs",
            View => "view",
            Goals => "goals",
            Items => "items",
            Health => "health",
            Replacement => "replacement",
            Joint => "joint",
            Outcomes => "outcomes",
            Summary => "summary",
        }
    }

    /// The section with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Section> {
        Section::ALL.into_iter().find(|section| section.code() == code)
    }

    /// Its boxes of text. Whether each must be filled says [`needed`].
    #[must_use]
    pub fn texts(self) -> &'static [&'static str] {
        match self {
            View => &["person_view", "conclusions", "recommendations"],
            Items => &["activities", "family", "leaving", "results", "terms", "other"],
            Health => &[
                "history",
                "prevention",
                "allergies",
                "dental",
                "treatment",
                "immunisation",
                "nutrition",
                "rehabilitation",
                "hygiene",
            ],
            Replacement => &["schedule", "manner", "period", "care_results"],
            Joint => &["joint_results", "joint_evaluation", "joint_update"],
            Summary => &["reached_all", "wish", "proposal"],
            _ => &[],
        }
    }
}

/// What a service asks of its documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Residential care.
    pub residential: bool,
    /// Replacement care.
    pub replacement: bool,
    /// The first assessment: it says whether the service fits.
    pub first: bool,
    /// The person signs alone, so a parent is another source.
    pub alone: bool,
}

/// The sections of a document.
#[must_use]
pub fn sections(kind: Kind, content: &Content, frame: Frame) -> Vec<Section> {
    match kind {
        Kind::Assessment => vec![Team, Sources, Needs, View],
        Kind::Plan => {
            let mut list = vec![Team, Goals, Items];
            if frame.residential || content.health == "yes" {
                list.push(Health);
            }
            if frame.replacement {
                list.push(Replacement);
            }
            list
        }
        Kind::Joint => vec![Team, Goals, Joint],
        Kind::Evaluation => vec![Team, Outcomes, Summary],
    }
}

/// Whether a box of text is asked for.
#[must_use]
pub fn asked(code: &str, frame: Frame) -> bool {
    code != "leaving" || frame.residential
}

/// Whether a box of text must be filled.
#[must_use]
pub fn needed(code: &str, frame: Frame) -> bool {
    asked(code, frame) && !matches!(code, "family" | "other")
}

/// Why a source may not be used (чл. 81, ал. 1 ЗСУ); none when it may.
#[must_use]
pub fn refused_source(source: &Source, frame: Frame) -> Option<&'static str> {
    let has_consent = source.consent_on.is_some() && !source.capacity.is_empty();
    match source.kind.as_str() {
        "person" => None,
        "representative" if !frame.alone || has_consent => None,
        "representative" => Some("support-source-adult"),
        _ if has_consent => None,
        _ => Some("support-source-consent"),
    }
}

/// How many employees make an assessment and a plan (чл. 25, ал. 4 ППЗСУ).
fn team_least(kind: Kind) -> usize {
    if matches!(kind, Kind::Assessment | Kind::Plan) { 2 } else { 1 }
}

/// What is missing before a document may be approved: where, and the key of the words.
#[must_use]
pub fn missing(kind: Kind, content: &Content, frame: Frame) -> Vec<(Section, String)> {
    let mut list = Vec::new();
    let mut lacks = |is: bool, section: Section, key: &str| {
        if is {
            list.push((section, key.to_owned()));
        }
    };
    lacks(content.team.len() < team_least(kind), Team, "support-missing-team");
    lacks(content.ended_on.is_none(), Team, "support-missing-ended");
    if kind == Kind::Assessment {
        lacks(content.begun_on.is_none(), Team, "support-missing-begun");
        lacks(content.methods.is_empty(), Team, "support-missing-methods");
        lacks(content.sources.is_empty(), Sources, "support-missing-sources");
        let refused = content.sources.iter().any(|one| refused_source(one, frame).is_some());
        lacks(refused, Sources, "support-missing-consent");
        let assessed = content.needs.values().any(|need| !need.level.is_empty());
        lacks(!assessed, Needs, "support-missing-needs");
        lacks(frame.first && content.fits.is_empty(), View, "support-missing-fits");
    }
    if matches!(kind, Kind::Plan | Kind::Joint) {
        lacks(content.goals.is_empty(), Goals, "support-missing-goals");
        let without = content.goals.iter().any(|goal| goal.actions.is_empty());
        lacks(without, Goals, "support-missing-actions");
    }
    if kind == Kind::Evaluation {
        let open = content.goals.iter().any(|goal| goal.reached.is_empty());
        lacks(open, Outcomes, "support-missing-reached");
    }
    for section in sections(kind, content, frame) {
        let empty = |code: &&&str| needed(code, frame) && content.text(code).is_empty();
        for code in section.texts().iter().filter(empty) {
            lacks(true, section, &format!("support-text-{code}"));
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_signed_is_not_changed() {
        assert_eq!(next(Stage::Draft, Move::Sign), None);
        assert_eq!(next(Stage::Approved, Move::Return), Some(Stage::Draft));
        for step in [Move::Approve, Move::Return, Move::Sign, Move::Drop] {
            assert_eq!(next(Stage::Signed, step), None);
            assert_eq!(next(Stage::Given, step), None);
        }
    }

    #[test]
    fn others_speak_with_consent_only() {
        let child = Frame::default();
        let adult = Frame { alone: true, ..child };
        let of = |kind: &str| Source { kind: kind.into(), ..Source::default() };
        assert_eq!(refused_source(&of("person"), adult), None);
        assert_eq!(refused_source(&of("representative"), child), None);
        assert_eq!(refused_source(&of("representative"), adult), Some("support-source-adult"));
        assert_eq!(refused_source(&of("other"), child), Some("support-source-consent"));
        let day = "2026-11-24".parse().ok();
        let told = Source { consent_on: day, capacity: "self".into(), ..of("other") };
        assert_eq!(refused_source(&told, adult), None);
    }

    #[test]
    fn a_plan_asks_for_what_its_service_asks() {
        let content = Content::default();
        let list = |frame| sections(Kind::Plan, &content, frame);
        assert_eq!(list(Frame::default()), vec![Team, Goals, Items]);
        let home = Frame { residential: true, replacement: true, ..Frame::default() };
        assert_eq!(list(home), vec![Team, Goals, Items, Health, Replacement]);
        let lacks = |frame| missing(Kind::Plan, &content, frame).len();
        assert_eq!(lacks(home), lacks(Frame::default()) + 1 + 9 + 4);
    }
}
