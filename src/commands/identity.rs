//! The provider of identities for citizens, as the command line names it; off unless it does.

use crate::citizens::Identity;
use anyhow::Context;
use clap::Args;
use std::path::PathBuf;

/// By whom citizens may come in with electronic identity (OpenID Connect).
#[derive(Args, Clone, Debug)]
pub struct Provider {
    /// Address of the provider: <https://eid.example.bg>.
    #[arg(long, env = "OPORA_IDENTITY", requires = "identity_client")]
    identity: Option<String>,
    /// The name under which the provider knows this installation.
    #[arg(long, env = "OPORA_IDENTITY_CLIENT")]
    identity_client: Option<String>,
    /// File with the secret that the provider gave.
    #[arg(long, env = "OPORA_IDENTITY_SECRET_FILE")]
    identity_secret_file: Option<PathBuf>,
    /// The claim that holds the personal number; without it an officer says whose an account is.
    #[arg(long, env = "OPORA_IDENTITY_CLAIM", default_value = "")]
    identity_claim: String,
}

impl Provider {
    /// The provider; none when none is named.
    ///
    /// # Errors
    /// When its address is none or the secret cannot be read.
    pub fn provider(&self) -> anyhow::Result<Option<Identity>> {
        let Some((issuer, client)) = self.identity.as_deref().zip(self.identity_client.as_deref())
        else {
            return Ok(None);
        };
        let secret = match &self.identity_secret_file {
            Some(file) => {
                let text = std::fs::read_to_string(file)
                    .with_context(|| format!("the secret in {}", file.display()))?;
                Some(text.trim().to_owned())
            }
            None => None,
        };
        Identity::new(issuer, (client, secret), &self.identity_claim).map(Some)
    }
}
