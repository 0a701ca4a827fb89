//! Employees and participants from a spreadsheet: what each row is, before anything is entered.

use super::course::GROUPS;
use super::employee::{self, NewEmployee};
use super::load;
use crate::services::{self, ProviderId};
use kit::mail::Mailer;
use kit::search::plain;
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use law::Egn;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// So many rows are taken at once.
pub const MOST: usize = 300;
/// The columns, by the beginning of what stands above them.
const HEADS: [(&str, &[&str]); 6] = [
    ("name", &["име", "name"]),
    ("provider", &["доставчик", "provider"]),
    ("post", &["длъжност", "post"]),
    ("group", &["група", "group"]),
    ("egn", &["егн", "egn"]),
    ("email", &["имейл", "е-поща", "email", "e-mail"]),
];

/// The place of the address among them.
const EMAIL: usize = 5;

/// A row of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number in the file.
    pub number: u32,
    /// Name, provider, post, group, ЕГН, e-mail: as typed.
    pub cells: [String; 6],
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is entered.
    New(Box<NewEmployee>),
    /// Somebody of this name or ЕГН is there.
    Known,
    /// It cannot be; the key says why.
    Wrong(&'static str),
}

/// Reads a file.
///
/// # Errors
/// The key of what is wrong with it.
pub fn rows(bytes: &[u8], name: &str) -> Result<Vec<Row>, &'static str> {
    let kind = sheet::detect(bytes, name).ok_or("workforce-file-kind")?;
    let table = sheet::read(bytes, kind).map_err(|_| "workforce-file-broken")?;
    let heads: Vec<String> = table.heads().iter().map(|head| plain(head)).collect();
    let place = |starts: &[&str], taken: Option<usize>| {
        let is_it = |head: &String| starts.iter().any(|start| head.starts_with(&plain(start)));
        (0..heads.len()).find(|at| Some(*at) != taken && is_it(&heads[*at]))
    };
    // „Имейл“ begins as „Име“ does: its column is found first.
    let email = place(HEADS[EMAIL].1, None);
    let mut places = HEADS.map(|(_, starts)| place(starts, email));
    places[EMAIL] = email;
    if places[0].is_none() {
        return Err("workforce-file-name");
    }
    if table.len() > MOST {
        return Err("workforce-file-long");
    }
    let row = |row: sheet::Row<'_>| Row {
        number: row.number(),
        cells: places.map(|at| at.map(|at| row.cell(at).to_owned()).unwrap_or_default()),
    };
    Ok(table.rows_from(0).map(row).collect())
}

/// What is known before the rows are looked at.
struct Known {
    providers: HashMap<String, ProviderId>,
    names: HashSet<(String, Option<ProviderId>)>,
    groups: HashMap<String, &'static str>,
    egns: HashSet<Vec<u8>>,
}

impl Known {
    async fn read(tx: &Tx) -> Result<Known, StoreError> {
        let providers = services::providers(tx).await?;
        let people = load::people(tx).await?;
        let mut groups = HashMap::new();
        for code in GROUPS {
            groups.insert(plain(code), code);
            groups.insert(plain(&super::frame::bg(&format!("workforce-group-{code}"))), code);
        }
        Ok(Known {
            providers: providers.into_iter().map(|one| (plain(&one.name), one.id)).collect(),
            egns: people.iter().map(|one| one.egn_blind.clone()).collect(),
            names: people.into_iter().map(|one| (one.folded, one.provider_id)).collect(),
            groups,
        })
    }

    fn typed(&self, row: &Row) -> Result<NewEmployee, &'static str> {
        let [name, provider, post, group, egn, email] = &row.cells;
        if name.split_whitespace().count() < 2 || name.chars().count() > 150 {
            return Err("workforce-row-name");
        }
        let provider = match plain(provider).as_str() {
            "" => None,
            sought => Some(*self.providers.get(sought).ok_or("workforce-row-provider")?),
        };
        let group = match plain(group).as_str() {
            "" if provider.is_some() => "specialist",
            sought => *self.groups.get(sought).ok_or("workforce-row-group")?,
        };
        let egn = match egn.trim() {
            "" => String::new(),
            typed => Egn::parse(typed).map_err(|_| "workforce-wrong-egn")?.reveal(),
        };
        let email = email.trim();
        if !email.is_empty() && !Mailer::is_address(email) {
            return Err("workforce-wrong-email");
        }
        Ok(NewEmployee {
            name: name.split_whitespace().collect::<Vec<_>>().join(" "),
            group: group.to_owned(),
            provider,
            provider_post: post.chars().take(150).collect(),
            account: None,
            egn,
            email: email.to_owned(),
        })
    }
}

/// What becomes of each row.
///
/// # Errors
/// When the database does not answer.
pub async fn verdicts(tx: &Tx, rows: &[Row]) -> Result<Vec<Verdict>, StoreError> {
    let mut known = Known::read(tx).await?;
    let mut all = Vec::new();
    for row in rows {
        let verdict = match known.typed(row) {
            Err(key) => Verdict::Wrong(key),
            Ok(new) => {
                let is_new = known.names.insert((plain(&new.name), new.provider));
                let blind = employee::blind(tx, &new.egn)?;
                let is_there = !blind.is_empty() && !known.egns.insert(blind);
                if is_new && !is_there { Verdict::New(Box::new(new)) } else { Verdict::Known }
            }
        };
        all.push(verdict);
    }
    Ok(all)
}

/// Enters the rows that are new; tells how many.
///
/// # Errors
/// When the database refuses.
pub async fn enter(tx: &mut Tx, rows: &[Row]) -> Result<usize, Problem> {
    let mut count = 0;
    for verdict in verdicts(tx, rows).await? {
        if let Verdict::New(new) = verdict {
            employee::add(tx, &new).await?;
            count += 1;
        }
    }
    Ok(count)
}
