//! The data to measure on, and the requests of a clerk at work on it.

use super::http::{Answer, Connection, Target, request};
use anyhow::{Context, ensure};
use kit::crypto::fingerprint;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// The role whose work is measured.
const ROLE: &str = "referral_officer";
/// The states whose lists are asked for.
const STATES: [&str; 4] = ["po_issued", "assessing", "meeting_planning", "handed_to_dsp"];

/// How much data.
#[derive(Clone, Copy)]
pub struct Size {
    pub people: u64,
    pub wishes: u64,
    pub contacts: u64,
}

/// Where an installation lies.
pub struct Place {
    pub folder: PathBuf,
    pub database: Option<String>,
}

impl Place {
    fn arguments(&self) -> Vec<String> {
        let mut all = vec!["--data".to_owned(), self.folder.display().to_string()];
        all.extend(self.database.iter().flat_map(|url| ["--database".to_owned(), url.clone()]));
        all
    }
}

fn run(opora: &Path, arguments: &[String]) -> anyhow::Result<String> {
    let mut command = Command::new(opora);
    let out = command.args(arguments).stderr(Stdio::inherit()).output()?;
    ensure!(out.status.success(), "opora {} failed", arguments.join(" "));
    Ok(String::from_utf8(out.stdout)?)
}

/// Makes the people; says after how many seconds.
pub fn generate(opora: &Path, place: &Place, size: Size) -> anyhow::Result<f64> {
    let since = Instant::now();
    let mut arguments = vec!["generate".to_owned()];
    arguments.extend(place.arguments());
    let sizes = [("people", size.people), ("wishes", size.wishes), ("contacts", size.contacts)];
    arguments.extend(sizes.iter().flat_map(|(name, n)| [format!("--{name}"), n.to_string()]));
    run(opora, &arguments)?;
    Ok(since.elapsed().as_secs_f64())
}

/// Makes assistants with contracts and reports, or net amounts of their pay.
pub fn assisted(opora: &Path, place: &Place, more: &[&str]) -> anyhow::Result<()> {
    let mut arguments = vec!["generate".to_owned()];
    arguments.extend(place.arguments());
    arguments.extend(["--wishes", "0", "--contacts", "0"].map(str::to_owned));
    arguments.extend(more.iter().map(|one| (*one).to_owned()));
    run(opora, &arguments)?;
    Ok(())
}

/// A base kept from run to run; it is made when it is not there.
pub fn kept(
    opora: &Path,
    (folder, schema): (&Path, &str),
    size: Size,
) -> anyhow::Result<(PathBuf, String)> {
    let Size { people, wishes, contacts } = size;
    let base = folder.join(format!("base-{people}-{wishes}-{contacts}-{schema}"));
    let file = base.join("opora.db");
    let mut said = "kept from an earlier run".to_owned();
    if !base.exists() {
        let making = folder.join("making");
        drop(std::fs::remove_dir_all(&making));
        let place = Place { folder: making.clone(), database: None };
        said = format!("made in {:.0} s", generate(opora, &place, size)?);
        std::fs::rename(making, &base)?;
    }
    let bytes = std::fs::metadata(file)?.len() as f64;
    let of_each = bytes / people.max(1) as f64 / 1e3;
    Ok((base, format!("{said}, {:.2} GB, {of_each:.1} kB a person", bytes / 1e9)))
}

/// A copy that the measuring may change.
pub fn copied(base: &Path, folder: &Path) -> anyhow::Result<Place> {
    let copy = folder.join("run");
    drop(std::fs::remove_dir_all(&copy));
    let done = Command::new("cp").args(["-r", "--reflink=auto"]).arg(base).arg(&copy).status()?;
    ensure!(done.success(), "the base could not be copied");
    Ok(Place { folder: copy, database: None })
}

/// Somebody at work: the headers of the programming interface and of the browser.
pub struct Clerk {
    /// The header of the programming interface.
    pub token: String,
    cookie: String,
    csrf: String,
}

impl Clerk {
    /// A token made by the command line; a session by signing in.
    pub async fn new(opora: &Path, place: &Place, address: &str) -> anyhow::Result<Clerk> {
        Clerk::of(opora, place, (address, ROLE)).await
    }

    /// The same for somebody of another role.
    pub async fn of(
        opora: &Path,
        place: &Place,
        (address, role): (&str, &str),
    ) -> anyhow::Result<Clerk> {
        Clerk::at(opora, place, (address, "ruse", role)).await
    }

