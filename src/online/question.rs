//! What the forms ask, without a database: which questions, in which order, and which must be asked
//! again because the rules changed while the form lay.

use super::content::Typed;
use law::Regime;
use serde::Deserialize;
use std::sync::LazyLock;

/// What can be sent; words have the key `online-kind-<code>`.
pub const KINDS: [&str; 5] = ["wish", "application", "signal", "complaint", "question"];
/// The page of the files, after all questions.
pub const FILES: &str = "files";
/// The page where everything is looked over.
pub const CHECK: &str = "check";
/// The longest line.
pub const LINE: usize = 300;
/// The longest text: some two pages.
pub const TEXT: usize = 6_000;
/// The largest number that is asked for: the hours of a month.
const NUMBER: u32 = 744;

/// A question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Question {
    /// Its code: values are kept under it.
    pub code: String,
    /// The page on which it stands.
    pub page: String,
    /// The forms that ask it.
    pub kinds: Vec<String>,
    /// How it is answered: `line`, `area`, `choice`, `day`, `phone`, `email`, `number`, `service`.
    pub asks: String,
    /// What can be chosen.
    pub options: Vec<String>,
    /// The beginning of the keys of the choices, when it is not their own.
    pub says: String,
    /// The end of the keys of its texts, when it is not its code.
    pub words: String,
    /// It must be answered.
    pub needed: bool,
    /// There is an explanation.
    pub hint: bool,
    /// A day that is not in the future.
    pub past: bool,
    /// Raised when it asks something else; 0 is the first.
    pub edition: i32,
    /// Only under this regime: `old`, `new`; empty for both.
    pub regime: String,
    /// Only when that question has one of the values of `is`.
    pub when: String,
    /// As above.
    pub is: Vec<String>,
}

impl Question {
    /// The key of what it says.
    #[must_use]
    pub fn key(&self) -> String {
        format!("online-q-{}", if self.words.is_empty() { &self.code } else { &self.words })
    }

    /// The key of a choice.
    #[must_use]
    pub fn option_key(&self, option: &str) -> String {
        match self.says.as_str() {
            "" => format!("online-o-{}-{option}", self.code),
            says => format!("{says}{option}"),
        }
    }

    fn is_of(&self, kind: &str, regime: Regime) -> bool {
        let fits = match self.regime.as_str() {
            "old" => regime == Regime::Old,
            "new" => regime == Regime::New,
            _ => true,
        };
        fits && self.kinds.iter().any(|one| one == kind)
    }

    fn is_due(&self, typed: &Typed) -> bool {
        self.when.is_empty() || self.is.iter().any(|value| value == typed.get(&self.when))
    }

    /// Whether a value can be an answer, apart from services, which change by the day.
    #[must_use]
    pub fn accepts(&self, value: &str) -> bool {
        match self.asks.as_str() {
            "choice" => self.options.iter().any(|option| option == value),
            "number" => value.parse::<u32>().is_ok_and(|number| (1..=NUMBER).contains(&number)),
            "phone" => value.chars().filter(char::is_ascii_digit).count() >= 6,
            "email" => is_email(value),
            _ => true,
        }
    }
}

/// Whether a text can be an address of electronic mail: a person mistypes; a server will say the rest.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    let is_domain = |domain: &str| domain.contains('.') && !domain.contains('@');
    let has_space = text.chars().any(char::is_whitespace);
    parts.is_some_and(|(who, domain)| !who.is_empty() && is_domain(domain)) && !has_space
}

#[derive(Default, Deserialize)]
struct Shipped {
    question: Vec<Question>,
}

/// All questions, in their order.
#[must_use]
pub fn all() -> &'static [Question] {
    // A broken file would ask nothing; a test reads it.
    static READ: LazyLock<Shipped> =
        LazyLock::new(|| toml::from_str(include_str!("questions.toml")).unwrap_or_default());
    &READ.question
}

/// What can be answered today: the regime, and the ids of the services that work.
#[derive(Clone, Debug)]
pub struct Today {
    /// The division of referral in force.
    pub regime: Regime,
    /// Ids of services.
    pub services: Vec<String>,
}

/// The questions of a form, as its answers so far lead to them.
#[must_use]
pub fn asked(kind: &str, typed: &Typed, today: &Today) -> Vec<&'static Question> {
    let fits = |one: &&Question| one.is_of(kind, today.regime) && one.is_due(typed);
    all().iter().filter(fits).collect()
}

/// The pages of these questions, each once.
#[must_use]
pub fn pages(questions: &[&'static Question]) -> Vec<&'static str> {
    let mut all: Vec<&'static str> = Vec::new();
    for one in questions {
        if !all.contains(&one.page.as_str()) {
            all.push(&one.page);
        }
    }
    all
}

/// How a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// It was not asked yet.
    New,
    /// It is answered, or was left empty where that is allowed.
    Answered,
    /// It asks something else since it was answered.
    Changed,
    /// What was chosen is not offered any more.
    Gone,
}

/// How a question stands today.
#[must_use]
pub fn stand(one: &Question, typed: &Typed, today: &Today) -> Stand {
    let value = typed.get(&one.code);
    let is_gone = match one.asks.as_str() {
        _ if value.is_empty() => false,
        "service" => !today.services.iter().any(|id| id == value),
        _ => !one.accepts(value),
    };
    match typed.editions.get(&one.code) {
        None => Stand::New,
        Some(edition) if *edition != one.edition => Stand::Changed,
        Some(_) if is_gone => Stand::Gone,
        Some(_) if one.needed && value.is_empty() => Stand::New,
        Some(_) => Stand::Answered,
    }
}

/// What must be asked again because the rules changed while the form lay: only that.
#[must_use]
pub fn changes(kind: &str, typed: &Typed, today: &Today) -> Vec<(&'static Question, Stand)> {
    let stands = asked(kind, typed, today).into_iter().map(|one| (one, stand(one, typed, today)));
    stands.filter(|(_, stand)| matches!(stand, Stand::Changed | Stand::Gone)).collect()
}

/// The page that comes after a page: the next one with something to answer, else one before it, else
/// the files, else the look over everything.
#[must_use]
pub fn next(kind: &str, typed: &Typed, today: &Today, after: &str) -> &'static str {
    let questions = asked(kind, typed, today);
    let order = pages(&questions);
    let is_open = |page: &str| {
        let mut of = questions.iter().filter(|one| one.page == page);
        of.any(|one| stand(one, typed, today) != Stand::Answered)
    };
    let here = order.iter().position(|page| *page == after).map_or(0, |at| at + 1);
    let mut turn = order[here..].iter().chain(&order[..here]).copied();
    let files = if typed.editions.contains_key(FILES) { CHECK } else { FILES };
    turn.find(|page| is_open(page)).unwrap_or(files)
}

/// Whether nothing is left to be answered.
#[must_use]
pub fn is_whole(kind: &str, typed: &Typed, today: &Today) -> bool {
    next(kind, typed, today, "") == CHECK
}

/// What was typed without what is not asked any more: an answer to a question that another answer
/// took away is not sent.
#[must_use]
pub fn trimmed(kind: &str, typed: &Typed, today: &Today) -> Typed {
    let questions = asked(kind, typed, today);
    let mut left = typed.clone();
    left.values
        .retain(|code, value| !value.is_empty() && questions.iter().any(|one| one.code == *code));
    left
}
