//! Inviting to a seminar: choosing employees by name, group and provider; the address of one who was
//! invited, as a code to be scanned.

use super::frame::{self, GROUPS, HOME, group_words};
use super::invite::{self, MOST};
use super::load::{self, Seminar};
use super::seminar::is_trainer;
use super::store::training_invited;
use super::{InvitedId, SeminarId, mail, mail_page, paper, renewal};
use crate::app::App;
use crate::workforce::{self, EmployeeId, EmployeeName};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::store::Tx;
use kit::web::{Ctx, Form, Id, Problem, again, choices, html, qr_svg, see};
use std::collections::HashSet;
use ui::{Choice, Link};

const BACK: (&str, &str) = ("", "training-seminars");
/// What the filter by certificates asks for; words have the key `training-certificates-<code>`.
const ENDING: [&str; 1] = ["ending"];

/// Who may be invited, and who was.
struct Behind {
    seminar: Seminar,
    known: Vec<training_invited::Model>,
    all: Vec<EmployeeName>,
    /// Whose certificate of the same course ended, or ends soon after the seminar.
    ending: HashSet<EmployeeId>,
}

/// So many days before its end a certificate is to be renewed.
fn ahead(app: &App, ctx: &Ctx) -> Result<i32, Problem> {
    let law = app.law(ctx.actor.municipality);
    let days = law.training_numbers().map_err(Problem::internal)?.warn_days;
    Ok(i32::try_from(days).unwrap_or(0))
}

async fn behind(tx: &Tx, (id, ahead): (SeminarId, i32)) -> Result<Behind, Problem> {
    let seminar = load::seminar(tx, id).await?;
    let known = load::invited(tx, &[id]).await?;
    let papers = paper::certificates(tx, None).await?;
    let courses = renewal::courses(tx, &papers).await?;
    let asked = (seminar.row.course_id, seminar.row.last_day.plus(ahead));
    let ending = renewal::ending((&papers, &courses), asked);
    Ok(Behind { seminar, known, all: workforce::employees(tx).await?, ending })
}

impl Behind {
    /// Who is not invited and does not give the seminar, as the filter asks.
    fn waiting(&self, form: &Form) -> Vec<&EmployeeName> {
        let sought = kit::search::plain(form.get("q"));
        let (group, provider) = (form.get("group"), form.get("provider"));
        let wanted = |one: &&EmployeeName| {
            self.known.iter().all(|row| row.employee_id != one.id)
                && !is_trainer(&self.seminar, one)
                && (sought.is_empty() || kit::search::plain(&one.name).contains(&sought))
                && (group.is_empty() || one.group == group)
                && (provider.is_empty() || one.provider == provider)
                && (form.get("certificate").is_empty() || self.ending.contains(&one.id))
        };
        self.all.iter().filter(wanted).collect()
    }

    fn providers(&self, chosen: &str) -> Vec<Choice> {
        let mut all: Vec<&str> = self.all.iter().map(|one| one.provider.as_str()).collect();
        all.retain(|provider| !provider.is_empty());
        all.sort_unstable();
        all.dedup();
        all.into_iter().map(|one| Choice::new(one, one).checked(one == chosen)).collect()
    }
}

#[derive(Template)]
#[template(path = "training/invite.html")]
struct InvitePage {
    page: ui::Page,
    lead: String,
    action: String,
    form: Form,
    groups: Vec<Choice>,
    providers: Vec<Choice>,
    certificates: Vec<Choice>,
    people: Vec<Choice>,
    more: String,
    back: String,
}

fn draw(ctx: &Ctx, form: Form, behind: &Behind) -> InvitePage {
    let row = &behind.seminar.row;
    let waiting = behind.waiting(&form);
    let more = waiting.len().saturating_sub(MOST);
    let choice = |one: &&EmployeeName| {
        let id = one.id.to_string();
        let is_chosen = form.has_value("who", &id);
        let words = [one.name.as_str(), one.post.as_str()].join(", ");
        Choice::new(id, words.trim_end_matches(", ")).checked(is_chosen)
    };
    let people: Vec<Choice> = waiting.iter().take(MOST).map(choice).collect();
    let home = format!("{HOME}/seminars/{}", row.id);
    let title = format!("{}: {}", ctx.t("training-invite"), row.title);
    let mut page = frame::page(ctx, title, BACK);
    page.errors = form.errors();
    let group = form.get("group").to_owned();
    let groups = choices(ctx, &GROUPS, &group, |code| format!("training-group-{code}"));
    let args = [("count", behind.known.len()), ("most", MOST)];
    let certificates = choices(ctx, &ENDING, form.get("certificate"), |code| {
        format!("training-certificates-{code}")
    });
    InvitePage {
        page,
        lead: ctx.ta("training-invite-lead", &args).into_owned(),
        action: ctx.url(&format!("{home}/invite")),
        groups,
        providers: behind.providers(form.get("provider")),
        certificates,
        people,
        more: match more {
            0 => String::new(),
            more => ctx.ta("training-invite-more", &[("count", more)]).into_owned(),
        },
        back: ctx.url(&home),
        form,
    }
}

