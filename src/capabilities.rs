//! The list of capabilities: what each brings to the whole program. It stands beside `app.rs`, which
//! shares it with all handlers.

use crate::app::App;
use crate::{
    assistance, assistants, atlas, booking, brought, campaigns, citizens, consent, contacts,
    control, cooperation, council, decisions, delivery, desk, disability, duties, entitlements,
    fees, figures, forecast, forms, frontdesk, homecare, hours, imports, interface, municipality,
    needs, notices, online, oversight, payroll, people, placement, planning, portal, powers,
    projects, reception, referral, reporting, results, review, rules, scenarios, services, studies,
    support, training, trust, voices, work, workforce,
};
use kit::crypto::Index;
use kit::jobs::Worker;
use kit::web::Routes;

/// What each capability holds about a person.
pub const HOLDINGS: &[people::Holder] = &[
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
    cooperation::holdings,
    online::holdings,
    notices::holdings,
    citizens::holdings,
];

/// Whose papers anybody may check, besides those of people and of cases.
pub const VERIFIERS: &[people::Verifier] = &[
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
    studies::by_code,
    voices::by_code,
    oversight::by_code,
    council::by_code,
    duties::by_code,
    review::by_code,
    needs::by_code,
    forecast::by_code,
    planning::by_code,
    cooperation::by_code,
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
        .merge(studies::routes())
        .merge(voices::routes())
        .merge(oversight::routes())
        .merge(council::routes())
        .merge(duties::routes())
        .merge(review::routes())
        .merge(figures::routes())
        .merge(needs::routes())
        .merge(atlas::routes())
        .merge(forecast::routes())
        .merge(planning::routes())
        .merge(reporting::routes())
        .merge(scenarios::routes())
        .merge(cooperation::routes())
        .merge(portal::routes())
        .merge(entitlements::routes())
        .merge(online::routes())
        .merge(notices::routes())
        .merge(desk::routes())
        .merge(booking::routes())
        .merge(work::routes())
        .merge(workforce::routes())
        .merge(disability::routes())
        .merge(consent::routes())
        .merge(services::routes())
        .merge(rules::routes())
        .merge(trust::routes())
        .merge(citizens::routes())
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
        cooperation::BELONGINGS,
        imports::BELONGINGS,
        online::BELONGINGS,
        notices::BELONGINGS,
        trust::BELONGINGS,
        citizens::BELONGINGS,
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
        studies::INDICES,
        voices::INDICES,
        oversight::INDICES,
        duties::INDICES,
        reception::INDICES,
        workforce::INDICES,
        council::INDICES,
        cooperation::INDICES,
        entitlements::INDICES,
        online::INDICES,
        notices::INDICES,
        citizens::INDICES,
        desk::INDICES,
        booking::INDICES,
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
        cooperation::TEXTS,
        projects::TEXTS,
        training::TEXTS,
        campaigns::TEXTS,
        results::TEXTS,
        decisions::TEXTS,
        powers::TEXTS,
        studies::TEXTS,
        voices::TEXTS,
        oversight::TEXTS,
        council::TEXTS,
        duties::TEXTS,
        review::TEXTS,
        figures::TEXTS,
        needs::TEXTS,
        atlas::TEXTS,
        forecast::TEXTS,
        planning::TEXTS,
        reporting::TEXTS,
        scenarios::TEXTS,
        portal::TEXTS,
        entitlements::TEXTS,
        online::TEXTS,
        notices::TEXTS,
        desk::TEXTS,
        booking::TEXTS,
        work::TEXTS,
        workforce::TEXTS,
        disability::TEXTS,
        consent::TEXTS,
        services::TEXTS,
        rules::TEXTS,
        trust::TEXTS,
        citizens::TEXTS,
        interface::TEXTS,
    ]
}

/// What works on the jobs of all capabilities.
pub fn jobs(app: &App, worker: Worker) -> Worker {
    let worker = people::jobs(app, worker);
    let worker = disability::jobs(app, referral::jobs(app, worker));
    let worker = fees::jobs(app, delivery::jobs(app, placement::jobs(app, worker)));
    let worker =
        control::jobs(app, payroll::jobs(app, hours::jobs(app, homecare::jobs(app, worker))));
    let worker = services::jobs(app, reception::jobs(app, worker));
    let worker = brought::jobs(app, imports::jobs(app, worker));
    let worker = workforce::jobs(app, work::jobs(app, worker));
    let worker = campaigns::jobs(app, training::jobs(app, projects::jobs(app, worker)));
    let worker = decisions::jobs(app, results::jobs(app, worker));
    let worker = oversight::jobs(app, voices::jobs(app, powers::jobs(app, worker)));
    let worker = review::jobs(app, duties::jobs(app, council::jobs(app, worker)));
    let worker = needs::jobs(app, worker);
    let worker = studies::jobs(app, worker);
    let worker = forecast::jobs(app, worker);
    let worker = planning::jobs(app, worker);
    let worker = reporting::jobs(app, worker);
    let worker = scenarios::jobs(app, worker);
    let worker = cooperation::jobs(app, worker);
    let worker = portal::jobs(app, worker);
    let worker = entitlements::jobs(app, worker);
    let worker = online::jobs(app, worker);
    let worker = notices::jobs(app, worker);
    booking::jobs(app, desk::jobs(app, worker))
}
