//! The planning formula of НПСУ: how many users each service is planned for.
//!
//! Invariants: users = Σ value per 1000 × weight × number of people, in exact decimals; a missing
//! count leaves the service without a number and is named, never guessed; the replacement-care
//! criteria are added to the others, as the annex prints them.

mod input;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

pub use input::Count as PopulationCount;

use crate::derivation::Derivation;
use crate::reader::{Reader, RuleNo};
use crate::standards::{LeastServices, Standards};
use crate::{Law, LawError};

/// A criterion: a group of people to be counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Criterion {
    /// Id as a count file names it.
    pub id: String,
    /// The group in words.
    pub title: String,
    /// Whose people are counted: `municipality`, `district` or `country`.
    pub level: String,
    /// Numbers of the services that need it.
    pub services: Vec<u8>,
}

/// One summand of the formula.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeedTerm {
    /// Criterion id.
    pub criterion: String,
    /// The group in words.
    pub title: String,
    /// Value per 1000 people.
    pub per_1000: String,
    /// Relative weight in percent.
    pub weight: u32,
    /// For replacement care, on top of the others.
    pub replacement: bool,
    /// People counted, if known.
    pub count: Option<u64>,
    /// Exact product, if known.
    pub product: Option<String>,
    /// Source of the count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Date of the count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// The number of users in whole people, three ways, because the ordinance does not say which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WholeUsers {
    /// Cut off.
    pub down: String,
    /// Half up.
    pub nearest: String,
    /// Up.
    pub up: String,
}

/// The need of one service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeedService {
    /// Number in the annex, 1..=25.
    pub no: u8,
    /// Name.
    pub name: String,
    /// Exact number of users; none while a count is missing.
    pub users: Option<String>,
    /// The same without replacement care.
    pub without_replacement: Option<String>,
    /// In whole people.
    pub whole: Option<WholeUsers>,
    /// The number to show by the chosen rounding (rule `planning.rounding`).
    pub shown: Option<String>,
    /// The summands.
    pub terms: Vec<NeedTerm>,
    /// Criteria without a count.
    pub missing: Vec<String>,
    /// How many services so many users need by the quality standards, when those set a limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<LeastServices>,
    /// An open question about the printed numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<String>,
}

/// The need of all services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Need {
    /// By number in the annex.
    pub services: Vec<NeedService>,
    /// Criteria without a count, in the order of the annex.
    pub missing: Vec<String>,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rounding {
    Exact,
    Down,
    Nearest,
    Up,
}

#[derive(Debug, Clone)]
struct Factor {
    criterion: String,
    k: Decimal,
    weight: u32,
    replacement: bool,
}

#[derive(Debug, Clone)]
struct Planned {
    no: u8,
    rule: RuleNo,
    factors: Vec<Factor>,
    /// The quality standard of the service.
    standard: String,
}

