//! Sending mail by SMTP: one message at a time, from a job, so that a bad hour of the server is
//! outlived by the queue's own retries.
//!
//! Invariants: without settings nothing is sent and nobody is told that it was; a subject says
//! nothing about the person, for subjects are shown on locked screens and kept in logs.

use crate::types::Instant;
use anyhow::Context;
use lettre::message::header::{
    ContentDisposition, ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue,
};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::{Duration, SystemTime};

/// A server that does not answer in this time is tried again later.
const PATIENCE: Duration = Duration::from_secs(30);

/// Tells other programs not to answer by themselves (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// How a receiver of news leaves with one click (RFC 2369, RFC 8058).
#[derive(Clone)]
struct ListUnsubscribe(String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }
    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(ListUnsubscribe(text.to_owned()))
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}

/// That the click needs no page.
#[derive(Clone)]
struct ListUnsubscribePost;

impl Header for ListUnsubscribePost {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(ListUnsubscribePost)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".to_owned())
    }
}

/// Whose fault it is that a message did not go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is no such mailbox: trying again is of no use.
    Address,
    /// This mailbox takes nothing now.
    Mailbox,
    /// The server is away, or does not take anything from us.
    Server,
}

/// Whose fault the words of a server tell: `550 5.1.1 no such user`. A refusal by policy (5.7) says
/// nothing about the address.
fn fault(code: &str, words: &str) -> Failure {
    match code {
        "550" | "551" | "553" if !words.contains("5.7.") => Failure::Address,
        "450" | "451" | "452" | "552" => Failure::Mailbox,
        _ => Failure::Server,
    }
}

/// Whose fault a failed [`Mailer::send`] is.
#[must_use]
pub fn failure(error: &anyhow::Error) -> Failure {
    if error.downcast_ref::<lettre::address::AddressError>().is_some() {
        return Failure::Address;
    }
    let smtp = error.downcast_ref::<lettre::transport::smtp::Error>();
    let code = smtp.and_then(lettre::transport::smtp::Error::status);
    code.map_or(Failure::Server, |code| fault(&code.to_string(), &format!("{error:#}")))
}

/// An appointment as a calendar reads it.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    /// `PUBLISH`, or `CANCEL` for one that will not be.
    pub method: &'static str,
    /// The text of the file (RFC 5545).
    pub text: &'a str,
}

/// A message.
#[derive(Clone, Copy, Debug)]
pub struct Mail<'a> {
    /// Its own name, without the part after the `@`; the same when it is tried again.
    pub id: &'a str,
    /// When it was written.
    pub at: Instant,
    /// The address.
    pub to: &'a str,
    /// What it is about; nothing personal.
    pub subject: &'a str,
    /// Plain text.
    pub text: &'a str,
    /// What the receiver's calendar takes.
    pub calendar: Option<Calendar<'a>>,
}