    /// The same in another town.
    pub async fn at(
        opora: &Path,
        place: &Place,
        (address, town, role): (&str, &str, &str),
    ) -> anyhow::Result<Clerk> {
        let mut arguments = vec!["admin".to_owned()];
        arguments.extend(place.arguments());
        let rest = ["token", "create", "--municipality", town, "--name", "bench", "--days", "1"];
        arguments.extend(rest.into_iter().chain(["--role", role]).map(str::to_owned));
        let secret = run(opora, &arguments)?;
        let lines = opora::demo::sign_ins()?;
        let mut own = lines.iter().filter(|line| line.municipality == town);
        let line = own.find(|line| line.role == role).with_context(|| role.to_owned())?;
        let factor = kit::access::SecondFactor::from_base32(&line.secret).context("a factor")?;
        let code = factor.code(kit::types::Clock::system().now());
        let form = [("username", &*line.username), ("password", line.password), ("code", &*code)];
        let body = encoded(&form);
        let mut connection = Connection::open(address).await?;
        let path = format!("/{town}/sign-in");
        let answer = connection.ask(&request("POST", &path, FORM, &body)).await?;
        let cookie = answer.header("set-cookie").and_then(|line| line.split(';').next());
        let cookie = cookie.context("no session after signing in")?.to_owned();
        let session = cookie.split_once('=').context("the session")?.1;
        let csrf = fingerprint(format!("csrf/{}", fingerprint(session)));
        Ok(Clerk {
            token: format!("authorization: Bearer {}\r\n", secret.trim()),
            cookie: format!("cookie: {cookie}\r\n"),
            csrf,
        })
    }

    /// The register as a spreadsheet, as the page gives it.
    pub async fn export(&self, address: &str) -> anyhow::Result<Vec<u8>> {
        let fields =
            [("_csrf", &*self.csrf), ("format", "xlsx"), ("numbers", "yes"), ("reason", "bench")];
        let headers = format!("{}{FORM}", self.cookie);
        let ask = request("POST", "/ruse/people/export", &headers, &encoded(&fields));
        let answer = Connection::open(address).await?.ask(&ask).await?;
        ensure!(answer.status == 200, "export: {}", answer.status);
        Ok(answer.body)
    }

    /// A form sent by the browser.
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> Vec<u8> {
        let mut all = vec![("_csrf", &*self.csrf)];
        all.extend(fields);
        request("POST", path, &format!("{}{FORM}", self.cookie), &encoded(&all))
    }

    /// A form with a scan, as the browser sends it.
    pub fn upload(&self, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Vec<u8> {
        let part = |name: &str, more: &str| {
            format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"{more}\r\n")
        };
        let mut body = Vec::with_capacity(file.len() + 4_096);
        for &(name, value) in [("_csrf", &*self.csrf)].iter().chain(fields) {
            body.extend_from_slice(format!("{}\r\n{value}\r\n", part(name, "")).as_bytes());
        }
        let head = part("file", "; filename=\"scan.pdf\"");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(b"content-type: application/pdf\r\n\r\n");
        body.extend_from_slice(file);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\n{}content-type: multipart/form-data; \
             boundary={BOUNDARY}\r\ncontent-length: {}\r\n\r\n",
            self.cookie,
            body.len()
        );
        [head.as_bytes(), &body].concat()
    }

    /// The request of a page with a query.
    pub fn found(&self, path: &str, query: &[(&str, &str)]) -> Vec<u8> {
        self.page(&format!("{path}?{}", encoded(query)))
    }

    /// The request of the programming interface.
    pub fn api(&self, path: &str) -> Vec<u8> {
        request("GET", path, &self.token, "")
    }

    /// The request of a page.
    pub fn page(&self, path: &str) -> Vec<u8> {
        request("GET", path, &self.cookie, "")
    }
}

/// What stands between the parts of a form with a file.
const BOUNDARY: &str = "between-the-parts-of-a-form";
const FORM: &str = "content-type: application/x-www-form-urlencoded\r\n";

