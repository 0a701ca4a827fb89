//! The groups that are counted: those of the program, ages by sex, and own ones of the municipality.

use super::store::figure_group::{Column, Entity, Model};
use kit::search::plain;
use kit::store::{StoreError, Tx};
use sea_orm::QueryOrder;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use ui::Lang;

/// Bands of five years; the last one has no upper end.
pub const BANDS: u8 = 18;
/// Years of a band.
const YEARS: u8 = 5;

/// A group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Group {
    /// Its code.
    pub code: String,
    /// In words.
    pub bg: String,
    /// As above.
    pub en: String,
    /// The larger group of which it is a part, or empty.
    pub within: String,
    /// The groups that together make it whole.
    pub parts: Vec<String>,
    /// What it is called in tables of others, in plain letters.
    pub also: Vec<String>,
}

impl Group {
    /// In words.
    #[must_use]
    pub fn title(&self, lang: Lang) -> &str {
        if lang == Lang::En && !self.en.is_empty() { &self.en } else { &self.bg }
    }
}

/// All groups by their code.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    groups: BTreeMap<String, Group>,
    /// Codes in the order in which they are shown.
    order: Vec<String>,
}

#[derive(Deserialize)]
struct Proposed {
    group: Vec<Group>,
}

static PROPOSED: LazyLock<Result<Vec<Group>, String>> = LazyLock::new(|| {
    let read: Result<Proposed, _> = toml::from_str(include_str!("groups.toml"));
    read.map(|all| all.group).map_err(|e| format!("figures: {e}"))
});

/// The code of an age and sex.
#[must_use]
pub fn age_code(band: u8, is_female: bool) -> String {
    let sex = if is_female { 'f' } else { 'm' };
    let first = band * YEARS;
    if band + 1 < BANDS {
        format!("age-{first:02}-{:02}-{sex}", first + YEARS - 1)
    } else {
        format!("age-{first:02}-{sex}")
    }
}

/// The band and sex of a code of an age.
#[must_use]
pub fn age_of(code: &str) -> Option<(u8, bool)> {
    let mut parts = code.strip_prefix("age-")?.split('-');
    let first: u8 = parts.next()?.parse().ok()?;
    let is_female = code.ends_with("-f");
    let band = first / YEARS;
    let is_right = first.is_multiple_of(YEARS) && band < BANDS && age_code(band, is_female) == code;
    is_right.then_some((band, is_female))
}

fn age(band: u8, is_female: bool) -> Group {
    let (sex, people) = if is_female { ("жени", "women") } else { ("мъже", "men") };
    let first = band * YEARS;
    let last = first + YEARS - 1;
    let (bg, en) = if band + 1 < BANDS {
        (format!("{sex} на {first}–{last} години"), format!("{people} aged {first}–{last}"))
    } else {
        (format!("{sex} на {first} и повече години"), format!("{people} aged {first} and over"))
    };
    let also = vec![format!("{sex} {first} {last}"), format!("{sex} {first}")];
    Group {
        code: age_code(band, is_female),
        bg,
        en,
        within: "all".to_owned(),
        also,
        ..Group::default()
    }
}

impl Catalogue {
    /// The groups of the program.
    ///
    /// # Errors
    /// When their file is not as expected, which a test would find.
    pub fn proposed() -> Result<Catalogue, StoreError> {
        let mut all = Catalogue::default();
        for group in PROPOSED.clone().map_err(StoreError::Other)? {
            all.put(group);
        }
        for band in 0..BANDS {
            all.put(age(band, true));
            all.put(age(band, false));
        }
        Ok(all)
    }

    fn put(&mut self, group: Group) {
        self.order.push(group.code.clone());
        self.groups.insert(group.code.clone(), group);
    }

    /// With the own groups of a municipality.
    #[must_use]
    pub fn with(mut self, own: &[Model]) -> Catalogue {
        for row in own {
            self.put(Group {
                code: row.code.clone(),
                bg: row.bg.clone(),
                en: row.en.clone(),
                within: row.part_of.clone(),
                ..Group::default()
            });
        }
        self
    }

    /// All groups in their order.
    pub fn all(&self) -> impl Iterator<Item = &Group> {
        self.order.iter().filter_map(|code| self.groups.get(code))
    }

    /// A group by its code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Group> {
        self.groups.get(code)
    }

    /// A group in words; the code where nobody knows it.
    #[must_use]
    pub fn title(&self, code: &str, lang: Lang) -> String {
        self.get(code).map_or(code, |group| group.title(lang)).to_owned()
    }

    /// The group that a text means: its code, its words, or what others call it.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<&Group> {
        if let Some(group) = self.get(text.trim()) {
            return Some(group);
        }
        let sought = plain(text);
        let is_it = |group: &&Group| {
            plain(&group.bg) == sought
                || plain(&group.en) == sought
                || group.also.iter().any(|name| plain(name) == sought)
        };
        if sought.is_empty() { None } else { self.all().find(is_it) }
    }

    /// The codes of the groups whose words hold what is sought, in plain letters.
    #[must_use]
    pub fn holding(&self, sought: &str) -> Vec<String> {
        let holds =
            |group: &&Group| plain(&group.bg).contains(sought) || plain(&group.en).contains(sought);
        self.all().filter(holds).map(|group| group.code.clone()).collect()
    }
}

/// The own groups of the municipality, by code.
///
/// # Errors
/// When the database does not answer.
pub async fn own(tx: &Tx) -> Result<Vec<Model>, StoreError> {
    Ok(tx.find::<Entity>().order_by_asc(Column::Code).all(tx.conn()).await?)
}

/// The catalogue of the municipality.
///
/// # Errors
/// When the database does not answer.
pub async fn catalogue(tx: &Tx) -> Result<Catalogue, StoreError> {
    Ok(Catalogue::proposed()?.with(&own(tx).await?))
}
