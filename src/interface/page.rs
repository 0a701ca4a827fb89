//! The document for people, and for programs.

use super::document;
use askama::Template;
use axum::Json;
use axum::response::Response;
use kit::web::{Outside, Problem, html};
use serde_json::Value;
use std::collections::BTreeMap;
use ui::Link;

/// One thing that can be asked.
struct Operation {
    method: String,
    path: String,
    summary: String,
    right: String,
    /// Name and explanation.
    parameters: Vec<(String, String)>,
    sent: Vec<String>,
    answered: Vec<String>,
}

/// What can be asked of a capability: the word of the address, and the operations.
type Part = (String, Vec<Operation>);

#[derive(Template)]
#[template(path = "interface/page.html")]
struct Page {
    page: ui::Page,
    /// All of them, of each operation only what it is called and where it is.
    parts: Vec<Part>,
}

#[derive(Template)]
#[template(path = "interface/part.html")]
struct PartPage {
    page: ui::Page,
    operations: Vec<Operation>,
}

/// `GET /api/openapi.json`.
pub async fn json(asked: Outside) -> Json<utoipa::openapi::OpenApi> {
    Json(document(asked.lang))
}

/// `GET /api`: what there is; with `?part=` all about the operations of a capability.
pub async fn page(asked: Outside) -> Result<Response, Problem> {
    let whole = serde_json::to_value(document(asked.lang)).map_err(Problem::internal)?;
    let title = asked.t("interface-title");
    let parts = parts(operations(&whole));
    let wanted = asked.form.get("part");
    if wanted.is_empty() {
        return html(&Page { page: asked.page(title), parts });
    }
    let part = parts.into_iter().find(|(name, _)| name == wanted).ok_or(Problem::NotFound)?;
    let mut page = asked.page(format!("{title}: {}", part.0));
    page.back = Some(Link::new("/api", title));
    html(&PartPage { page, operations: part.1 })
}

/// The word after `/api/` names the capability.
fn parts(all: Vec<Operation>) -> Vec<Part> {
    let mut parts: BTreeMap<String, Vec<Operation>> = BTreeMap::new();
    for one in all {
        let name = one.path.split('/').nth(3).unwrap_or_default().to_owned();
        parts.entry(name).or_default().push(one);
    }
    parts.into_iter().collect()
}

fn operations(whole: &Value) -> Vec<Operation> {
    let paths = whole["paths"].as_object().into_iter().flatten();
    let all = paths.flat_map(|(path, item)| {
        let methods = item.as_object().into_iter().flatten();
        methods.map(move |(method, said)| Operation {
            method: method.to_uppercase(),
            path: path.clone(),
            summary: words(&said["summary"]),
            right: words(&said["security"][0]["token"][0]),
            parameters: parameters(&said["parameters"]),
            sent: fields(whole, &said["requestBody"]["content"]["application/json"]["schema"]),
            answered: answered(whole, &said["responses"]),
        })
    });
    all.collect()
}

fn words(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// What is said once for all operations.
const OF_ALL: [&str; 2] = ["municipality", "Idempotency-Key"];

fn parameters(list: &Value) -> Vec<(String, String)> {
    let list = list.as_array().into_iter().flatten();
    let all = list.map(|one| (words(&one["name"]), words(&one["description"])));
    all.filter(|(name, _)| !OF_ALL.contains(&name.as_str())).collect()
}

fn answered(whole: &Value, responses: &Value) -> Vec<String> {
    let good = ["200", "201"].into_iter().find(|status| responses.get(status).is_some());
    let content = &responses[good.unwrap_or_default()]["content"]["application/json"]["schema"];
    fields(whole, content)
}

/// The fields of a schema by name, those of what it points to in brackets.
fn fields(whole: &Value, schema: &Value) -> Vec<String> {
    let mut list = Vec::new();
    gather(whole, schema, 0, &mut list);
    list
}

fn gather(whole: &Value, schema: &Value, depth: u8, list: &mut Vec<String>) {
    let schema = pointed(whole, schema);
    for part in schema["allOf"].as_array().into_iter().flatten() {
        gather(whole, part, depth, list);
    }
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let mut inner = Vec::new();
        if depth < 3 {
            let alternatives = field["oneOf"].as_array().into_iter().flatten();
            let inside = alternatives.chain([field, &field["items"]]);
            inside.for_each(|inside| gather(whole, inside, depth + 1, &mut inner));
        }
        let inner =
            if inner.is_empty() { String::new() } else { format!(" ({})", inner.join(", ")) };
        list.push(format!("{name}{inner}"));
    }
}

fn pointed<'a>(whole: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(place) => whole.pointer(place.trim_start_matches('#')).unwrap_or(&Value::Null),
        None => schema,
    }
}
