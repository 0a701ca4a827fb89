//! A signal by an institution (чл. 82(2) ЗСУ): somebody may need a referral. Never itself a wish:
//! it ends with what the person says, or with not finding the person.

use super::SignalId;
use super::came;
use super::reference::{has, reference};
use super::store::signal;
use super::terms::{named, urgent_bodies};
use super::urgent::{self, Source};
use crate::app::App;
use crate::municipality::{Numbers, Settings};
use crate::people::PersonId;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::web::{Ctx, Form, Problem};
use law::Urgent;
use sea_orm::{ColumnTrait, QueryFilter, Set};
use serde::{Deserialize, Serialize};

/// The longest text of a signal, in characters.
const TEXT_MAX: usize = 10_000;

/// How a signal ends. A wish ends it too, by itself.
pub const OUTCOMES: [&str; 3] = ["declined", "not_found", "handed_to_dsp"];

/// What is kept sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Who it is about, when the person is not in the register.
    pub who: String,
    /// What the institution says.
    pub text: String,
    /// What came of it.
    #[serde(default)]
    pub result: String,
}

/// What is entered.
#[derive(Clone, Debug)]
pub struct NewSignal {
    institution: String,
    channel: String,
    urgent: Option<Urgent>,
    life_in_danger: bool,
    pub person: Option<PersonId>,
    told: Told,
}

impl NewSignal {
    /// Reads the form; `None` when something in it is wrong.
    pub fn read(form: &mut Form) -> Option<NewSignal> {
        let lists = reference();
        let mut one_of = |name: &str, list| -> String {
            let id = form.required(name, 50);
            if !id.is_empty() && !has(list, &id) {
                form.wrong(name, "form-choose");
            }
            id
        };
        let institution = one_of("institution", &lists.signaller);
        let channel = channel_of(form);
        let person = form.parsed_optional::<PersonId>("person", "frontdesk-person-unknown");
        let who = match person {
            Some(_) => form.optional("who", 500),
            None => form.required("who", 500),
        };
        let text = form.required("text", TEXT_MAX);
        let urgent = match form.get("urgent") {
            "" | "none" => None,
            group => {
                let group = named::<Urgent>(group);
                if group.is_none() {
                    form.wrong("urgent", "form-choose");
                }
                group
            }
        };
        let life_in_danger = form.has_value("life_in_danger", "yes");
        if life_in_danger && urgent.is_none() && form.ok() {
            form.wrong("urgent", "frontdesk-urgent-which");
        }
        let told = Told { who, text, result: String::new() };
        form.ok().then_some(NewSignal {
            institution,
            channel,
            urgent,
            life_in_danger,
            person,
            told,
        })
    }

    /// Registers the signal with its number, and the notices that are due at once.
    pub async fn save(&self, app: &App, ctx: &Ctx, form: &Form) -> Result<Saved, Problem> {
        let notify = match self.urgent {
            Some(group) => {
                let place = (app.today(), ctx.municipality.code.as_str());
                urgent_bodies(&app.law(ctx.actor.municipality), (group, self.life_in_danger), place)
                    .map_err(Problem::internal)?
            }
            None => Vec::new(),
        };
        let mut tx = app.db.write(&ctx.actor).await?;
        let id = SignalId(tx.new_id());
        let is_urgent = !notify.is_empty();
        let path =
            if is_urgent { format!("/signals/{id}/urgent") } else { format!("/signals/{id}") };
        tx.use_form(&form.key(), &ctx.url(&path)).await?;
        let year = i32::from(tx.today().0.year());
        let number = tx.next_number("signal", year).await?;
        self.insert(&tx, id, (year, number)).await?;
        if let Some(group) = self.urgent {
            urgent::open(&tx, Source::Signal(id), group, &notify).await?;
        }
        let number = number_text(ctx, year, number);
        happened(&mut tx, "signal-registered", id, self.person, number.clone()).await?;
        came::as_signal((&mut tx, id), (form, self.person), number).await?;
        crate::contacts::drop_draft(ctx, &tx, form, "/signals/new").await?;
        tx.commit().await?;
        Ok(Saved { path })
    }

