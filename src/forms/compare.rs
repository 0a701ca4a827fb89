//! What one version of a form changes in another, in words.

use super::Kind;
use super::field::Field;
use super::list_page::{Place, frame, kind_of, load, path, required_words, title_of};
use super::version::{Forms, Version};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::web::{Ctx, Form, Problem, html};
use ui::Link;

/// A field that differs: its label, and what differs as pairs of before and after.
pub struct Difference {
    pub label: String,
    /// That it is new, switched off or changed, in words.
    pub what: String,
    pub lines: Vec<(String, String, String)>,
}

/// The number of the version before one.
pub fn before(forms: &Forms, version: &Version) -> Option<i32> {
    let earlier = forms.of(version.kind).rev().find(|other| other.number < version.number);
    earlier.map(|other| other.number)
}

fn facts(ctx: &Ctx, kind: Kind, field: &Field) -> Vec<(&'static str, String)> {
    let yes = |holds| ctx.t(if holds { "forms-yes" } else { "forms-no" }).into_owned();
    let both =
        |bg: &str, en: &str| if en.is_empty() { bg.to_owned() } else { format!("{bg} / {en}") };
    let options: Vec<String> = field.options.iter().map(|o| both(&o.bg, &o.en)).collect();
    vec![
        ("forms-label", both(&field.bg, &field.en)),
        ("forms-help", both(&field.help_bg, &field.help_en)),
        ("forms-kind", ctx.t(&format!("forms-kind-{}", field.kind.code())).into_owned()),
        ("forms-options", options.join("; ")),
        ("forms-required-by", required_words(ctx, kind, field.required)),
        ("forms-mark-sealed", yes(field.sealed)),
        ("forms-mark-printed", yes(field.printed)),
        ("forms-mark-off", yes(field.off)),
    ]
}

/// What changes from the fields of one version to those of another.
pub fn differences(ctx: &Ctx, kind: Kind, (one, other): (&[Field], &[Field])) -> Vec<Difference> {
    let said = |what: &str| ctx.t(&format!("forms-difference-{what}")).into_owned();
    let mut all = Vec::new();
    for field in other {
        let label = field.label(ctx.lang).to_owned();
        let Some(was) = one.iter().find(|was| was.key == field.key) else {
            all.push(Difference { label, what: said("new"), lines: Vec::new() });
            continue;
        };
        let pairs = facts(ctx, kind, was).into_iter().zip(facts(ctx, kind, field));
        let lines = pairs.filter(|(old, new)| old != new);
        let lines: Vec<_> =
            lines.map(|((key, old), (_, new))| (ctx.t(key).into_owned(), old, new)).collect();
        let what = match (was.off, field.off) {
            _ if lines.is_empty() => continue,
            (false, true) => said("off"),
            _ => said("changed"),
        };
        all.push(Difference { label, what, lines });
    }
    let gone = one.iter().filter(|was| !other.iter().any(|field| field.key == was.key));
    all.extend(gone.map(|was| {
        let label = was.label(ctx.lang).to_owned();
        Difference { label, what: said("off"), lines: Vec::new() }
    }));
    all
}

#[derive(Template)]
#[template(path = "forms/compare.html")]
struct ComparePage {
    page: ui::Page,
    one: String,
    other: String,
    differences: Vec<Difference>,
    back: Link,
}

pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    place: Place,
    form: Form,
) -> Result<Response, Problem> {
    let kind = kind_of(&place)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let forms = load(&mut tx, kind).await?;
    let today = tx.today();
    tx.commit().await?;
    let numbered = |name: &str| {
        let number = form.get(name).parse::<i32>().ok()?;
        forms.of(kind).find(|version| version.number == number)
    };
    let (Some(one), Some(other)) = (numbered("one"), numbered("other")) else {
        return Err(Problem::NotFound);
    };
    html(&ComparePage {
        page: frame(&ctx, kind, ctx.t("forms-compare")),
        one: title_of(&ctx, one, today),
        other: title_of(&ctx, other, today),
        differences: differences(&ctx, kind, (&one.fields, &other.fields)),
        back: Link::new(ctx.url(&path(kind, "")), ctx.t("forms-back")),
    })
}
