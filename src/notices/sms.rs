//! A gateway for short messages, whoever keeps it: address, method, headings and body are settings
//! with names in braces. What is put in is escaped by where it stands, so that a text cannot
//! change the request. No database.

use kit::gateway::{self, Call, Reach, Said};
use serde::{Deserialize, Serialize};

/// Names that may stand in braces: the number, the text, the notice's own name.
pub const NAMES: [&str; 3] = ["phone", "text", "id"];
/// How a request is sent.
pub const METHODS: [&str; 2] = ["POST", "GET"];
/// The longest short message: four parts of Cyrillic.
pub const LONGEST: usize = 268;

/// The settings of a gateway.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Gateway {
    /// The address; empty when there is no gateway.
    pub url: String,
    /// `POST` or `GET`.
    pub method: String,
    /// Headings, one a line: `Authorization: Bearer …`.
    pub headers: String,
    /// The body.
    pub body: String,
    /// What the answer holds when all is well; empty when its number is enough.
    pub success: String,
    /// Everything is made up and nothing is handed over.
    pub dry_run: bool,
}

/// What is wrong with a gateway: the field and the key of the words.
pub type Wrong = (&'static str, &'static str);

impl Gateway {
    /// Whether short messages can be sent at all.
    #[must_use]
    pub fn is_set(&self) -> bool {
        !self.url.is_empty()
    }

    /// The headings as pairs; nothing when a line is none.
    #[must_use]
    pub fn pairs(&self) -> Option<Vec<(String, String)>> {
        let lines = self.headers.lines().map(str::trim).filter(|line| !line.is_empty());
        let pair = |line: &str| {
            let (name, value) = line.split_once(':')?;
            let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
            let name = name.trim();
            let is_name = !name.is_empty() && name.chars().all(fits);
            let value = value.trim();
            let is_value = value.chars().all(|c| c.is_ascii_graphic() || c == ' ');
            let is_ours = ["host", "content-length", "connection", "transfer-encoding"]
                .contains(&name.to_ascii_lowercase().as_str());
            (is_name && is_value && !is_ours).then(|| (name.to_owned(), value.to_owned()))
        };
        lines.map(pair).collect()
    }

    fn is_json(&self) -> bool {
        self.kind().contains("json")
    }

    fn kind(&self) -> String {
        let pairs = self.pairs().unwrap_or_default();
        let kind = pairs.into_iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        kind.map(|(_, value)| value.to_ascii_lowercase()).unwrap_or_default()
    }

    /// What is wrong with it before anything is sent.
    #[must_use]
    pub fn wrong(&self, reach: Reach) -> Option<Wrong> {
        if !self.is_set() {
            return None;
        }
        // The host is fixed: nothing may stand in braces before the path.
        let start = self.url.find("://").map_or(0, |at| at + 3);
        let path = self.url[start..].find(['/', '?']).map_or(self.url.len(), |at| start + at);
        if self.url[..path].contains(['{', '}']) {
            return Some(("sms-url", "notices-wrong-host"));
        }
        if gateway::place(reach, &put(&self.url, &["0", "0", "0"], query)).is_err() {
            return Some(("sms-url", "notices-wrong-url"));
        }
        if self.pairs().is_none() {
            return Some(("sms-headers", "notices-wrong-headers"));
        }
        let whole = format!("{}{}", self.url, self.body);
        if !whole.contains("{phone}") || !whole.contains("{text}") {
            return Some(("sms-body", "notices-wrong-body"));
        }
        if self.is_json() {
            let tried = put(&self.body, &["0", "\"", "0"], json);
            if serde_json::from_str::<serde_json::Value>(&tried).is_err() {
                return Some(("sms-body", "notices-wrong-json"));
            }
        }
        None
    }

    /// The request by which a text goes to a number.
    #[must_use]
    pub fn call(&self, phone: &str, text: &str, id: &str) -> Call {
        let values = [phone, text, id];
        let kind = self.kind();
        let body = match (self.is_json(), kind.contains("urlencoded")) {
            (true, _) => put(&self.body, &values, json),
            (_, true) => put(&self.body, &values, query),
            _ => put(&self.body, &values, plain),
        };
        let method = if self.method == "GET" { "GET" } else { "POST" };
        Call {
            method: method.to_owned(),
            url: put(&self.url, &values, query),
            headers: self.pairs().unwrap_or_default(),
            body: if method == "GET" { String::new() } else { body },
        }
    }

    /// Whether an answer says that the message was taken.
    #[must_use]
    pub fn is_taken(&self, said: &Said) -> bool {
        (200..300).contains(&said.status) && said.text.contains(&self.success)
    }
}

/// Puts the values where their names stand; in one go, so that a value's braces stay as they are.
fn put(template: &str, values: &[&str; 3], escape: fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let named = NAMES.iter().zip(values).find_map(|(name, value)| {
            let tail = rest.strip_prefix('{')?.strip_prefix(*name)?.strip_prefix('}')?;
            Some((tail, *value))
        });
        match named {
            Some((tail, value)) => {
                out.push_str(&escape(value));
                rest = tail;
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn query(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}

fn json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or_default().to_owned()
}

fn plain(text: &str) -> String {
    text.to_owned()
}

/// A number as gateways read it: `+359888123456`; nothing when it is none.
#[must_use]
pub fn international(kept: &str) -> Option<String> {
    let kept = crate::people::phone::normal(kept);
    let number = match kept.strip_prefix('0') {
        Some(national) => format!("+359{national}"),
        None => kept,
    };
    let digits = number.strip_prefix('+')?;
    let fits = (8..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then_some(number)
}

/// A text that fits into a short message, in one line.
#[must_use]
pub fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.chars().count() > LONGEST {
        true => line.chars().take(LONGEST - 1).chain(['…']).collect(),
        false => line,
    }
}
