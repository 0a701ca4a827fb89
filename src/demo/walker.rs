//! A member of staff at the screen: opens pages and sends forms to the program itself, without a
//! network, so that what the stories tell went through the same doors as everybody's work.

use crate::app::App;
use anyhow::{Context, bail, ensure};
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use axum::routing::{MethodRouter, any_service};
use kit::access::{Actor, Sessions};
use kit::crypto::fingerprint;
use kit::types::AccountId;

/// No page is larger.
const PAGE_MAX: usize = 4 * 1024 * 1024;

/// The program as somebody's browser sees it.
pub struct Walker {
    app: App,
    service: MethodRouter<()>,
    slug: String,
}

/// Who sits at the screen, while a step lasts.
pub struct Seat<'a> {
    walker: &'a Walker,
    token: String,
}

/// What came back.
struct Answer {
    status: u16,
    location: String,
    text: String,
}

impl Walker {
    pub fn new(app: &App, slug: &str) -> Walker {
        let service = any_service(app.router());
        Walker { app: app.clone(), service, slug: slug.to_owned() }
    }

    pub fn app(&self) -> &App {
        &self.app
    }

    /// The program itself, for what has no page.
    pub fn system(&self) -> anyhow::Result<Actor> {
        let municipality = self.app.db.municipality(&self.slug).context("a municipality")?;
        Ok(Actor::system(municipality.id, super::PURPOSE))
    }

    /// Somebody signs in at the moment that the clock shows.
    pub async fn seat(&self, account: AccountId) -> anyhow::Result<Seat<'_>> {
        let mut tx = self.app.db.write(&self.system()?).await?;
        let token = Sessions::open(&tx, account, "127.0.0.1", "demonstration").await?;
        tx.audit(kit::audit::Entry::new("sign-in", "account", "demonstration"));
        tx.commit().await?;
        Ok(Seat { walker: self, token })
    }
}

impl Seat<'_> {
    async fn ask(&self, method: &str, path: &str, body: String) -> anyhow::Result<Answer> {
        use axum::handler::Handler;
        let cookie = format!("opora-{}={}", self.walker.slug, self.token);
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "demo.invalid")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))?;
        let response = Handler::<(), ()>::call(self.walker.service.clone(), request, ()).await;
        let status = response.status().as_u16();
        let location = response.headers().get(header::LOCATION);
        let location = location.and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let bytes = to_bytes(response.into_body(), PAGE_MAX).await?;
        Ok(Answer { status, location, text: String::from_utf8_lossy(&bytes).into_owned() })
    }

    fn url(&self, path: &str) -> String {
        format!("/{}{path}", self.walker.slug)
    }

    /// Opens a page and sends the form on it that goes to an address, with what the page put into
    /// its boxes. Answers with the path to which the program then leads.
    pub async fn submit(
        &self,
        page: &str,
        action: &str,
        fields: &[(String, String)],
    ) -> anyhow::Result<String> {
        let shown = self.ask("GET", &self.url(page), String::new()).await?;
        ensure!(shown.status == 200, "{page}: {}", shown.status);
        let mut all = filled(&shown.text, &self.url(action))
            .with_context(|| format!("no form to {action} on {page}"))?;
        all.retain(|(name, _)| !fields.iter().any(|(own, _)| own == name) && name != "_csrf");
        let token = fingerprint(format!("csrf/{}", fingerprint(&self.token)));
        all.push(("_csrf".into(), token));
        all.extend(fields.iter().cloned());
        self.send(action, &all).await
    }

    /// The first link on a page that begins so.
    pub async fn link(&self, page: &str, begins: &str) -> anyhow::Result<String> {
        let shown = self.ask("GET", &self.url(page), String::new()).await?;
        let begins = format!("href=\"{}", self.url(begins));
        let rest =
            shown.text.split_once(&begins).with_context(|| format!("no {begins} on {page}"))?.1;
        let tail = rest.split('"').next().unwrap_or_default();
        let path = format!("{}{tail}", &begins["href=\"".len()..]);
        Ok(path[self.walker.slug.len() + 1..].to_owned())
    }

    /// Sends a form that follows from no page of its own.
    pub async fn post(&self, action: &str, fields: &[(String, String)]) -> anyhow::Result<String> {
        let token = fingerprint(format!("csrf/{}", fingerprint(&self.token)));
        let mut all = vec![("_csrf".to_owned(), token)];
        all.extend(fields.iter().cloned());
        self.send(action, &all).await
    }

    async fn send(&self, action: &str, fields: &[(String, String)]) -> anyhow::Result<String> {
        let answer = self.ask("POST", &self.url(action), encoded(fields)).await?;
        if answer.status != 303 {
            bail!("{action}: {} {}", answer.status, errors(&answer.text));
        }
        let path = answer.location.split('?').next().unwrap_or_default();
        Ok(path.strip_prefix(&format!("/{}", self.walker.slug)).unwrap_or(path).to_owned())
    }
}

/// A form's body.
fn encoded(fields: &[(String, String)]) -> String {
    let escape = |text: &str| -> String {
        let letter = |byte: u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        };
        text.bytes().map(letter).collect()
    };
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// The boxes that the page itself filled, of the form that goes to an address.
fn filled(page: &str, action: &str) -> Option<Vec<(String, String)>> {
    let start = page.find(&format!("action=\"{action}\""))?;
    let form = page[start..].split("</form>").next()?;
    let is_filled = |tag: &&str| {
        ["hidden", "text"].iter().any(|kind| tag.contains(&format!("type=\"{kind}\"")))
    };
    let boxes = form.split("<input").skip(1).filter(is_filled);
    let attribute = |tag: &str, name: &str| {
        let rest = tag.split_once(&format!("{name}=\""))?.1;
        Some(unescaped(rest.split_once('"')?.0))
    };
    Some(
        boxes.filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value")?))).collect(),
    )
}

/// A value as it was before it went into the page.
fn unescaped(text: &str) -> String {
    let pairs = [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")];
    pairs.into_iter().fold(text.to_owned(), |text, (code, sign)| text.replace(code, sign))
}

/// The messages of a page that was shown again.
fn errors(page: &str) -> String {
    let lists = page.split("govuk-error-message").skip(1);
    let texts = lists.filter_map(|rest| rest.split_once("</p>").map(|(text, _)| text.to_owned()));
    let all = texts.collect::<Vec<_>>().join(" · ");
    if all.is_empty() {
        page.split("<h1").nth(1).unwrap_or("").chars().take(300).collect()
    } else {
        all
    }
}
