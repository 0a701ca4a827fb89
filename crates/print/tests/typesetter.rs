//! The printer itself: errors with their place, a closed world, odd characters, limits.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail there")]

mod common;

use common::{PRINTER, created, example, print, template, text, try_print};
use print::{Job, PrintError, Printer};
use serde_json::json;

fn refusal(template: &str, data: &serde_json::Value) -> String {
    match try_print(&PRINTER, template, data) {
        Err(error @ PrintError::Refused(_)) => error.to_string(),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was printed:\n{template}"),
    }
}

#[test]
fn it_is_shared_between_threads() {
    fn shared<T: Send + Sync + Clone>() {}
    shared::<Printer>();
}

#[test]
fn a_slip_in_the_template_is_told_with_its_line() {
    let error = refusal("первый\n\n#let x = (1 +\n#nothing", &json!({}));
    assert!(error.starts_with("template.typ:3: "), "{error}");
    let error = refusal("#let a = 1\n\n#nothing-there\n", &json!({}));
    assert!(error.starts_with("template.typ:3: unknown variable"), "{error}");
}

#[test]
fn missing_data_is_told_with_its_name_and_the_line_that_asked() {
    for (letter, key, named) in [
        ("assessment", "person", "person"),
        ("assessment", "needs", "needs"),
        ("assessment", "employee", "employee"),
        ("handover", "competence", "competence.body"),
        ("wish", "kind", "kind"),
        ("wish", "office", "office.municipality"),
    ] {
        let mut data = example(letter);
        data.as_object_mut().unwrap().remove(key);
        let error = refusal(&template(letter), &data);
        assert!(error.contains(&format!("the data lacks `{named}`")), "{error}");
        assert!(error.starts_with("parts.typ:") && error.contains("[from "), "{error}");
    }
    let mut data = example("assessment");
    data["consent"]["answer"] = json!("perhaps");
    let error = refusal(&template("assessment"), &data);
    assert!(error.contains("`consent.answer` is one of yes, no, open"), "{error}");
}

#[test]
fn a_template_sees_nothing_but_its_own_files() {
    for source in [
        r#"#read("/etc/passwd")"#,
        r#"#read("../Cargo.toml")"#,
        r#"#import "/other.typ""#,
        r#"#import "@preview/cetz:0.3.0""#,
        r"#datetime.today().display()",
        r#"#image("/logo.png")"#,
    ] {
        let error = refusal(source, &json!({}));
        assert!(error.starts_with("template.typ:1: "), "{source}: {error}");
    }
}

#[test]
fn data_is_text_and_never_markup() {
    let mut data = example("wish");
    let words = "#panic() *звезди* $x$ <label> @ref // край = не е заглавие";
    data["words"] = json!(words);
    assert!(text(&print(&template("wish"), &data)).contains(words));
}

#[test]
fn a_picture_without_words_is_refused() {
    let source = r#"#set text(lang: "bg")
#figure(rect(width: 1cm))"#;
    let error = refusal(source, &json!({}));
    assert!(error.contains("UA-1"), "{error}");
}

#[test]
fn characters_without_a_glyph_do_not_stop_a_letter() {
    let mut data = example("wish");
    data["words"] = json!(
        "Имам 🙂 и 漢字, а баба\u{300} ми\u{0}\u{7} каза: „\u{e000}\u{200d}край\u{feff}\u{202e}“ \u{1f468}\u{200d}\u{1f469}"
    );
    let pdf = print(&template("wish"), &data);
    assert_eq!(pdf.replaced, "字漢\u{e000}\u{1f468}\u{1f469}🙂");
    assert!(text(&pdf).contains("Имам □ и □□"), "{}", text(&pdf));
}

/// Every character up to the end of the common scripts, in lines: none may stop a letter or move the others.

#[test]
fn bulgarian_letters_written_in_two_parts_become_one() {
    let mut data = example("wish");
    data["words"] = json!("и\u{300} И\u{300} мои\u{306} И\u{306} ѝ");
    for printer in [&*PRINTER, &*common::SOFIA] {
        let pdf = try_print(printer, &template("wish"), &data).unwrap();
        assert_eq!(pdf.replaced, "");
        assert!(text(&pdf).contains("ѝ Ѝ мой Й ѝ"), "{}", text(&pdf));
    }
}

#[test]
fn no_character_stops_a_letter() {
    for first in (0..0x1_0000_u32).step_by(0x1000).chain([0x1_f000, 0xe_0000, 0xf_0000]) {
        let line: String = (first..first + 0x1000)
            .filter_map(char::from_u32)
            .flat_map(|c| [c, if u32::from(c) % 32 == 31 { '\n' } else { 'я' }])
            .collect();
        let data = json!({ "text": line, "cyrillic": line.replace('я', "\u{301}") });
        let source = r#"#import "/letter.typ": *
#set document(title: "x")
#prose(json("/data.json").text)
#prose(json("/data.json").cyrillic)"#;
        for printer in [&*PRINTER, &*common::SOFIA] {
            if let Err(error) = try_print(printer, source, &data) {
                panic!(
                    "from {first:x}: {}",
                    error.to_string().chars().take(400).collect::<String>()
                );
            }
        }
    }
}

#[test]
fn too_much_data_is_refused_before_typesetting() {
    let mut data = example("wish");
    data["words"] = json!("дума ".repeat(40_000));
    let error = try_print(&PRINTER, &template("wish"), &data).unwrap_err();
    assert!(matches!(error, PrintError::TooLong { limit: 300_000, .. }), "{error}");
}

#[test]
fn an_unknown_language_is_refused() {
    let (data, created) = (json!({}), created());
    for lang in ["", "български", "bg-BGR-x", "b"] {
        let job = Job { template: "x", data: &data, title: "x", lang, created: &created };
        assert!(matches!(PRINTER.pdf(&job), Err(PrintError::Language(_))), "{lang}");
    }
}

#[test]
fn a_broken_font_is_left_out() {
    let printer = Printer::new([vec![1, 2, 3], Vec::new()]);
    let pdf = try_print(&printer, &template("wish"), &example("wish-minimal")).unwrap();
    assert_eq!(pdf.pages, 1);
}