fn encoded(pairs: &[(&str, &str)]) -> String {
    let escape = |text: &str| -> String {
        let one = |byte: u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        };
        text.bytes().map(one).collect()
    };
    let pairs = pairs.iter().map(|(name, value)| format!("{name}={}", escape(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// What a clerk has seen of the base.
#[derive(Default)]
struct Sample {
    cases: Vec<String>,
    people: Vec<String>,
}

impl Sample {
    async fn of_cases(connection: &mut Connection, clerk: &Clerk) -> anyhow::Result<Sample> {
        let mut sample = Sample::default();
        for state in STATES {
            // The newest, and some that have lain for long.
            for page in (1..=8).chain(40..=44) {
                let path = format!("/ruse/api/referrals?state={state}&page={page}");
                let answer = connection.ask(&clerk.api(&path)).await?.json()?;
                sample.cases.extend(texts(&answer["cases"], "id"));
                sample.people.extend(texts(&answer["cases"], "person"));
            }
        }
        ensure!(!sample.cases.is_empty(), "the base has no cases");
        Ok(sample)
    }
}

fn texts(list: &serde_json::Value, name: &str) -> Vec<String> {
    let rows = list.as_array().into_iter().flatten();
    rows.filter_map(|row| row[name].as_str().map(str::to_owned)).collect()
}

/// Names as they are typed: one letter missing in the middle, or in Latin letters.
fn searches(clerk: &Clerk, names: &[String]) -> Vec<Vec<u8>> {
    let typed = names.iter().enumerate().map(|(place, name)| {
        let words: Vec<&str> = name.split(' ').collect();
        let (first, last) = (words.first().copied(), words.last().copied());
        let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
        if place % 2 == 0 {
            let letters: Vec<char> = last.chars().collect();
            let gone = letters.len() / 2;
            let misspelt = letters.iter().enumerate().filter(|(at, _)| *at != gone);
            format!("{first} {}", misspelt.map(|(_, letter)| *letter).collect::<String>())
        } else {
            kit::search::latin(&format!("{first} {last}"))
        }
    });
    let path = |typed: String| format!("/ruse/people?{}", encoded(&[("q", &typed)]));
    typed.map(|typed| clerk.page(&path(typed))).collect()
}

/// People being entered, with a letter missing and a day of birth: the form asks who is alike.
fn entered(clerk: &Clerk, names: &[String]) -> Vec<Vec<u8>> {
    let headers = format!("{}{FORM}", clerk.cookie);
    let one = |(place, name): (usize, &String)| {
        let mut words = name.split(' ').map(str::to_owned);
        let given = words.next().unwrap_or_default();
        let family = words.next_back().unwrap_or_default();
        let gone = family.chars().count() / 2;
        let family: String =
            family.chars().enumerate().filter_map(|(at, c)| (at != gone).then_some(c)).collect();
        let (day, year) = ((place % 28 + 1).to_string(), (1930 + place % 80).to_string());
        let body = encoded(&[
            ("_csrf", &clerk.csrf),
            ("given", &given),
            ("family", &family),
            ("birth-day", &day),
            ("birth-month", "5"),
            ("birth-year", &year),
        ]);
        request("POST", "/ruse/people/new/likely", &headers, &body)
    };
    names.iter().enumerate().map(one).collect()
}

/// Searches on a base of people without cases.
pub async fn search_targets(address: &str, clerk: &Clerk) -> anyhow::Result<Vec<Target>> {
    let mut connection = Connection::open(address).await?;
    let mut names = BTreeSet::new();
    for letters in ["Иван", "Мар", "Геор", "Пет", "Сто", "Дим", "Кал", "Нед"]
    {
        let path = format!("/ruse/api/people?{}", encoded(&[("q", letters)]));
        let found = connection.ask(&clerk.api(&path)).await?.json()?;
        names.extend(texts(&found["people"], "name"));
    }
    let names: Vec<String> = names.into_iter().collect();
    ensure!(!names.is_empty(), "nobody was found");
    Ok(vec![
        Target::new("search, HTML page", searches(clerk, &names)),
        Target::new("who is alike, part of form", entered(clerk, &names)),
    ])
}

/// All that is measured, and people who have cases.
pub async fn targets(address: &str, clerk: &Clerk) -> anyhow::Result<(Vec<Target>, Vec<String>)> {
    let mut connection = Connection::open(address).await?;
    let sample = Sample::of_cases(&mut connection, clerk).await?;
    let of = |path: &str| sample.cases.iter().map(|id| format!("{path}/{id}")).collect::<Vec<_>>();
    let json = of("/ruse/api/referrals").iter().map(|path| clerk.api(path)).collect();
    let html = of("/ruse/referrals").iter().map(|path| clerk.page(path)).collect();
    let list = STATES.map(|state| clerk.page(&format!("/ruse/referrals?state={state}&sort=new")));
    let saves = saves(&mut connection, clerk, &sample).await?;
    let (saves, people) = saves;
    let targets = vec![
        Target::new("case, JSON", json),
        Target::new("case, HTML page", html),
        Target::new("list of 50, HTML page", list.to_vec()),
        Target::new("search, HTML page", searches(clerk, &sample.people)),
        Target { once: true, status: 303, ..Target::new("save a wish", saves) },
    ];
    Ok((targets, people))
}

/// Wishes to save: of each person for services that he or she has not wished for; the people.
async fn saves(
    connection: &mut Connection,
    clerk: &Clerk,
    sample: &Sample,
) -> anyhow::Result<(Vec<Vec<u8>>, Vec<String>)> {
    let (mut services, mut people) = (BTreeSet::new(), BTreeSet::new());
    for id in &sample.cases {
        let case: Answer = connection.ask(&clerk.api(&format!("/ruse/api/referrals/{id}"))).await?;
        let case = case.json()?;
        services.extend(case["service"]["id"].as_str().map(str::to_owned));
        people.extend(case["person"]["id"].as_str().map(str::to_owned));
    }
    let mut saves = Vec::new();
    for person in &people {
        let path = format!("/ruse/api/wishes?person={person}");
        let wished = connection.ask(&clerk.api(&path)).await?.json()?;
        let wished = texts(&wished["rows"], "service");
        for service in services.iter().filter(|service| !wished.contains(service)) {
            let key = format!("{person}-{service}");
            let body = encoded(&[
                ("_csrf", &clerk.csrf),
                ("_key", &key),
                ("service", service),
                ("channel", "oral_on_site"),
                ("words", "Искам помощ в дома."),
            ]);
            let headers = format!("{}{FORM}", clerk.cookie);
            let path = format!("/ruse/people/{person}/wishes");
            saves.push(request("POST", &path, &headers, &body));
        }
    }
    Ok((saves, people.into_iter().collect()))
}
