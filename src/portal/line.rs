//! A service as a line of a list and as rows of data for anybody: what is shown, and what is not. A
//! service without an address has one that must not be known, so nothing tells where it is.

use super::figures::{self, Figure};
use super::find::{self, Sought};
use super::frame::HOME;
use crate::app::App;
use crate::municipality::Settings;
use crate::services::{self, Far, Offer, ServiceId, Standing};
use kit::store::{StoreError, Tx};
use kit::web::Ctx;
use std::collections::HashMap;
use ui::Lang;

/// A service as a list shows it.
pub struct Line {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Who gives it.
    pub provider: String,
    /// For whom.
    pub whom: String,
    /// Where, or that it is not shown.
    pub place: String,
    /// How far.
    pub far: String,
    /// Free places.
    pub places: String,
    /// The colour of the tag of free places.
    pub colour: &'static str,
    /// Who waits.
    pub waiting: Vec<String>,
    /// That it does not receive now, and why; empty when it does.
    pub pause: String,
    /// Where to call.
    pub phone: String,
}

/// What is known of services, read at once for a page.
pub struct Known {
    /// The services, in the order of the list.
    pub offers: Vec<Offer>,
    /// Their figures.
    pub figures: HashMap<ServiceId, Figure>,
    /// How they stand today.
    pub standing: HashMap<ServiceId, Standing>,
    /// How far they are from the settlement that was asked for.
    pub far: HashMap<ServiceId, Far>,
}

impl Known {
    /// Reads the services that fit. Six queries at most, however many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read(
        tx: &Tx,
        sought: &Sought<'_>,
        from: Option<&str>,
    ) -> Result<Known, StoreError> {
        let figures = figures::figures(tx).await?;
        let mut offers = services::offers(tx).await?;
        offers.retain(|offer| sought.fits(offer, figures.get(&offer.id)));
        let ids: Vec<ServiceId> = offers.iter().map(|offer| offer.id).collect();
        let shown: Vec<ServiceId> =
            offers.iter().filter(|one| is_shown(one)).map(|o| o.id).collect();
        let far = match from {
            Some(ekatte) => services::distances(tx, ekatte, &shown).await?,
            None => HashMap::new(),
        };
        let standing = services::standing_on(tx, &ids, tx.today()).await?;
        offers.sort_by_cached_key(|offer| {
            find::order(offer, far.get(&offer.id).copied(), figures.get(&offer.id))
        });
        Ok(Known { offers, figures, standing, far })
    }
}

/// Whether anybody may know where a service is.
#[must_use]
pub fn is_shown(offer: &Offer) -> bool {
    !offer.address.is_empty()
}

/// Where to call about a service: its own telephone, else that of the office.
#[must_use]
pub fn phone(ctx: &Ctx, offer: &Offer) -> String {
    match offer.phone.is_empty() {
        true => Settings::of(&ctx.municipality).phone,
        false => offer.phone.clone(),
    }
}

/// Why a service does not receive people now; empty when it does.
#[must_use]
pub fn pause(ctx: &Ctx, standing: Option<&Standing>) -> String {
    let Some(standing) = standing.filter(|one| !one.is_open) else { return String::new() };
    let said = ctx.t(&format!("portal-state-{}", standing.state)).into_owned();
    let until = standing.until.map(|day| ctx.ta("portal-state-until", &[("day", day.bg())]));
    let parts = [Some(said), until.map(std::borrow::Cow::into_owned)];
    let reason = Some(standing.reason.clone()).filter(|reason| !reason.is_empty());
    parts.into_iter().flatten().chain(reason).collect::<Vec<_>>().join(" ")
}

/// So many metres as people say them: `650 м`, `1,2 км`.
#[must_use]
pub fn far_words(lang: Lang, far: Far) -> String {
    let (key, number) = match far.metres {
        ..=999 => ("portal-far-metres", ((far.metres + 25) / 50 * 50).to_string()),
        metres => {
            let tenths = (metres + 50) / 100;
            let point = if lang == Lang::Bg { ',' } else { '.' };
            ("portal-far-kilometres", format!("{}{point}{}", tenths / 10, tenths % 10))
        }
    };
    ui::text::text_args(lang, key, &[("number", number)]).into_owned()
}

/// The colour of the tag of free places.
#[must_use]
pub fn colour(figure: Option<&Figure>) -> &'static str {
    match figure.and_then(|one| one.free) {
        Some(0) => "orange",
        Some(_) => "green",
        None => "grey",
    }
}

/// A service as a list shows it.
#[must_use]
pub fn line(ctx: &Ctx, offer: &Offer, known: &Known) -> Line {
    let figure = known.figures.get(&offer.id);
    let far = known.far.get(&offer.id).map(|far| far_words(ctx.lang, *far));
    Line {
        href: ctx.url(&format!("{HOME}/services/{}", offer.id)),
        name: offer.name.clone(),
        provider: offer.provider.clone(),
        whom: offer.users.clone(),
        place: match is_shown(offer) {
            true => offer.address.clone(),
            false => ctx.t("portal-place-hidden").into_owned(),
        },
        far: far.unwrap_or_default(),
        places: figures::places_words(ctx.lang, figure),
        colour: colour(figure),
        waiting: figures::waiting_words(ctx.lang, figure),
        pause: pause(ctx, known.standing.get(&offer.id)),
        phone: phone(ctx, offer),
    }
}

/// When the figures were counted, in words; empty before the first time.
#[must_use]
pub fn age(ctx: &Ctx, app: &App, figures: &HashMap<ServiceId, Figure>) -> String {
    let at = figures.values().map(|one| one.counted_at).max();
    let now = app.clock().now();
    let words = at.map(|at| {
        let words = figures::age_words(ctx.lang, at, now);
        match figures::is_stale(at, now) {
            true => format!("{words} {}", ctx.t("portal-stale")),
            false => words,
        }
    });
    words.unwrap_or_default()
}
