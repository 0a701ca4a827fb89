//! Materials made from the directory of services: what they say. Everything that the printer is given is
//! put together here, without a database.

use super::course::apart;
use super::event::Event;
use super::plan::Campaign;
use crate::services::{KINDS, Offer, ServiceId};
use kit::types::Day;
use serde_json::{Value, json};
use ui::Lang;

/// The sizes of each kind of material.
pub const FORMS: [(&str, &[&str]); 3] =
    [("brochure", &["a5", "a4"]), ("poster", &["a3", "a4"]), ("leaflet", &["a4", "a5"])];
/// The languages of the frame; what the directory says stays as it was written.
pub const LANGUAGES: [&str; 2] = ["bg", "en"];
/// So many services on an easy-to-read leaflet: more are not easy to read.
pub const EASY_MAX: usize = 8;

/// Whether a material is made in a size.
#[must_use]
pub fn comes_in(kind: &str, form: &str) -> bool {
    FORMS.iter().any(|(known, forms)| *known == kind && forms.contains(&form))
}

/// What the directory says today, as a fingerprint: an edition made of another one is not current.
#[must_use]
pub fn stock(offers: &[Offer]) -> String {
    let told = |one: &Offer| {
        json!([
            one.id.0,
            one.name,
            one.provider,
            one.kind,
            one.in_zsu,
            one.access,
            one.users,
            one.admission,
            one.durations,
            one.fee,
            one.address,
            one.phone,
        ])
    };
    let all: Vec<Value> = offers.iter().map(told).collect();
    kit::crypto::fingerprint(Value::from(all).to_string())
}

/// What a material is made of.
pub struct Made<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// A kind of material.
    pub kind: &'a str,
    /// Its size.
    pub form: &'a str,
    /// The language of its frame.
    pub lang: Lang,
    /// All services that work today.
    pub offers: &'a [Offer],
    /// The chosen ones; all when none.
    pub chosen: &'a [ServiceId],
    /// Desks: name, and address with hours.
    pub desks: &'a [(String, String)],
    /// Telephone of the office.
    pub phone: &'a str,
    /// Public page of the campaign; empty when it has none.
    pub page: &'a str,
    /// The event that a poster invites to, with its place.
    pub event: Option<(&'a Event, String)>,
    /// What people should bring, a line each.
    pub bring: &'a str,
    /// Today.
    pub today: Day,
}

impl Made<'_> {
    fn t(&self, key: &str) -> String {
        ui::text::text(self.lang, key).into_owned()
    }

    fn ta(&self, key: &str, args: &[(&str, String)]) -> String {
        ui::text::text_args(self.lang, key, args).into_owned()
    }

    /// The services it tells of, in the order of the directory.
    #[must_use]
    pub fn told(&self) -> Vec<&Offer> {
        let is_chosen = |one: &&Offer| self.chosen.is_empty() || self.chosen.contains(&one.id);
        self.offers.iter().filter(is_chosen).collect()
    }

    /// What the printer is given, without number, code and heading of the project.
    #[must_use]
    pub fn data(&self) -> Value {
        let steps = [1, 2, 3, 4].map(|n| self.t(&format!("campaigns-step-{n}")));
        let bring = self.bring.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut data = json!({
            "form": self.form,
            "lang": if self.lang == Lang::Bg { "bg" } else { "en" },
            "name": self.campaign.row.name,
            "aim": self.campaign.row.aim,
            "day": self.ta("campaigns-as-of", &[("day", self.today.bg())]),
            "phone": self.phone,
            "page": self.page,
            "steps": steps,
            "bring": bring.collect::<Vec<_>>(),
            "desks": self.desks.iter().map(|(name, text)| json!([name, text])).collect::<Vec<_>>(),
            "groups": self.groups(),
            "words": self.words(),
        });
        if self.kind == "leaflet" && self.told().len() > EASY_MAX {
            data["rest"] = self.t("campaigns-print-easy-rest").into();
        }
        if !self.page.is_empty() {
            data["matrix"] = json!(kit::web::qr_rows(self.page));
        }
        if let Some((event, place)) = &self.event {
            data["event"] = json!({
                "title": event.row.title,
                "day": event.row.held_on.bg(),
                "hours": event.hours(),
                "place": place,
            });
        }
        data
    }

    /// The words of the frame, as the templates name them.
    fn words(&self) -> Value {
        let keys = [
            "services",
            "how",
            "bring",
            "desks",
            "call",
            "more",
            "where",
            "whom",
            "use",
            "term",
            "fee",
            "phone",
            "easy-title",
            "easy-what",
            "easy-whom",
            "easy-where",
            "easy-call",
            "easy-help",
            "easy-pay",
            "number",
        ];
        let words =
            keys.map(|key| (key.to_owned(), self.t(&format!("campaigns-print-{key}")).into()));
        Value::Object(words.into_iter().collect())
    }

    fn groups(&self) -> Vec<Value> {
        let told = self.told();
        let told = if self.kind == "leaflet" && told.len() > EASY_MAX {
            &told[..EASY_MAX]
        } else {
            &told[..]
        };
        let group = |kind: u8, (_, key): &(&str, &str)| {
            let own: Vec<Value> =
                told.iter().filter(|one| one.kind == kind).map(|one| self.service(one)).collect();
            (!own.is_empty())
                .then(|| json!({ "kind": kind, "title": self.t(key), "services": own }))
        };
        (1..).zip(KINDS.iter()).filter_map(|(kind, words)| group(kind, words)).collect()
    }

    fn service(&self, one: &Offer) -> Value {
        let use_of =
            if one.admission.is_empty() { self.access(one) } else { one.admission.clone() };
        let terms = apart(&one.durations);
        let terms = terms.iter().map(|code| self.t(&format!("services-duration-{code}")));
        let fee = if one.fee.is_empty() { self.t("campaigns-fee-ask") } else { one.fee.clone() };
        json!({
            "name": one.name,
            "provider": one.provider,
            "whom": one.users,
            "use": use_of,
            "term": terms.collect::<Vec<_>>().join(", "),
            "fee": fee,
            "where": if one.address.is_empty() {
                self.t("campaigns-address-hidden")
            } else {
                one.address.clone()
            },
            "phone": if one.phone.is_empty() { self.phone } else { one.phone.as_str() },
        })
    }

    /// How a service is reached when the directory does not say.
    fn access(&self, one: &Offer) -> String {
        match (one.in_zsu, one.access.as_str()) {
            (false, _) => self.t("campaigns-access-other"),
            (true, "specialised") => self.t("campaigns-access-referral"),
            (true, _) => self.t("campaigns-access-open"),
        }
    }
}
