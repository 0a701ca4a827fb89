//! What the whole program shares, and the list of capabilities. Nothing else.

use crate::migrations::sealed_columns;
use crate::nav::NAV;
use crate::{
    assistance, assistants, brought, campaigns, consent, contacts, control, council, decisions,
    delivery, disability, duties, fees, forms, frontdesk, homecare, hours, imports, interface,
    municipality, oversight, payroll, people, placement, powers, projects, reception, referral,
    results, review, rules, services, support, training, trust, voices, work, workforce,
};
use axum::extract::FromRef;
use kit::access::Sessions;
use kit::crypto::Index;
use kit::jobs::Worker;
use kit::mail::Mailer;
use kit::rotation::Resealing;
use kit::search::Search;
use kit::store::{Db, StoreError, Tx};
use kit::types::{AccountId, Clock, Day, MunicipalityId};
use kit::web::{Kit, Routes, WebSettings};
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
    /// Who tells what is held about a person, in the order of an answer to them.
    pub holdings: &'static [people::Holder],
    /// Who finds a paper by its code, for the public check.
    pub verifiers: &'static [people::Verifier],
    /// Who tells what was paid of a month, for the ledger of hours.
    pub paid: hours::PaidDoor,
    /// What names a person in the tables of all capabilities: a merge of two people moves it.
    pub belongings: Arc<[people::Belonging]>,
    /// Who carries the mail; none when the installation sends none.
    pub mail: Option<Mailer>,
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
            guesses: kit::web::Guesses::default(),
        };
        let printer = Arc::new(print::Printer::new(fonts));
        let setup = municipality::SetupDoor::default();
        let (holdings, belongings) = (HOLDINGS, belongings().into());
        let (search, mail, verifiers) = (Arc::default(), None, VERIFIERS);
        let paid: hours::PaidDoor = payroll::paid_in;
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
            mail,
            setup,
        })
    }

    /// The same program, sending mail.
    #[must_use]
    pub fn with_mail(self, mail: Option<Mailer>) -> App {
        App { mail, ..self }
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
        let merged = axum::middleware::from_fn_with_state(self.clone(), people::follow_merged);
        kit::web::serve(self.kit.clone(), routes(), self.clone()).layer(merged).layer(fresh)
    }

    /// What works on the jobs of all capabilities.
    #[must_use]
    pub fn worker(&self) -> Worker {
        let worker = people::jobs(self, Worker::new(self.db.clone()));
        let worker = disability::jobs(self, referral::jobs(self, worker));
        let worker = fees::jobs(self, delivery::jobs(self, placement::jobs(self, worker)));
        let worker = control::jobs(
            self,
            payroll::jobs(self, hours::jobs(self, homecare::jobs(self, worker))),
        );
        let worker = services::jobs(self, reception::jobs(self, worker));
        let worker = brought::jobs(self, imports::jobs(self, worker));
        let worker = workforce::jobs(self, work::jobs(self, worker));
        let worker = campaigns::jobs(self, training::jobs(self, projects::jobs(self, worker)));
        let worker = decisions::jobs(self, results::jobs(self, worker));
        let worker = oversight::jobs(self, voices::jobs(self, powers::jobs(self, worker)));
        let worker = review::jobs(self, duties::jobs(self, council::jobs(self, worker)));
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

/// What each capability holds about a person.
const HOLDINGS: &[people::Holder] = &[
    people::holdings,
    contacts::holdings,
    reception::holdings,
    frontdesk::holdings,
    referral::holdings,
    placement::holdings,
    support::holdings,
    delivery::holdings,
    homecare::holdings,
    fees::holdings,
    assistants::holdings,
    assistance::holdings,
    hours::holdings,
    payroll::holdings,
    control::holdings,
    disability::holdings,
    consent::holdings,
];

/// Whose papers anybody may check, besides those of people and of cases.
const VERIFIERS: &[people::Verifier] = &[
    delivery::by_code,
    homecare::by_code,
    payroll::by_code,
    control::by_code,
    projects::by_code,
    workforce::by_code,
    training::by_code,
    campaigns::by_code,
    results::by_code,
    decisions::by_code,
    powers::by_code,
    voices::by_code,
    oversight::by_code,
    council::by_code,
    duties::by_code,
    review::by_code,
];

/// The routes of all capabilities.
#[must_use]
pub fn routes() -> Routes<App> {
    municipality::routes()
        .merge(forms::routes())
        .merge(people::routes())
        .merge(imports::routes())
        .merge(contacts::routes())
        .merge(frontdesk::routes())
        .merge(reception::routes())
        .merge(referral::routes())
        .merge(placement::routes())
        .merge(support::routes())
        .merge(delivery::routes())
        .merge(homecare::routes())
        .merge(fees::routes())
        .merge(assistants::routes())
        .merge(assistance::routes())
        .merge(brought::routes())
        .merge(hours::routes())
        .merge(payroll::routes())
        .merge(control::routes())
        .merge(projects::routes())
        .merge(training::routes())
        .merge(campaigns::routes())
        .merge(results::routes())
        .merge(decisions::routes())
        .merge(powers::routes())
        .merge(voices::routes())
        .merge(oversight::routes())
        .merge(council::routes())
        .merge(duties::routes())
        .merge(review::routes())
        .merge(work::routes())
        .merge(workforce::routes())
        .merge(disability::routes())
        .merge(consent::routes())
        .merge(services::routes())
        .merge(rules::routes())
        .merge(trust::routes())
        .merge(interface::routes())
}

/// What names a person in the tables of all capabilities. A test compares it with the schema.
#[must_use]
pub fn belongings() -> Vec<people::Belonging> {
    let lists = [
        people::BELONGINGS,
        contacts::BELONGINGS,
        reception::BELONGINGS,
        disability::BELONGINGS,
        consent::BELONGINGS,
        frontdesk::BELONGINGS,
        referral::BELONGINGS,
        placement::BELONGINGS,
        delivery::BELONGINGS,
        homecare::BELONGINGS,
        fees::BELONGINGS,
        assistants::BELONGINGS,
        assistance::BELONGINGS,
        hours::BELONGINGS,
        payroll::BELONGINGS,
        control::BELONGINGS,
        imports::BELONGINGS,
    ];
    lists.concat()
}

/// The blind indices of all capabilities. A test compares them with the code.
#[must_use]
pub fn indices() -> Vec<Index> {
    let own = [kit::audit::SUBJECT];
    [
        &own,
        people::INDICES,
        imports::INDICES,
        brought::INDICES,
        referral::INDICES,
        placement::INDICES,
        delivery::INDICES,
        homecare::INDICES,
        hours::INDICES,
        training::INDICES,
        voices::INDICES,
        oversight::INDICES,
        duties::INDICES,
        reception::INDICES,
        workforce::INDICES,
        council::INDICES,
    ]
    .concat()
}

/// The texts of all capabilities.
#[must_use]
pub fn texts() -> Vec<ui::Bundle> {
    vec![
        ui::TEXTS,
        kit::web::TEXTS,
        municipality::TEXTS,
        forms::TEXTS,
        people::TEXTS,
        imports::TEXTS,
        contacts::TEXTS,
        frontdesk::TEXTS,
        reception::TEXTS,
        referral::TEXTS,
        placement::TEXTS,
        support::TEXTS,
        delivery::TEXTS,
        homecare::TEXTS,
        fees::TEXTS,
        assistants::TEXTS,
        assistance::TEXTS,
        brought::TEXTS,
        hours::TEXTS,
        payroll::TEXTS,
        control::TEXTS,
        projects::TEXTS,
        training::TEXTS,
        campaigns::TEXTS,
        results::TEXTS,
        decisions::TEXTS,
        powers::TEXTS,
        voices::TEXTS,
        oversight::TEXTS,
        council::TEXTS,
        duties::TEXTS,
        review::TEXTS,
        work::TEXTS,
        workforce::TEXTS,
        disability::TEXTS,
        consent::TEXTS,
        services::TEXTS,
        rules::TEXTS,
        trust::TEXTS,
        interface::TEXTS,
    ]
}
