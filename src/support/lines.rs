//! What is written in a document, part by part, in words: for its page, its paper, the comparison of
//! two versions and what two people typed at once.

use super::areas::{Area, words};
use super::content::{Action, Content, Goal, Source};
use super::course::{Frame, Kind, Section, asked, sections};
use kit::types::Day;
use kit::web::Compared;
use std::collections::BTreeMap;
use ui::Lang;
use ui::text::{text, text_args};

/// A part of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Where it is changed.
    pub section: Option<Section>,
    /// Which of several, from 0.
    pub item: Option<usize>,
    /// Its title.
    pub title: String,
    /// Name and value.
    pub rows: Vec<(String, String)>,
    /// Names of columns.
    pub heads: Vec<String>,
    /// Rows under them.
    pub table: Vec<Vec<String>>,
}

/// The words of a document in a language.
pub struct Words<'a> {
    /// The language.
    pub lang: Lang,
    /// What is made.
    pub kind: Kind,
    /// What the service asks for.
    pub frame: Frame,
    /// Areas of need.
    pub areas: &'a [Area],
}

fn day(day: Option<Day>) -> String {
    day.map(Day::bg).unwrap_or_default()
}

impl Words<'_> {
    fn t(&self, key: &str) -> String {
        text(self.lang, key).into_owned()
    }

    fn code(&self, prefix: &str, code: &str) -> String {
        if code.is_empty() { String::new() } else { self.t(&format!("{prefix}-{code}")) }
    }

    /// All parts, in the order of the document.
    #[must_use]
    pub fn parts(&self, content: &Content) -> Vec<Part> {
        let mut list = Vec::new();
        for section in sections(self.kind, content, self.frame) {
            match section {
                Section::Sources => list.push(self.sources(content)),
                Section::Needs => list.push(self.needs(content)),
                Section::Goals => list.extend(self.goals(content)),
                Section::Outcomes => list.push(self.outcomes(content)),
                _ => list.push(self.said(section, content)),
            }
        }
        list
    }

    fn part(&self, section: Section) -> Part {
        let title = self.t(&format!("support-section-{}", section.code()));
        Part { section: Some(section), title, ..Part::default() }
    }

    fn said(&self, section: Section, content: &Content) -> Part {
        let mut part = self.part(section);
        let mut say = |key: &str, value: String| {
            if !value.is_empty() {
                part.rows.push((self.t(key), value));
            }
        };
        if section == Section::Team {
            say("support-reason", content.reason.clone());
            say("support-team", content.team_lines().join("\n"));
            say("support-begun-on", day(content.begun_on));
            say(&format!("support-ended-on-{}", self.kind.code()), day(content.ended_on));
            let methods = content.methods.iter().map(|code| self.code("support-method", code));
            say("support-methods", methods.collect::<Vec<_>>().join(", "));
            let longer = [self.code("support-longer", &content.longer), content.longer_why.clone()];
            say("support-longer", longer.join("\n").trim().to_owned());
            say("support-signer", content.signer.clone());
        }
        for code in section.texts().iter().filter(|code| asked(code, self.frame)) {
            say(&format!("support-text-{code}"), content.text(code).to_owned());
        }
        if section == Section::Items {
            say("support-health", self.code("support-yes", &content.health));
            say("support-joint", self.code("support-yes", &content.joint));
        }
        if section == Section::View && self.frame.first {
            say("support-fits", self.code("support-fits", &content.fits));
        }
        part
    }

    fn sources(&self, content: &Content) -> Part {
        let heads = ["support-source", "support-source-about", "support-source-consented"];
        let row = |one: &Source| {
            let kind = self.code("support-source", &one.kind);
            let who = if one.name.is_empty() { kind } else { format!("{}, {kind}", one.name) };
            vec![who, one.about.clone(), self.consented(one)]
        };
        Part {
            heads: heads.map(|key| self.t(key)).to_vec(),
            table: content.sources.iter().map(row).collect(),
            ..self.part(Section::Sources)
        }
    }

    /// The consent to a source, in words.
    fn consented(&self, one: &Source) -> String {
        let Some(on) = one.consent_on else { return String::new() };
        let capacity = self.code("consent-capacity", &one.capacity);
        let by = if one.consent_by.is_empty() { &capacity } else { &one.consent_by };
        let args = [("day", on.bg()), ("by", by.clone())];
        text_args(self.lang, "support-consent-of", &args).into_owned()
    }

    fn needs(&self, content: &Content) -> Part {
        let heads =
            ["support-area", "support-need-level", "support-need-strength", "support-need-need"];
        let known = self.areas.iter().filter_map(|area| {
            let need = content.needs.get(&area.code).filter(|need| !need.is_empty())?;
            let level = self.code("support-level", &need.level);
            let name = area.words(self.lang).to_owned();
            Some(vec![name, level, need.strength.clone(), need.need.clone()])
        });
        Part {
            table: known.collect(),
            heads: heads.map(|key| self.t(key)).to_vec(),
            ..self.part(Section::Needs)
        }
    }

    fn goals(&self, content: &Content) -> Vec<Part> {
        if content.goals.is_empty() {
            return vec![self.part(Section::Goals)];
        }
        content.goals.iter().enumerate().map(|(n, goal)| self.goal(n, goal)).collect()
    }

    fn goal(&self, n: usize, goal: &Goal) -> Part {
        let heads = self.action_heads();
        let row = |one: &Action| {
            vec![one.what.clone(), one.who.clone(), one.often.clone(), day(one.until)]
        };
        let args = [("number", (n + 1).to_string()), ("aim", goal.aim.clone())];
        let title = text_args(self.lang, "support-goal-of", &args).into_owned();
        let area = words(self.areas, &goal.area, self.lang);
        let rows = [("support-area", area), ("support-goal-result", goal.result.clone())];
        let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
        Part {
            item: Some(n),
            title,
            rows: rows.map(|(key, value)| (self.t(key), value)).collect(),
            heads,
            table: goal.actions.iter().map(row).collect(),
            ..self.part(Section::Goals)
        }
    }

    /// Names of the columns of actions.
    #[must_use]
    pub fn action_heads(&self) -> Vec<String> {
        let who =
            if self.kind == Kind::Joint { "support-action-body" } else { "support-action-who" };
        let keys = ["support-action-what", who, "support-action-often", "support-action-until"];
        keys.map(|key| self.t(key)).to_vec()
    }

    fn outcomes(&self, content: &Content) -> Part {
        let heads =
            ["support-goal", "support-goal-result", "support-reached", "support-reached-why"];
        let row = |goal: &Goal| {
            let reached = self.code("support-reached", &goal.reached);
            vec![goal.aim.clone(), goal.result.clone(), reached, goal.reached_why.clone()]
        };
        Part {
            heads: heads.map(|key| self.t(key)).to_vec(),
            table: content.goals.iter().map(row).collect(),
            ..self.part(Section::Outcomes)
        }
    }

    /// All that is written, as pairs of a full name and a value.
    #[must_use]
    pub fn flat(&self, content: &Content) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for part in self.parts(content) {
            // The number names a goal, so that other words of its aim are a change of it.
            let title = match (part.section, part.item) {
                (Some(Section::Goals), Some(n)) => {
                    let name = format!("{} {}", self.t("support-goal"), n + 1);
                    all.push((name.clone(), content.goals[n].aim.clone()));
                    name
                }
                _ => part.title,
            };
            all.extend(
                part.rows.into_iter().map(|(name, value)| (format!("{title}: {name}"), value)),
            );
            for row in part.table {
                let (first, rest) = row.split_first().map_or(("", &[][..]), |(a, b)| (a, b));
                let rest: Vec<_> = rest.iter().filter(|text| !text.is_empty()).cloned().collect();
                all.push((format!("{title}: {first}"), rest.join("; ")));
            }
        }
        all
    }

    /// What differs between two contents: name, old, new; with what is the same when asked for.
    #[must_use]
    pub fn compared(&self, (old, new): (&Content, &Content)) -> Vec<(String, String, String)> {
        let gathered = |content: &Content| {
            let mut map: BTreeMap<String, String> = BTreeMap::new();
            let mut order = Vec::new();
            for (name, value) in self.flat(content) {
                order.push(name.clone());
                let place = map.entry(name).or_default();
                *place = if place.is_empty() { value } else { format!("{place}\n{value}") };
            }
            (order, map)
        };
        let (mut order, olds) = gathered(old);
        let (later, news) = gathered(new);
        order.extend(later);
        let mut seen = std::collections::BTreeSet::new();
        order.retain(|name| seen.insert(name.clone()));
        let of = |map: &BTreeMap<String, String>, name: &str| map.get(name).cloned();
        let line = |name: String| {
            // An action without further words is there or it is not.
            let here = |value: Option<String>| match value {
                Some(text) if text.is_empty() => self.t("support-there"),
                Some(text) => text,
                None => String::new(),
            };
            let (old, new) = (here(of(&olds, &name)), here(of(&news, &name)));
            (name, old, new)
        };
        order.into_iter().map(line).collect()
    }

    /// What one person typed beside what another saved meanwhile.
    #[must_use]
    pub fn conflict(&self, mine: &Content, theirs: &Content) -> Vec<Compared> {
        let lines = self.compared((theirs, mine)).into_iter();
        let differ = lines.filter(|(_, theirs, mine)| theirs != mine);
        differ.map(|(label, theirs, mine)| Compared { label, mine, theirs }).collect()
    }
}
