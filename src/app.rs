//! What the whole program shares, and the list of capabilities. Nothing else.

use crate::{
    frontdesk, interface, municipality, people, referral, rules, services, trust, work,
};
use axum::extract::FromRef;
use kit::access::Sessions;
use kit::jobs::Worker;
use kit::search::Search;
use kit::store::{Db, StoreError, Tx};
use kit::types::{AccountId, Clock, Day, MunicipalityId};
use kit::web::{Kit, NavSpec, Routes, WebSettings};
use law::Law;
use std::sync::Arc;

/// The state behind every handler. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// The law as data, in each municipality with its own values.
    pub laws: rules::Laws,
    /// The index of names.
    pub search: Arc<Search>,
    /// The printer of documents.
    pub printer: Arc<print::Printer>,
    /// Database, sessions, settings and navigation for the web layer.
    pub kit: Kit,
    /// The way in while the installation is empty.
    pub setup: municipality::SetupDoor,
}

impl FromRef<App> for Kit {
    fn from_ref(app: &App) -> Kit {
        app.kit.clone()
    }
}

impl App {
    /// The program over an opened database.
    ///
    /// # Errors
    /// When the fonts for printing or the law cannot be read, which is a defect of the build.
    pub fn new(db: Db, settings: WebSettings) -> anyhow::Result<App> {
        ui::Texts::load(&texts());
        let laws = rules::Laws::default();
        let fonts = ui::assets::print_fonts().into_iter().map(std::borrow::Cow::into_owned);
        let kit = Kit {
            sessions: Sessions::new(db.clone()),
            db: db.clone(),
            settings: Arc::new(settings),
            nav: NAV.into(),
        };
        let printer = Arc::new(print::Printer::new(fonts));
        let setup = municipality::SetupDoor::default();
        Ok(App { db, laws, search: Arc::default(), printer, kit, setup })
    }

    /// The law in a municipality: that of the country with the municipality's own values, fresh as
    /// of the request. Work outside a request calls [`App::freshen_law`] first.
    #[must_use]
    pub fn law(&self, municipality: MunicipalityId) -> Arc<Law> {
        self.laws.of(municipality)
    }

    /// Reads the municipality's own values of the law when those in memory may be old.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn freshen_law(&self, municipality: MunicipalityId) -> Result<(), StoreError> {
        rules::keep_fresh(self, municipality).await
    }

    /// How much open work hangs on an account: one that has some is not closed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open_work(&self, tx: &Tx, account: AccountId) -> Result<u64, StoreError> {
        work::open_work_of(tx, account).await
    }

    /// Today in Sofia.
    #[must_use]
    pub fn today(&self) -> Day {
        self.db.clock().today()
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        self.db.clock()
    }

    /// The service, ready to be listened for.
    pub fn router(&self) -> axum::Router {
        let fresh = axum::middleware::from_fn_with_state(self.clone(), rules::before_request);
        kit::web::serve(self.kit.clone(), routes(), self.clone()).layer(fresh)
    }

    /// What works on the jobs of all capabilities.
    #[must_use]
    pub fn worker(&self) -> Worker {
        work::jobs(self, referral::jobs(self, Worker::new(self.db.clone())))
    }
}

/// The main navigation, in the order of the day's work.
const NAV: &[NavSpec] = &[
    NavSpec { path: "/work", text: "nav-work", right: frontdesk::READ },
    NavSpec { path: "/people", text: "nav-people", right: people::READ },
    NavSpec { path: "/contacts", text: "nav-contacts", right: frontdesk::READ },
    NavSpec { path: "/referrals", text: "nav-referrals", right: referral::READ },
    NavSpec { path: "/services", text: "nav-services", right: services::READ },
    NavSpec { path: "/law", text: "nav-law", right: rules::READ },
    NavSpec { path: "/office", text: "nav-office", right: municipality::READ },
    NavSpec { path: "/audit", text: "nav-audit", right: municipality::AUDIT },
];

/// The routes of all capabilities.
#[must_use]
pub fn routes() -> Routes<App> {
    municipality::routes()
        .merge(people::routes())
        .merge(frontdesk::routes())
        .merge(referral::routes())
        .merge(work::routes())
        .merge(services::routes())
        .merge(rules::routes())
        .merge(trust::routes())
        .merge(interface::routes())
}

/// The texts of all capabilities.
#[must_use]
pub fn texts() -> Vec<ui::Bundle> {
    vec![
        ui::TEXTS,
        kit::web::TEXTS,
        municipality::TEXTS,
        people::TEXTS,
        frontdesk::TEXTS,
        referral::TEXTS,
        work::TEXTS,
        services::TEXTS,
        rules::TEXTS,
        trust::TEXTS,
        interface::TEXTS,
    ]
}
