//! Fields, steps and versions without a database.

use crate::forms::field::{Answer, Field, FieldKind, Step};
use crate::forms::own::{Own, Values};
use crate::forms::version::{Forms, Version};
use crate::forms::{FormVersionId, Kind};
use kit::types::{Day, Instant};
use kit::web::Form;
use ui::Lang;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn field(key: &str, kind: FieldKind) -> Field {
    let option = |code: &str, bg: &str| Answer { code: code.into(), bg: bg.into(), en: bg.into() };
    let options = match kind.has_options() {
        true => vec![option("1", "лекар"), option("2", "съсед")],
        false => Vec::new(),
    };
    let (bg, en) = (format!("Поле {key}"), format!("Field {key}"));
    let (key, sealed) = (key.to_owned(), kind.is_text());
    Field { key, kind, bg, en, options, sealed, ..Field::default() }
}

fn typed(values: &[(&str, &str)]) -> Form {
    ui::text::strict(true);
    ui::Texts::load(&crate::app::texts());
    Form::filled(Lang::Bg, values.iter().copied())
}

#[test]
fn each_kind_takes_what_it_is_and_tells_what_is_wrong() {
    let right = [
        (FieldKind::Short, "Здравей", "Здравей", "Здравей"),
        (FieldKind::Number, "1 200", "1200", "1200"),
        (FieldKind::Money, "1200,5", "120050", "1\u{a0}200,50\u{a0}€"),
        (FieldKind::YesNo, "no", "no", "не"),
        (FieldKind::One, "2", "2", "съсед"),
        (FieldKind::Several, "1", "1", "лекар"),
    ];
    for (kind, came, kept, said) in right {
        let field = field("a", kind);
        let mut form = typed(&[("extra-a", came)]);
        let given = field.read(&mut form, Step::Save);
        assert!(form.ok(), "{kind:?}: {:?}", form.errors());
        assert_eq!(given, [kept], "{kind:?}");
        let words = field.words(&given, Lang::Bg);
        assert_eq!(words.replace(' ', "\u{a0}"), said.replace(' ', "\u{a0}"), "{kind:?}");
        let mut again = Form::filled(Lang::Bg, field.boxes(&given));
        assert_eq!(field.read(&mut again, Step::Save), given, "{kind:?} goes there and back");
    }
    let wrong = [
        (FieldKind::Number, "два", "Въведете цяло число"),
        (FieldKind::Number, "99999999999", "Въведете цяло число"),
        (FieldKind::Money, "12,345", "Въведете сума в евро"),
        (FieldKind::Money, "-5", "Въведете сума в евро"),
        (FieldKind::YesNo, "maybe", "Изберете"),
        (FieldKind::One, "7", "Изберете"),
        (FieldKind::Several, "7", "Изберете"),
    ];
    for (kind, came, said) in wrong {
        let mut form = typed(&[("extra-a", came)]);
        field("a", kind).read(&mut form, Step::Save);
        let errors = form.errors();
        assert_eq!(errors.len(), 1, "{kind:?} {came}");
        assert!(errors[0].message.contains(said), "{kind:?} {came}: {}", errors[0].message);
    }
    let date = field("a", FieldKind::Date);
    let parts = |d| [("extra-a-day", d), ("extra-a-month", "2"), ("extra-a-year", "2026")];
    let mut form = typed(&parts("28"));
    assert_eq!(date.read(&mut form, Step::Save), ["2026-02-28"]);
    let mut form = typed(&parts("30"));
    date.read(&mut form, Step::Save);
    assert_eq!(form.errors().len(), 1, "no such day");
}

#[test]
fn a_later_step_asks_for_what_an_earlier_one_asks_for() {
    let required = |step| Field { required: Some(step), ..field("a", FieldKind::YesNo) };
    let own = |field: Field| Own { version: None, fields: vec![field] };
    let nothing = Values::default();
    for (by, at, missing) in [
        (Step::Save, Step::Save, true),
        (Step::Save, Step::Sign, true),
        (Step::Sign, Step::Save, false),
        (Step::Sign, Step::Meet, false),
        (Step::Sign, Step::Sign, true),
        (Step::Meet, Step::Sign, true),
    ] {
        let own = own(required(by));
        assert_eq!(!own.missing(&nothing, at, Lang::Bg).is_empty(), missing, "{by:?} {at:?}");
        let mut form = typed(&[]);
        own.read(&mut form, at);
        assert_eq!(form.ok(), !missing, "{by:?} {at:?}");
    }
}

fn version(number: i32, from: Option<&str>, fields: Vec<Field>) -> Version {
    Version {
        id: FormVersionId(i64::from(number)),
        kind: Kind::Contact,
        number,
        valid_from: from.map(day),
        fields,
        by: None,
        at: Instant(0),
        version: 1,
    }
}

#[test]
fn the_version_of_a_day_is_the_last_that_began() {
    let one = field("a", FieldKind::One);
    let off = Field { off: true, options: one.options[..1].to_vec(), ..one.clone() };
    let forms = Forms::new(vec![
        version(3, None, vec![field("c", FieldKind::Short)]),
        version(1, Some("2026-01-01"), vec![one]),
        version(2, Some("2026-06-01"), vec![off, field("b", FieldKind::Number)]),
    ]);
    let asked = |on: &str| -> Vec<String> {
        let own = forms.on(Kind::Contact, day(on));
        own.fields.into_iter().map(|field| field.key).collect()
    };
    assert!(asked("2025-12-31").is_empty());
    assert_eq!(asked("2026-01-01"), ["a"]);
    assert_eq!(asked("2026-06-01"), ["b"], "switched off from a day");
    let today = day("2026-11-24");
    assert_eq!(forms.open(Kind::Contact, today).map(|v| v.number), Some(3));
    assert!(forms.in_force(Kind::Wish, today).is_none());
    let ever = forms.ever(Kind::Contact, today);
    assert_eq!(ever.len(), 2, "what is not in force is not counted");
    assert_eq!(ever[0].options.len(), 2, "an answer that was offered once has its words");
}
