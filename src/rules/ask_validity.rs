//! Until when a preliminary assessment may be taken up: the question without a case.

use super::ask::{PAUSES, Why, choices, pauses};
use super::{frame, sections};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, day_values, html};
use law::{Duration, Law, PauseGround, Validity, ValidityInput, ValidityPause, ValidityState};

const DURATIONS: [(&str, &str); 4] = [
    ("short", "rules-duration-short"),
    ("medium", "rules-duration-medium"),
    ("long", "rules-duration-long"),
    ("residential", "rules-duration-residential"),
];
const GROUNDS: [(&str, &str); 4] = [
    ("hospital", "rules-ground-hospital"),
    ("waiting", "rules-ground-waiting"),
    ("restriction", "rules-ground-restriction"),
    ("appeal", "rules-ground-appeal"),
];

#[derive(Template)]
#[template(path = "rules/validity.html")]
struct ValidityPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    durations: Vec<ui::Choice>,
    grounds: Vec<Vec<ui::Choice>>,
    answer: Option<Answer>,
}

struct Answer {
    until: Option<String>,
    state: &'static str,
    colour: &'static str,
    why: Why,
}

fn ground(name: &str) -> PauseGround {
    match name {
        "waiting" => PauseGround::Waiting,
        "restriction" => PauseGround::Restriction,
        "appeal" => PauseGround::Appeal,
        _ => PauseGround::Hospital,
    }
}

/// The assessment that is asked about. Mistakes are noted beside the fields.
pub fn ask(form: &mut Form, law: &Law) -> Option<Validity> {
    let signed = form.day("signed");
    let as_of = form.day("as-of");
    let stops = pauses(form);
    let duration = match form.get("duration") {
        "medium" => Duration::Medium,
        "long" => Duration::Long,
        "residential" => Duration::Residential,
        _ => Duration::Short,
    };
    let (signed, as_of) = (signed?, as_of?);
    if as_of < signed {
        form.wrong("as-of", "rules-before-signing");
    }
    if !form.ok() {
        return None;
    }
    let stop = |(at, pause): (usize, law::Pause)| ValidityPause {
        ground: ground(form.get(&format!("ground-{at}"))),
        from: pause.from,
        to: pause.to,
    };
    let pauses = stops.into_iter().map(stop).collect();
    let input = ValidityInput { signed: signed.0, duration, pauses, as_of: as_of.0 };
    let found = law.validity(&input);
    if found.is_err() {
        form.wrong("signed", "rules-refused-not-in-force");
    }
    found.ok()
}

pub async fn page(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let asked = form.has("signed-day");
    let found = if asked { ask(&mut form, &law) } else { None };
    if !asked {
        let mut values = day_values("signed", Some(app.today()));
        values.extend(day_values("as-of", Some(app.today())));
        form = Form::filled(ctx.lang, values);
    }
    let mut page = frame(&ctx, ctx.t("rules-section-validity"), &[]);
    page.errors = form.errors();
    let grounds =
        (0..PAUSES).map(|at| choices(&ctx, &form, (&format!("ground-{at}"), &GROUNDS))).collect();
    html(&ValidityPage {
        page,
        sections: sections(&ctx),
        action: ctx.url("/law/ask/validity"),
        durations: choices(&ctx, &form, ("duration", &DURATIONS)),
        grounds,
        answer: found.map(|found| {
            let (state, colour) = match found.state {
                ValidityState::Valid => ("rules-valid", "green"),
                ValidityState::Paused => ("rules-paused", "yellow"),
                ValidityState::Expired => ("rules-expired", "red"),
            };
            let until = found.valid_until.map(|day| Day(day).bg());
            Answer { until, state, colour, why: found.derivation.into() }
        }),
        form,
    })
}
