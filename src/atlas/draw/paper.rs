//! What drawings are written on: escaped text, coordinates, the frame, round steps of an axis.

use std::fmt::Write;

/// Text, axes and outlines.
pub(super) const INK: &str = "#1d2a2e";
/// What a drawing is about.
pub(super) const DARK: &str = "#083f47";
/// What stands beside it.
pub(super) const PALE: &str = "#9fc4c6";
/// What is missing.
pub(super) const WARM: &str = "#b3541e";
/// Lines that only guide the eye.
pub(super) const GRID: &str = "#c9d3d3";
/// The font of the pages; a file without it falls back.
const FONT: &str = "Sofia Sans, sans-serif";
/// Size of its letters.
pub(super) const LETTERS: f64 = 14.0;
/// A letter of this font is on the average so wide.
const LETTER_WIDTH: f64 = 7.4;

/// A drawing that is being written.
pub(super) struct Paper(String);

/// How a text stands to its point.
#[derive(Clone, Copy)]
pub(super) enum Stand {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

impl Paper {
    /// A picture: one thing for who listens to the page, by its title.
    pub(super) fn picture(title: &str, width: f64, height: f64) -> Paper {
        Paper::begun(("img", title), width, height)
    }

    /// A group of links, each of which is read and reached by itself.
    pub(super) fn group(title: &str, width: f64, height: f64) -> Paper {
        Paper::begun(("group", title), width, height)
    }

    fn begun((role, title): (&str, &str), width: f64, height: f64) -> Paper {
        let (width, height) = (coordinate(width), coordinate(height));
        let title = escaped(title);
        let mut out = String::with_capacity(4_096);
        push(
            &mut out,
            format_args!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"opora-drawing\" viewBox=\"0 0 \
                 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"{role}\" \
                 aria-label=\"{title}\" font-family=\"{FONT}\" font-size=\"{LETTERS}\" \
                 fill=\"{INK}\">"
            ),
        );
        Paper(out)
    }

    /// Writes markup; what came from outside must be escaped in it.
    pub(super) fn raw(&mut self, what: std::fmt::Arguments<'_>) {
        push(&mut self.0, what);
    }

    /// A rectangle with what it says to who points at it.
    pub(super) fn bar(
        &mut self,
        (x, y): (f64, f64),
        (w, h): (f64, f64),
        (fill, said): (&str, &str),
    ) {
        let (x, y) = (coordinate(x), coordinate(y));
        let (w, h) = (coordinate(w.max(0.0)), coordinate(h.max(0.0)));
        let said = escaped(said);
        self.raw(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"{fill}\">\
             <title>{said}</title></rect>"
        ));
    }

    /// A straight line.
    pub(super) fn rule(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), stroke: &str) {
        let (x1, y1, x2, y2) = (coordinate(x1), coordinate(y1), coordinate(x2), coordinate(y2));
        self.raw(format_args!(
            "<path d=\"M{x1} {y1}L{x2} {y2}\" fill=\"none\" stroke=\"{stroke}\"/>"
        ));
    }

    /// A text.
    pub(super) fn text(&mut self, (x, y): (f64, f64), stand: Stand, text: &str) {
        let anchor = match stand {
            Stand::Start => "start",
            Stand::Middle => "middle",
            Stand::End => "end",
        };
        let (x, y, text) = (coordinate(x), coordinate(y), escaped(text));
        self.raw(format_args!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>"));
    }

    /// The drawing.
    pub(super) fn done(mut self) -> String {
        self.0.push_str("</svg>");
        self.0
    }
}

fn push(out: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing into memory does not fail.
    let _ = out.write_fmt(what);
}

/// A coordinate with at most one decimal; what is no number stands at the edge.
pub(super) fn coordinate(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A text at which neither markup nor an attribute breaks. What XML does not know is left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

/// About how wide a text is.
pub(super) fn width(text: &str) -> f64 {
    text.chars().count() as f64 * LETTER_WIDTH
}

/// A text cut to a width; the whole stands in the table.
pub(super) fn fitted(text: &str, room: f64) -> String {
    let letters = (room / LETTER_WIDTH).floor().max(1.0) as usize;
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let cut: String = text.chars().take(letters.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

/// A number as it is written here: `1 234` or `1 234,5`.
#[must_use]
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let text = format!("{:.1}", value.abs());
    let (whole, part) = text.split_once('.').unwrap_or((text.as_str(), "0"));
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    if part != "0" {
        out.push(',');
        out.push_str(part);
    }
    if value < 0.0 && out != "0" { format!("−{out}") } else { out }
}

/// Some five round numbers from under the smallest to over the largest: the marks of an axis.
pub(super) fn steps(least: f64, most: f64) -> Vec<f64> {
    let span = (most - least).max(f64::MIN_POSITIVE);
    if !span.is_finite() || span < 1e-9 {
        return vec![least, least + 1.0];
    }
    let rough = span / 4.0;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|one| one * power);
    let step = step.into_iter().find(|one| *one >= rough).unwrap_or(10.0 * power);
    let first = (least / step).floor();
    let last = (most / step).ceil();
    let count = (last - first).clamp(1.0, 12.0) as u32;
    (0..=count).map(|index| (first + f64::from(index)) * step).collect()
}

/// The least and the most of some numbers, with zero among them.
pub(super) fn bounds(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values
        .filter(|value| value.is_finite())
        .fold((0.0, 0.0), |(least, most): (f64, f64), value| (least.min(value), most.max(value)))
}

/// Height of a line of words around a drawing.
const LINE: f64 = 22.0;
/// Width of a drawing that has none.
const WIDTH: f64 = 640.0;

/// A drawing as a file of its own: its title above, words beneath.
#[must_use]
pub fn titled(drawing: &str, title: &str, words: &[String]) -> String {
    let side = |name: &str| -> Option<f64> {
        let rest = drawing.split_once(&format!(" {name}=\""))?.1;
        rest.split_once('"')?.0.parse().ok()
    };
    let wide = side("width").unwrap_or(WIDTH);
    let high = side("height").unwrap_or(0.0);
    let whole = LINE * (words.len() as f64 + 1.0) + high + 24.0;
    let mut paper = Paper::picture(title, wide, whole);
    paper.raw(format_args!("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>"));
    paper.text((12.0, LINE), Stand::Start, &fitted(title, wide - 24.0));
    paper.raw(format_args!("{}", drawing.replacen("<svg ", "<svg y=\"34\" ", 1)));
    for (index, line) in words.iter().enumerate() {
        let y = 34.0 + high + LINE * (index as f64 + 0.8);
        paper.text((12.0, y), Stand::Start, &fitted(line, wide - 24.0));
    }
    paper.done()
}
