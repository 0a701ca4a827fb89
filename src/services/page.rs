//! One service as the office reads it: how it stands, licence, places, where, for whom, papers,
//! history.

use super::api::places_words;
use super::capacity::{self as figures, Figure};
use super::facts::{self, Whole};
use super::licence::{self, Licence};
use super::list::assured;
use super::report;
use super::share::{self, Shares};
use super::site::{self, Site};
use super::standing::{self, Standing};
use super::{ServiceId, WRITE, document, setting, words};
use crate::app::App;
use crate::municipality::{Hours, Settlement, settlements};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Timeline, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, html, see};
use std::collections::HashMap;

/// A line of the summary: name and value; a line without a value is left out.
type Line = (&'static str, String);

#[derive(Template)]
#[template(path = "services/service.html")]
struct ServicePage {
    page: ui::Page,
    whole: Whole,
    state: (String, &'static str),
    stands: String,
    licence: LicenceCard,
    kind: Vec<Line>,
    people: Vec<Line>,
    money: Vec<Line>,
    shares: Option<String>,
    is_mixed: bool,
    provider: String,
    capacity: String,
    funded: Option<i32>,
    coming: Vec<String>,
    figures: usize,
    confidence: String,
    colour: &'static str,
    sites: Vec<SiteCard>,
    documents: Vec<document::Line>,
    assured: String,
    assured_by: String,
    is_stale: bool,
    reports: usize,
    history: Vec<ui::Event>,
    path: String,
    may_change: bool,
}

/// What is said of the licence, and how loudly.
pub struct LicenceCard {
    /// In words.
    pub text: String,
    /// A code: `not-needed`, `valid`, `expired`, `ended`, `missing`.
    pub code: &'static str,
    /// Colour of the mark.
    pub colour: &'static str,
    /// That renewal must be asked for, in words.
    pub warning: Option<String>,
}

impl LicenceCard {
    /// What is said of a licence.
    pub fn of(ctx: &Ctx, licence: &Licence, today: Day) -> LicenceCard {
        let key = format!("services-licence-is-{}", licence.code());
        let warning = match licence {
            Licence::Valid { until, ask_by: Some(ask_by), .. } => {
                warning(ctx, *until, *ask_by, today)
            }
            _ => None,
        };
        LicenceCard {
            text: ctx.ta(&key, &licence.arguments()).into_owned(),
            code: licence.code(),
            colour: match (licence.is_good(), &warning) {
                (true, None) => "green",
                (true, Some(_)) => "orange",
                (false, _) => "red",
            },
            warning,
        }
    }
}

/// So many days before the last day for asking the office is warned.
const WARN_DAYS: i32 = 31;

fn warning(ctx: &Ctx, until: Day, ask_by: Day, today: Day) -> Option<String> {
    if today.plus(WARN_DAYS) < ask_by {
        return None;
    }
    let key = if today <= ask_by { "services-licence-ask" } else { "services-licence-ask-late" };
    Some(ctx.ta(key, &[("day", ask_by.bg()), ("until", until.bg())]).into_owned())
}

/// A place as it is shown.
pub struct SiteCard {
    /// Its name, or the address.
    pub title: String,
    /// Lines: name of the line and value.
    pub lines: Vec<Line>,
    /// Hours of each weekday that is not closed.
    pub hours: Vec<(String, String)>,
    /// The page on which it is changed.
    pub edit: String,
    /// The last day on which it was used, when that has passed.
    pub closed: Option<Day>,
}

impl SiteCard {
    fn of(ctx: &Ctx, row: &Site, places: &HashMap<String, Settlement>, today: Day) -> SiteCard {
        let place = row.ekatte.as_ref().and_then(|code| places.get(code)).map(Settlement::label);
        let hours = Hours::from_text(&row.hours);
        let days = (0..7).map(|day| (weekday(ctx, day), hours.day(day)));
        let coordinates = row.latitude_e6.zip(row.longitude_e6);
        let coordinates = coordinates
            .map(|(north, east)| (site::written_degrees(north), site::written_degrees(east)));
        let address = match row.address.is_empty() {
            true => ctx.t("services-address-none").into_owned(),
            false => row.address.clone(),
        };
        let lines = [
            ("services-settlement", place.unwrap_or_default()),
            ("services-address", if row.name.is_empty() { String::new() } else { address.clone() }),
            ("services-phone", row.phone.clone()),
            ("services-email", row.email.clone()),
            (
                "services-coordinates",
                coordinates.as_ref().map(|(n, e)| format!("{n}, {e}")).unwrap_or_default(),
            ),
            ("services-site-note", row.note.clone()),
        ];
        SiteCard {
            title: if row.name.is_empty() { address } else { row.name.clone() },
            lines: lines.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
            hours: days.filter(|(_, hours)| !hours.is_empty()).collect(),
            edit: ctx.url(&format!("/services/{}/sites/{}", row.service_id, row.id)),
            closed: row.closed_on.filter(|last| *last < today),
        }
    }
}

/// Name of a weekday, Monday is 0.
pub fn weekday(ctx: &Ctx, day: usize) -> String {
    let code = crate::municipality::WEEKDAYS[day.min(6)];
    ctx.t(&format!("services-day-{code}")).into_owned()
}

/// So much of a service's history is shown.
const HISTORY_ROWS: u64 = 50;

/// All that the page shows, read in one transaction.
struct Read {
    whole: Whole,
    standing: Standing,
    licence: Licence,
    figures: Vec<Figure>,
    shares: Option<Shares>,
    sites: Vec<Site>,
    places: HashMap<String, Settlement>,
    documents: Vec<document::Head>,
    reports: usize,
    stale: Day,
    history: Vec<kit::store::Happened>,
}

async fn read(app: &App, tx: &Tx, id: ServiceId) -> Result<Read, StoreError> {
    let law = app.law(tx.municipality());
    let today = tx.today();
    let whole = facts::whole(tx, id).await?;
    let standing = standing::standing_on(tx, &[id], today).await?.remove(&id).unwrap_or_default();
    let mut licences = licence::licence_on(tx, &law, &[id], today).await?;
    let figures = figures::figures(tx, &[id]).await?.remove(&id).unwrap_or_default();
    let shares = share::shares_on(tx, &[id], today).await?.remove(&id);
    let sites = site::sites(tx, &[id]).await?.remove(&id).unwrap_or_default();
    let codes: Vec<&str> = sites.iter().filter_map(|one| one.ekatte.as_deref()).collect();
    Ok(Read {
        standing,
        licence: licences.remove(&id).unwrap_or(Licence::Missing),
        figures,
        shares,
        places: settlements(tx, &codes).await?,
        documents: document::heads(tx, id).await?,
        reports: report::open_of(tx, id).await?,
        stale: setting::numbers(tx).await?.stale_before(today),
        history: tx.timeline(Timeline::Case(id.0), None, HISTORY_ROWS).await?,
        sites,
        whole,
    })
}

pub async fn show(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let read = read(&app, &tx, id).await?;
    tx.audit(Entry::read("service", id.0));
    tx.commit().await?;
    html(&draw(&ctx, read, app.today()))
}

fn draw(ctx: &Ctx, read: Read, today: Day) -> ServicePage {
    let facts = &read.whole.facts;
    let say = |all, value: &str| words::say(ctx.lang, all, value);
    let now = figures::in_force(&read.figures, today);
    let coming = read.figures.iter().filter(|one| one.struck_at.is_none() && today < one.first_day);
    let coming = coming.map(|one| {
        let args = [("day", one.first_day.bg()), ("count", one.total.to_string())];
        ctx.ta("services-capacity-coming", &args).into_owned()
    });
    let history = read.history.iter().map(|row| ui::Event {
        title: row.text(ctx.lang),
        by: row.by.clone(),
        when: row.at.bg(),
        iso: row.at.day().to_string(),
        ..ui::Event::default()
    });
    let (kind, people, money) = lines(ctx, &read.whole);
    ServicePage {
        page: super::frame::frame(ctx, facts.name.clone(), &[]),
        state: (
            say(&words::STATES, &read.standing.state),
            words::state_colour(&read.standing.state),
        ),
        stands: stands(ctx, &read.standing),
        licence: LicenceCard::of(ctx, &read.licence, today),
        kind,
        people,
        money,
        shares: read.shares.as_ref().map(|one| share_line(ctx, one, now.map(|one| one.total))),
        is_mixed: facts.funding == "mixed",
        provider: ctx.url(&format!("/providers/{}", facts.provider_id)),
        capacity: places_words(ctx, now.map(|one| one.total), now.map(|one| one.first_day)),
        funded: now.and_then(|one| one.funded),
        coming: coming.collect(),
        figures: read.figures.len(),
        confidence: say(&words::CONFIDENCE, &facts.confidence),
        colour: words::colour(&facts.confidence),
        sites: read.sites.iter().map(|one| SiteCard::of(ctx, one, &read.places, today)).collect(),
        documents: read.documents.iter().map(|one| document::Line::of(ctx, one)).collect(),
        assured: assured(ctx, read.whole.assured_on, today),
        assured_by: match read.whole.assured_how.as_str() {
            "mail" => ctx.t("services-assured-mail").into_owned(),
            "staff" => ctx.t("services-assured-staff").into_owned(),
            _ => String::new(),
        },
        is_stale: read.whole.assured_on.is_none_or(|day| day < read.stale),
        reports: read.reports,
        history: history.collect(),
        path: ctx.url(&format!("/services/{}", read.whole.id)),
        may_change: ctx.actor.may(WRITE),
        whole: read.whole,
    }
}

/// Who pays which part, since when and how many places that is.
fn share_line(ctx: &Ctx, shares: &Shares, total: Option<i32>) -> String {
    let words = super::share_pages::words_of(ctx, shares);
    let since = ctx.ta("services-share-from", &[("day", shares.first_day.bg())]);
    let places = total.filter(|_| shares.counts == share::PERCENT).map(|total| {
        let [state, municipal, own] = shares.places(total);
        let args = [("state", state), ("municipal", municipal), ("own", own)];
        format!("; {}", ctx.ta("services-share-as-places", &args))
    });
    format!("{words} ({since}){}", places.unwrap_or_default())
}

/// Since when, until when and why a service stands as it does.
pub fn stands(ctx: &Ctx, standing: &Standing) -> String {
    let day =
        |key: &str, day: Option<Day>| day.map(|day| ctx.ta(key, &[("day", day.bg())]).into_owned());
    let season = (!standing.season.0.is_empty()).then(|| {
        let args =
            [("from", month_day(&standing.season.0)), ("until", month_day(&standing.season.1))];
        ctx.ta("services-season-text", &args).into_owned()
    });
    let parts = [
        day("services-state-since", standing.since.filter(|_| standing.state != "open")),
        day("services-state-until", standing.until),
        season,
        Some(standing.reason.clone()).filter(|reason| !reason.is_empty()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// `15.06.` of `06-15`.
pub fn month_day(code: &str) -> String {
    code.split_once('-').map(|(month, day)| format!("{day}.{month}.")).unwrap_or_default()
}

fn lines(ctx: &Ctx, whole: &Whole) -> (Vec<Line>, Vec<Line>, Vec<Line>) {
    let facts = &whole.facts;
    let say = |all, value: &str| words::say(ctx.lang, all, value);
    let several = |all, values: &str| words::say_all(ctx.lang, all, values);
    let yes = |is: bool| if is { ctx.t("ui-yes").into_owned() } else { String::new() };
    let replacement = facts.replacement_care.as_deref().unwrap_or_default();
    let standards = words::parts(&facts.standards).map(|id| super::entry::standard_name(ctx, id));
    let kind = vec![
        (
            "services-kind",
            if facts.in_zsu { say(&words::KINDS, &facts.kind.to_string()) } else { String::new() },
        ),
        ("services-also-kinds", several(&words::KINDS, &facts.also_kinds)),
        ("services-access", say(&words::ACCESS, &facts.access)),
        ("services-purpose", say(&words::PURPOSE, &facts.purpose)),
        ("services-environment", several(&words::ENVIRONMENT, &facts.environment)),
        ("services-durations", several(&words::DURATIONS, &facts.durations)),
        ("services-manners", several(&words::MANNERS, &facts.manners)),
        ("services-level", say(&words::LEVELS, &facts.level)),
        (
            "services-replacement",
            if replacement.is_empty() {
                String::new()
            } else {
                say(&words::REPLACEMENT, replacement)
            },
        ),
        ("services-optional-referral", yes(facts.optional_referral)),
        ("services-legacy-home", yes(facts.legacy_home)),
        ("services-standards", standards.collect::<Vec<_>>().join("; ")),
    ];
    let people = vec![
        ("services-users", facts.users.clone()),
        ("services-ages", several(&words::AGES, &facts.ages)),
        ("services-groups", several(&words::GROUPS, &facts.groups)),
        ("services-admission", facts.admission.clone()),
        ("services-phone", facts.phone.clone()),
        ("services-email", facts.email.clone()),
    ];
    let money = vec![
        ("services-funding", say(&words::FUNDING, &facts.funding)),
        ("services-fee", facts.fee.clone()),
        ("services-fee-source", facts.fee_source.clone()),
    ];
    let known =
        |lines: Vec<Line>| lines.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    (known(kind), known(people), known(money))
}

/// `POST /services/{id}/assure`: somebody of the office has checked that the entry is true.
pub async fn assure(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    form: Form,
) -> Result<Response, Problem> {
    let path = format!("/services/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let whole = facts::whole(&tx, id).await?;
    facts::assure(&tx, &[id], "staff").await?;
    let data = vec![("name", whole.facts.name)];
    tx.event(Event { kind: "service-assured", case: Some(id.0), data, ..Event::default() }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("services-assured-done")))
}
