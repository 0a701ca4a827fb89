//! A map: borders beneath, settlements as circles, services as squares. Each mark may be a link, so
//! the map is walked with the Tab key in the order of the table beside it.

use super::paper::{DARK, GRID, INK, PALE, Paper, Stand, WARM, coordinate, escaped, width};
use std::fmt::Write;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 460.0;
/// Room around the outermost marks, for their names.
const MARGIN: f64 = 60.0;
/// Room around borders.
const EDGE: f64 = 12.0;
/// On a map of more marks only those that something is true of have their name.
const NAMED_MAX: usize = 40;
/// The smallest and the largest circle.
const RADIUS: (f64, f64) = (5.0, 18.0);
/// Half of the square that a finger or a shaking hand still meets.
const TOUCH: f64 = 12.0;
/// So much stays free between two of them.
const FREE: f64 = 1.5;
/// So often marks that lie over each other are moved apart; what is left over each other then
/// stays.
const ROUNDS: usize = 80;
/// Height of a name.
const LINE: f64 = 15.0;

/// Latitude and longitude in millionths of a degree.
pub type At = (i32, i32);

/// How a mark or an area looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// What the map is about.
    Full,
    /// Less of it.
    Pale,
    /// Missing: hollow, with a dashed edge.
    #[default]
    Missing,
    /// A service: a square.
    Service,
    /// A shade from 0, the lightest, to 4.
    Shade(u8),
}

/// Shades of [`Look::Shade`].
const SHADES: [&str; 5] = ["#eef4f4", "#c5dcdd", "#8fbcbf", "#4b8e94", "#0b5c66"];

/// Something at a point.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// Its name, written beside it where there is room.
    pub name: String,
    /// What it says to who points at it or listens.
    pub said: String,
    /// Its page; empty when it is no link.
    pub href: String,
    /// Where it is.
    pub at: At,
    /// How it looks.
    pub look: Look,
    /// How large it is among all, from 0 to 1: its area grows with this.
    pub share: f64,
}

/// Ground within borders.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Area {
    /// What it says to who points at it.
    pub said: String,
    /// Its outlines, those of holes too.
    pub rings: Vec<Vec<At>>,
    /// How it looks; [`Look::Missing`] leaves it blank.
    pub look: Look,
}

/// A map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    /// What it shows.
    pub title: String,
    /// Beneath.
    pub areas: Vec<Area>,
    /// Above, in the order in which they are walked.
    pub marks: Vec<Mark>,
}

/// Where points stand on the paper: one scale for both directions, north above.
struct Scale {
    west: f64,
    north: f64,
    narrow: f64,
    per_degree: f64,
    left: f64,
    top: f64,
}

impl Scale {
    fn of(map: &Map) -> Option<Scale> {
        let grounds = map.areas.iter().flat_map(|area| area.rings.iter().flatten());
        let points = || grounds.clone().chain(map.marks.iter().map(|mark| &mark.at));
        let north = points().map(|at| at.0).max()?;
        let south = points().map(|at| at.0).min()?;
        let east = points().map(|at| at.1).max()?;
        let west = points().map(|at| at.1).min()?;
        // A degree of longitude is the narrower the farther from the equator.
        let narrow = f64::midpoint(degrees(north), degrees(south)).to_radians().cos().max(0.01);
        let wide = ((degrees(east) - degrees(west)) * narrow).max(0.001);
        let high = (degrees(north) - degrees(south)).max(0.001);
        let margin = if map.areas.is_empty() { MARGIN } else { EDGE };
        let (room_x, room_y) = (WIDTH - 2.0 * margin, HEIGHT - 2.0 * margin);
        let per_degree = (room_x / wide).min(room_y / high);
        Some(Scale {
            west: degrees(west),
            north: degrees(north),
            narrow,
            per_degree,
            left: (WIDTH - wide * per_degree) / 2.0,
            top: (HEIGHT - high * per_degree) / 2.0,
        })
    }

    fn place(&self, at: At) -> (f64, f64) {
        let x = (degrees(at.1) - self.west) * self.narrow * self.per_degree;
        let y = (self.north - degrees(at.0)) * self.per_degree;
        (self.left + x, self.top + y)
    }
}

