//! Writes one page with every component, to be looked at: `cargo run -p ui --example gallery -- <folder>`.
//!
//! The page is written twice, for staff and for citizens, beside a copy of the built assets.
#![allow(clippy::unwrap_used, reason = "a tool for developers")]

use std::path::Path;

use askama::Template;
use ui::text::text;
use ui::{
    Account, Choice, DateField, Event, Field, FieldError, Flash, FlashKind, Head, Lang, Link,
    Municipality, NavItem, Page, Pages, Task,
};

type Line = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

#[derive(Template)]
#[template(path = "gallery.html")]
struct Gallery {
    page: Page,
    sections: Vec<NavItem>,
    tasks: Vec<Task>,
    events: Vec<Event>,
    heads: Vec<Head>,
    lines: Vec<Line>,
    pages: Pages,
    search: Field,
    kinds: Field,
    kind_choices: Vec<Choice>,
    office: Field,
    officers: Vec<Choice>,
    form: Form,
}

/// What a form holds.
struct Form {
    name: Field,
    egn: Field,
    price: Field,
    birth: DateField,
    stay: Field,
    stays: Vec<Choice>,
    place: Field,
    agree: Field,
    yes_no: Vec<Choice>,
    needs: Field,
    need_choices: Vec<Choice>,
    note: Field,
    reason: Field,
    file: Field,
    secret: Field,
}

fn page(public: bool) -> Page {
    let egn_error = "Въведете 10 цифри";
    Page {
        path: "/ruse/gallery?x=1".into(),
        municipality: Some(Municipality {
            slug: "ruse".into(), name: "Община Русе".into()
        }),
        account: Some(Account {
            name: "Елена Димитрова".into(),
            role_name: "Социален работник".into(),
            href: "#".into(),
        }),
        nav: vec![
            NavItem::new("#", "Моята работа").count(4),
            NavItem::new("#", "Хора"),
            NavItem::new("#", "Насочвания").current(true),
            NavItem::new("#", "Услуги"),
            NavItem::new("#", "Лична помощ"),
            NavItem::new("#", "Справки"),
        ],
        csrf: "token".into(),
        key: "key".into(),
        flash: Some(Flash {
            kind: FlashKind::Success,
            text: "Насочването е записано под номер 2026-00412.".into(),
        }),
        errors: vec![
            FieldError { field: "egn".into(), message: egn_error.into() },
            FieldError {
                field: "birth-day".into(),
                message: "Датата трябва да е в миналото".into(),
            },
        ],
        breadcrumbs: vec![
            Link::new("#", "Начало"),
            Link::new("#", "Насочвания"),
            Link::new("", "Дело 2026-00412"),
        ],
        footer: vec![
            Link::new("#", "Достъпност"),
            Link::new("#", "Лични данни"),
            Link::new("#", "Помощ"),
        ],
        demo: true,
        public,
        ..Page::new(Lang::Bg, "Всички съставни части")
    }
}

fn event(title: &str, by: &str, when: &str, text: &str) -> Event {
    Event {
        title: title.into(),
        href: "#".into(),
        by: by.into(),
        when: when.into(),
        iso: String::new(),
        text: text.into(),
    }
}

fn task(title: &str, href: Option<&str>, status: &str, tag: Option<&str>) -> Task {
    Task {
        title: title.into(),
        href: href.map(Into::into),
        status: status.into(),
        tag: tag.map(Into::into),
        cannot_start: href.is_none(),
        ..Task::default()
    }
}

