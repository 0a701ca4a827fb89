use super::*;

fn names(many: usize) -> Vec<String> {
    (0..many).map(|index| format!("{}", 2020 + index)).collect()
}

#[test]
fn a_drawing_without_data_is_nothing() {
    assert_eq!(bars("празно", &[]), "");
    assert_eq!(lines("празно", &names(3), &[Series::default()]), "");
    assert_eq!(pyramid("празно", &[], "жени", "мъже"), "");
    assert_eq!(flows("празно", "община", &[("Видин".to_owned(), 0)], &[]), "");
    assert_eq!(map(&Map::default()), "");
}

#[test]
fn names_of_strangers_do_not_break_out_of_a_drawing() {
    let evil = "</svg><script>\"x\"&'\u{0}";
    let mark = Mark { name: evil.into(), said: evil.into(), href: evil.into(), ..Mark::default() };
    let area = Area { said: evil.into(), rings: vec![vec![(1, 1), (5, 9)]], look: Look::Pale };
    let series = Series { name: evil.into(), values: vec![Some(1.0)], ..Series::default() };
    let drawings = [
        bars(evil, &[(evil.to_owned(), 1.0)]),
        lines(evil, &[evil.to_owned()], &[series]),
        pyramid(evil, &[(evil.to_owned(), 1, 2)], evil, evil),
        flows(evil, evil, &[(evil.to_owned(), 1)], &[(evil.to_owned(), 2)]),
        map(&Map { title: evil.into(), areas: vec![area], marks: vec![mark] }),
    ];
    for drawing in drawings {
        assert!(!drawing.contains("<script") && !drawing.contains('\u{0}'), "{drawing}");
        assert_eq!(drawing.matches("</svg>").count(), 1, "{drawing}");
        assert!(drawing.contains("&lt;script&gt;&quot;x&quot;&amp;&#39;"), "{drawing}");
    }
}

#[test]
fn a_drawing_holds_no_styles_and_no_scripts() {
    let series = Series {
        name: "необходимост".into(),
        values: vec![Some(1.0), None, Some(3.0)],
        low: vec![Some(0.5), None, Some(2.0)],
        high: vec![Some(1.5), None, Some(4.0)],
    };
    let drawing = lines("прогноза", &names(3), &[series]);
    assert!(!drawing.contains("style") && !drawing.contains("script"), "{drawing}");
    assert!(drawing.contains("необходимост, 2022: 3 (2 – 4)"), "{drawing}");
    // A gap breaks the line: no path joins the two single points.
    assert_eq!(drawing.matches("<circle").count(), 2);
    assert_eq!(drawing.matches("fill-opacity=\"0.15\"").count(), 2);
}

#[test]
fn numbers_are_written_as_the_office_writes_them() {
    assert_eq!(number(1_234_567.0), "1\u{a0}234\u{a0}567");
    assert_eq!(number(0.25), "0,2");
    assert_eq!(number(-12.5), "−12,5");
    assert_eq!(number(-0.01), "0");
    assert_eq!(number(f64::NAN), "–");
}

#[test]
fn bars_below_zero_stand_to_the_left_of_the_axis() {
    let rows = [("с недостиг".to_owned(), -5.0), ("с излишък".to_owned(), 5.0)];
    let drawing = bars("разлика", &rows);
    assert!(drawing.contains("с недостиг: −5") && drawing.contains("с излишък: 5"), "{drawing}");
    let x = |text: &str| -> f64 {
        let at = text.find("x=\"").unwrap() + 3;
        text[at..].split('"').next().unwrap().parse().unwrap()
    };
    let rects: Vec<f64> = drawing.split("<rect ").skip(1).map(x).collect();
    assert!(rects[0] < rects[1], "{rects:?}");
}

#[test]
fn what_is_no_number_stays_on_the_paper() {
    for value in [f64::NAN, f64::INFINITY, -1e300, 1e300, 1e-300] {
        let series =
            Series { name: "x".into(), values: vec![Some(value), Some(1.0)], ..Series::default() };
        for drawing in [bars("x", &[("x".into(), value)]), lines("x", &names(2), &[series])] {
            assert!(!drawing.contains("NaN") && !drawing.contains("\"inf"), "{value}: {drawing}");
            assert!(drawing.len() < 20_000, "{value}");
        }
    }
}

#[test]
fn the_youngest_stand_beneath() {
    let bands = [("0–4".to_owned(), 10, 11), ("5–9".to_owned(), 20, 21)];
    let drawing = pyramid("население", &bands, "жени", "мъже");
    let line = |name: &str| -> f64 {
        let before = &drawing[..drawing.find(&format!(">{name}</text>")).unwrap()];
        before.rsplit("y=\"").next().unwrap().split('"').next().unwrap().parse().unwrap()
    };
    assert!(line("0–4") > line("5–9"));
    assert!(drawing.contains("жени, 5–9: 20") && drawing.contains("мъже, 5–9: 21"), "{drawing}");
}

fn town(name: &str, at: At, href: &str) -> Mark {
    Mark { name: name.into(), said: name.into(), href: href.into(), at, ..Mark::default() }
}