fn degrees(e6: i32) -> f64 {
    f64::from(e6) / 1_000_000.0
}

/// Draws a map; nothing when it has neither borders nor marks.
#[must_use]
pub fn map(map: &Map) -> String {
    let Some(scale) = Scale::of(map) else { return String::new() };
    let is_linked = map.marks.iter().any(|mark| !mark.href.is_empty());
    let mut paper = if is_linked {
        Paper::group(&map.title, WIDTH, HEIGHT)
    } else {
        Paper::picture(&map.title, WIDTH, HEIGHT)
    };
    for one in &map.areas {
        area(&mut paper, &scale, one);
    }
    let places = places(map, &scale);
    let mut names = Names::default();
    for (one, at) in map.marks.iter().zip(&places) {
        names.taken.push(around(*at, radius(one.share)));
    }
    for (one, at) in map.marks.iter().zip(&places) {
        mark(&mut paper, *at, one);
    }
    let has_all_names = map.marks.len() <= NAMED_MAX;
    for (one, at) in map.marks.iter().zip(&places) {
        let is_named = has_all_names || !matches!(one.look, Look::Missing | Look::Service);
        if is_named && !one.name.is_empty() {
            names.write(&mut paper, (*at, radius(one.share)), &one.name);
        }
    }
    paper.done()
}

/// Where marks stand: those that lie too near each other for a finger are moved apart a little;
/// what is at the very point of another goes with it.
fn places(map: &Map, scale: &Scale) -> Vec<(f64, f64)> {
    let is_free = |mark: &Mark| mark.look != Look::Service;
    let (mut at, mut halves) = (Vec::new(), Vec::new());
    for mark in map.marks.iter().filter(|mark| is_free(mark)) {
        at.push(scale.place(mark.at));
        halves.push(radius(mark.share).max(TOUCH) + FREE);
    }
    apart(&mut at, &halves);
    let mut moved = Vec::new();
    for (mark, at) in map.marks.iter().filter(|mark| is_free(mark)).zip(at) {
        moved.push((mark.at, at));
    }
    let mut own = moved.iter();
    let of = |mark: &Mark| {
        if is_free(mark) {
            return own.next().map_or_else(|| scale.place(mark.at), |(_, at)| *at);
        }
        let there = moved.iter().find(|(point, _)| *point == mark.at);
        there.map_or_else(|| scale.place(mark.at), |(_, at)| *at)
    };
    map.marks.iter().map(of).collect()
}

/// Moves squares apart that meet, each by half of what they share, until none do.
fn apart(places: &mut [(f64, f64)], halves: &[f64]) {
    for _ in 0..ROUNDS {
        let mut is_done = true;
        for one in 0..places.len() {
            for other in one + 1..places.len() {
                let room = halves[one] + halves[other];
                let (x, y) = (places[other].0 - places[one].0, places[other].1 - places[one].1);
                let (over_x, over_y) = (room - x.abs(), room - y.abs());
                if over_x <= 0.1 || over_y <= 0.1 {
                    continue;
                }
                is_done = false;
                let half = |over: f64, way: f64| if way < 0.0 { -over / 2.0 } else { over / 2.0 };
                let step =
                    if over_x < over_y { (half(over_x, x), 0.0) } else { (0.0, half(over_y, y)) };
                places[one] = (places[one].0 - step.0, places[one].1 - step.1);
                places[other] = (places[other].0 + step.0, places[other].1 + step.1);
            }
        }
        if is_done {
            break;
        }
        for (place, half) in places.iter_mut().zip(halves) {
            place.0 = place.0.clamp(*half, WIDTH - half);
            place.1 = place.1.clamp(*half, HEIGHT - half);
        }
    }
}

fn colours(look: Look) -> (&'static str, &'static str) {
    match look {
        Look::Full => (DARK, INK),
        Look::Pale => (PALE, INK),
        Look::Missing => ("#ffffff", WARM),
        Look::Service => ("#ffc845", INK),
        Look::Shade(level) => (SHADES[usize::from(level).min(SHADES.len() - 1)], INK),
    }
}