#[derive(Debug, Clone)]
pub(crate) struct Planning {
    criteria: Vec<Criterion>,
    services: Vec<Planned>,
    per: Decimal,
    rounding: Rounding,
    /// Why АСП may demand that the analysis be calculated anew.
    recalculation: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFactor {
    criterion: String,
    k: String,
    w: u32,
    #[serde(default)]
    rep: bool,
}

impl Planning {
    pub(crate) fn read(reader: &Reader<'_>, standards: &Standards) -> Result<Self, LawError> {
        let mut services = Vec::new();
        let mut users: HashMap<String, Vec<u8>> = HashMap::new();
        for (rule_no, rule) in reader.family("planning.service.") {
            let raw: Vec<RawFactor> = rule.typed()?;
            let no: u8 = rule.key("no")?;
            let mut factors = Vec::new();
            for f in raw {
                let k = Decimal::from_str(&f.k);
                let k = k.map_err(|_| LawError::rules(format!("„{}“: k", rule.id)))?;
                users.entry(f.criterion.clone()).or_default().push(no);
                factors.push(Factor { criterion: f.criterion, k, weight: f.w, replacement: f.rep });
            }
            let standard: String = rule.key("standard")?;
            if !standards.knows(&standard) {
                return Err(LawError::rules(format!("„{}“: стандарт {standard}", rule.id)));
            }
            services.push(Planned { no, rule: rule_no, factors, standard });
        }
        let mut criteria = Vec::new();
        for (_, rule) in reader.family("planning.criterion.") {
            let id = rule.word()?.to_owned();
            let services = users.remove(&id).unwrap_or_default();
            if services.is_empty() {
                return Err(LawError::rules(format!("„{}“: никоя услуга не го ползва", rule.id)));
            }
            let title = rule.title.clone();
            criteria.push(Criterion { id, title, level: rule.key("level")?, services });
        }
        if let Some(id) = users.keys().min() {
            return Err(LawError::rules(format!("няма критерий „{id}“")));
        }
        let rounding = match reader.one("planning.rounding")?.1.word()? {
            "exact" => Rounding::Exact,
            "down" => Rounding::Down,
            "nearest" => Rounding::Nearest,
            "up" => Rounding::Up,
            other => return Err(LawError::rules(format!("planning.rounding: „{other}“"))),
        };
        let per = reader.one("planning.formula")?.1.decimal()?;
        let recalculation = reader.one("planning.recalculation")?.1.words()?;
        Ok(Self { criteria, services, per, rounding, recalculation })
    }

    fn title(&self, id: &str) -> String {
        let found = self.criteria.iter().find(|c| c.id == id);
        found.map(|c| c.title.clone()).unwrap_or_default()
    }
}

fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}

fn whole(users: Decimal) -> WholeUsers {
    let round = |how| plain(users.round_dp_with_strategy(0, how));
    WholeUsers {
        down: round(RoundingStrategy::ToZero),
        nearest: round(RoundingStrategy::MidpointAwayFromZero),
        up: round(RoundingStrategy::AwayFromZero),
    }
}

impl Law {
    /// The criteria that a count file can hold.
    #[must_use]
    pub fn criteria(&self) -> &[Criterion] {
        &self.planning.criteria
    }

    /// A number of users by the rounding that holds here (rule `planning.rounding`), and the code of
    /// that rounding: `exact`, `down`, `nearest`, `up`.
    #[must_use]
    pub fn rounded_users(&self, exact: Decimal) -> (Decimal, &'static str) {
        let round = |how| exact.round_dp_with_strategy(0, how);
        match self.planning.rounding {
            Rounding::Exact => (exact, "exact"),
            Rounding::Down => (round(RoundingStrategy::ToZero), "down"),
            Rounding::Nearest => (round(RoundingStrategy::MidpointAwayFromZero), "nearest"),
            Rounding::Up => (round(RoundingStrategy::AwayFromZero), "up"),
        }
    }

    /// How many services so many users of a point of the annex need by the quality standards, when
    /// those set a limit.
    #[must_use]
    pub fn least_services(&self, no: u8, users: Decimal) -> Option<LeastServices> {
        let planned = self.planning.services.iter().find(|one| one.no == no)?;
        self.standards.least(&planned.standard, users)
    }

    /// Codes of the defects for which АСП may demand that the needs analysis be calculated anew.
    #[must_use]
    pub fn recalculation_grounds(&self) -> &[String] {
        &self.planning.recalculation
    }

