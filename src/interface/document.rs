//! The document put together: what the capabilities say of their handlers, and what the list of
//! routes says of rights.

use crate::{
    app, assistance, assistants, atlas, booking, brought, campaigns, citizens, consent, contacts,
    control, cooperation, council, decisions, delivery, desk, disability, duties, entitlements,
    fees, figures, forecast, forms, frontdesk, homecare, hours, imports, needs, notices, online,
    oversight, payroll, people, placement, planning, portal, powers, projects, reception, referral,
    reporting, results, review, rules, scenarios, services, studies, support, training, voices,
    work, workforce,
};
use kit::web::{Need, RouteInfo};
use ui::Lang;
use utoipa::OpenApi;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{RefOr, Required, Response};

/// The name of the way in: a token made at `/{municipality}/office/tokens`.
const TOKEN: &str = "token";

#[derive(OpenApi)]
#[openapi(info(title = "Опора", license(name = "EUPL-1.2", identifier = "EUPL-1.2")))]
struct Frame;

/// The whole document in a language.
#[must_use]
pub fn document(lang: Lang) -> utoipa::openapi::OpenApi {
    let mut document = Frame::openapi();
    document.merge(people::ApiDocument::openapi());
    document.merge(imports::ApiDocument::openapi());
    document.merge(contacts::ApiDocument::openapi());
    document.merge(forms::ApiDocument::openapi());
    document.merge(frontdesk::ApiDocument::openapi());
    document.merge(reception::ApiDocument::openapi());
    document.merge(reception::AppointmentsDocument::openapi());
    document.merge(referral::ApiDocument::openapi());
    document.merge(placement::ApiDocument::openapi());
    document.merge(support::ApiDocument::openapi());
    document.merge(delivery::ApiDocument::openapi());
    document.merge(homecare::ApiDocument::openapi());
    document.merge(fees::ApiDocument::openapi());
    document.merge(assistants::ApiDocument::openapi());
    document.merge(assistance::ApiDocument::openapi());
    document.merge(brought::ApiDocument::openapi());
    document.merge(hours::ApiDocument::openapi());
    document.merge(payroll::ApiDocument::openapi());
    document.merge(control::ApiDocument::openapi());
    document.merge(projects::ApiDocument::openapi());
    document.merge(training::ApiDocument::openapi());
    document.merge(campaigns::ApiDocument::openapi());
    document.merge(results::ApiDocument::openapi());
    document.merge(decisions::ApiDocument::openapi());
    document.merge(powers::ApiDocument::openapi());
    document.merge(studies::ApiDocument::openapi());
    document.merge(voices::ApiDocument::openapi());
    document.merge(oversight::ApiDocument::openapi());
    document.merge(council::ApiDocument::openapi());
    document.merge(duties::ApiDocument::openapi());
    document.merge(review::ApiDocument::openapi());
    document.merge(figures::ApiDocument::openapi());
    document.merge(needs::ApiDocument::openapi());
    document.merge(atlas::ApiDocument::openapi());
    document.merge(forecast::ApiDocument::openapi());
    document.merge(planning::ApiDocument::openapi());
    document.merge(reporting::ApiDocument::openapi());
    document.merge(scenarios::ApiDocument::openapi());
    document.merge(cooperation::ApiDocument::openapi());
    document.merge(portal::ApiDocument::openapi());
    document.merge(entitlements::ApiDocument::openapi());
    document.merge(online::ApiDocument::openapi());
    document.merge(notices::ApiDocument::openapi());
    document.merge(desk::ApiDocument::openapi());
    document.merge(booking::ApiDocument::openapi());
    document.merge(disability::ApiDocument::openapi());
    document.merge(consent::ApiDocument::openapi());
    document.merge(citizens::ApiDocument::openapi());
    document.merge(services::ApiDocument::openapi());
    document.merge(rules::ApiDocument::openapi());
    document.merge(work::ApiDocument::openapi());
    document.merge(workforce::ApiDocument::openapi());
    document.info.description = Some(text(lang, "interface-lead"));
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    let components = document.components.get_or_insert_default();
    components.security_schemes.insert(TOKEN.to_owned(), RefOr::T(bearer));
    let routes = app::routes();
    for (path, item) in &mut document.paths.paths {
        for route in routes.list().iter().filter(|route| route.path == *path) {
            if let Some(operation) = of(item, route.method) {
                complete(lang, operation, route);
            }
        }
    }
    document
}

fn text(lang: Lang, key: &str) -> String {
    ui::text::text(lang, key).into_owned()
}

fn of<'a>(item: &'a mut PathItem, method: &str) -> Option<&'a mut Operation> {
    match method {
        "GET" => item.get.as_mut(),
        _ => item.post.as_mut(),
    }
}

/// What all operations have: whose data, which right, what a refusal looks like.
fn complete(lang: Lang, operation: &mut Operation, route: &RouteInfo) {
    let id = operation.operation_id.clone().unwrap_or_default();
    operation.summary = Some(text(lang, &format!("interface-op-{id}")));
    operation.tags = Some(vec![route.capability.to_owned()]);
    if let Need::Right(right) = route.need {
        operation.description =
            Some(ui::text::text_args(lang, "interface-right", &[("right", right)]).into_owned());
        operation.security = Some(vec![SecurityRequirement::new(TOKEN, [right])]);
    }
    let parameters = operation.parameters.get_or_insert_default();
    parameters.insert(0, RefOr::T(municipality(lang)));
    if route.method == "POST" {
        let key = ParameterBuilder::new().name("Idempotency-Key").parameter_in(ParameterIn::Header);
        parameters.push(RefOr::T(key.description(Some(text(lang, "interface-key"))).build()));
    }
    let refusal = Response::new(text(lang, "interface-problem"));
    operation.responses.responses.insert("default".to_owned(), RefOr::T(refusal));
}

fn municipality(lang: Lang) -> Parameter {
    let parameter = ParameterBuilder::new().name("municipality").parameter_in(ParameterIn::Path);
    let parameter = parameter.required(Required::True);
    parameter.description(Some(text(lang, "interface-municipality"))).build()
}
