//! How notices are sent, on the screen: the mail server, the gateway for short messages, quiet hours and
//! limits, and a test of each. What is secret is asked for and never shown again.

use super::course::{EMAIL, SMS};
use super::frame::{self, HOME, LINE, TEXT};
use super::send::Office;
use super::setting::{self, MailServer, SEALS, Setting};
use super::sms::METHODS;
use super::table::Thing;
use super::when::{clock, minutes};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::mail::Mailer;
use kit::web::{Ctx, Form, Problem, again, choices, chosen, html, see};
use ui::{Choice, Link};

const BACK: (&str, &str) = ("/settings", "notices-settings");
/// The largest limit that can be meant.
const MANY: i64 = 100_000;

/// `GET /notices/settings`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (setting, _) = setting::load(&tx).await?;
    let office = Office::of(&tx).await?;
    tx.audit(Entry::new("read", "notice-setting", ""));
    tx.commit().await?;
    let mut thing =
        Thing::new(frame::page(&ctx, ctx.t("notices-settings"), BACK), ctx.t("notices-settings"));
    // The page of the settings is its own list.
    let last = thing.page.breadcrumbs.len() - 1;
    thing.page.breadcrumbs.remove(last - 1);
    let link =
        |rest: &str, key: &str| Link::new(ctx.url(&format!("{HOME}/settings/{rest}")), ctx.t(key));
    thing.actions = vec![
        link("mail", "notices-mail-change"),
        link("sms", "notices-sms-change"),
        link("limits", "notices-limits-change"),
        link("test", "notices-test"),
    ];
    let server = match (setting.mail.host.as_str(), &app.mail) {
        ("", Some(_)) => ctx.t("notices-mail-installation").into_owned(),
        ("", None) => ctx.t("notices-mail-none").into_owned(),
        (host, _) => format!("{host}:{}, {}", setting.mail.port, setting.mail.from),
    };
    thing.say(&ctx, "notices-mail", server);
    let gateway = match (setting.sms.is_set(), setting.sms.dry_run) {
        (false, _) => ctx.t("notices-sms-none").into_owned(),
        (true, true) => ctx.t("notices-sms-dry").into_owned(),
        // The path and the query of an address may hold a secret.
        (true, false) => kit::gateway::place(app.reach, &setting.sms.url)
            .map_or_else(|_| String::new(), |place| place.host),
    };
    thing.say(&ctx, "notices-sms", gateway);
    let quiet = format!("{}–{}", clock(setting.quiet_from), clock(setting.quiet_to));
    thing.say(&ctx, "notices-quiet", quiet);
    thing.say(&ctx, "notices-per-receiver", setting.per_receiver.to_string());
    thing.say(&ctx, "notices-per-day", setting.per_day.to_string());
    thing.say(&ctx, "notices-site", office.address(&setting.site, "/"));
    if setting.site.is_empty() {
        thing.warnings.push(ctx.t("notices-site-none").into_owned());
    }
    thing.shown()
}

#[derive(Template)]
#[template(path = "notices/setting.html")]
struct SettingPage {
    page: ui::Page,
    form: Form,
    /// `mail`, `sms`, `limits`, `test`.
    part: &'static str,
    action: String,
    cancel: String,
    version: i32,
    choices: Vec<Choice>,
    is_dry: bool,
    has_secret: bool,
    /// What came of a test.
    said: String,
}

/// What a page of settings shows besides its form.
#[derive(Clone, Copy)]
struct Part {
    part: &'static str,
    title: &'static str,
    version: i32,
    has_secret: bool,
}

fn drawn(ctx: &Ctx, form: Form, part: Part) -> SettingPage {
    let mut page = frame::page(ctx, ctx.t(part.title), BACK);
    page.errors = form.errors();
    let list = match part.part {
        "mail" => choices(ctx, &SEALS, form.get("seal"), |code| format!("notices-seal-{code}")),
        "sms" => METHODS.map(|m| Choice::new(m, m).checked(form.get("method") == m)).into(),
        _ => choices(ctx, &[EMAIL, SMS], form.get("channel"), |code| {
            format!("notices-channel-{code}")
        }),
    };
    SettingPage {
        page,
        part: part.part,
        action: ctx.url(&format!("{HOME}/settings/{}", part.part)),
        cancel: ctx.url(&format!("{HOME}/settings")),
        version: part.version,
        choices: list,
        is_dry: form.get("dry") == "yes",
        has_secret: part.has_secret,
        said: String::new(),
        form,
    }
}

