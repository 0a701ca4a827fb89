//! What the pages share: addresses, the lists beside each other, Bulgarian words of papers, the
//! press.

use crate::app::App;
use crate::municipality::Settings;
use crate::people::verify_address;
use axum::http::HeaderMap;
use kit::store::{Municipality, StoreError};
use kit::types::{Day, MunicipalityId};
use kit::web::{Ctx, Form, Problem};
use law::{IdKind, id_kinds};
use serde_json::{Value, json};
use std::sync::Arc;
use ui::{Lang, Link, NavItem};

/// The first page, below the municipality: the meetings of a year.
pub const HOME: &str = "/council";
/// The longest text that is typed here.
pub const TEXT: usize = 8_000;
/// The longest name or place.
pub const LINE: usize = 300;

/// A text in Bulgarian: papers and mails are.
#[must_use]
pub fn bg(key: &str) -> String {
    ui::text::text(Lang::Bg, key).into_owned()
}

/// As [`bg`], with arguments.
#[must_use]
pub fn bg_with(key: &str, args: &[(&str, String)]) -> String {
    ui::text::text_args(Lang::Bg, key, args).into_owned()
}

/// The year that an address asks for; today's when it names none.
#[must_use]
pub fn year_of(form: &Form, today: Day) -> i16 {
    let year = form.get("year").parse().ok().filter(|year| (2000..=2100).contains(year));
    year.unwrap_or(today.0.year())
}

/// The first and the last day of a year.
#[must_use]
pub fn bounds(year: i16) -> (Day, Day) {
    let day = |month, day| Day(jiff::civil::Date::new(year, month, day).unwrap_or_default());
    (day(1, 1), day(12, 31))
}

/// The years before and after, as links to a list.
#[must_use]
pub fn around(ctx: &Ctx, rest: &str, year: i16) -> Vec<Link> {
    let link =
        |year: i16| Link::new(ctx.url(&format!("{HOME}{rest}?year={year}")), year.to_string());
    vec![link(year - 1), link(year + 1)]
}

/// The lists beside each other.
#[must_use]
pub fn sections(ctx: &Ctx, current: &str) -> Vec<NavItem> {
    let all = [
        ("", "council-sittings"),
        ("/mandates", "council-mandates"),
        ("/proposals", "council-proposals"),
        ("/letters", "council-letters"),
        ("/report", "council-report"),
        ("/rules", "council-rules"),
    ];
    let item = |(rest, key): (&str, &str)| {
        let href = ctx.url(&format!("{HOME}{rest}"));
        NavItem { href, text: ctx.t(key).into_owned(), current: rest == current, count: None }
    };
    all.map(item).into()
}

/// A page below a list.
#[must_use]
pub fn page(ctx: &Ctx, title: impl Into<String>, (rest, list): (&str, &str)) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs = vec![
        Link::new(ctx.url(HOME), ctx.t("council-title")),
        Link::new(ctx.url(&format!("{HOME}{rest}")), ctx.t(list)),
        Link::new("", title),
    ];
    if rest.is_empty() {
        page.breadcrumbs.remove(1);
    }
    page
}

/// A whole number of a form within bounds; what is wrong stands beside its box.
pub fn number(form: &mut Form, name: &str, (least, most): (i32, i32)) -> i32 {
    let typed: Option<i32> = form.parsed(name, "council-wrong-number");
    if typed.is_some_and(|number| !(least..=most).contains(&number)) {
        let args = [("least", least), ("most", most)];
        let text = ui::text::text_args(form.lang(), "council-wrong-bounds", &args);
        form.wrong_text(name, text.into_owned());
    }
    typed.unwrap_or(least)
}

/// Whether a text is a time of day such as `09:30`.
#[must_use]
pub fn is_time(text: &str) -> bool {
    minutes_of(text).is_some()
}

/// A time of day in minutes after midnight.
#[must_use]
pub fn minutes_of(text: &str) -> Option<i32> {
    let (hour, minute) = text.split_once(':')?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if hour.is_empty() || hour.len() > 2 || minute.len() != 2 || !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (i32, i32) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// Whether some digits are an identifier of a person.
#[must_use]
pub fn is_identifier(digits: &str) -> bool {
    let kinds = id_kinds(digits).kinds;
    digits.len() == 10 && kinds.iter().any(|kind| matches!(kind, IdKind::Egn | IdKind::Lnch))
}

/// What papers and mails need: the office, and the address where codes are checked.
#[derive(Clone, Debug)]
pub struct Press {
    /// The office.
    pub office: Arc<Municipality>,
    /// Where a code is checked, without the code.
    pub verify: String,
}

impl Press {
    /// The press of a municipality.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such municipality.
    pub fn of(app: &App, id: MunicipalityId, verify: String) -> Result<Press, StoreError> {
        let known = app.db.municipalities().into_iter().find(|one| one.id == id);
        Ok(Press { office: known.ok_or(StoreError::NotFound)?, verify })
    }

    /// As the browser reaches us.
    ///
    /// # Errors
    /// As [`Press::of`].
    pub fn here(app: &App, ctx: &Ctx, headers: &HeaderMap) -> Result<Press, Problem> {
        let verify = verify_address(app, ctx, headers);
        Ok(Press::of(app, ctx.actor.municipality, verify)?)
    }

    /// An address below the municipality, whole.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let base = self.verify.strip_suffix("/verify").unwrap_or(&self.verify);
        format!("{base}{path}")
    }

    /// The frame of a paper: office, name, ground.
    #[must_use]
    pub fn frame(&self, (name, ground): (&str, &str)) -> Value {
        let settings = Settings::of(&self.office);
        let mut data =
            json!({ "office": settings.office(&self.office), "name": name, "ground": ground });
        if let Some(publicity) = settings.publicity() {
            data["publicity"] = publicity;
        }
        data
    }
}
