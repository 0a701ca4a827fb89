//! A mail server of the tests' own: it keeps every message that is sent to it.

use mailin::{Action, Handler, Response, SessionBuilder, response};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// What came: the receivers and the bytes of each message.
pub type Came = Arc<Mutex<Vec<(Vec<String>, Vec<u8>)>>>;

/// A mailbox that keeps all that is sent to it.
#[derive(Clone, Default)]
pub struct Post {
    to: Vec<String>,
    bytes: Vec<u8>,
    pub came: Came,
    /// Mailboxes that are not there.
    pub unknown: Arc<Mutex<Vec<String>>>,
}

impl Handler for Post {
    fn rcpt(&mut self, to: &str) -> Response {
        if self.unknown.lock().unwrap().iter().any(|one| to.contains(one.as_str())) {
            return response::NO_MAILBOX;
        }
        self.to.push(to.to_owned());
        response::OK
    }
    fn data(&mut self, buf: &[u8]) -> std::io::Result<()> {
        self.bytes.extend_from_slice(buf);
        Ok(())
    }
    fn data_end(&mut self) -> Response {
        let (to, bytes) = (std::mem::take(&mut self.to), std::mem::take(&mut self.bytes));
        self.came.lock().unwrap().push((to, bytes));
        response::OK
    }
}

/// A mail server on a free port of this machine.
pub fn post_office() -> (Post, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let post = Post::default();
    serve(listener, post.clone());
    (post, port)
}

/// Takes mail until the test ends.
pub fn serve(listener: TcpListener, post: Post) {
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            drop(talk(stream.unwrap(), post.clone()));
        }
    });
}

/// One conversation by the rules of SMTP (RFC 5321).
fn talk(stream: std::net::TcpStream, post: Post) -> std::io::Result<()> {
    let mut session = SessionBuilder::new("test").build(stream.peer_addr()?.ip(), post);
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream);
    session.greeting().write_to(&mut out)?;
    let mut line = Vec::new();
    loop {
        line.clear();
        if lines.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let answer = session.process(&line);
        if !matches!(answer.action, Action::NoReply) {
            answer.write_to(&mut out)?;
            out.flush()?;
        }
        if matches!(answer.action, Action::Close) {
            return Ok(());
        }
    }
}
