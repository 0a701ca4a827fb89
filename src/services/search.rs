//! Finding services: by words in either script, by what they are, for whom, where, how they stand.
//! The database compares folded text; a word that nothing holds is sought again with slips of the
//! hand allowed.

use super::ServiceId;
use super::store::{provider, service};
use super::words;
use kit::search::{fold, slips_between};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Form;
use sea_orm::sea_query::{Expr, ExprTrait, Func, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, Order, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::HashMap;

/// The filters as an address keeps them.
pub const FILTERS: [&str; 11] = [
    "q", "kind", "access", "funding", "level", "place", "age", "group", "state", "provider",
    "stale",
];

/// What is sought in the directory. What is empty does not limit.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// Words of the names, the users, the address or the provider, folded.
    pub text: String,
    /// Item of чл. 15.
    pub kind: String,
    /// Access.
    pub access: String,
    /// Whose money.
    pub funding: String,
    /// Level.
    pub level: String,
    /// EKATTE code of the settlement.
    pub place: String,
    /// Age of the users.
    pub age: String,
    /// Group of the users.
    pub group: String,
    /// How they stand; `working` leaves out the closed ones.
    pub state: String,
    /// The provider.
    pub provider: String,
    /// Only those that nobody has assured since this day.
    pub before: Option<Day>,
    /// `name`, `capacity`, `assured`, or by kind.
    pub order: String,
}

impl Sought {
    /// What a query asks for; `stale` is the day before which an assurance is old.
    pub fn of(form: &Form, stale: Day) -> Sought {
        let text = |name: &str| form.get(name).to_owned();
        Sought {
            text: fold(form.get("q")),
            kind: text("kind"),
            access: text("access"),
            funding: text("funding"),
            level: text("level"),
            place: text("place"),
            age: text("age"),
            group: text("group"),
            state: text("state"),
            provider: text("provider"),
            before: (form.get("stale") == "yes").then_some(stale),
            order: text("sort"),
        }
    }

    fn limits(&self) -> Condition {
        use service::Column;
        let same =
            |column: Column, value: &str| (!value.is_empty()).then(|| column.eq(value.to_owned()));
        // A code of a list with commas: no code is the end of another but for `adults_…`.
        let holds = |column: Column, all: &[(&str, &str)], value: &str| {
            all.iter().any(|(code, _)| *code == value).then(|| {
                let list = Expr::val(",").binary(
                    sea_orm::sea_query::BinOper::Custom("||"),
                    Expr::col((service::Entity, column)),
                );
                let list = list.binary(sea_orm::sea_query::BinOper::Custom("||"), ",");
                list.like(format!("%,{value},%"))
            })
        };
        let kind = self.kind.parse::<i32>().ok().map(|kind| {
            Condition::any().add(Column::Kind.eq(kind)).add_option(holds(
                Column::AlsoKinds,
                &words::KINDS,
                &self.kind,
            ))
        });
        let state = match self.state.as_str() {
            "" => None,
            "working" => Some(Column::State.ne("closed")),
            other => Some(Column::State.eq(other)),
        };
        let old = self.before.map(|day| {
            Condition::any().add(Column::AssuredOn.is_null()).add(Column::AssuredOn.lt(day))
        });
        let provider = (!self.provider.is_empty())
            .then(|| Column::ProviderId.eq(self.provider.parse().unwrap_or(super::ProviderId(0))));
        Condition::all()
            .add_option(kind)
            .add_option(same(Column::Access, &self.access))
            .add_option(same(Column::Funding, &self.funding))
            .add_option(same(Column::Level, &self.level))
            .add_option(same(Column::Ekatte, &self.place))
            .add_option(holds(Column::Ages, &words::AGES, &self.age))
            .add_option(holds(Column::NeedGroups, &words::GROUPS, &self.group))
            .add_option(state)
            .add_option(old)
            .add_option(provider)
    }

