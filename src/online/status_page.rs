//! Following by number and secret code: a wrong number and a wrong code get the same answer, after the
//! same work, and are counted. No other way leads in, least of all a number of a person.

use super::course::secret;
use super::frame::{count_try, not_stopped, whom_to_call};
use super::sent;
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem, again, html, see};
use ui::Link;

/// The longest number or code that is read.
const LINE: usize = 60;

#[derive(Template)]
#[template(path = "online/status.html")]
struct StatusPage {
    page: ui::Page,
    form: Form,
    action: String,
    call: Vec<(String, String)>,
}

fn draw(ctx: &Ctx, form: Form) -> StatusPage {
    let mut page = ctx.public_page(ctx.t("online-status"));
    page.back = Some(Link::new(ctx.url("/online"), ctx.t("online-start")));
    page.errors = form.errors();
    StatusPage { page, form, action: ctx.url("/online/status"), call: whom_to_call(ctx) }
}

/// `GET /online/status`.
pub async fn form(ctx: Ctx) -> Result<Response, Problem> {
    html(&draw(&ctx, Form::empty(ctx.lang)))
}

/// `POST /online/status`.
pub async fn find(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    not_stopped(&app, &ctx)?;
    let (number, code) = (form.required("number", LINE), form.required("code", LINE));
    let mut tx = app.db.read(&ctx.nobody()).await?;
    let found = sent::behind(&tx, &secret(&number, &code)).await?;
    tx.audit(Entry::search("online-sent"));
    tx.commit().await?;
    if let Some(one) = found {
        return Ok(see(&ctx, &one.address(), None));
    }
    if form.ok() {
        count_try(&app, &ctx);
        form.wrong("code", "online-status-wrong");
    }
    again(&draw(&ctx, form))
}
