//! The frame of a page as capabilities use it.
#![allow(clippy::unwrap_used, reason = "a test")]

use askama::Template;
use ui::{
    Account, Choice, DateField, Field, FieldError, Lang, Link, Municipality, NavGroup, NavItem,
    Page,
};

/// A form that makes its boxes when asked, as `kit::web::Form` does.
struct Form;

impl Form {
    fn field(&self, name: &'static str) -> Field {
        Field::new(name, "<b>\"typed\"</b>").wrong("Грешно & още")
    }

    fn date(&self) -> DateField {
        DateField::new("from", "2026-11-21")
    }
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% extends "layout.html" %}{% import "components.html" as gov %}{% import "case.html" as case %}{% block main %}
<form method="post">{{ gov::form_keys(page.key, version=7) }}
{{ gov::input(form.field("name"), page.t("ui-day"), optional=true) }}
{{ gov::textarea(form.field("note"), "Бележка") }}{{ gov::date_input(form.date(), "От") }}
{% call(choice) gov::radios(form.field("stay"), "Къде", stays) %}{{ gov::input(form.field("place"), choice.text) }}{% endcall %}
{% for field in fields %}{{ gov::input(field, field.name) }}{% endfor %}
{% call gov::table([ui::Head::new(page.t("ui-year")), ui::Head::new("Час").numeric()]) %}
{% for field in fields %}{% call gov::row() %}{{ gov::row_head(field.value, href="/x") }}{% call gov::cell("Час") %}{{ gov::tag("Ново", "teal") }}{% endcall %}{% endcall %}{% endfor %}
{% endcall %}
{{ case::tile("/late", fields.len(), page.ta("ui-count-limit", [("count", fields.len())])) }}
</form>{% endblock %}"#
)]
struct Example {
    page: Page,
    form: Form,
    fields: Vec<Field>,
    stays: Vec<Choice>,
}

fn example() -> String {
    ui::text::strict(true);
    let page = Page {
        path: "/ruse/people/new".into(),
        municipality: Some(Municipality {
            slug: "ruse".into(), name: "Община Русе".into()
        }),
        account: Some(Account {
            name: "Елена".into(),
            role_name: "Служител".into(),
            href: String::new(),
        }),
        nav: vec![
            NavItem::new("/ruse/people", "Хора").current(true),
            NavItem::new("/ruse", "Работа").count(1200),
        ],
        csrf: "c-token".into(),
        key: "k-token".into(),
        errors: vec![FieldError { field: "name".into(), message: "Грешно".into() }],
        back: Some(Link::new("/ruse", "")),
        demo: true,
        ..Page::new(Lang::Bg, "Нов човек")
    };
    let fields = vec![Field::new("one", "1"), Field::new("two", "2")];
    let stays = vec![
        Choice::new("home", "Вкъщи"),
        Choice::new("else", "Другаде").checked(true).revealing(),
    ];
    Example { page, form: Form, fields, stays }.render().unwrap()
}

#[test]
fn the_frame_says_where_and_who() {
    let html = example();
    assert!(html.contains("<title>Грешка: Нов човек – Община Русе – Опора</title>"));
    for part in [
        "<html lang=\"bg\"",
        "href=\"/ruse/people/new?lang=en\"",
        "Назад</a>",
        "href=\"#name\"",
        "1\u{a0}200",
        "Проба",
    ] {
        assert!(html.contains(part), "{part} is missing");
    }
    assert_eq!(html.matches("<h1").count(), 1);
    assert_eq!(html.matches("<main").count(), 1);
}

#[test]
fn a_long_menu_stands_in_groups_and_says_where_one_is() {
    ui::text::strict(true);
    let item = |text: &str| NavItem::new(format!("/ruse/{text}"), text);
    let group = |text: &str, items| NavGroup { text: text.to_owned(), items };
    let page = Page {
        nav: vec![item("Ред")],
        menu: vec![
            group("", vec![item("Работа")]),
            group("Проекти и кадри", vec![item("Кадри"), item("Кампании").current(true)]),
            group("Справочници", vec![item("Закон"), item("Услуги")]),
        ],
        ..Page::new(Lang::Bg, "")
    };
    let html = ui::draw::Banner::new(&page).render().unwrap();
    assert_eq!(html.matches("<nav ").count(), 1, "the groups stand in place of the row");
    assert_eq!(html.matches("<details").count(), 2, "what stands by itself opens nothing");
    assert!(
        html.contains(">Проекти и кадри<span class=\"govuk-visually-hidden\">: Кампании</span>")
    );
    assert!(html.contains(">Справочници</summary>"));
    assert_eq!(html.matches("aria-current=\"page\"").count(), 1);
    assert_eq!(
        html.matches("<details class=\"opora-menu__group\" name=\"opora-menu\">").count(),
        2
    );
}

#[test]
fn forms_carry_their_keys() {
    let html = example();
    assert_eq!(
        html.matches("name=\"_csrf\" value=\"c-token\"").count(),
        2,
        "the form and signing out"
    );
    assert!(
        html.contains("name=\"_key\" value=\"k-token\"")
            && html.contains("name=\"_version\" value=\"7\"")
    );
}

#[test]
fn what_people_type_is_escaped_and_kept_as_it_was() {
    let html = example();
    assert!(!html.contains("<b>"));
    assert!(html.contains("value=\"&#60;b&#62;&#34;typed&#34;&#60;/b&#62;\""));
    assert!(
        html.contains(">\n&#60;b&#62;&#34;typed&#34;&#60;/b&#62;</textarea>"),
        "no space may grow around the text"
    );
    assert!(html.contains("Грешно &#38; още"));
}

#[test]
fn a_strict_content_security_policy_holds() {
    let html = example();
    assert!(
        html.split("<script")
            .skip(1)
            .all(|script| script.trim_start().starts_with("src=\"/assets/"))
    );
    for forbidden in ["<style", " style=", " onclick=", " onchange=", "javascript:"] {
        assert!(!html.contains(forbidden), "{forbidden} in the page");
    }
}

#[test]
fn every_label_belongs_to_a_box_and_every_id_is_single() {
    let html = example();
    let values = |start: &str| {
        html.split(start)
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let ids = values(" id=\"");
    for owner in values(" for=\"") {
        assert!(ids.contains(&owner), "no box for the label of {owner}");
    }
    for id in values(" aria-describedby=\"").iter().flat_map(|list| list.split(' ')) {
        assert!(ids.iter().any(|known| known == id), "nothing describes {id}");
    }
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "an id stands twice");
}
