//! The first text of each part, made from figures: sentences with references, and what is missing by name.
//! Pure: nobody's words are written over, a draft is where writing begins.

use super::document::tells_of;
use super::figure::{Key, Piece, pieces, written};
use super::frame::{bg, bg_with};
use super::line::Drafted;
use super::load::Part;
use super::neighbours::{Gathered, Product, SetNow, of_district};
use std::collections::BTreeSet;

/// What a draft is made from.
pub struct Sources<'a> {
    /// The year that is planned for.
    pub year: i32,
    /// The day of the figures, in words.
    pub on: String,
    /// What is known.
    pub gathered: &'a Gathered,
    /// The planned services.
    pub lines: &'a [Drafted],
}

impl Sources<'_> {
    fn known(&self) -> BTreeSet<String> {
        self.gathered.found.iter().map(|one| one.key.to_string()).collect()
    }
}

/// Lines whose figures are known; each of the others names what is missing.
#[must_use]
pub fn kept(text: &str, known: &BTreeSet<String>) -> String {
    let line = |line: &str| {
        let missing = pieces(line).into_iter().find_map(|piece| match piece {
            Piece::Reference(code) if !known.contains(code) => Some(code.to_owned()),
            _ => None,
        });
        match missing {
            Some(code) => bg_with("planning-draft-missing", &[("what", name_of(&code))]),
            None => line.to_owned(),
        }
    };
    let lines: Vec<String> = text.lines().map(line).collect();
    lines.join("\n")
}

/// The name of a figure that is not there: of its family, with the group when it is one.
fn name_of(code: &str) -> String {
    let Some(key) = Key::parse(code) else { return code.to_owned() };
    let family = bg(&format!("planning-figure-{}", key.family));
    let group = ui::text::find(ui::Lang::Bg, &format!("planning-group-{}", key.item));
    match (group, key.item.as_str()) {
        (Some(group), _) => format!("{family}: {group}"),
        (None, "") => family,
        (None, item) => format!("{family}: {item}"),
    }
}

/// The text with which a part begins.
#[must_use]
pub fn drafted(part: &str, sources: &Sources<'_>) -> String {
    let args = [("year", sources.year.to_string()), ("on", sources.on.clone())];
    let opening = kept(&bg_with(&format!("planning-draft-{part}"), &args), &sources.known());
    let mut all = vec![opening];
    all.extend(rest(part, sources));
    all.retain(|text| !text.is_empty());
    all.join("\n")
}

/// New texts of the parts that stand as they were drafted from the planned services of before, where those of now
/// say something else. A text that somebody wrote is left alone.
#[must_use]
pub fn redrafted<'a>(
    parts: &'a [Part],
    (before, now): (&Sources<'_>, &Sources<'_>),
) -> Vec<(&'a Part, String)> {
    let anew = |part: &'a Part| {
        tells_of(part.code)?;
        let text = drafted(part.code, now);
        let stands = part.text == drafted(part.code, before);
        (stands && part.text != text).then_some((part, text))
    };
    parts.iter().filter_map(anew).collect()
}

/// The parts that tell of planned services and say something else than their draft: somebody wrote them.
#[must_use]
pub fn own_words<'a>(parts: &'a [Part], now: &Sources<'_>) -> Vec<&'a Part> {
    let is_own =
        |part: &&Part| tells_of(part.code).is_some() && part.text != drafted(part.code, now);
    parts.iter().filter(is_own).collect()
}

/// The lines of a part that there are as many of as there are services, kinds or years.
fn rest(part: &str, sources: &Sources<'_>) -> Vec<String> {
    let gathered = sources.gathered;
    match part {
        "analysis-indicators" => {
            let mut all: Vec<String> = gathered.sets.iter().filter_map(summed).collect();
            all.extend(gathered.sets.iter().filter_map(lacking));
            all.extend(studies(gathered));
            all
        }
        "analysis-services" => {
            let mut all: Vec<String> = unstated(gathered).into_iter().collect();
            all.extend(each(gathered, "users-kind"));
            all
        }
        "analysis-wishes" => {
            let mut all = each(gathered, "wishes-kind");
            all.extend(each(gathered, "waiting-kind"));
            all
        }
        "analysis-elsewhere" => each(gathered, "elsewhere-kind"),
        "analysis-demography" => {
            let mut all = each(gathered, "year");
            all.extend(forecast(gathered));
            all
        }
        "analysis-infrastructure" => offered(gathered, "funded"),
        "analysis-staff" => each(gathered, "staff-need"),
        "proposal-municipal" => proposed(sources, "municipal"),
        "proposal-district" => proposed(sources, "district"),
        "map-funded" => offered(gathered, "funded"),
        "own-funded" => offered(gathered, "own"),
        "map-persons" => each(gathered, "users-kind"),
        "map-changes" => changed(sources, ("map", &["more", "fewer"])),
        "map-new" => changed(sources, ("map", &["new"])),
        "map-ended" => changed(sources, ("map", &["end"])),
        "map-ways" => ways(sources, "map"),
        "map-staff" => each(gathered, "staff-need"),
        "own-changes" => changed(sources, ("own", &["more", "fewer"])),
        "own-new" => changed(sources, ("own", &["new"])),
        "own-ended" => changed(sources, ("own", &["end"])),
        "own-ways" => ways(sources, "own"),
        _ => Vec::new(),
    }
}

