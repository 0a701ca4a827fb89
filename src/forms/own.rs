//! The own fields of one version, as a form of another capability asks, checks and shows them.

use super::FormVersionId;
use super::boxes::{Boxes, FieldBox};
use super::field::{Field, FieldKind, Step};
use super::version::Version;
use kit::web::{Ctx, Form};
use std::collections::BTreeMap;
use ui::{Choice, Lang};

/// So many answers are radios; more are a list.
const RADIOS: usize = 6;

/// What was answered: by the key of the field, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(pub BTreeMap<String, Vec<String>>);

impl Values {
    /// The answers to a field.
    #[must_use]
    pub fn of(&self, key: &str) -> &[String] {
        self.0.get(key).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The own fields of a form that are asked.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// Of which version; none when the form has no own fields.
    pub version: Option<FormVersionId>,
    /// The fields in order.
    pub fields: Vec<Field>,
}

impl Own {
    pub(super) fn of(version: &Version) -> Own {
        let asked = version.fields.iter().filter(|field| !field.off);
        Own { version: Some(version.id), fields: asked.cloned().collect() }
    }

    /// Whether nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Reads what was typed; what is wrong is noted beside the fields.
    pub fn read(&self, form: &mut Form, at: Step) -> Values {
        let read = |field: &Field| (field.key.clone(), field.read(form, at));
        let given = self.fields.iter().map(read).collect::<Vec<_>>();
        Values(given.into_iter().filter(|(_, given)| !given.is_empty()).collect())
    }

    /// The answers as the values of a form's boxes.
    #[must_use]
    pub fn values(&self, values: &Values) -> Vec<(String, String)> {
        self.fields.iter().flat_map(|field| field.boxes(values.of(&field.key))).collect()
    }

    /// Label and answer in words of every field, the unanswered too.
    #[must_use]
    pub fn named(&self, values: &Values, lang: Lang) -> Vec<(String, String)> {
        let one = |field: &Field| {
            (field.label(lang).to_owned(), field.words(values.of(&field.key), lang))
        };
        self.fields.iter().map(one).collect()
    }

    /// Label and answer of what was answered.
    #[must_use]
    pub fn shown(&self, values: &Values, lang: Lang) -> Vec<(String, String)> {
        let mut all = self.named(values, lang);
        all.retain(|(_, words)| !words.is_empty());
        all
    }

    /// As [`Own::shown`], of the fields that stand on the printed document.
    #[must_use]
    pub fn printed(&self, values: &Values, lang: Lang) -> Vec<(String, String)> {
        let printed = self.fields.iter().filter(|field| field.printed).cloned().collect();
        Own { version: self.version, fields: printed }.shown(values, lang)
    }

    /// The labels of what a step asks for and nobody has answered.
    #[must_use]
    pub fn missing(&self, values: &Values, at: Step, lang: Lang) -> Vec<String> {
        let missing = |field: &&Field| field.is_required(at) && values.of(&field.key).is_empty();
        self.fields.iter().filter(missing).map(|field| field.label(lang).to_owned()).collect()
    }

    /// The boxes of the fields with what is typed in them.
    #[must_use]
    pub fn boxes(&self, ctx: &Ctx, form: &Form, at: Step) -> Boxes {
        let one = |field: &Field| {
            let name = field.name();
            let given = form.all(&name);
            let choices = field.choices(ctx.lang).into_iter().map(|(code, words)| {
                let is_given = given.contains(&code.as_str());
                Choice::new(code, words).checked(is_given)
            });
            let mut choices: Vec<Choice> = choices.collect();
            let is_list = field.kind == FieldKind::One && choices.len() > RADIOS;
            let is_radios = matches!(field.kind, FieldKind::One | FieldKind::YesNo) && !is_list;
            if is_radios && !field.is_required(at) {
                // Without it, what was chosen by mistake could not be taken back.
                let none = given.iter().all(|one| one.is_empty());
                choices.push(Choice::new("", ctx.t("forms-not-said")).checked(none));
            }
            FieldBox {
                kind: match field.kind {
                    _ if is_list => "list",
                    kind => kind.code(),
                },
                field: match field.kind {
                    FieldKind::Several => form.field_once(&name),
                    _ => form.field(&name),
                },
                date: form.date_field(&name),
                label: field.label(ctx.lang).to_owned(),
                help: field.help(ctx.lang).to_owned(),
                optional: !field.is_required(at),
                choices,
            }
        };
        Boxes { page: ctx.page(String::new()), boxes: self.fields.iter().map(one).collect() }
    }
}