#[test]
fn marks_are_walked_in_the_order_of_the_table() {
    let marks = vec![
        town("Боденец", (43_180_000, 23_620_000), "/mezdra/atlas/settlements/04978"),
        town("Върбешница", (43_190_000, 23_700_000), "/mezdra/atlas/settlements/12704"),
    ];
    let drawing = map(&Map { title: "карта".into(), areas: Vec::new(), marks });
    assert!(drawing.contains("role=\"group\""), "links inside a picture cannot be reached");
    let at = |href: &str| drawing.find(&format!("<a href=\"{href}\"")).unwrap();
    assert!(at("/mezdra/atlas/settlements/04978") < at("/mezdra/atlas/settlements/12704"));
    assert!(drawing.contains("aria-label=\"Боденец\""));
}

#[test]
fn a_map_for_paper_is_one_picture() {
    let marks = vec![town("Мездра", (43_143_600, 23_714_100), "")];
    let drawing = map(&Map { title: "карта".into(), areas: Vec::new(), marks });
    assert!(drawing.contains("role=\"img\"") && !drawing.contains("<a "), "{drawing}");
    assert!(drawing.contains("<title>Мездра</title>"));
}

#[test]
fn the_map_of_a_large_municipality_is_light() {
    let name = "с. Долно Камарци";
    let marks = (0..150_i32)
        .map(|index| Mark {
            said: format!("{name}: 1 234,5"),
            ..town(name, (43_000_000 + index * 7_000, 23_000_000 + index * 9_100), "/mezdra/x/y")
        })
        .collect();
    let ring = (0..2_000_i32).map(|index| (43_000_000 + index * 500, 23_000_000 + index * 700));
    let area = Area { said: name.into(), rings: vec![ring.collect()], look: Look::Shade(9) };
    let drawing = map(&Map { title: "карта".into(), areas: vec![area], marks });
    assert!(drawing.len() < 42_000, "{}", drawing.len());
}

#[test]
fn names_do_not_stand_over_each_other() {
    let at = (43_143_600, 23_714_100);
    let marks = (0..60).map(|_| town("Горна Кремена", at, "")).collect();
    let drawing = map(&Map { title: "карта".into(), areas: Vec::new(), marks });
    assert_eq!(drawing.matches("<circle").count(), 60);
    assert_eq!(drawing.matches(">Горна Кремена</text>").count(), 0, "so many have no names");
    let marks = vec![town("Горна Кремена", at, ""), town("Долна Кремена", at, "")];
    let drawing = map(&Map { title: "карта".into(), areas: Vec::new(), marks });
    assert_eq!(drawing.matches(" Кремена</text>").count(), 2);
}

#[test]
fn marks_that_lie_on_each_other_can_each_be_touched() {
    let near = |step: i32| (43_143_600 + step * 400, 23_714_100 - step * 300);
    let mut marks: Vec<Mark> = (0..9).map(|step| town("с.", near(step), "/x")).collect();
    marks.push(Mark { at: near(0), share: 1.0, ..town("гр.", near(0), "/x") });
    marks.push(town("далече", (43_300_000, 23_500_000), "/x"));
    marks.push(town("далече", (43_000_000, 23_900_000), "/x"));
    marks.push(Mark { look: Look::Service, ..town("", near(4), "") });
    let drawing = map(&Map { title: "карта".into(), areas: Vec::new(), marks });
    let of = |tag: &str, name: &str| -> f64 {
        let rest = tag.split_once(&format!(" {name}=\"")).unwrap().1;
        rest.split('"').next().unwrap().parse().unwrap()
    };
    let circle = |link: &str| {
        let tag = link.split("<circle").nth(1).unwrap();
        (of(tag, "cx"), of(tag, "cy"), of(tag, "r"))
    };
    let all: Vec<(f64, f64, f64)> = drawing.split("<a ").skip(1).map(circle).collect();
    assert_eq!(all.len(), 12);
    for (index, one) in all.iter().enumerate() {
        assert!(one.2 >= 12.0, "{one:?}");
        for other in &all[index + 1..] {
            let room = one.2 + other.2;
            let is_apart = (one.0 - other.0).abs() >= room || (one.1 - other.1).abs() >= room;
            assert!(is_apart, "{one:?} {other:?}");
        }
    }
    let square = drawing.split("<rect").nth(1).unwrap();
    let middle = (of(square, "x") + 5.0, of(square, "y") + 5.0);
    assert!((middle.0 - all[4].0).abs() < 0.2 && (middle.1 - all[4].1).abs() < 0.2, "{middle:?}");
}

#[test]
fn a_file_carries_its_title_and_the_words_beneath() {
    let drawing = bars("дял", &[("Русе".to_owned(), 1.0)]);
    let file = titled(&drawing, "дял <от> всички", &["по данни към 01.01.2027 г.".to_owned()]);
    assert_eq!(file.matches("<svg ").count(), 2);
    assert!(file.contains("дял &lt;от&gt; всички</text>"), "{file}");
    assert!(file.contains("по данни към 01.01.2027 г.</text></svg>"), "{file}");
    assert!(titled("", "празно", &[]).ends_with("</svg>"));
}
