//! One request to a program of somebody else by HTTP, such as a gateway for short messages.
//!
//! Invariants: the connection goes to the host of the address and nowhere else: no redirection is
//! followed, and what was looked up and judged is what is connected to; the machine itself and the
//! network it stands in are out of reach unless whoever runs the installation allows them; an answer
//! is read up to a limit and waited for up to a limit.

use anyhow::{Context, bail, ensure};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::{Request, Uri, header};
use hyper_util::rt::TokioIo;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// Whoever does not answer in this time is tried again later.
const PATIENCE: Duration = Duration::from_secs(20);
/// So much of an answer is read: a gateway says a few words.
const ANSWER_BYTES: usize = 16 * 1024;

/// How far requests may go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Only to public addresses, and with TLS.
    #[default]
    Outside,
    /// Also to this machine and its network: the choice of whoever runs the installation.
    Local,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// `GET` or `POST`.
    pub method: String,
    /// The whole address.
    pub url: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// What is sent; empty for `GET`.
    pub body: String,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// 200 and the like.
    pub status: u16,
    /// The body as text.
    pub text: String,
}

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// With TLS.
    pub is_sealed: bool,
    /// The name or the number of the host.
    pub host: String,
    /// The port.
    pub port: u16,
}

/// Whether a machine may be one of somebody else's: none of this machine, of a network that is
/// not public, or of a cloud's inner service.
#[must_use]
pub fn is_outside(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => is_outside_four(four),
        IpAddr::V6(six) => match six.to_ipv4_mapped().or_else(|| six.to_ipv4()) {
            Some(four) => is_outside_four(four),
            None => {
                let first = six.segments()[0];
                // fc00::/7 inner networks, fe80::/10 the link, 64:ff9b::/16 and 2002::/16 carry
                // addresses of the other kind inside.
                let is_inner = first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80;
                let carries = first == 0x0064 || first == 0x2002;
                let is_special = six.is_loopback() || six.is_unspecified() || six.is_multicast();
                !(is_special || is_inner || carries)
            }
        },
    }
}

fn is_outside_four(four: Ipv4Addr) -> bool {
    let [first, second, ..] = four.octets();
    let is_shared = first == 100 && (64..128).contains(&second);
    let is_tested = first == 198 && (second == 18 || second == 19);
    let is_near = four.is_loopback() || four.is_private() || four.is_link_local();
    let is_special = four.is_broadcast() || four.is_multicast() || four.is_documentation();
    !(is_near || is_special || is_shared || is_tested) && first != 0 && first < 240
}

/// Where an address leads, before anybody is asked.
///
/// # Errors
/// When it is no address of the web, carries a password, or is open where it must be sealed.
pub fn place(reach: Reach, url: &str) -> anyhow::Result<Place> {
    let uri: Uri = url.parse().context("the address")?;
    let is_sealed = match uri.scheme_str() {
        Some("https") => true,
        Some("http") => false,
        _ => bail!("the address does not begin with https://"),
    };
    ensure!(is_sealed || reach == Reach::Local, "the address does not begin with https://");
    let authority = uri.authority().context("the address names no host")?;
    ensure!(!authority.as_str().contains('@'), "the address carries a name or a password");
    let host = authority.host().trim_start_matches('[').trim_end_matches(']').to_owned();
    ensure!(!host.is_empty(), "the address names no host");
    let port = authority.port_u16().unwrap_or(if is_sealed { 443 } else { 80 });
    Ok(Place { is_sealed, host, port })
}

/// The machines behind a host, all of which may be reached.
///
/// # Errors
/// When nobody knows the host, or one of its machines is out of reach.
pub async fn machines(reach: Reach, host: &str, port: u16) -> anyhow::Result<Vec<SocketAddr>> {
    let found = tokio::net::lookup_host((host, port)).await.context("the host is not known")?;
    let found: Vec<SocketAddr> = found.collect();
    ensure!(!found.is_empty(), "the host is not known");
    let is_fine = reach == Reach::Local || found.iter().all(|one| is_outside(one.ip()));
    ensure!(is_fine, "the host stands in a network that is out of reach");
    Ok(found)
}