/// Who carries the mail.
#[derive(Clone, Debug)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// A mailer for a server: `smtps://user:password@host`, `smtp://host:587?tls=required`, or
    /// `smtp://localhost:25` for a relay on this machine.
    ///
    /// # Errors
    /// When the address of the server or that of the sender is not one.
    pub fn new(server: &str, from: &str) -> anyhow::Result<Mailer> {
        // The address may hold a password: it is not repeated in the error.
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(server)
            .map_err(|e| anyhow::anyhow!("the address of the mail server: {e}"))?;
        let from = from.parse().with_context(|| format!("the sender's address {from}"))?;
        Ok(Mailer { transport: builder.timeout(Some(PATIENCE)).build(), from })
    }

    /// Whether a text is an address to which mail can be sent.
    #[must_use]
    pub fn is_address(text: &str) -> bool {
        text.parse::<lettre::Address>().is_ok()
    }

    /// Hands a message over; gives the server's answer.
    ///
    /// # Errors
    /// When the address is wrong or the server does not take the message.
    pub async fn send(&self, mail: &Mail<'_>) -> anyhow::Result<String> {
        self.send_news(mail, "").await
    }

    /// As [`Mailer::send`], with the address by which a receiver of news leaves; an empty one is
    /// left out.
    ///
    /// # Errors
    /// As [`Mailer::send`].
    pub async fn send_news(&self, mail: &Mail<'_>, leave: &str) -> anyhow::Result<String> {
        let message = self.message(mail, leave)?;
        let answer = self.transport.send(message).await.context("the mail server")?;
        Ok(format!("{} {}", answer.code(), answer.message().collect::<Vec<_>>().join(" ")))
    }

    fn message(&self, mail: &Mail<'_>, leave: &str) -> anyhow::Result<Message> {
        let at = Duration::from_millis(mail.at.0.max(0).unsigned_abs());
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, mail.to.parse().context("the receiver's address")?))
            .subject(mail.subject)
            .date(SystemTime::UNIX_EPOCH + at)
            .message_id(Some(format!("<{}@{}>", mail.id, self.from.email.domain())))
            .header(AutoSubmitted);
        if !leave.is_empty() {
            let one = ListUnsubscribe(format!("<{leave}>"));
            builder = builder.header(one).header(ListUnsubscribePost);
        }
        let text = SinglePart::builder()
            .header(ContentType::TEXT_PLAIN)
            .header(ContentTransferEncoding::QuotedPrintable)
            .body(mail.text.to_owned());
        let Some(calendar) = mail.calendar else {
            return Ok(builder.singlepart(text)?);
        };
        let kind = format!("text/calendar; charset=utf-8; method={}", calendar.method);
        // Base 64 keeps the line ends that RFC 5545 asks for.
        let file = SinglePart::builder()
            .header(ContentType::parse(&kind)?)
            .header(ContentDisposition::attachment("chas.ics"))
            .header(ContentTransferEncoding::Base64)
            .body(calendar.text.to_owned());
        Ok(builder.multipart(MultiPart::mixed().singlepart(text).singlepart(file))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mailer() -> Mailer {
        Mailer::new("smtp://localhost:2525", "Община Русе <no-reply@example.bg>").unwrap()
    }

    #[test]
    fn a_message_is_written_as_other_programs_read_it() {
        let mail = Mail {
            id: "7",
            at: Instant(1_795_507_200_000),
            to: "ivana@example.bg",
            subject: "Записан час",
            text: "Часът Ви е във вторник.",
            calendar: Some(Calendar { method: "PUBLISH", text: "BEGIN:VCALENDAR\r\n" }),
        };
        let text = String::from_utf8(mailer().message(&mail, "").unwrap().formatted()).unwrap();
        assert!(text.is_ascii(), "{text}");
        for part in [
            "Subject: =?utf-8?b?",
            "Message-ID: <7@example.bg>",
            "Date: Tue, 24 Nov 2026 08:00:00 +0000",
            "Auto-Submitted: auto-generated",
            "Content-Transfer-Encoding: quoted-printable",
            "text/calendar; charset=utf-8; method=PUBLISH",
        ] {
            assert!(text.contains(part), "{part} is missing:\n{text}");
        }
    }

    #[test]
    fn news_tell_how_to_leave() {
        let mail = Mail {
            id: "7",
            at: Instant(1_795_507_200_000),
            to: "ivana@example.bg",
            subject: "News",
            text: "Text",
            calendar: None,
        };
        let formatted =
            |leave| String::from_utf8(mailer().message(&mail, leave).unwrap().formatted()).unwrap();
        let news = formatted("https://example.bg/ruse/subscribe/leave/1");
        assert!(news.contains("List-Unsubscribe: <https://example.bg/ruse/"), "{news}");
        assert!(news.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{news}");
        assert!(!formatted("").contains("List-Unsubscribe"));
    }

    #[test]
    fn a_refused_address_is_told_from_a_server_that_is_away() {
        assert_eq!(fault("550", "550 5.1.1 no such user"), Failure::Address);
        assert_eq!(fault("550", "550 5.7.1 relaying denied"), Failure::Server);
        assert_eq!(fault("452", "mailbox full"), Failure::Mailbox);
        assert_eq!(fault("535", "wrong password"), Failure::Server);
        assert_eq!(failure(&anyhow::anyhow!("no connection")), Failure::Server);
    }

    #[test]
    fn wrong_addresses_are_told_apart() {
        assert!(Mailer::new("http://localhost", "a@b.bg").is_err());
        assert!(Mailer::new("smtp://localhost", "nobody").is_err());
        assert!(Mailer::is_address("ivana@example.bg"));
        assert!(!Mailer::is_address("ivana"));
    }
}