fn mail_part(setting: &Setting, version: i32) -> Part {
    let has_secret = !setting.mail.password.is_empty();
    Part { part: "mail", title: "notices-mail-change", version, has_secret }
}

fn sms_part(setting: &Setting, version: i32) -> Part {
    let has_secret = !setting.sms.headers.is_empty();
    Part { part: "sms", title: "notices-sms-change", version, has_secret }
}

fn limits_part(version: i32) -> Part {
    Part { part: "limits", title: "notices-limits-change", version, has_secret: false }
}

async fn loaded(app: &App, ctx: &Ctx) -> Result<(Setting, i32), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let loaded = setting::load(&tx).await?;
    tx.audit(Entry::new("read", "notice-setting", ""));
    tx.commit().await?;
    Ok(loaded)
}

async fn saved(app: &App, ctx: &Ctx, (form, new): (&Form, &Setting)) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/settings");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    setting::save(&mut tx, new, form.version()).await?;
    tx.commit().await?;
    Ok(see(ctx, &home, Some("notices-saved")))
}

/// `GET /notices/settings/mail`.
pub async fn mail_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let (setting, version) = loaded(&app, &ctx).await?;
    let mail = &setting.mail;
    let port = if mail.port == 0 { String::new() } else { mail.port.to_string() };
    let values = [
        ("host", mail.host.clone()),
        ("port", port),
        ("seal", mail.seal.clone()),
        ("user", mail.user.clone()),
        ("from", mail.from.clone()),
    ];
    let form = Form::filled(ctx.lang, values);
    html(&drawn(&ctx, form, mail_part(&setting, version)))
}

fn is_host(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
    !text.is_empty() && text.chars().all(fits)
}

/// Reads a mail server; an empty host takes it away. An empty password keeps the one that is there
/// only for the same host and name: a secret goes nowhere else.
fn read_mail(form: &mut Form, there: &MailServer) -> MailServer {
    let host = form.optional("host", LINE);
    if host.is_empty() {
        return MailServer::default();
    }
    if !is_host(&host) {
        form.wrong("host", "notices-wrong-server");
    }
    let port = form.parsed::<u16>("port", "notices-wrong-port").unwrap_or_default();
    let seal = chosen(form, "seal", &SEALS);
    let user = form.optional("user", LINE);
    let typed = form.get("password").to_owned();
    let from = form.required("from", LINE);
    let is_same = there.host == host && there.user == user && there.port == port;
    let password = match typed.is_empty() {
        true if is_same && there.seal == seal => there.password.clone(),
        _ => typed,
    };
    let new = MailServer { host, port, seal, user, password, from };
    if form.ok() && Mailer::new(&new.url(), &new.from).is_err() {
        form.wrong("from", "notices-wrong-from");
    }
    new
}

/// `POST /notices/settings/mail`.
pub async fn mail_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let (there, _) = loaded(&app, &ctx).await?;
    let mail = read_mail(&mut form, &there.mail);
    if form.ok()
        && !mail.host.is_empty()
        && kit::gateway::machines(app.reach, &mail.host, mail.port).await.is_err()
    {
        form.wrong("host", "notices-wrong-reach");
    }
    if !form.ok() {
        let part = mail_part(&there, form.version());
        return again(&drawn(&ctx, form, part));
    }
    saved(&app, &ctx, (&form, &Setting { mail, ..there })).await
}

/// `GET /notices/settings/sms`. Headings hold the secret and are never shown again.
pub async fn sms_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let (setting, version) = loaded(&app, &ctx).await?;
    let sms = &setting.sms;
    let dry = if sms.dry_run { "yes" } else { "" };
    let values = [
        ("sms-url", sms.url.clone()),
        ("method", if sms.method.is_empty() { "POST".to_owned() } else { sms.method.clone() }),
        ("sms-body", sms.body.clone()),
        ("success", sms.success.clone()),
        ("dry", dry.to_owned()),
    ];
    let form = Form::filled(ctx.lang, values);
    html(&drawn(&ctx, form, sms_part(&setting, version)))
}

/// The host of a gateway: its secrets are meant for it alone.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?']).next().unwrap_or_default()
}

