//! The turn of the queue: takes what is due, in the order of each receiver, and hands it over. A server
//! that is away stops its way until the next turn and loses nothing; an address that does not exist is
//! noted and not tried again.

use super::course::{EMAIL, FAILED, SENT, SMS, STOPPED, TRIED};
use super::due::{self, Due, Lane};
use super::queue::{self, Change, Content, Outcome};
use super::setting::{self, Setting};
use super::store::notice::Model;
use super::unreachable;
use super::when::{self, Decision, Facts};
use crate::app::App;
use kit::access::Actor;
use kit::gateway;
use kit::jobs::{Handler, Job, enqueue};
use kit::mail::{Failure, Mail, Mailer, failure};
use kit::types::Instant;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// One turn of the queue.
pub const TURN: &str = "notice-turn";
const PURPOSE: &str = "notices: чл. 4, т. 2 ЗСУ; чл. 26 ЗЕУ";

/// Runs [`TURN`].
pub fn turning(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move { turn(&app, &job).await })
    })
}

/// What a try came to.
enum Tried {
    /// It was taken; what was said.
    Taken(String),
    /// All was made up and nothing handed over.
    Dry(String),
    /// There is no such address.
    NoAddress(String),
    /// This receiver takes nothing now.
    Later(String),
    /// The way is closed.
    Away(String),
}

/// A turn as it goes on.
struct Turn<'a> {
    app: &'a App,
    actor: Actor,
    setting: Setting,
    /// Why there is no mailer, when there is none.
    mailer: Result<Mailer, String>,
    to_each: HashMap<Vec<u8>, i64>,
    short_today: i64,
    held: HashSet<Lane>,
    /// Ways that are closed, and until when they are not tried.
    closed: HashMap<&'static str, Instant>,
}

