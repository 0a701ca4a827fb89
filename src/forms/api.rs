//! The same in JSON: which own fields a form asks for, in all its versions; answers by key.

use super::field::{Field, FieldKind};
use super::list_page::{Place, kind_of};
use super::own::{Own, Values};
use super::version::Forms;
use super::{FormVersionId, Kind};
use crate::app::App;
use axum::Json;
use axum::extract::State;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem};
use serde::Serialize;
use std::collections::BTreeMap;

/// A version that is or was in force, or is planned.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct VersionOut {
    #[schema(value_type = String)]
    id: FormVersionId,
    number: i32,
    #[schema(value_type = String, format = Date)]
    valid_from: Day,
    fields: Vec<Field>,
}

/// The own fields of a form.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FormOut {
    form: Kind,
    /// The number of the version in force today.
    now: Option<i32>,
    versions: Vec<VersionOut>,
}

#[utoipa::path(
    get,
    path = "/{municipality}/api/forms/{form}",
    operation_id = "forms-show",
    params(("form" = String, Path)),
    responses((status = 200, description = "", body = FormOut)),
)]
pub async fn form(
    State(app): State<App>,
    ctx: Ctx,
    place: Place,
) -> Result<Json<FormOut>, Problem> {
    let kind = kind_of(&place)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let forms = Forms::load(&tx).await?;
    let now = forms.in_force(kind, tx.today()).map(|version| version.number);
    tx.audit(Entry::new("read", "form-version", kind.code()));
    tx.commit().await?;
    let versions = forms.of(kind).filter_map(|version| {
        Some(VersionOut {
            id: version.id,
            number: version.number,
            valid_from: version.valid_from?,
            fields: version.fields.clone(),
        })
    });
    Ok(Json(FormOut { form: kind, now, versions: versions.collect() }))
}

/// Answers as they are sent and answered: by the key of the field, each a list.
pub type AnswersOut = BTreeMap<String, Vec<String>>;

/// Answers that a program sent, as the values of a form's boxes.
#[must_use]
pub fn answers(own: &Own, came: &AnswersOut) -> Vec<(String, String)> {
    let boxes = own.fields.iter().flat_map(|field| {
        let given = came.get(&field.key).map(Vec::as_slice).unwrap_or_default();
        let values = field.boxes(given);
        // What is no day or sum is told beside its box, as from a page.
        match values.is_empty() {
            true => given.iter().map(|one| (field.name(), one.clone())).collect(),
            false => values,
        }
    });
    boxes.collect()
}

/// Notes the answers to fields that the form does not have, and what is no day.
pub fn refuse_unknown(own: &Own, came: &AnswersOut, form: &mut Form) {
    for key in came.keys().filter(|key| !own.fields.iter().any(|field| field.key == **key)) {
        form.wrong(&format!("extra-{key}"), "forms-unknown");
    }
    for field in own.fields.iter().filter(|field| field.kind == FieldKind::Date) {
        let given = came.get(&field.key).and_then(|given| given.first());
        if given.is_some_and(|day| day.parse::<Day>().is_err()) {
            form.wrong(&field.name(), "form-day-impossible");
        }
    }
}

impl Values {
    /// The answers as they leave in JSON.
    #[must_use]
    pub fn out(self) -> AnswersOut {
        self.0
    }
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(form))]
pub struct ApiDocument;