/// `GET /training/seminars/{id}/invite?q=&group=&provider=`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&tx, (id, ahead(&app, &ctx)?)).await?;
    tx.audit(audit::Entry::read("training-seminar", id.0));
    tx.commit().await?;
    html(&draw(&ctx, form, &behind))
}

/// `POST /training/seminars/{id}/invite`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&tx, (id, ahead(&app, &ctx)?)).await?;
    let asked: Vec<EmployeeId> =
        form.all("who").into_iter().filter_map(|id| id.parse().ok()).collect();
    let wanted: Vec<EmployeeName> =
        behind.all.iter().filter(|one| asked.contains(&one.id)).cloned().collect();
    if wanted.is_empty() {
        form.wrong("who", "form-choose");
    }
    if let Some((key, name)) = invite::refusal(&behind.seminar, (&behind.known, &wanted)) {
        let text = format!("{} {name}", ctx.t(key));
        form.wrong_text("who", text.trim_end().to_owned());
    }
    if !form.ok() {
        tx.audit(audit::Entry::read("training-seminar", id.0));
        tx.commit().await?;
        return again(&draw(&ctx, form, &behind));
    }
    let home = format!("{HOME}/seminars/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    invite::invite(&mut tx, (&behind.seminar, &behind.known), &wanted).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-done")))
}

#[derive(Template)]
#[template(path = "training/link.html")]
struct LinkPage {
    page: ui::Page,
    name: String,
    group: String,
    address: String,
    qr: String,
    until: String,
    locked: bool,
    links: Vec<Link>,
    mails: Vec<String>,
    email: String,
    /// Where the invitation is sent once more; empty when it cannot be.
    again: String,
}

/// Where else to look for somebody who was invited: the seminar, their card, scores, certificates.
fn links(ctx: &Ctx, row: &training_invited::Model, papers: &[paper::Issued]) -> Vec<Link> {
    let at = |path: String, key: &str| Link::new(ctx.url(&format!("{HOME}{path}")), ctx.t(key));
    let mut links = vec![
        at(format!("/seminars/{}", row.seminar_id), "training-to-seminar"),
        at(format!("/employees/{}", row.employee_id), "training-card"),
        at(format!("/invited/{}/scores", row.id), "training-scores-type"),
    ];
    for one in papers {
        links.push(at(format!("/issued/{}", one.id), "training-paper-certificate"));
        links.push(at(format!("/issued/{}/revoke", one.id), "training-revoke-certificate"));
    }
    links
}

/// `GET /training/invited/{id}`: somebody's own address, to be shown or printed for them, and what they
/// have of the seminar.
pub async fn link(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<InvitedId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::invitation(&tx, id).await?;
    let seminar = load::seminar(&tx, row.seminar_id).await?;
    let names = frame::names(&tx, [row.employee_id]).await?;
    let secret = invite::secret(&tx, id)?;
    let mut papers = paper::of_seminar(&tx, row.seminar_id).await?;
    let mut mails = mail::of_seminar(&tx, row.seminar_id).await?;
    let email = workforce::addresses(&tx, &[row.employee_id]).await?.remove(&row.employee_id);
    tx.audit(audit::Entry::read("training-invited", id.0));
    tx.commit().await?;
    mails.retain(|one| one.invited_id == id);
    let may_mail = app.mail.is_some() && email.is_some() && seminar.is_open();
    papers.retain(|one| one.employee_id == Some(row.employee_id) && one.revoked_at.is_none());
    let address = ctx.url(&format!("/my-training/{secret}"));
    let address = format!("{}{address}", app.kit.origin(&headers));
    let who = names.get(&row.employee_id);
    let is_open = app.today() <= row.ends_on;
    html(&LinkPage {
        page: frame::page(&ctx, seminar.row.title, BACK),
        name: who.map(|one| one.name.clone()).unwrap_or_default(),
        group: who.map(|one| group_words(&ctx, &one.group)).unwrap_or_default(),
        qr: if is_open { qr_svg(&address) } else { String::new() },
        address: if is_open { address } else { String::new() },
        until: row.ends_on.bg(),
        locked: row.failures >= invite::TRIES,
        links: links(&ctx, &row, &papers),
        mails: mails.iter().map(|one| mail_page::words(&ctx, one)).collect(),
        email: email.unwrap_or_else(|| ctx.t("training-mail-no-address").into_owned()),
        again: match may_mail {
            true => ctx.url(&format!("{HOME}/invited/{id}/mail")),
            false => String::new(),
        },
    })
}
