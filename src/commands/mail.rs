//! The mail server of the installation, as the command line names it; none unless it does.

use clap::Args;
use kit::mail::Mailer;

/// How mail is sent; none is sent unless both are given.
#[derive(Args)]
pub struct Mail {
    /// Mail server: smtps://user:password@host, smtp://host:587?tls=required, smtp://localhost:25.
    #[arg(long, env = "OPORA_MAIL", hide_env_values = true, requires = "mail_from")]
    mail: Option<String>,
    /// Who mail is from: "Община Русе <no-reply@example.bg>".
    #[arg(long, env = "OPORA_MAIL_FROM")]
    mail_from: Option<String>,
}

impl Mail {
    /// Who carries the mail; none when no server is named.
    ///
    /// # Errors
    /// When the address of the server or of the sender is none.
    pub fn mailer(&self) -> anyhow::Result<Option<Mailer>> {
        let both = self.mail.as_deref().zip(self.mail_from.as_deref());
        both.map(|(server, from)| Mailer::new(server, from)).transpose()
    }
}