    fn ordered(&self, found: Select<service::Entity>) -> Select<service::Entity> {
        use service::Column;
        let or = |column: Column, other: SimpleExpr| -> SimpleExpr {
            Func::coalesce([Expr::col((service::Entity, column)), other]).into()
        };
        // What is closed stands at the end.
        let closed: SimpleExpr =
            Expr::case(Column::State.eq("closed"), Expr::val(1)).finally(Expr::val(0)).into();
        let found = found.order_by(closed, Order::Asc);
        let found = match self.order.as_str() {
            "name" => found,
            "capacity" => found.order_by(or(Column::Capacity, Expr::val(-1)), Order::Desc),
            "assured" => found.order_by(or(Column::AssuredOn, Expr::val("")), Order::Asc),
            _ => found.order_by_asc(Column::Kind),
        };
        found.order_by_asc(Column::Sorted).order_by_asc(Column::Id)
    }
}

/// The services that fit, in order. Two queries, a third when a word was mistyped.
///
/// # Errors
/// When the database does not answer.
pub async fn sought(tx: &Tx, sought: &Sought) -> Result<Vec<ServiceId>, StoreError> {
    let words: Vec<&str> = sought.text.split(' ').filter(|word| !word.is_empty()).collect();
    let limited = sought.ordered(tx.find::<service::Entity>().filter(sought.limits()));
    if words.is_empty() {
        return ids(tx, limited).await;
    }
    let providers: Vec<(super::ProviderId, String)> = tx
        .find::<provider::Entity>()
        .select_only()
        .columns([provider::Column::Id, provider::Column::Folded])
        .into_tuple()
        .all(tx.conn())
        .await?;
    let exact = words.iter().fold(Condition::all(), |all, word| {
        let named = providers.iter().filter(|(_, name)| name.contains(word)).map(|(id, _)| *id);
        let named: Vec<_> = named.collect();
        let by_provider = (!named.is_empty()).then(|| service::Column::ProviderId.is_in(named));
        let held = service::Column::Search.contains(*word);
        all.add(Condition::any().add(held).add_option(by_provider))
    });
    let found = ids(tx, limited.clone().filter(exact)).await?;
    if !found.is_empty() {
        return Ok(found);
    }
    let names: HashMap<_, _> = providers.into_iter().collect();
    misspelt(tx, limited, (&words, &names)).await
}

async fn ids(tx: &Tx, found: Select<service::Entity>) -> Result<Vec<ServiceId>, StoreError> {
    let found = found.select_only().column(service::Column::Id).into_tuple();
    Ok(found.all(tx.conn()).await?)
}

/// Those that hold each word with a slip or two, the fewest slips first.
async fn misspelt(
    tx: &Tx,
    limited: Select<service::Entity>,
    (words, providers): (&[&str], &HashMap<super::ProviderId, String>),
) -> Result<Vec<ServiceId>, StoreError> {
    use service::Column;
    let rows: Vec<(ServiceId, super::ProviderId, String)> = limited
        .select_only()
        .columns([Column::Id, Column::ProviderId, Column::Search])
        .into_tuple()
        .all(tx.conn())
        .await?;
    // Words come again in many rows: each is compared once.
    let mut known: Vec<HashMap<&str, Option<usize>>> = vec![HashMap::new(); words.len()];
    let mut found: Vec<(usize, ServiceId)> = Vec::new();
    for (id, provider, text) in &rows {
        let provider = providers.get(provider).map_or("", String::as_str);
        let mut slips = 0;
        let fits = words.iter().zip(&mut known).all(|(word, known)| {
            let each = text.split(' ').chain(provider.split(' '));
            let best = each
                .filter_map(|other| *known.entry(other).or_insert_with(|| slips_of(word, other)));
            best.min().is_some_and(|best| {
                slips += best;
                true
            })
        });
        if fits {
            found.push((slips, *id));
        }
    }
    found.sort_by_key(|(slips, _)| *slips);
    Ok(found.into_iter().map(|(_, id)| id).collect())
}

/// Slips of the hand between a typed word and another or its beginning; none when it is too far.
fn slips_of(word: &str, other: &str) -> Option<usize> {
    let letters = word.chars().count();
    let allowed = match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    if other.chars().count() + allowed < letters {
        return None;
    }
    let begins = |length: usize| other.chars().take(length).collect::<String>();
    let lengths = [letters.saturating_sub(1), letters, letters + 1];
    let start = lengths.map(|length| slips_between(word, &begins(length)));
    let best = start.into_iter().min().unwrap_or(usize::MAX);
    (best <= allowed).then_some(best)
}