    async fn insert(
        &self,
        tx: &Tx,
        id: SignalId,
        (year, number): (i32, i64),
    ) -> Result<(), StoreError> {
        tx.insert(signal::ActiveModel {
            municipality_id: Set(tx.municipality()),
            id: Set(id),
            year: Set(year),
            number: Set(number),
            received_at: Set(tx.now()),
            account_id: Set(tx.actor().account.ok_or(StoreError::NotFound)?),
            institution: Set(self.institution.clone()),
            channel: Set(self.channel.clone()),
            urgent: Set(self.urgent.map(urgent::name_of)),
            person_id: Set(self.person),
            sealed: Set(sealed(tx, id, &self.told)?),
            state: Set("open".to_owned()),
            closed_at: Set(None),
            closed_reason: Set(None),
            version: Set(1),
        })
        .await
    }
}

/// One of the nine channels.
pub fn channel_of(form: &mut Form) -> String {
    let id = form.required("channel", 50);
    let known = crate::contacts::channels(ui::Lang::Bg);
    if !id.is_empty() && !known.iter().any(|choice| choice.value == id) {
        form.wrong("channel", "form-choose");
    }
    id
}

/// Where one goes after a signal was saved.
pub struct Saved {
    /// Its page, or the urgent step before it.
    pub path: String,
}

fn sealed(tx: &Tx, id: SignalId, told: &Told) -> Result<Vec<u8>, StoreError> {
    tx.seal_json("signal", "sealed", id.0, told)
}

/// What a signal says, opened.
pub fn told(tx: &Tx, row: &signal::Model) -> Result<Told, StoreError> {
    let text = tx.open("signal", "sealed", row.id.0, &row.sealed)?;
    // Rows of other programs (an import) may hold the bare text.
    Ok(serde_json::from_str(&text).unwrap_or(Told { text, ..Told::default() }))
}

/// The number as the municipality writes it.
pub fn number_of(ctx: &Ctx, row: &signal::Model) -> String {
    number_text(ctx, row.year, row.number)
}

fn number_text(ctx: &Ctx, year: i32, number: i64) -> String {
    let format = Settings::of(&ctx.municipality).numbers.signal;
    Numbers::write(&format, i16::try_from(year).unwrap_or_default(), number)
}

/// A timeline row when the person is known, an audit row in any case.
async fn happened(
    tx: &mut Tx,
    kind: &'static str,
    id: SignalId,
    person: Option<PersonId>,
    number: String,
) -> Result<(), StoreError> {
    match person {
        Some(person) => {
            let data = vec![("number", number)];
            tx.event(Event { kind, person: Some(person.0), case: None, data }).await
        }
        None => {
            tx.audit(Entry::write(kind, id.0));
            Ok(())
        }
    }
}

/// One signal.
pub async fn signal(tx: &Tx, id: SignalId) -> Result<signal::Model, StoreError> {
    let row = tx.find::<signal::Entity>().filter(signal::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// Ends a signal with one of [`OUTCOMES`], if it is open and still has this version.
pub async fn close(
    ctx: &Ctx,
    tx: &mut Tx,
    row: &signal::Model,
    (version, outcome, result): (i32, &str, String),
) -> Result<(), StoreError> {
    let told = Told { result, ..told(tx, row)? };
    let change =
        signal::ActiveModel { sealed: Set(sealed(tx, row.id, &told)?), ..ended(tx, outcome) };
    tx.update::<signal::Entity>(row.id, version, change).await?;
    happened(tx, "signal-closed", row.id, row.person_id, number_of(ctx, row)).await
}

/// The person stated a wish: the signal has done its work.
pub async fn close_by_wish(
    ctx: &Ctx,
    tx: &mut Tx,
    id: SignalId,
    person: PersonId,
) -> Result<(), StoreError> {
    let row = signal(tx, id).await?;
    if row.state != "open" {
        return Ok(());
    }
    let change = signal::ActiveModel { person_id: Set(Some(person)), ..ended(tx, "wish") };
    tx.update::<signal::Entity>(id, row.version, change).await?;
    happened(tx, "signal-closed", id, Some(person), number_of(ctx, &row)).await
}

fn ended(tx: &Tx, outcome: &str) -> signal::ActiveModel {
    signal::ActiveModel {
        state: Set("closed".to_owned()),
        closed_at: Set(Some(tx.now())),
        closed_reason: Set(Some(outcome.to_owned())),
        ..Default::default()
    }
}
