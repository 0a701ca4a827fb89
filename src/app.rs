//! What the whole program shares. The list of capabilities stands in `capabilities.rs`.

use crate::capabilities::{HOLDINGS, VERIFIERS, jobs};
use crate::migrations::sealed_columns;
use crate::nav::{FOOTER, NAV};
use crate::{citizens, desk, hours, municipality, payroll, people, rules, work};
use axum::extract::FromRef;
use axum::http::HeaderMap;
use kit::access::Sessions;
use kit::gateway::Reach;
use kit::jobs::Worker;
use kit::mail::Mailer;
use kit::rotation::Resealing;
use kit::search::Search;
use kit::store::{Db, StoreError, Tx};
use kit::types::{AccountId, Clock, Day, MunicipalityId};
use kit::web::{Ctx, Kit, WebSettings};
use law::Law;
use std::sync::Arc;

pub use crate::capabilities::{belongings, indices, routes, texts};

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
    /// Who tells what is held about a person, in the order of an answer to them.
    pub holdings: &'static [people::Holder],
    /// Who finds a paper by its code, for the public check.
    pub verifiers: &'static [people::Verifier],
    /// Who tells what was paid of a month, for the ledger of hours.
    pub paid: hours::PaidDoor,
    /// What names a person in the tables of all capabilities: a merge of two people moves it.
    pub belongings: Arc<[people::Belonging]>,
    /// Who is at the consultation desk this moment, and which pages listen.
    pub desk: desk::Hub,
    /// Who carries the mail; none when the installation sends none.
    pub mail: Option<Mailer>,
    /// How far requests to gateways and mail servers of municipalities may go.
    pub reach: Reach,
    /// The way in while the installation is empty.
    pub setup: municipality::SetupDoor,
    /// Who answers what accounts of citizens ask.
    pub citizens: citizens::Ways,
    /// Who knows citizens by electronic identity; nobody unless the command line names one.
    pub identity: Option<citizens::Identity>,
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
            guesses: kit::web::Guesses::default(),
            footer: FOOTER,
        };
        let printer = Arc::new(print::Printer::new(fonts));
        let setup = municipality::SetupDoor::default();
        let (holdings, belongings) = (HOLDINGS, belongings().into());
        let (search, mail, verifiers) = (Arc::default(), None, VERIFIERS);
        let paid: hours::PaidDoor = payroll::paid_in;
        let desk = desk::Hub::new(db.clock().clone());
        Ok(App {
            db,
            laws,
            search,
            printer,
            kit,
            holdings,
            verifiers,
            paid,
            belongings,
            desk,
            mail,
            reach: Reach::default(),
            setup,
            citizens: crate::ways::CITIZENS,
            identity: None,
        })
    }

    /// The same program, sending mail.
    #[must_use]
    pub fn with_mail(self, mail: Option<Mailer>) -> App {
        App { mail, ..self }
    }

    /// The same program, whose gateways may stand so far.
    #[must_use]
    pub fn with_reach(self, reach: Reach) -> App {
        App { reach, ..self }
    }

    /// The same program, with a provider of identities for citizens.
    #[must_use]
    pub fn with_identity(self, identity: Option<citizens::Identity>) -> App {
        App { identity, ..self }
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

    /// Whose account is signed in where a page is for anybody; none when nobody's is.
    pub async fn citizen(&self, ctx: &Ctx, headers: &HeaderMap) -> Option<citizens::CitizenId> {
        citizens::signed_in(self, ctx, headers).await
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
        // Layers copy what they hold for each request: one pointer.
        let app = Arc::new(self.clone());
        let fresh = axum::middleware::from_fn_with_state(app.clone(), rules::before_request);
        let merged = axum::middleware::from_fn_with_state(app, people::follow_merged);
        kit::web::serve(self.kit.clone(), routes(), self.clone()).layer(merged).layer(fresh)
    }

    /// What works on the jobs of all capabilities.
    #[must_use]
    pub fn worker(&self) -> Worker {
        let worker = jobs(self, Worker::new(self.db.clone()));
        let db = self.db.clone();
        worker.on(
            kit::rotation::JOB,
            Arc::new(move |job| {
                let work = Resealing::new(&db, job.municipality, sealed_columns());
                Box::pin(async move { Ok(work.job().await?) })
            }),
        )
    }
}
