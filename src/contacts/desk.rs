//! What the forms and filters of the log choose from: lists, points, settlements, colleagues.

use super::lists::{Lists, numbered, offered};
use super::reference::{choices, reference};
use super::store::settlement;
use crate::forms::Forms;
use crate::municipality::{self, ServicePoint, ServicePointId};
use kit::access;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use ui::Choice;

/// Everything there is to choose, of a municipality on a day.
pub struct Desk {
    /// Topics, documents, campaigns.
    pub lists: Lists,
    /// Service points that receive people today.
    pub points: Vec<ServicePoint>,
    /// EKATTE code and label of the municipality's settlements, by name.
    pub places: Vec<(String, String)>,
    /// Accounts of the office.
    pub workers: Vec<Choice>,
    /// The own fields of the forms.
    pub forms: Forms,
}

impl Desk {
    /// Loads it.
    pub async fn load(ctx: &Ctx, tx: &Tx) -> Result<Desk, StoreError> {
        let workers = access::accounts(tx, tx.today()).await?;
        let worker = |a: access::Account| Choice::new(a.id.to_string(), a.name);
        Ok(Desk {
            lists: Lists::load(tx).await?,
            points: open_points(tx).await?,
            places: places(tx, &ctx.municipality.code).await?,
            workers: workers.into_iter().map(worker).collect(),
            forms: Forms::load(tx).await?,
        })
    }

    /// The settlement that somebody means: by its code or name.
    pub fn place_meant(&self, typed: &str) -> Option<&str> {
        let folded = kit::search::plain(typed);
        let is = |(code, label): &&(String, String)| {
            let bare = label.split_once(' ').map_or(label.as_str(), |(_, name)| name);
            code == typed.trim()
                || kit::search::plain(label) == folded
                || kit::search::plain(bare) == folded
        };
        self.places.iter().find(is).map(|(code, _)| code.as_str())
    }

    /// The label of a settlement; its code when it lies elsewhere.
    pub fn place(&self, code: &str) -> String {
        self.places.iter().find(|(c, _)| c == code).map_or(code, |(_, label)| label).to_owned()
    }

    /// Whether a point receives people.
    pub fn has_point(&self, id: ServicePointId) -> bool {
        self.points.iter().any(|point| point.id == id)
    }
}

/// The service points that receive people today, by name.
pub async fn open_points(tx: &Tx) -> Result<Vec<ServicePoint>, StoreError> {
    let mut points = municipality::service_points(tx).await?;
    points.retain(|point| point.works(tx.today()));
    Ok(points)
}

/// The settlements of a municipality by name: code and label.
pub async fn places(tx: &Tx, code: &str) -> Result<Vec<(String, String)>, StoreError> {
    let rows = settlement::Entity::find().filter(settlement::Column::MunicipalityCode.eq(code));
    let mut rows = rows.all(tx.conn()).await?;
    rows.sort_by_cached_key(|row| (row.kind != "гр.", kit::search::plain(&row.name)));
    Ok(rows.into_iter().map(|row| (row.ekatte, format!("{} {}", row.kind, row.name))).collect())
}

/// The lists of a form or of filters, as boxes show them.
pub struct Boxes {
    /// Topics.
    pub topic: Vec<Choice>,
    /// How people come.
    pub channel: Vec<Choice>,
    /// Laws.
    pub law: Vec<Choice>,
    /// What comes of it.
    pub outcome: Vec<Choice>,
    /// Who asks.
    pub asker: Vec<Choice>,
    /// Sex.
    pub sex: Vec<Choice>,
    /// Age groups.
    pub age: Vec<Choice>,
    /// Documents.
    pub document: Vec<Choice>,
    /// Campaigns.
    pub campaign: Vec<Choice>,
    /// Who recorded it.
    pub worker: Vec<Choice>,
    /// Service points.
    pub point: Vec<Choice>,
    /// Settlements.
    pub place: Vec<Choice>,
}

impl Boxes {
    /// Of a form on a day: retired rows only when the form already holds them.
    pub fn of_form(ctx: &Ctx, desk: &Desk, form: &Form, on: Day) -> Boxes {
        let topic = numbered(&desk.lists.topics, on, (form.get("topic"), ctx.lang));
        let campaign = offered(&desk.lists.campaigns, on, (form.get("campaign"), ctx.lang));
        let mut boxes = Boxes::of(ctx, desk);
        let given = form.all("documents");
        let documents = offered(&desk.lists.documents, on, ("", ctx.lang)).into_iter();
        boxes.document = documents
            .map(|choice| {
                let is_given = given.contains(&choice.value.as_str());
                choice.checked(is_given)
            })
            .collect();
        for (number, outcome) in (1..).zip(boxes.outcome.iter_mut()) {
            outcome.text = format!("{number} {}", outcome.text);
        }
        Boxes { topic, campaign, ..boxes }
    }

    /// Of filters: everything that ever was.
    pub fn of(ctx: &Ctx, desk: &Desk) -> Boxes {
        let lists = reference();
        let all = |list: &[super::lists::Line]| -> Vec<Choice> {
            list.iter().map(|l| Choice::new(l.code.as_str(), l.words(ctx.lang))).collect()
        };
        let points = desk.points.iter();
        let places = desk.places.iter();
        Boxes {
            topic: all(&desk.lists.topics),
            channel: choices(&lists.channel, ctx.lang),
            law: choices(&lists.law, ctx.lang),
            outcome: choices(&lists.outcome, ctx.lang),
            asker: choices(&lists.asker, ctx.lang),
            sex: choices(&lists.sex, ctx.lang),
            age: choices(&lists.age, ctx.lang),
            document: all(&desk.lists.documents),
            campaign: all(&desk.lists.campaigns),
            worker: desk.workers.clone(),
            point: points.map(|p| Choice::new(p.id.to_string(), p.name.as_str())).collect(),
            place: places.map(|(code, label)| Choice::new(code, label.as_str())).collect(),
        }
    }

    /// The words of a value of one of the lists.
    pub fn words(list: &[Choice], value: &str) -> String {
        list.iter().find(|c| c.value == value).map_or(value, |c| &c.text).to_owned()
    }
}
