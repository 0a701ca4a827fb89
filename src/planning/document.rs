//! The documents of planning and their parts, as the law names them: pure.

/// What is planned; words have the key `planning-kind-<code>`. `map`: the needs analysis and the proposal for
/// the National Map (чл. 37–43 НПСУ); `annual`: the annual plan (чл. 58–63 НПСУ).
pub const KINDS: [&str; 2] = ["map", "annual"];

/// A document of a cycle; its name has the key `planning-document-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its code.
    pub code: &'static str,
    /// Its parts in the order of the law; titles have the key `planning-part-<code>`.
    pub parts: &'static [&'static str],
    /// The parts with which a division of it begins, where the law divides it; its heading has the key
    /// `planning-over-<code>`. Numbers begin anew there.
    pub headed: &'static [&'static str],
    /// Which planned services stand in it: their budget (words have the key `planning-budget-<code>`) with the
    /// part below which they stand.
    pub lines: &'static [(&'static str, &'static str)],
    /// Whether it is published for discussion: the summary is not, it comes of it.
    pub is_discussed: bool,
}

impl Document {
    /// Its parts, division by division; one that is not divided has a single one.
    #[must_use]
    pub fn divisions(&self) -> Vec<&'static [&'static str]> {
        let (mut all, mut rest) = (Vec::new(), self.parts);
        while let Some(at) = rest.iter().skip(1).position(|code| self.headed.contains(code)) {
            let (own, next) = rest.split_at(at + 1);
            all.push(own);
            rest = next;
        }
        all.push(rest);
        all
    }
}

/// The needs analysis with the seven parts of чл. 39, ал. 1 НПСУ.
pub const ANALYSIS: Document = Document {
    code: "analysis",
    parts: &[
        "analysis-indicators",
        "analysis-services",
        "analysis-wishes",
        "analysis-elsewhere",
        "analysis-demography",
        "analysis-infrastructure",
        "analysis-staff",
    ],
    headed: &[],
    lines: &[],
    is_discussed: true,
};

/// The planning proposal (чл. 41 НПСУ): services of the municipal and of the district level, and why.
pub const PROPOSAL: Document = Document {
    code: "proposal",
    parts: &["proposal-municipal", "proposal-district", "proposal-reasons"],
    headed: &[],
    lines: &[("municipal", "proposal-municipal"), ("district", "proposal-district")],
    is_discussed: true,
};

/// The annual plan in two parts (чл. 59 НПСУ): the seven items of чл. 60 for the services of the map, the same
/// seven of чл. 61 for those of the municipal budget.
pub const PLAN: Document = Document {
    code: "plan",
    parts: &[
        "map-funded",
        "map-persons",
        "map-changes",
        "map-new",
        "map-ended",
        "map-ways",
        "map-staff",
        "own-funded",
        "own-persons",
        "own-changes",
        "own-new",
        "own-ended",
        "own-ways",
        "own-staff",
    ],
    headed: &["map-funded", "own-funded"],
    lines: &[("map", "map-funded"), ("own", "own-funded")],
    is_discussed: true,
};

/// The summary of the discussion for the municipal council (чл. 42, ал. 3 и чл. 62, ал. 2 НПСУ).
pub const SUMMARY: Document = Document {
    code: "summary",
    parts: &["summary-course", "summary-opinions", "summary-debates", "summary-changes"],
    headed: &[],
    lines: &[],
    is_discussed: false,
};

const MAP: &[Document] = &[ANALYSIS, PROPOSAL, SUMMARY];
const ANNUAL: &[Document] = &[PLAN, SUMMARY];

/// The documents of a kind of cycle.
#[must_use]
pub fn documents(kind: &str) -> &'static [Document] {
    if kind == KINDS[0] { MAP } else { ANNUAL }
}

/// The code of a part that stands in a document of this kind.
#[must_use]
pub fn part(kind: &str, code: &str) -> Option<&'static str> {
    documents(kind).iter().flat_map(|one| one.parts).find(|part| **part == code).copied()
}

/// The document in which a part stands.
#[must_use]
pub fn document_of(kind: &str, part: &str) -> Option<&'static Document> {
    documents(kind).iter().find(|one| one.parts.contains(&part))
}

/// The budgets of planned services that a kind of cycle has.
#[must_use]
pub fn budgets(kind: &str) -> Vec<&'static str> {
    documents(kind).iter().flat_map(|one| one.lines).map(|(budget, _)| *budget).collect()
}

/// The budget of whose planned services a part tells in sentences; none for most.
#[must_use]
pub fn tells_of(part: &str) -> Option<&'static str> {
    match part {
        "proposal-municipal" => Some("municipal"),
        "proposal-district" => Some("district"),
        "map-changes" | "map-new" | "map-ended" | "map-ways" => Some("map"),
        "own-changes" | "own-new" | "own-ended" | "own-ways" => Some("own"),
        _ => None,
    }
}

/// The families of figures that stand below a part, in their order.
#[must_use]
pub fn families(part: &str) -> &'static [&'static str] {
    match part {
        "analysis-indicators" => &["people", "need"],
        "analysis-services" => {
            &["services", "providers", "capacity", "places", "users", "users-kind", "users-group"]
        }
        "analysis-wishes" => {
            &["wishes", "wishes-kind", "wishes-group", "waiting", "waiting-kind", "refusals"]
        }
        "analysis-elsewhere" => &["elsewhere", "elsewhere-kind"],
        "analysis-demography" => &["year", "band"],
        "analysis-infrastructure" => &["funded", "own"],
        "analysis-staff" => &["staff", "staff-need"],
        "proposal-municipal" | "proposal-district" => &["need", "places", "map"],
        "map-funded" => &["funded"],
        "own-funded" => &["own"],
        "map-persons" => &["users", "users-kind"],
        "map-new" => &["need", "map", "places"],
        "map-staff" => &["staff", "staff-need"],
        "own-staff" => &["staff"],
        _ => &[],
    }
}