fn read_sms(form: &mut Form, there: &Setting, reach: kit::gateway::Reach) -> super::sms::Gateway {
    let url = form.optional("sms-url", 2 * LINE);
    let typed = form.optional("sms-headers", TEXT);
    let headers = match typed.is_empty() {
        true if host(&there.sms.url) == host(&url) => there.sms.headers.clone(),
        _ => typed,
    };
    let new = super::sms::Gateway {
        url,
        method: chosen(form, "method", &METHODS),
        headers,
        body: form.optional("sms-body", TEXT),
        success: form.optional("success", LINE),
        dry_run: form.get("dry") == "yes",
    };
    if let Some((field, key)) = new.wrong(reach) {
        form.wrong(field, key);
    }
    new
}

/// `POST /notices/settings/sms`.
pub async fn sms_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let (there, _) = loaded(&app, &ctx).await?;
    let sms = read_sms(&mut form, &there, app.reach);
    if !form.ok() {
        let part = sms_part(&there, form.version());
        return again(&drawn(&ctx, form, part));
    }
    saved(&app, &ctx, (&form, &Setting { sms, ..there })).await
}

/// `GET /notices/settings/limits`.
pub async fn limits_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let (setting, version) = loaded(&app, &ctx).await?;
    let values = [
        ("quiet-from", clock(setting.quiet_from)),
        ("quiet-to", clock(setting.quiet_to)),
        ("per-receiver", setting.per_receiver.to_string()),
        ("per-day", setting.per_day.to_string()),
        ("site", setting.site),
    ];
    html(&drawn(&ctx, Form::filled(ctx.lang, values), limits_part(version)))
}

fn read_limits(form: &mut Form, there: Setting) -> Setting {
    let mut time = |name: &str| {
        let typed = form.required(name, 5);
        let read = minutes(&typed);
        if read.is_none() && !typed.is_empty() {
            form.wrong(name, "notices-wrong-time");
        }
        read.unwrap_or_default()
    };
    let (quiet_from, quiet_to) = (time("quiet-from"), time("quiet-to"));
    let mut limit = |name: &str| {
        let read = form.parsed::<i64>(name, "notices-wrong-limit").unwrap_or_default();
        if !(0..=MANY).contains(&read) {
            form.wrong(name, "notices-wrong-limit");
        }
        read
    };
    let (per_receiver, per_day) = (limit("per-receiver"), limit("per-day"));
    let site = form.optional("site", LINE);
    let is_site = site.starts_with("https://") && !site.contains([' ', '"', '<', '>', '?', '#']);
    if !site.is_empty() && !is_site {
        form.wrong("site", "notices-wrong-site");
    }
    let site = site.trim_end_matches('/').to_owned();
    Setting { quiet_from, quiet_to, per_receiver, per_day, site, ..there }
}

/// `POST /notices/settings/limits`.
pub async fn limits_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let (there, _) = loaded(&app, &ctx).await?;
    let new = read_limits(&mut form, there);
    if !form.ok() {
        let version = form.version();
        return again(&drawn(&ctx, form, limits_part(version)));
    }
    saved(&app, &ctx, (&form, &new)).await
}

fn test_part() -> Part {
    Part { part: "test", title: "notices-test", version: 0, has_secret: false }
}

/// `GET /notices/settings/test`.
pub async fn test_form(ctx: Ctx) -> Result<Response, Problem> {
    let form = Form::filled(ctx.lang, [("channel", EMAIL)]);
    html(&drawn(&ctx, form, test_part()))
}

/// `POST /notices/settings/test`: sends at once and tells what was answered.
pub async fn test_send(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let channel = chosen(&mut form, "channel", &[EMAIL, SMS]);
    let to = form.required("to", LINE);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.audit(Entry::new("write", "notice-test", &channel));
    let ready = super::attempt::ready(&tx).await?;
    tx.commit().await?;
    if !form.ok() {
        return again(&drawn(&ctx, form, test_part()));
    }
    match super::attempt::sent(&app, &ready, (&channel, &to)).await {
        Ok(said) => {
            let mut page = drawn(&ctx, form, test_part());
            page.said = ctx.ta("notices-test-said", &[("said", said)]).into_owned();
            html(&page)
        }
        Err(e) => {
            let said = ctx.ta("notices-test-failed", &[("said", format!("{e:#}"))]);
            form.wrong_text("to", said.into_owned());
            again(&drawn(&ctx, form, test_part()))
        }
    }
}
