//! The entries of the audit in the words of somebody who is not of the office: who, what, why. Whoever
//! acted is a role of a unit; a name is told only on a decision upon a question.

use crate::trust::{Doer, Look};
use kit::access;
use kit::store::{StoreError, Tx};
use kit::web::Ctx;
use ui::Lang;

/// The first words of a purpose, as routes give them, and the code of its plain words.
const PURPOSES: &[(&str, &str)] = &[
    ("analysis of the social services", "review"),
    ("assistance", "assistance"),
    ("assistants", "assistants"),
    ("atlas", "planning"),
    ("booking", "booking"),
    ("brought", "assistance"),
    ("campaigns", "campaigns"),
    ("citizens", "citizens"),
    ("consent", "consent"),
    ("contact log", "contacts"),
    ("control", "control"),
    ("cooperation", "cooperation"),
    ("council", "council"),
    ("decisions", "decisions"),
    ("delivery", "delivery"),
    ("desk", "desk"),
    ("disability", "disability"),
    ("duties", "duties"),
    ("duties of the municipality", "duties"),
    ("entitlements", "entitlements"),
    ("fees", "fees"),
    ("figures", "planning"),
    ("forecast", "planning"),
    ("forecasts of need and of waiting lists", "planning"),
    ("front desk", "frontdesk"),
    ("homecare", "homecare"),
    ("hours", "hours"),
    ("imports", "imports"),
    ("needs", "planning"),
    ("notices", "notices"),
    ("office", "office"),
    ("online", "online"),
    ("organising the work of the office", "office"),
    ("oversight", "oversight"),
    ("own fields of the forms", "office"),
    ("payroll", "payroll"),
    ("people", "people"),
    ("placement", "placement"),
    ("planning of social services", "planning"),
    ("projects", "projects"),
    ("reception", "reception"),
    ("referral", "referral"),
    ("reporting", "planning"),
    ("results", "projects"),
    ("results of projects", "projects"),
    ("scenarios", "planning"),
    ("scenarios of services", "planning"),
    ("services", "services"),
    ("studies", "studies"),
    ("support", "support"),
    ("training", "training"),
    ("voices", "voices"),
    ("workforce", "workforce"),
];

/// Actions with plain words of their own; any other is `other`.
const ACTIONS: [&str; 9] = [
    "read",
    "list",
    "search",
    "print",
    "write",
    "open-form",
    "open-identifier",
    "import",
    "refused",
];

/// The code of the plain words of a purpose.
#[must_use]
pub fn purpose_code(purpose: &str) -> &'static str {
    let name = purpose.split_once(": ").map_or(purpose, |(name, _)| name);
    let known = PURPOSES.iter().find(|(known, _)| *known == name);
    known.map_or("other", |(_, code)| code)
}

/// The code of the plain words of an action.
#[must_use]
pub fn action_code(action: &str) -> &'static str {
    ACTIONS.iter().find(|known| **known == action).copied().unwrap_or("other")
}

/// The article of a purpose: what stands behind its name.
#[must_use]
pub fn article(purpose: &str) -> &str {
    purpose.split_once(": ").map_or("", |(_, article)| article)
}

/// An entry in plain words.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Plain {
    /// The entry.
    pub id: String,
    /// When.
    pub when: String,
    /// Which unit, in which role.
    pub who: String,
    /// What.
    pub what: String,
    /// Why, with the article.
    pub why: String,
}

/// What entries are put into words with.
pub struct Words {
    lang: Lang,
    unit: String,
    own: String,
    roles: Vec<(String, String)>,
}

impl Words {
    /// Reads the names of roles. `own` is the login name under which the reader acts.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn load(
        (ctx, lang): (&Ctx, Lang),
        tx: &Tx,
        (unit, own): (String, String),
    ) -> Result<Words, StoreError> {
        let roles = access::role_rights(tx).await?.into_iter().map(|(role, _)| {
            let name = if lang == Lang::Bg { role.name } else { role.name_en };
            (role.id, name)
        });
        let unit = if unit.is_empty() { ctx.municipality_name().to_owned() } else { unit };
        Ok(Words { lang, unit, own, roles: roles.collect() })
    }

    fn t(&self, key: &str) -> String {
        ui::text::text(self.lang, key).into_owned()
    }

    fn who(&self, look: &Look) -> String {
        if look.doer == Doer::Citizen {
            let is_own = look.actor == self.own;
            return self.t(if is_own { "citizens-who-you" } else { "citizens-who-citizen" });
        }
        match look.doer {
            Doer::Program => return self.t("citizens-who-program"),
            Doer::Public => return self.t("citizens-who-public"),
            _ => {}
        }
        let name = |id: &str| {
            let known = self.roles.iter().find(|(known, _)| known == id);
            known.map(|(_, name)| name.clone())
        };
        let roles: Vec<String> = look.roles.split(',').filter_map(name).collect();
        if roles.is_empty() {
            self.unit.clone()
        } else {
            format!("{}: {}", self.unit, roles.join(", "))
        }
    }

    /// An entry in plain words.
    #[must_use]
    pub fn plain(&self, look: &Look) -> Plain {
        let why = self.t(&format!("citizens-why-{}", purpose_code(&look.purpose)));
        let article = article(&look.purpose);
        Plain {
            id: kit::types::encode_id(look.id),
            when: look.at.bg(),
            who: self.who(look),
            what: self.t(&format!("citizens-did-{}", action_code(&look.action))),
            why: if article.is_empty() { why } else { format!("{why} ({article})") },
        }
    }
}