/// Sends a request and reads the answer. A redirection is an answer like any other.
///
/// # Errors
/// When the address is not allowed, or nobody answers in time.
pub async fn call(reach: Reach, call: &Call) -> anyhow::Result<Said> {
    let place = place(reach, &call.url)?;
    let request = request(call)?;
    match tokio::time::timeout(PATIENCE, talk(reach, &place, request)).await {
        Ok(said) => said,
        Err(_) => bail!("no answer in {} seconds", PATIENCE.as_secs()),
    }
}

fn request(call: &Call) -> anyhow::Result<Request<Full<Bytes>>> {
    let uri: Uri = call.url.parse().context("the address")?;
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let host = uri.authority().context("the address names no host")?.as_str();
    let mut builder = Request::builder().method(call.method.as_str()).uri(path);
    builder = builder.header(header::HOST, host).header(header::CONNECTION, "close");
    for (name, value) in &call.headers {
        builder = builder.header(name.as_str(), value.as_str());
    }
    builder.body(Full::new(Bytes::from(call.body.clone()))).context("the request")
}

async fn talk(reach: Reach, place: &Place, request: Request<Full<Bytes>>) -> anyhow::Result<Said> {
    let machines = machines(reach, &place.host, place.port).await?;
    // The machines that were judged, not the name once more: it may be answered otherwise by now.
    let stream = TcpStream::connect(machines.as_slice()).await.context("the connection")?;
    if !place.is_sealed {
        return exchange(stream, request).await;
    }
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(place.host.clone()).context("the host")?;
    let sealed = TlsConnector::from(Arc::new(config)).connect(name, stream).await;
    exchange(sealed.context("the sealed connection")?, request).await
}

async fn exchange<S>(stream: S, request: Request<Full<Bytes>>) -> anyhow::Result<Said>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let carried = tokio::spawn(connection);
    let said = read(sender.send_request(request).await);
    let said = said.await;
    carried.abort();
    said
}

async fn read(
    answer: Result<hyper::Response<hyper::body::Incoming>, hyper::Error>,
) -> anyhow::Result<Said> {
    let answer = answer.context("the answer")?;
    let status = answer.status().as_u16();
    let body = Limited::new(answer.into_body(), ANSWER_BYTES).collect().await;
    let body = body.map_err(|e| anyhow::anyhow!("the answer: {e}"))?.to_bytes();
    Ok(Said { status, text: String::from_utf8_lossy(&body).into_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_public_is_not_outside() {
        for inner in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
        ] {
            assert!(!is_outside(inner.parse().unwrap()), "{inner}");
        }
        for outer in ["93.184.216.34", "2a00:1450:4001:81b::200e", "172.32.0.1"] {
            assert!(is_outside(outer.parse().unwrap()), "{outer}");
        }
    }

    #[test]
    fn an_address_is_sealed_and_without_a_password() {
        let place = |url| place(Reach::Outside, url);
        let there = place("https://sms.example.bg/send?x=1").unwrap();
        assert_eq!((there.host.as_str(), there.port), ("sms.example.bg", 443));
        assert_eq!(place("https://sms.example.bg:8443/").unwrap().port, 8443);
        for wrong in [
            "http://sms.example.bg/",
            "https://u:p@sms.example.bg/",
            "ftp://sms.example.bg/",
            "sms.example.bg",
            "",
        ] {
            assert!(place(wrong).is_err(), "{wrong}");
        }
        assert!(super::place(Reach::Local, "http://127.0.0.1:8080/").is_ok());
    }

    #[tokio::test]
    async fn this_machine_is_out_of_reach() {
        assert!(machines(Reach::Outside, "127.0.0.1", 80).await.is_err());
        assert!(machines(Reach::Local, "127.0.0.1", 80).await.is_ok());
    }
}
