//! The first municipality of an empty installation, opened by whoever reads the server's screen.
//!
//! `opora serve` prints a one-time code when nobody could sign in anywhere. The code lives in
//! memory only, dies with its use, and wrong ones are answered slower and slower.

use super::account_pages::read_username;
use super::settings::Settings;
use crate::app::App;
use crate::roles::define_standard_roles;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::access::{self, Actor, NewAccount};
use kit::crypto;
use kit::store::{Db, Event, Municipality, NewMunicipality, StoreError};
use kit::types::Instant;
use kit::web::{Form, Outside, Problem, again, html};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Wrong codes that cost nothing.
const FREE_FAILURES: u32 = 3;
const DELAY_MAX_MS: i64 = 15 * 60 * 1000;
/// Addresses remembered at most: their list cannot be made to grow without end.
const ADDRESSES_MAX: usize = 10_000;
/// Names in addresses that belong to the program.
const RESERVED: [&str; 6] = ["setup", "health", "assets", "api", "csp-report", "static"];

/// The way in while there is no municipality. Closed unless [`open_setup`] opened it.
#[derive(Clone, Default)]
pub struct SetupDoor {
    state: Arc<Mutex<Inside>>,
    /// One at a time goes through.
    turn: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Default)]
struct Inside {
    code: Option<String>,
    failures: HashMap<Arc<str>, (u32, Instant)>,
}

/// What a typed code is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tried {
    Right,
    Wrong,
    Wait(i64),
}

impl SetupDoor {
    fn with<T>(&self, act: impl FnOnce(&mut Inside) -> T) -> T {
        act(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn is_open(&self) -> bool {
        self.with(|state| state.code.is_some())
    }

    fn try_code(&self, typed: &str, ip: &Arc<str>, now: Instant) -> Tried {
        self.with(|state| {
            let (failures, until) = state.failures.get(ip).copied().unwrap_or((0, Instant(0)));
            if until > now {
                return Tried::Wait((until.0 - now.0 + 999) / 1000);
            }
            let typed = crypto::fingerprint(plain(typed));
            let right = state.code.as_ref().is_some_and(|code| {
                crypto::same(crypto::fingerprint(plain(code)).as_bytes(), typed.as_bytes())
            });
            if right {
                return Tried::Right;
            }
            let failures = failures + 1;
            let delay = match failures.checked_sub(FREE_FAILURES) {
                None | Some(0) => 0,
                Some(more) => (1000_i64 << more.min(20)).min(DELAY_MAX_MS),
            };
            if state.failures.len() >= ADDRESSES_MAX {
                state.failures.clear();
            }
            state.failures.insert(ip.clone(), (failures, now.plus_ms(delay)));
            Tried::Wrong
        })
    }

    fn close(&self) {
        self.with(|state| *state = Inside::default());
    }
}

/// The code without what people put between its parts, in one case.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The municipality whose opening was interrupted before it had an account.
async fn unfinished(db: &Db) -> Result<Option<Arc<Municipality>>, StoreError> {
    let [only] = &*db.municipalities() else {
        return Ok(None);
    };
    let tx = db.read(&Actor::system(only.id, "setup")).await?;
    let accounts = access::accounts(&tx, tx.today()).await?;
    tx.rollback().await;
    Ok(accounts.is_empty().then(|| only.clone()))
}

/// Opens the way in when nobody could sign in anywhere; returns the code to be printed.
///
/// # Errors
/// When the database does not answer.
pub async fn open_setup(app: &App) -> Result<Option<String>, StoreError> {
    if !app.db.municipalities().is_empty() && unfinished(&app.db).await?.is_none() {
        return Ok(None);
    }
    let letters = kit::types::encode_id(i64::from_be_bytes(crypto::random_bytes()) & i64::MAX);
    let code = format!("{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..]);
    app.setup.with(|state| state.code = Some(code.clone()));
    Ok(Some(code))
}

#[derive(Template)]
#[template(path = "municipality/setup.html")]
struct SetupPage {
    page: ui::Page,
    form: Form,
}

fn shown(asked: &Outside, form: Form) -> SetupPage {
    let mut page = asked.page(asked.t("setup-title"));
    page.errors = form.errors();
    SetupPage { page, form }
}

pub async fn setup_page(State(app): State<App>, asked: Outside) -> Result<Response, Problem> {
    if !app.setup.is_open() {
        return Err(Problem::NotFound);
    }
    html(&shown(&asked, Form::empty(asked.lang)))
}

struct Typed {
    municipality: NewMunicipality,
    admin: String,
    username: String,
}

fn read(form: &mut Form) -> Typed {
    let name = form.required("name", 200);
    let name_en = form.required("name-en", 200);
    let slug = form.required("slug", 40).to_lowercase();
    let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let wrong = slug.len() < 2 || !slug.chars().all(fine) || RESERVED.contains(&slug.as_str());
    if !slug.is_empty() && wrong {
        form.wrong("slug", "setup-slug-wrong");
    }
    let code = form.required("municipality", 5).to_uppercase();
    let (letters, digits) = code.split_at_checked(3).unwrap_or_default();
    let whole = letters.chars().all(|c| c.is_ascii_uppercase())
        && digits.len() == 2
        && digits.chars().all(|c| c.is_ascii_digit());
    if !code.is_empty() && !whole {
        form.wrong("municipality", "setup-municipality-wrong");
    }
    let admin = form.required("admin", 200);
    let username = read_username(form, "username");
    let settings = Settings::default().to_text();
    let municipality = NewMunicipality { slug, code, name, name_en, settings };
    Typed { municipality, admin, username }
}

pub async fn setup(State(app): State<App>, mut asked: Outside) -> Result<Response, Problem> {
    if !app.setup.is_open() {
        return Err(Problem::NotFound);
    }
    let mut form = std::mem::take(&mut asked.form);
    let code = form.required("code", 40);
    let typed = read(&mut form);
    if form.ok() {
        match app.setup.try_code(&code, &asked.ip, app.clock().now()) {
            Tried::Right => {}
            Tried::Wrong => form.wrong("code", "setup-code-wrong"),
            Tried::Wait(seconds) => {
                let args = [("seconds", seconds)];
                let text = ui::text::text_args(asked.lang, "sign-in-wait", &args);
                form.wrong_text("code", text.into_owned());
            }
        }
    }
    if !form.ok() {
        return again(&shown(&asked, form));
    }
    let _turn = app.setup.turn.lock().await;
    if !app.setup.is_open() {
        return Err(Problem::NotFound);
    }
    let municipality = match unfinished(&app.db).await? {
        Some(begun) => begun,
        None => app.db.create_municipality(typed.municipality).await?,
    };
    let secret = first_account(&app.db, &municipality, &typed.admin, &typed.username).await?;
    app.setup.close();
    Ok(asked.see(&format!("/{}/invitation/{secret}", municipality.slug)))
}

/// The standard roles and the administrator's account; returns its invitation.
async fn first_account(
    db: &Db,
    municipality: &Municipality,
    name: &str,
    username: &str,
) -> Result<String, StoreError> {
    let mut tx = db.write(&Actor::system(municipality.id, "setup")).await?;
    define_standard_roles(&tx).await?;
    let new = NewAccount { username, name, post: "" };
    let account = access::create_account(&tx, new).await?;
    let today = tx.today();
    access::give_role(&tx, account, "administrator", today).await?;
    let secret = access::invite(&tx, account).await?;
    let data = vec![("name", username.to_owned())];
    tx.event(Event { kind: "municipality-opened", data, ..Event::default() }).await?;
    tx.commit().await?;
    Ok(secret)
}
