//! The formula of the annex to чл. 36 НПСУ: the most users of a service are the sum, over its criteria,
//! of value per thousand × weight × people. Exact decimals, no database: also used where figures are
//! assumed and not known.

use law::Law;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::str::FromStr;
use std::sync::LazyLock;

/// Per thousand people and per hundred of weight: the fifth place after the point.
const PLACES: u32 = 5;

/// A criterion of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetTerm {
    /// The group that is counted: a code of the figures.
    pub group: String,
    /// Users per thousand people of the group (К).
    pub per_1000: Decimal,
    /// Relative weight in percent (ОТК).
    pub weight: Decimal,
    /// For replacement care, on top of the others.
    pub is_replacement: bool,
}

/// A service of the annex with its criteria.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// The point of the annex, 1 to 25.
    pub no: u8,
    /// The service in words.
    pub title: String,
    /// By which articles.
    pub article: String,
    /// Whose people are counted: `municipality`, `district`, `country`.
    pub level: String,
    /// An open question about the printed numbers; empty when there is none.
    pub warning: String,
    /// Its criteria in the order of the annex.
    pub terms: Vec<SetTerm>,
    /// The access of services that count for it where nobody said otherwise; empty when that has to be
    /// said.
    pub access: String,
    /// Their kind by чл. 15 ЗСУ; any when there is none.
    pub kind: Option<u8>,
}

impl Set {
    /// The weights of all its criteria together, in percent.
    #[must_use]
    pub fn weights(&self) -> Decimal {
        self.terms.iter().map(|term| term.weight).sum()
    }
}

/// A criterion with its people and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worked {
    /// The group that is counted.
    pub group: String,
    /// Users per thousand.
    pub per_1000: Decimal,
    /// Weight in percent.
    pub weight: Decimal,
    /// For replacement care.
    pub is_replacement: bool,
    /// How many people; none where nobody knows.
    pub people: Option<Decimal>,
    /// The product; none where the people are not known.
    pub amount: Option<Decimal>,
}

/// The sum of a service, term by term; none where the people of a group are not known.
#[must_use]
pub fn sum(set: &Set, people: &dyn Fn(&str) -> Option<Decimal>) -> (Vec<Worked>, Option<Decimal>) {
    let shift = Decimal::new(1, PLACES);
    let worked = |term: &SetTerm| {
        let people = people(&term.group);
        let amount =
            people.map(|people| (term.per_1000 * term.weight * people * shift).normalize());
        Worked {
            group: term.group.clone(),
            per_1000: term.per_1000,
            weight: term.weight,
            is_replacement: term.is_replacement,
            people,
            amount,
        }
    };
    let terms: Vec<Worked> = set.terms.iter().map(worked).collect();
    let total: Option<Decimal> = terms.iter().map(|term| term.amount).sum();
    (terms, total.map(|total| total.normalize()))
}

/// The sum without replacement care; none where the people of a group are not known.
#[must_use]
pub fn base(terms: &[Worked]) -> Option<Decimal> {
    let own = terms.iter().filter(|term| !term.is_replacement);
    own.map(|term| term.amount).sum::<Option<Decimal>>().map(|sum| sum.normalize())
}

#[derive(Deserialize)]
struct File {
    funding: Vec<String>,
    groups: HashMap<String, String>,
    set: Vec<OfFile>,
}

#[derive(Deserialize)]
struct OfFile {
    no: u8,
    article: String,
    #[serde(default)]
    access: String,
    kind: Option<u8>,
}

/// Everything that is read of the file and of the law.
struct Read {
    sets: Vec<Set>,
    funding: Vec<String>,
}

static READ: LazyLock<Read> = LazyLock::new(|| match read(Law::current()) {
    Ok(read) => read,
    Err(why) => {
        // A defect of the build, which a test finds; the pages then show no service at all.
        tracing::error!(%why, "the points of the annex cannot be read");
        Read { sets: Vec::new(), funding: Vec::new() }
    }
});

/// The services of the annex, in its order: numbers by the law, groups by `sets.toml`.
#[must_use]
pub fn sets() -> &'static [Set] {
    &READ.sets
}

/// Who pays for services that count where nobody said otherwise.
#[must_use]
pub fn funding() -> &'static [String] {
    &READ.funding
}

/// A service of the annex.
#[must_use]
pub fn set(no: u8) -> Option<&'static Set> {
    sets().iter().find(|set| set.no == no)
}

fn read(law: &Law) -> Result<Read, String> {
    let file: File = toml::from_str(include_str!("sets.toml")).map_err(|e| e.to_string())?;
    let need = law.need(&[]).map_err(|e| e.to_string())?;
    let levels: BTreeMap<&str, &str> =
        law.criteria().iter().map(|one| (one.id.as_str(), one.level.as_str())).collect();
    let decimal = |text: &str| Decimal::from_str(text).map_err(|e| format!("{text}: {e}"));
    let mut sets = Vec::new();
    for of in file.set {
        let known = need.services.iter().find(|one| one.no == of.no);
        let known = known.ok_or_else(|| format!("the law has no point {}", of.no))?;
        let mut terms = Vec::new();
        let mut level = "";
        for term in &known.terms {
            level = levels.get(term.criterion.as_str()).copied().unwrap_or_default();
            let bare = term.criterion.strip_prefix(&format!("{level}-"));
            let bare = bare.unwrap_or(&term.criterion);
            let group = file.groups.get(bare).ok_or_else(|| format!("no group for {bare}"))?;
            terms.push(SetTerm {
                group: group.clone(),
                per_1000: decimal(&term.per_1000)?,
                weight: Decimal::from(term.weight),
                is_replacement: term.replacement,
            });
        }
        sets.push(Set {
            no: of.no,
            title: known.name.clone(),
            article: of.article,
            level: level.to_owned(),
            warning: known.open.clone().unwrap_or_default(),
            terms,
            access: of.access,
            kind: of.kind,
        });
    }
    Ok(Read { sets, funding: file.funding })
}