    /// The planned number of users of every service.
    ///
    /// # Errors
    /// `BadInput` when a criterion does not exist or is counted twice.
    ///
    /// ```
    /// let counts = law::PopulationCount::read_csv(
    ///     "criterion,count,source,date\n\
    ///      all,150000,НСИ,2026-12-31\nadults,124500,НСИ,2026-12-31\n",
    /// )?;
    /// let need = law::Law::current().need(&counts)?;
    /// assert_eq!(need.services[20].users.as_deref(), Some("7.485"));
    /// assert!(need.missing.contains(&"children".to_owned()));
    /// # Ok::<(), law::LawError>(())
    /// ```
    pub fn need(&self, counts: &[PopulationCount]) -> Result<Need, LawError> {
        let known: BTreeSet<&str> = self.planning.criteria.iter().map(|c| c.id.as_str()).collect();
        let mut by_id: BTreeMap<&str, &PopulationCount> = BTreeMap::new();
        for count in counts {
            if !known.contains(count.criterion.as_str()) {
                return Err(LawError::input(format!("няма критерий „{}“", count.criterion)));
            }
            if by_id.insert(&count.criterion, count).is_some() {
                return Err(LawError::input(format!("„{}“ е даден два пъти", count.criterion)));
            }
        }
        let mut why = Derivation::default();
        let formula = self.book().newest("planning.formula")?;
        why.step_by(formula, format!("{}.", formula.title));
        why.cite(self.book().newest("planning.rounding")?);
        let services: Vec<_> = self.planning.services.iter().map(|s| self.one(s, &by_id)).collect();
        for (planned, service) in self.planning.services.iter().zip(&services) {
            why.cite(&self.book().rules()[planned.rule]);
            why.step(sentence(service));
        }
        let missing = self.planning.criteria.iter().map(|c| c.id.clone());
        let missing = missing.filter(|id| !by_id.contains_key(id.as_str())).collect();
        Ok(Need { services, missing, derivation: why })
    }

    fn one(&self, planned: &Planned, counts: &BTreeMap<&str, &PopulationCount>) -> NeedService {
        let rule = &self.book().rules()[planned.rule];
        let hundred = Decimal::ONE_HUNDRED;
        let (mut users, mut base) = (Decimal::ZERO, Decimal::ZERO);
        let (mut missing, mut terms, mut base_known) = (Vec::new(), Vec::new(), true);
        for factor in &planned.factors {
            let count = counts.get(factor.criterion.as_str());
            let product = count.map(|c| {
                factor.k * Decimal::from(factor.weight) * Decimal::from(c.count)
                    / (self.planning.per * hundred)
            });
            match product {
                Some(product) => {
                    users += product;
                    base += if factor.replacement { Decimal::ZERO } else { product };
                }
                None => {
                    missing.push(factor.criterion.clone());
                    base_known &= factor.replacement;
                }
            }
            terms.push(NeedTerm {
                criterion: factor.criterion.clone(),
                title: self.planning.title(&factor.criterion),
                per_1000: plain(factor.k),
                weight: factor.weight,
                replacement: factor.replacement,
                count: count.map(|c| c.count),
                product: product.map(plain),
                source: count.map(|c| c.source.clone()),
                date: count.map(|c| c.date),
            });
        }
        let known = missing.is_empty();
        let shown = |whole: &WholeUsers| match self.planning.rounding {
            Rounding::Exact => plain(users),
            Rounding::Down => whole.down.clone(),
            Rounding::Nearest => whole.nearest.clone(),
            Rounding::Up => whole.up.clone(),
        };
        let whole = known.then(|| whole(users));
        NeedService {
            no: planned.no,
            name: rule.title.clone(),
            users: known.then(|| plain(users)),
            without_replacement: base_known.then(|| plain(base)),
            shown: whole.as_ref().map(shown),
            least: known.then(|| self.standards.least(&planned.standard, users)).flatten(),
            whole,
            terms,
            missing,
            open: rule.open.clone(),
        }
    }
}

fn sentence(service: &NeedService) -> String {
    match &service.users {
        None => format!(
            "№ {} {}: липсват данни за {}.",
            service.no,
            service.name,
            service.missing.join(", ")
        ),
        Some(users) => {
            let parts: Vec<_> = service.terms.iter().filter_map(|t| t.product.clone()).collect();
            let sum = format!("{} = {users}", parts.join(" + ")).replace('.', ",");
            let sum = format!("№ {} {}: {sum}.", service.no, service.name);
            match &service.least {
                Some(least) if least.below_minimum => {
                    format!("{sum} За една услуга са малко: нужно е споразумение с други общини.")
                }
                Some(least) => format!(
                    "{sum} В една услуга са най-много {}, значи поне {} услуги.",
                    least.max, least.services
                ),
                None => sum,
            }
        }
    }
}
