//! A wish (заявено желание): what a person wants, in their own words, and the facts on which the
//! law decides who refers. Registered in one transaction with its number and its case.

use super::foreign;
use super::moment::moment;
use super::reference::{has, reference};
use super::store::foreign::referral_case;
use super::store::{signal, wish};
use super::terms::{self, Answer, facts_of_service, named};
use super::{SignalId, WishId, signal as signals, urgent};
use crate::app::App;
use crate::contacts::SheetId;
use crate::forms::{self, Forms, Kind, Own, Step, Values};
use crate::municipality::{Numbers, ServicePoint, ServicePointId, Settings};
use crate::people::{self, Head, PersonId, Representative, RepresentativeId, Residence};
use crate::referral::{self, CaseId};
use crate::services::{self, Service, ServiceId};
use kit::store::{Event, StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Problem};
use law::{Guardianship, Urgent};
use sea_orm::{ColumnTrait, QueryFilter, Set};

/// The longest statement, in characters: some three pages.
pub const WORDS_MAX: usize = 10_000;

/// What the form of a wish chooses from.
pub struct Desk {
    pub head: Head,
    /// What warns of the person today.
    pub warnings: Vec<people::Warning>,
    pub residence: Residence,
    pub services: Vec<Service>,
    pub points: Vec<ServicePoint>,
    pub representatives: Vec<Representative>,
    pub signal: Option<signal::Model>,
    /// The own fields of the office.
    pub own: Own,
    pub today: Day,
}

impl Desk {
    /// Loads it for a person and services of the law; `signal` is what led to the wish.
    pub async fn load(tx: &Tx, person: PersonId, signal: &str) -> Result<Desk, StoreError> {
        Desk::with(tx, (person, signal), services::all(tx).await?).await
    }

    /// The same for a form whose service is chosen already: no other is loaded.
    pub async fn of_chosen(tx: &Tx, person: PersonId, form: &Form) -> Result<Desk, StoreError> {
        let chosen: Vec<ServiceId> = form.get("service").parse().into_iter().collect();
        let known = services::by_ids(tx, &chosen).await?;
        Desk::with(tx, (person, form.get("signal")), known.into_values().collect()).await
    }

    async fn with(
        tx: &Tx,
        (person, signal): (PersonId, &str),
        mut services: Vec<Service>,
    ) -> Result<Desk, StoreError> {
        let signal = match signal.parse::<SignalId>() {
            Ok(id) => Some(signals::signal(tx, id).await?),
            Err(_) => None,
        };
        services.retain(|service| service.in_zsu);
        Ok(Desk {
            head: people::head(tx, person).await?,
            warnings: people::warnings_now(tx, person).await?,
            residence: people::residence(tx, person, tx.today()).await?,
            services,
            points: foreign::points(tx).await?,
            representatives: people::representatives(tx, person, tx.today()).await?,
            signal,
            own: Forms::load(tx).await?.on(Kind::Wish, tx.today()),
            today: tx.today(),
        })
    }
}

/// What was stated.
#[derive(Clone, Debug)]
pub struct NewWish {
    pub person: PersonId,
    pub at: Instant,
    pub channel: String,
    pub point: Option<ServicePointId>,
    pub service: Service,
    pub words: String,
    pub representative: Option<RepresentativeId>,
    pub signal: Option<SignalId>,
    pub facts: law::Case,
    pub through: Through,
    /// The own fields of the office, and what was answered in them.
    pub own: Own,
    pub extra: Values,
}

/// Who passed the wish on, when the person did not come to the point.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Through {
    /// A channel of the contact log, or empty.
    pub via: String,
    /// The office or the place in words.
    pub place: String,
    /// The sheet that it came with.
    pub sheet: Option<SheetId>,
}