async fn turn(app: &App, job: &Job) -> anyhow::Result<()> {
    let actor = Actor::system(job.municipality, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let (setting, _) = setting::load(&tx).await?;
    let Due { rows, behind, is_full } = due::due(&tx).await?;
    let (to_each, short_today) = match rows.is_empty() {
        true => (HashMap::new(), 0),
        false => due::sent_today(&tx, &rows).await?,
    };
    let open = |row: Model| queue::opened(&tx, &row).map(|(to, content, _)| (row, to, content));
    let rows = rows.into_iter().map(open).collect::<Result<Vec<_>, _>>()?;
    tx.rollback().await;
    put_behind(app, &actor, &behind).await?;
    let mailer = match setting.mailer(app).await {
        Ok(Some(mailer)) => Ok(mailer),
        Ok(None) => Err("no mail server is set".to_owned()),
        Err(e) => Err(format!("{e:#}")),
    };
    let (held, closed) = (HashSet::new(), HashMap::new());
    let mut turn = Turn { app, actor, setting, mailer, to_each, short_today, held, closed };
    for (row, to, content) in rows {
        turn.one(row, (&to, &content)).await?;
    }
    turn.follow(is_full).await
}

/// What stands behind another of its receiver waits as long as that one does.
async fn put_behind(app: &App, actor: &Actor, behind: &[(Lane, Instant)]) -> anyhow::Result<()> {
    if behind.is_empty() {
        return Ok(());
    }
    let tx = app.db.write(actor).await?;
    for (lane, until) in behind {
        due::put_off(&tx, lane, *until).await?;
    }
    Ok(tx.commit().await?)
}

impl Turn<'_> {
    /// Sends one, or puts it off.
    async fn one(&mut self, row: Model, (to, content): (&str, &Content)) -> anyhow::Result<()> {
        let channel = if row.channel == SMS { SMS } else { EMAIL };
        let lane: Lane = (row.receiver_blind.clone(), row.is_urgent);
        if self.closed.contains_key(channel) || self.held.contains(&lane) {
            return Ok(());
        }
        let facts = Facts {
            is_urgent: row.is_urgent,
            is_short: channel == SMS,
            to_receiver: self.to_each.get(&row.receiver_blind).copied().unwrap_or_default(),
            short_today: self.short_today,
        };
        let now = self.app.clock().now();
        if let Decision::Later(until) = when::decide(&self.setting.rules(), &facts, now) {
            let tx = self.app.db.write(&self.actor).await?;
            due::put_off(&tx, &lane, until).await?;
            tx.commit().await?;
            self.held.insert(lane);
            return Ok(());
        }
        let tx = self.app.db.write(&self.actor).await?;
        let is_mine = due::claim(&tx, &row).await?;
        tx.commit().await?;
        if !is_mine {
            self.held.insert(lane);
            return Ok(());
        }
        let row = Model { version: row.version + 1, attempts: row.attempts + 1, ..row };
        let tried = match channel {
            SMS => self.short(&row, (to, content)).await,
            _ => self.mail(&row, (to, content)).await,
        };
        self.note(&row, (to, channel, lane), tried).await
    }

    async fn mail(&self, row: &Model, (to, content): (&str, &Content)) -> Tried {
        let mailer = match &self.mailer {
            Ok(mailer) => mailer,
            Err(why) => return Tried::Away(why.clone()),
        };
        let name = format!("notice-{}", row.id);
        let mail = Mail {
            id: &name,
            at: row.queued_at,
            to,
            subject: &content.subject,
            text: &content.text,
            calendar: None,
        };
        match mailer.send_news(&mail, &content.leave).await {
            Ok(answer) => Tried::Taken(answer),
            Err(e) => {
                let why = format!("{e:#}");
                match failure(&e) {
                    Failure::Address => Tried::NoAddress(why),
                    Failure::Mailbox => Tried::Later(why),
                    Failure::Server => Tried::Away(why),
                }
            }
        }
    }

    async fn short(&self, row: &Model, (to, content): (&str, &Content)) -> Tried {
        let sms = &self.setting.sms;
        if !sms.is_set() {
            return Tried::Away("no gateway is set".to_owned());
        }
        let call = sms.call(to, &content.text, &row.id.to_string());
        if sms.dry_run {
            let host = gateway::place(self.app.reach, &call.url).map(|place| place.host);
            return Tried::Dry(format!("{} {}", call.method, host.unwrap_or_default()));
        }
        match gateway::call(self.app.reach, &call).await {
            Ok(said) if sms.is_taken(&said) => Tried::Taken(said.status.to_string()),
            // A gateway that refuses this one may take the next: it holds up its receiver alone.
            Ok(said)
                if (400..500).contains(&said.status) && ![401, 403, 429].contains(&said.status) =>
            {
                Tried::Later(format!("{} {}", said.status, said.text))
            }
            Ok(said) => Tried::Away(format!("{} {}", said.status, said.text)),
            Err(e) => Tried::Away(format!("{e:#}")),
        }
    }

    /// Keeps what a try came to.
    async fn note(
        &mut self,
        row: &Model,
        (to, channel, lane): (&str, &'static str, Lane),
        tried: Tried,
    ) -> anyhow::Result<()> {
        let mut tx = self.app.db.write(&self.actor).await?;
        let said = |answer: String| Change {
            outcome: Outcome { answer, number: String::new() },
            ..Change::default()
        };
        match tried {
            Tried::Taken(answer) => {
                let change = Change { sent_on: Some(tx.today()), ..said(answer) };
                queue::change(&mut tx, row, SENT, change).await?;
                *self.to_each.entry(row.receiver_blind.clone()).or_default() += 1;
                self.short_today += i64::from(channel == SMS);
            }
            Tried::Dry(answer) => queue::change(&mut tx, row, TRIED, said(answer)).await?,
            Tried::NoAddress(why) => {
                unreachable::note(&mut tx, row, (to, &why)).await?;
                queue::change(&mut tx, row, STOPPED, said(why)).await?;
            }
            Tried::Later(why) | Tried::Away(why) if when::is_over(row.queued_at, tx.now()) => {
                queue::change(&mut tx, row, FAILED, said(why)).await?;
            }
            Tried::Later(why) => {
                let until = when::again(tx.now(), row.attempts);
                due::put_back(&tx, row, (until, &why)).await?;
                due::put_off(&tx, &lane, until).await?;
                self.held.insert(lane);
            }
            Tried::Away(why) => {
                let until = when::again(tx.now(), row.attempts);
                due::put_back(&tx, row, (until, &why)).await?;
                due::put_off(&tx, &lane, until).await?;
                self.closed.insert(channel, until);
            }
        }
        tx.audit(kit::audit::Entry::write("notice-tried", row.id.0));
        Ok(tx.commit().await?)
    }

    /// Puts the next turn in: at once when more is due, else when the next is.
    async fn follow(self, is_full: bool) -> anyhow::Result<()> {
        let tx = self.app.db.write(&self.actor).await?;
        let now = tx.now();
        // While a way is closed, what else is due on it waits for the one that was tried.
        let soonest = self.closed.values().min().copied().unwrap_or(now);
        if let Some(next) = due::next_moment(&tx).await? {
            let at = Instant(next.0.max(soonest.0));
            if at > now {
                let key = at.0.to_string();
                enqueue(&tx, TURN, Some(&key), &serde_json::Value::Null, at).await?;
            } else if is_full {
                enqueue(&tx, TURN, None, &serde_json::Value::Null, now).await?;
            }
        }
        Ok(tx.commit().await?)
    }
}