/// Outlines as whole steps from point to point, which takes the fewest letters.
fn area(paper: &mut Paper, scale: &Scale, area: &Area) {
    let mut d = String::new();
    for ring in &area.rings {
        let mut last: Option<(i64, i64)> = None;
        for at in ring {
            let (x, y) = scale.place(*at);
            // Half a unit is finer than the line is wide.
            let here = (x.round() as i64, y.round() as i64);
            let _ = match last {
                None => write!(d, "M{} {}", here.0, here.1),
                Some(before) if before == here => continue,
                Some(before) => write!(d, "l{} {}", here.0 - before.0, here.1 - before.1),
            };
            last = Some(here);
        }
        if last.is_some() {
            d.push('z');
        }
    }
    let fill = if area.look == Look::Missing { "#ffffff" } else { colours(area.look).0 };
    let said = escaped(&area.said);
    paper.raw(format_args!(
        "<path d=\"{d}\" fill=\"{fill}\" fill-rule=\"evenodd\" stroke=\"{GRID}\">\
         <title>{said}</title></path>"
    ));
}

/// The radius by which the area of a circle grows with its share.
fn radius(share: f64) -> f64 {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    RADIUS.0 + (RADIUS.1 - RADIUS.0) * share.sqrt()
}

fn mark(paper: &mut Paper, (x, y): (f64, f64), mark: &Mark) {
    let r = radius(mark.share);
    let (fill, stroke) = colours(mark.look);
    let dashes = match mark.look {
        Look::Missing => " stroke-width=\"2\" stroke-dasharray=\"3 2\"",
        _ => "",
    };
    let (said, href) = (escaped(&mark.said), escaped(&mark.href));
    let (left, top) = (coordinate(x - r), coordinate(y - r));
    let (x, y, radius, side) = (coordinate(x), coordinate(y), coordinate(r), coordinate(2.0 * r));
    let title = if href.is_empty() { format!("<title>{said}</title>") } else { String::new() };
    if !href.is_empty() {
        paper.raw(format_args!("<a href=\"{href}\" aria-label=\"{said}\">"));
    }
    if !href.is_empty() && r < TOUCH {
        paper.raw(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{TOUCH}\" opacity=\"0\"/>"));
    }
    if mark.look == Look::Service {
        paper.raw(format_args!(
            "<rect x=\"{left}\" y=\"{top}\" width=\"{side}\" height=\"{side}\" fill=\"{fill}\" \
             stroke=\"{stroke}\">{title}</rect>"
        ));
    } else {
        paper.raw(format_args!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\" \
             stroke=\"{stroke}\"{dashes}>{title}</circle>"
        ));
    }
    if !href.is_empty() {
        paper.raw(format_args!("</a>"));
    }
}

/// Left, top, right, bottom.
type Frame = (f64, f64, f64, f64);

fn around((x, y): (f64, f64), r: f64) -> Frame {
    (x - r, y - r, x + r, y + r)
}

/// Names beside their marks; one that would stand over another or over a mark is left out.
#[derive(Default)]
struct Names {
    taken: Vec<Frame>,
}

impl Names {
    fn write(&mut self, paper: &mut Paper, ((x, y), r): ((f64, f64), f64), name: &str) {
        let long = width(name);
        let gap = r + 3.0;
        let places = [
            ((x, y - gap - 1.0), Stand::Middle, x - long / 2.0),
            ((x, y + gap + LINE - 4.0), Stand::Middle, x - long / 2.0),
            ((x + gap, y + 5.0), Stand::Start, x + gap),
            ((x - gap, y + 5.0), Stand::End, x - gap - long),
        ];
        for ((at_x, at_y), stand, left) in places {
            let wanted = (left, at_y - LINE + 4.0, left + long, at_y + 3.0);
            let is_inside = wanted.0 >= 0.0 && wanted.2 <= WIDTH && wanted.1 >= 0.0;
            if is_inside && wanted.3 <= HEIGHT && !self.taken.iter().any(|one| meet(*one, wanted)) {
                paper.text((at_x, at_y), stand, name);
                self.taken.push(wanted);
                return;
            }
        }
    }
}

fn meet(one: Frame, other: Frame) -> bool {
    one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3
}