impl NewWish {
    /// Reads the form and gathers the facts; `None` when something in it is wrong.
    pub async fn read(
        ctx: &Ctx,
        tx: &Tx,
        form: &mut Form,
        desk: &Desk,
    ) -> Result<Option<NewWish>, StoreError> {
        if desk.head.died_on.is_some() {
            form.wrong("service", "frontdesk-wish-died");
        }
        let id = form.parsed::<ServiceId>("service", "form-choose");
        let service = id.and_then(|id| desk.services.iter().find(|service| service.id == id));
        if id.is_some() && service.is_none() {
            form.wrong("service", "form-choose");
        }
        let words = form.optional("words", WORDS_MAX);
        let at = moment(form, "at", tx.now());
        let channel = form.required("channel", 50);
        if !channel.is_empty() && !has(&reference().wish_form, &channel) {
            form.wrong("channel", "form-choose");
        }
        let point = form.parsed_optional::<ServicePointId>("point", "form-choose");
        if point.is_some_and(|id| !desk.points.iter().any(|point| point.id == id)) {
            form.wrong("point", "form-choose");
        }
        let representative =
            form.parsed_optional::<RepresentativeId>("representative", "form-choose");
        if representative.is_some_and(|id| !desk.representatives.iter().any(|r| r.id == id)) {
            form.wrong("representative", "form-choose");
        }
        let extra = desk.own.read(form, Step::Save);
        let on = at.map_or(tx.today(), Instant::day);
        let person = facts_of_person(tx, form, desk, on).await?;
        let (true, Some(at), Some(service), Some(person)) = (form.ok(), at, service, person) else {
            return Ok(None);
        };
        let Some(service_facts) = facts_of_service(service, &ctx.municipality.code) else {
            form.wrong("service", "frontdesk-wish-service-incomplete");
            return Ok(None);
        };
        Ok(Some(NewWish {
            person: desk.head.id,
            at,
            channel,
            point,
            service: service.clone(),
            words,
            representative,
            signal: desk.signal.as_ref().map(|signal| signal.id),
            facts: law::Case {
                date: at.day().0,
                signed: None,
                this_municipality: ctx.municipality.code.clone(),
                service: service_facts,
                person,
            },
            through: Through::default(),
            own: desk.own.clone(),
            extra,
        }))
    }

    /// The day it was stated.
    pub fn on(&self) -> Day {
        self.at.day()
    }

    /// What the law says; a mistake of the form when it cannot answer for that day.
    pub fn answer(&self, law: &law::Law, form: &mut Form) -> Option<Answer> {
        match terms::ask(law, &self.facts) {
            Ok(answer) => Some(answer),
            Err(why) => {
                form.wrong_text("at", why.to_string());
                None
            }
        }
    }
}

/// What the form and the person's file say about the person, as the law asks for it.
async fn facts_of_person(
    tx: &Tx,
    form: &mut Form,
    desk: &Desk,
    on: Day,
) -> Result<Option<law::Person>, StoreError> {
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
    let guardianship = match form.get("guardianship") {
        "" => Some(Guardianship::None),
        known => named::<Guardianship>(known),
    };
    if guardianship.is_none() {
        form.wrong("guardianship", "form-choose");
    }
    let residence = if on == desk.today {
        desk.residence.clone()
    } else {
        people::residence(tx, desk.head.id, on).await?
    };
    let unproved = form.has_value("no_address", "yes");
    let present_address = residence.municipality_code.filter(|_| !unproved);
    let stays_in = match form.get("stays") {
        "elsewhere" => {
            let named = form.required("stays_in", 100);
            let place = foreign::place(tx, &named).await?;
            if place.is_none() && !named.is_empty() {
                form.wrong("stays_in", "frontdesk-place-unknown");
            }
            place.map(|place| place.code)
        }
        "here" => None,
        _ if present_address.is_none() => {
            form.wrong("stays", "frontdesk-stays-needed");
            None
        }
        _ => None,
    };
    Ok(guardianship.map(|guardianship| law::Person {
        present_address,
        stays_in,
        urgent,
        life_in_danger: form.has_value("life_in_danger", "yes"),
        guardianship,
        child_protection_measure: form.has_value("child_protection", "yes"),
        zhu_directive: form.has_value("zhu_directive", "yes"),
        desk: law::Desk::Municipality,
    }))
}

/// What came of the attempt to register a wish.
pub enum Registered {
    /// It has its number.
    Done { wish: WishId, is_urgent: bool },
    /// The person has an open wish for the same service: this one.
    Second(WishId),
}

/// Registers the wish: number, row, case, urgent notices, events — all or nothing.
pub async fn register(
    app: &App,
    ctx: &Ctx,
    (form, result): (&Form, &str),
    new: &NewWish,
) -> Result<Registered, Problem> {
    let law = app.law(ctx.actor.municipality);
    let opening = referral::Opening::decide(&law, &new.facts, new.on())?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let id = WishId(tx.new_id());
    tx.use_form(&form.key(), &ctx.url(&format!("{result}/{id}"))).await?;
    let entered = enter(ctx, (&mut tx, id), (new, &opening)).await?;
    if matches!(entered, Registered::Second(_)) {
        tx.rollback().await;
        return Ok(entered);
    }
    super::came::as_wish(ctx, (&mut tx, id), (form, new.person)).await?;
    let page = format!("/people/{}/wishes/new", new.person);
    ctx.drop_draft(&tx, &page).await?;
    tx.commit().await?;
    Ok(entered)
}