fn form() -> Form {
    Form {
        name: Field::new("name", "Мария „Мими“ Петрова"),
        egn: Field::new("egn", "41030").wrong("Въведете 10 цифри"),
        price: Field::new("price", "12,50"),
        birth: DateField::new("birth", "2041-03-08").wrong("Датата трябва да е в миналото"),
        stay: Field::new("stay", "other"),
        stays: vec![
            Choice::new("home", "В собствен дом"),
            Choice::new("kin", "При близки").hint("Роднини или приятели"),
            Choice::new("other", "Другаде").revealing(),
        ],
        place: Field::new("place", ""),
        agree: Field::new("agree", "yes"),
        yes_no: vec![
            Choice::new("yes", text(Lang::Bg, "ui-yes")),
            Choice::new("no", text(Lang::Bg, "ui-no")),
        ],
        needs: Field::new("needs", ""),
        need_choices: vec![
            Choice::new("food", "Хранене").checked(true),
            Choice::new("move", "Придвижване").hint("В дома и навън"),
            Choice::new("medicine", "Лекарства"),
        ],
        note: Field::new("note", "Живее сама.\nСинът идва в събота."),
        reason: Field::new("reason", ""),
        file: Field::new("file", ""),
        secret: Field::new("secret", ""),
    }
}

fn lines() -> Vec<Line> {
    vec![
        (
            "Мария Георгиева Петрова",
            "Асистентска подкрепа",
            "Оценка",
            "blue",
            "19.11.2026",
            "просрочен",
            "late",
            "42",
        ),
        (
            "Иван Стоянов Колев",
            "Дневна грижа за възрастни хора в невъзможност за самообслужване",
            "Ново",
            "teal",
            "23.11.2026",
            "след 2 дни",
            "soon",
            "120",
        ),
        ("Айше Мехмедова Юсеинова", "Консултиране", "Насочена", "green", "04.12.2026", "", "", "8"),
    ]
}

fn tasks() -> Vec<Task> {
    vec![
        Task {
            hint: Some("Имена, адрес, връзка".into()),
            ..task("Данни за човека", Some("#"), "Готово", None)
        },
        task("Семейна среда", Some("#"), "Започнато", Some("blue")),
        task("Здраве", Some("#"), "Незапочнато", Some("grey")),
        task("Предложение за услуга", None, "Чака предишните части", None),
    ]
}

fn events() -> Vec<Event> {
    vec![
        event("Предварителната оценка е започната", "Елена Димитрова", "21.11.2026, 14:05", ""),
        event("Писмо от болницата", "Деловодство", "20.11.2026", "Епикриза, 3 страници."),
        event(
            "Заявено желание",
            "Мария Петрова, на гише",
            "18.11.2026, 09:30",
            "Иска помощ в дома два пъти седмично.",
        ),
    ]
}

fn gallery(public: bool) -> Gallery {
    let officer = |name: &str| Choice::new(name, name);
    Gallery {
        page: page(public),
        sections: vec![
            NavItem::new("#", "Преглед").current(true),
            NavItem::new("#", "Оценка"),
            NavItem::new("#", "План"),
            NavItem::new("#", "Документи").count(3),
            NavItem::new("#", "История"),
        ],
        tasks: tasks(),
        events: events(),
        heads: vec![
            Head::new("Човек").sorted("#", Some(true)),
            Head::new("Услуга"),
            Head::new("Състояние"),
            Head::new("Срок").sorted("#", None),
            Head::new("Часове").numeric(),
        ],
        lines: lines(),
        pages: Pages::new(5, 14, "?q=Иван"),
        search: Field::new("search", ""),
        kinds: Field::new("kinds", ""),
        kind_choices: vec![
            Choice::new("new", "Нови").checked(true),
            Choice::new("open", "В работа"),
            Choice::new("done", "Приключени"),
        ],
        office: Field::new("office", "Елена Димитрова"),
        officers: vec![officer("Елена Димитрова"), officer("Петър Илиев")],
        form: form(),
    }
}

fn main() {
    let folder = std::env::args().nth(1).unwrap();
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder).unwrap();
    for (name, public) in [("staff.html", false), ("public.html", true)] {
        let html = gallery(public).render().unwrap();
        let here = ui::asset("");
        std::fs::write(folder.join(name), html.replace(&here, "assets/")).unwrap();
    }
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    let status = std::process::Command::new("cp")
        .arg("-rT")
        .arg(dist)
        .arg(folder.join("assets"))
        .status()
        .unwrap();
    assert!(status.success());
}