/// A sentence for each figure of a family.
fn each(gathered: &Gathered, family: &str) -> Vec<String> {
    let own = gathered.found.iter().filter(|one| one.key.family == family);
    // What the opening of the part already says is not said again in each of its lines.
    let sentence = match family {
        "funded" | "own" => "planning-draft-places",
        "year" => "planning-draft-year",
        _ => "planning-draft-each",
    };
    let name = bg(&format!("planning-figure-{family}"));
    let line = |label: &str, reference: String| {
        let args = [("name", name.clone()), ("label", label.to_owned()), ("count", reference)];
        bg_with(sentence, &args)
    };
    own.map(|one| line(&one.label, one.key.reference())).collect()
}

/// The services of a budget with their places; at the end those whose places nobody stated.
fn offered(gathered: &Gathered, family: &str) -> Vec<String> {
    let mut all = each(gathered, family);
    let is_own = family == "own";
    let others = gathered.offered.iter().filter(|one| one.is_own == is_own);
    let others = others.filter(|one| one.places.is_none());
    let sentence = |name: &String| bg_with("planning-draft-no-places", &[("label", name.clone())]);
    all.extend(others.map(|one| sentence(&one.name)));
    all
}

/// Of how many services the places are not in the sum.
fn unstated(gathered: &Gathered) -> Option<String> {
    let args = [("count", gathered.unstated.to_string())];
    (gathered.unstated > 0).then(|| bg_with("planning-draft-unstated", &args))
}

/// The need of a service, term by term; none where a group is missing.
fn summed(set: &SetNow) -> Option<String> {
    set.total?;
    let product = |one: &Product| {
        let (per, weight) = (written(one.per_1000), written(one.weight));
        format!("{per} / 1000 × {weight} % × {}", one.people.reference())
    };
    let sum: Vec<String> = set.products.iter().map(product).collect();
    let args = [
        ("number", set.no.to_string()),
        ("name", set.name.clone()),
        ("sum", sum.join(" + ")),
        ("need", Key::new("need", format!("{:02}", set.no)).reference()),
    ];
    Some(bg_with("planning-draft-sum", &args))
}

/// That the need of a service could not be counted, and for want of what.
fn lacking(set: &SetNow) -> Option<String> {
    let args = [
        ("number", set.no.to_string()),
        ("name", set.name.clone()),
        ("what", set.missing.join("; ")),
    ];
    (!set.missing.is_empty()).then(|| bg_with("planning-draft-lacking", &args))
}

/// Own studies that the figures may rest on (чл. 3 НПСУ).
fn studies(gathered: &Gathered) -> Option<String> {
    let args = [("titles", gathered.studies.join("; "))];
    (!gathered.studies.is_empty()).then(|| bg_with("planning-draft-studies", &args))
}

fn forecast(gathered: &Gathered) -> Option<String> {
    let day = gathered.forecast?.bg();
    Some(bg_with("planning-draft-forecast", &[("day", day)]))
}

/// Each service of a level with its need, its places and what is proposed.
fn proposed(sources: &Sources<'_>, budget: &str) -> Vec<String> {
    let known = sources.known();
    let own = sources.lines.iter().filter(|line| line.budget == budget);
    let sentence = |line: &Drafted| {
        let item = format!("{:02}", line.set);
        let shared = Key::new("need", of_district(line.set));
        let need = match known.contains(&shared.to_string()) {
            true => shared,
            false => Key::new("need", item.as_str()),
        };
        let args = [
            ("number", line.set.to_string()),
            ("name", line.name.clone()),
            ("need", need.reference()),
            ("places", Key::new("places", item.as_str()).reference()),
            ("planned", line.planned.to_string()),
        ];
        kept(&bg_with("planning-draft-proposed", &args), &known)
    };
    own.map(sentence).collect()
}

/// The planned services of a budget that change so; or that there are none.
fn changed(sources: &Sources<'_>, (budget, changes): (&str, &[&str])) -> Vec<String> {
    let own = sources.lines.iter();
    let own = own.filter(|line| line.budget == budget && changes.contains(&line.change));
    let sentence = |line: &Drafted| {
        let args = [
            ("name", line.name.clone()),
            ("change", bg(&format!("planning-change-{}", line.change))),
            ("now", line.users_now.to_string()),
            ("planned", line.planned.to_string()),
        ];
        bg_with("planning-draft-changed", &args)
    };
    let all: Vec<String> = own.map(sentence).collect();
    if all.is_empty() { vec![bg("planning-draft-none")] } else { all }
}

/// How many services of a budget are provided in which way.
fn ways(sources: &Sources<'_>, budget: &str) -> Vec<String> {
    let of = |way: &str| {
        sources.lines.iter().filter(|line| line.budget == budget && line.way == way).count()
    };
    let counted = super::course::WAYS.iter().map(|way| (*way, of(way)));
    let line =
        |(way, count): (&str, usize)| format!("{}: {count}.", bg(&format!("planning-way-{way}")));
    counted.filter(|(_, count)| *count > 0).map(line).collect()
}