/// Enters a wish in a transaction that may hold others: a sheet is saved whole. A second wish for
/// the same service changes nothing.
pub async fn enter(
    ctx: &Ctx,
    (tx, id): (&mut Tx, WishId),
    (new, opening): (&NewWish, &referral::Opening),
) -> Result<Registered, Problem> {
    // The counter's row is locked from here on, so that of two clicks one sees the other.
    let year = i32::from(tx.today().0.year());
    let number = tx.next_number("wish", year).await?;
    if let Some(first) = open_wish(tx, new.person, new.service.id).await? {
        return Ok(Registered::Second(first));
    }
    insert(tx, id, (year, number), new).await?;
    forms::save(tx, (Kind::Wish, id.0), (&new.own, &new.extra)).await?;
    let case = referral::NewCase {
        wish: id,
        person: new.person,
        service: new.service.id,
        wish_on: new.on(),
    };
    let case = referral::open(tx, &case, opening).await?;
    let notify = terms::Decision::of(&opening.competence).notify;
    if let Some(group) = new.facts.person.urgent {
        let source = urgent::Source::Wish(id);
        urgent::open(&*tx, source, group, &notify).await?;
    }
    if let Some(signal) = new.signal {
        signals::close_by_wish(ctx, tx, signal, new.person).await?;
    }
    let number = number_text(ctx, year, number);
    tx.event(Event {
        kind: "wish-registered",
        person: Some(new.person.0),
        case: Some(case.0),
        data: vec![("number", number), ("service", new.service.name.clone())],
    })
    .await?;
    Ok(Registered::Done { wish: id, is_urgent: !notify.is_empty() })
}

async fn insert(
    tx: &Tx,
    id: WishId,
    (year, number): (i32, i64),
    new: &NewWish,
) -> Result<(), StoreError> {
    let account = tx.actor().account.ok_or(StoreError::NotFound)?;
    let words = (!new.words.is_empty())
        .then(|| tx.seal("wish", "words_sealed", id.0, &new.words))
        .transpose()?;
    tx.insert_later(wish::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        year: Set(year),
        number: Set(number),
        stated_at: Set(new.at),
        stated_on: Set(new.on()),
        registered_at: Set(tx.now()),
        account_id: Set(account),
        service_point_id: Set(new.point),
        channel: Set(new.channel.clone()),
        person_id: Set(new.person),
        service_id: Set(new.service.id),
        representative_id: Set(new.representative),
        facts_sealed: Set(tx.seal_json("wish", "facts_sealed", id.0, &new.facts)?),
        words_sealed: Set(words),
        signal_id: Set(new.signal),
        version: Set(1),
        via: Set(new.through.via.clone()),
        place: Set(new.through.place.clone()),
        sheet_id: Set(new.through.sheet),
    })
    .await
}

/// The open wish of a person for a service.
pub async fn open_wish(
    tx: &Tx,
    person: PersonId,
    service: ServiceId,
) -> Result<Option<WishId>, StoreError> {
    use referral_case::Column;
    let row = tx
        .find::<referral_case::Entity>()
        .filter(Column::PersonId.eq(person))
        .filter(Column::ServiceId.eq(service))
        .filter(Column::ClosedAt.is_null())
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| row.wish_id))
}

/// One wish.
pub async fn wish(tx: &Tx, id: WishId) -> Result<wish::Model, StoreError> {
    let row = tx.find::<wish::Entity>().filter(wish::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// What the person said, opened.
pub fn words_of(tx: &Tx, row: &wish::Model) -> Result<String, StoreError> {
    let open = |sealed: &Vec<u8>| tx.open("wish", "words_sealed", row.id.0, sealed);
    row.words_sealed.as_ref().map_or_else(|| Ok(String::new()), open)
}

/// The case of a wish: its id and the decision by which it was opened.
pub async fn case_of(tx: &Tx, id: WishId) -> Result<Option<(CaseId, terms::Decision)>, StoreError> {
    let row = tx
        .find::<referral_case::Entity>()
        .filter(referral_case::Column::WishId.eq(id))
        .one(tx.conn())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let answer = referral::answer(tx, row.decision_id).await?;
    Ok(Some((row.id, terms::Decision::read(&answer))))
}

/// The number of a wish as the municipality writes it.
pub fn number_text(ctx: &Ctx, year: i32, number: i64) -> String {
    let format = &Settings::of(&ctx.municipality).numbers.wish;
    Numbers::write(format, i16::try_from(year).unwrap_or_default(), number)
}
