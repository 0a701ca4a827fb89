//! Who acts: without one there is no query.

use crate::types::{AccountId, MunicipalityId};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The name of a right, such as `people.read`. Roles hold rights; routes ask for one.
pub type Right = &'static str;

/// The rights that an account has through its roles today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights(Arc<BTreeSet<String>>);

impl Rights {
    pub(super) fn new(rights: impl IntoIterator<Item = String>) -> Rights {
        Rights(Arc::new(rights.into_iter().collect()))
    }

    /// Whether the right is among them.
    #[must_use]
    pub fn has(&self, right: &str) -> bool {
        self.0.contains(right)
    }
}

/// Who acts, for which municipality, with which rights and for what purpose.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The municipality whose data it acts on.
    pub municipality: MunicipalityId,
    /// The account, when a person with an account acts.
    pub account: Option<AccountId>,
    /// The name shown in the timeline.
    pub name: Arc<str>,
    /// The login name for the audit: `ivanova`, `system`, `public`, `token:…`.
    pub username: Arc<str>,
    /// The roles held, for the audit: `head,referral_officer`.
    pub roles: Arc<str>,
    /// The session by which it acts.
    pub session: Option<i64>,
    /// The network address.
    pub ip: Arc<str>,
    /// Why: what the audit keeps as purpose and ground.
    pub purpose: &'static str,
    /// The same for all audit rows of one request.
    pub correlation: Arc<str>,
    rights: Rights,
    audited: Arc<AtomicUsize>,
}

impl Actor {
    /// The program itself: jobs, commands of the administrator, sign-in before it is known who.
    #[must_use]
    pub fn system(municipality: MunicipalityId, purpose: &'static str) -> Actor {
        Actor {
            municipality,
            account: None,
            name: "Опора".into(),
            username: "system".into(),
            roles: "".into(),
            session: None,
            ip: "".into(),
            purpose,
            correlation: crate::types::encode_id(i64::from(crate::crypto::random_u32())).into(),
            rights: Rights::default(),
            audited: Arc::default(),
        }
    }

    /// Somebody without an account, on a public page.
    #[must_use]
    pub fn public(municipality: MunicipalityId, purpose: &'static str) -> Actor {
        Actor { name: "".into(), username: "public".into(), ..Actor::system(municipality, purpose) }
    }

    /// Somebody who signed in. Only [`super::Sessions`] and tokens make one.
    pub(super) fn with_rights(self, rights: Rights) -> Actor {
        Actor { rights, ..self }
    }

    /// The same actor at the start of a request: a correlation and a count of its own.
    pub(crate) fn for_request(self, ip: Arc<str>, purpose: &'static str) -> Actor {
        let correlation = crate::types::encode_id(i64::from(crate::crypto::random_u32())).into();
        Actor { ip, purpose, correlation, audited: Arc::default(), ..self }
    }

    /// Whether the actor may.
    #[must_use]
    pub fn may(&self, right: Right) -> bool {
        self.rights.has(right)
    }

    /// Counts audit rows that reached the disk in this request.
    pub(crate) fn audited(&self, rows: usize) {
        self.audited.fetch_add(rows, Ordering::SeqCst);
    }

    /// How many audit rows of this request are on disk.
    #[must_use]
    pub fn audit_rows(&self) -> usize {
        self.audited.load(Ordering::SeqCst)
    }
}
