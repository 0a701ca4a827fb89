//! The drawn pictures, looked at point by point: the QR code is the matrix, the emblem is the emblem.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail there")]

mod common;

use common::{example, poppler, print};
use print::Pdf;
use serde_json::json;

/// A picture of the only page: width in points of the grid and the colour at each.
struct Picture {
    width: usize,
    points: Vec<u8>,
}

impl Picture {
    /// At `dpi` dots to the inch.
    fn of(pdf: &Pdf, dpi: &str) -> Picture {
        let file = poppler("pdftoppm", &["-r", dpi], pdf, &[]);
        let mut parts = file.splitn(4, |byte| byte.is_ascii_whitespace());
        let mut number = |skip: usize| -> usize {
            let text = parts.nth(skip).expect("a PPM header");
            String::from_utf8_lossy(text).parse().expect("a number")
        };
        let width = number(1);
        let height = number(0);
        let points = file[file.len() - width * height * 3..].to_vec();
        Picture { width, points }
    }

    fn at(&self, x: f64, y: f64) -> [u8; 3] {
        let start = (y as usize * self.width + x as usize) * 3;
        self.points[start..start + 3].try_into().unwrap()
    }
}

#[test]
fn the_qr_code_is_the_matrix() {
    let rows = example("assessment")["verify"]["matrix"].clone();
    let size = rows.as_array().unwrap().len();
    let source = r#"#import "/qr.typ": qr
#set page(width: 90mm, height: 90mm, margin: 0pt)
#set figure(gap: 0pt)
#qr(json("/data.json"), size: 90mm)"#;
    let picture = Picture::of(&print(source, &rows), "200");
    let module = 90.0 / 25.4 * 200.0 / f64::from(u32::try_from(size + 8).unwrap());
    for y in 0..size + 8 {
        for x in 0..size + 8 {
            let inside = (4..size + 4).contains(&x) && (4..size + 4).contains(&y);
            let dark = inside && rows[y - 4][x - 4] == json!(1);
            let middle = |at: usize| (f64::from(u32::try_from(at).unwrap()) + 0.5) * module;
            let seen = picture.at(middle(x), middle(y))[0] < 128;
            assert_eq!(seen, dark, "module {x}, {y}");
        }
    }
}

#[test]
fn the_emblem_has_twelve_stars_on_blue() {
    let source = r#"#import "/emblem.typ": emblem
#set page(width: 90mm, height: 60mm, margin: 0pt)
#emblem(height: 60mm)"#;
    let picture = Picture::of(&print(source, &json!({})), "150");
    let height = 60.0 / 25.4 * 150.0;
    let (blue, yellow) = ([0, 51, 153], [255, 204, 0]);
    let near = |seen: [u8; 3], wanted: [u8; 3]| {
        seen.iter().zip(wanted).all(|(seen, wanted)| seen.abs_diff(wanted) < 12)
    };
    for hour in 0..12 {
        let at = |turn: f64, reach: f64| {
            let x = height * 0.75 + height * reach * turn.to_radians().cos();
            let y = height * 0.5 + height * reach * turn.to_radians().sin();
            picture.at(x, y)
        };
        let turn = f64::from(hour) * 30.0;
        assert!(near(at(turn, 1.0 / 3.0), yellow), "star {hour}");
        assert!(near(at(turn + 15.0, 1.0 / 3.0), blue), "between stars {hour}");
        assert!(near(at(turn, 0.45), blue) && near(at(turn, 0.2), blue), "around star {hour}");
    }
}

#[test]
fn a_drawing_becomes_a_picture_of_its_size() {
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">
        <rect width="20" height="10" fill="#0b5c66"/></svg>"##;
    let printer = print::Printer::new(Vec::new());
    let png = printer.png(svg, 2.0).unwrap();
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(&png[16..24], &[0, 0, 0, 40, 0, 0, 0, 20], "width and height in points");
    let large = svg.replace("\"20\"", "\"90000\"");
    let png = printer.png(&large, 8.0).unwrap();
    assert!(u32::from_be_bytes(png[16..20].try_into().unwrap()) <= 4_000);
    assert!(printer.png("<html>", 1.0).is_err());
}
