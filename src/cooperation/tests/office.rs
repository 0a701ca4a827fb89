//! The way of conferences and requests through the office.

use crate::consent::{self, NewConsent};
use crate::cooperation::invite;
use crate::post_office::post_office;
use crate::referral::support::made;
use crate::referral::{self, CaseId};
use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;
use kit::mail::Mailer;
use kit::types::Instant;
use mail_parser::MessageParser;

/// Whom the case is about.
const NAME: &str = "Измислена Пробна Образцова";

fn done(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let location = answer.location.trim_start_matches("/ruse");
    location.split('?').next().unwrap_or_default().to_owned()
}

fn refused(answer: &Answer, why: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.location);
    assert!(answer.text().contains(why), "{why}: {}", answer.text());
}

/// The three boxes of a day.
fn boxes<'a>(name: &str, [day, month, year]: [&'a str; 3]) -> Vec<(String, &'a str)> {
    let units = ["day", "month", "year"].into_iter().zip([day, month, year]);
    units.map(|(unit, value)| (format!("{name}-{unit}"), value)).collect()
}

/// The id that follows a part of an address on a page.
fn after(page: &str, part: &str) -> String {
    let at = page.find(part).unwrap_or_else(|| panic!("no {part} in {page}"));
    page[at + part.len()..].chars().take(13).collect()
}

const TODAY: [&str; 3] = ["24", "11", "2026"];

struct Office {
    test: TestApp,
    who: User,
    case: CaseId,
}

impl Office {
    async fn new() -> Office {
        Office::of(TestApp::new().await).await
    }

    async fn of(test: TestApp) -> Office {
        let case = made(&test, "municipal").await.case;
        let who = test.officer();
        Office { test, who, case }
    }

    async fn post(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        days: &[(&str, [&str; 3])],
    ) -> Answer {
        let days: Vec<_> = days.iter().flat_map(|(name, day)| boxes(name, *day)).collect();
        let mut all: Vec<(&str, &str)> = fields.to_vec();
        all.extend(days.iter().map(|(name, value)| (name.as_str(), *value)));
        self.test.post(&self.who, path, &all).await
    }

    async fn page(&self, path: &str) -> String {
        let answer = self.test.get(&self.who, path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        answer.text()
    }

    /// Enters an institution and gives its id.
    async fn institution(&self, name: &str) -> String {
        let fields = [("name", name), ("kind", "hospital"), ("email", "institution@example.bg")];
        done(&self.post("/cooperation/institutions/new", &fields, &[]).await);
        let page = self.page("/cooperation/institutions").await;
        let row = page.rsplit(name).nth(1).expect("the row of the institution");
        let at = row.rfind("/cooperation/institutions/").expect("its address");
        row[at + "/cooperation/institutions/".len()..].chars().take(13).collect()
    }

    async fn conference(&self) -> String {
        let fields = [
            ("ground", "zsu-76-1"),
            ("called-by", "Служител"),
            ("purpose", "Нуждите засягат няколко системи"),
            ("agenda", "Какво направи всеки"),
            ("place", "Зала 1"),
            ("form", "room"),
            ("begins", "9:30"),
        ];
        let path = format!("/cooperation/referrals/{}/conference", self.case);
        done(&self.post(&path, &fields, &[("day", TODAY)]).await)
    }

    async fn seat(&self, conference: &str, (institution, sharing): (&str, &str)) -> Answer {
        let fields = [
            ("role", "institution"),
            ("institution", institution),
            ("name", "Гостенка Примерна"),
            ("sharing", sharing),
            ("shared", if sharing == "none" { "" } else { "Само желаната услуга" }),
            ("ground", if sharing == "none" { "" } else { "чл. 76, ал. 1 ЗСУ" }),
        ];
        self.post(&format!("{conference}/seat"), &fields, &[]).await
    }

    /// What somebody who is invited sees at their own address.
    async fn seen(&self, message: &str) -> Answer {
        let page = self.page(&format!("/cooperation/invitations/{message}")).await;
        let at = page.find("/conference-invitation/").expect("an address");
        let path: String = page[at..]
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "/-_".contains(*c))
            .collect();
        self.test.get(&self.test.nobody("ruse"), &path).await
    }

    async fn consents(&self) {
        let mut tx = self.test.app.db.write(&self.test.system("ruse")).await.expect("begun");
        let case = referral::brief(&tx, self.case).await.expect("the case");
        let new = NewConsent {
            purpose: "conference".into(),
            capacity: "self".into(),
            how: "paper".into(),
            ..NewConsent::default()
        };
        consent::add(&mut tx, case.person, new).await.expect("a consent");
        tx.commit().await.expect("saved");
    }

    async fn inquiry(&self, institution: &str, due: [&str; 3]) -> Answer {
        let fields = [
            ("institution", institution),
            ("ground", "zsu-76-2"),
            ("question", "Нужно ли е придружаване?"),
            ("need", "За оценката"),
        ];
        let path = format!("/cooperation/referrals/{}/inquiry", self.case);
        self.post(&path, &fields, &[("due", due)]).await
    }

    /// The same office at ten on another day, signed in anew.
    async fn on(&mut self, day: &str) {
        let day: kit::types::Day = day.parse().expect("a day");
        self.test.clock.set(Instant::of_local(day.0.at(10, 0, 0, 0)));
        self.who = self.test.again(&self.who).await;
    }
}

#[tokio::test]
async fn a_conference_goes_from_the_case_to_its_minutes_and_a_task_that_is_done() {
    let office = Office::new().await;
    let case = office.page(&format!("/referrals/{}", office.case)).await;
    assert!(case.contains(&format!("/ruse/cooperation/referrals/{}", office.case)));
    let hospital = office.institution("Болница Пробна").await;
    let conference = office.conference().await;
    let call = format!("{conference}/call");
    refused(&office.post(&call, &[], &[]).await, "Няма поканена институция");
    done(&office.seat(&conference, (&hospital, "law")).await);
    done(&office.post(&call, &[], &[]).await);
    let page = office.page(&conference).await;
    let own = after(&page, "/cooperation/seats/");
    let seats: Vec<String> = page
        .match_indices("/cooperation/seats/")
        .map(|(at, part)| page[at + part.len()..].chars().take(13).collect::<String>())
        .collect();
    let guest = seats.iter().find(|id| **id != own).expect("the institution's seat").clone();
    let parts = [(format!("part-{own}"), "present"), (format!("part-{guest}"), "remote")];
    let mut fields: Vec<(&str, &str)> = parts.iter().map(|(k, v)| (k.as_str(), *v)).collect();
    fields.push(("outcome", "Подкрепата започва веднага"));
    fields.push(("view", "Искам да остана вкъщи"));
    let hold = format!("{conference}/hold");
    refused(&office.post(&hold, &fields, &[]).await, "как е уведомено лицето");
    let told = [("how", "phone")];
    done(&office.post(&format!("{conference}/citizen"), &told, &[("on", TODAY)]).await);
    done(&office.post(&hold, &fields, &[]).await);
    let minutes = done(&office.post(&format!("{conference}/minutes"), &[], &[]).await);
    assert!(office.test.get(&office.who, &minutes).await.bytes.starts_with(b"%PDF"));
    let extract = format!("/cooperation/seats/{guest}/paper");
    let extract = done(&office.post(&extract, &[("kind", "extract")], &[]).await);
    assert!(office.test.get(&office.who, &extract).await.bytes.starts_with(b"%PDF"));
    task(&office, (&conference, &hospital)).await;
    refused(&office.post(&format!("{conference}/cancel"), &[("why", "x")], &[]).await, "Срещата");
}

async fn task(office: &Office, (conference, hospital): (&str, &str)) {
    let path = format!("{conference}/task");
    let fields = [("task", "Издава епикриза"), ("institution", hospital)];
    let early = office.post(&path, &fields, &[("due", ["23", "11", "2026"])]).await;
    refused(&early, "Денят е преди срещата");
    done(&office.post(&path, &fields, &[("due", ["1", "12", "2026"])]).await);
    let list = office.page("/cooperation/tasks?state=open").await;
    assert!(list.contains("Издава епикриза") && list.contains(NAME));
    let page = office.page(conference).await;
    let id = after(&page, "/cooperation/agreed-tasks/");
    let path = format!("/cooperation/agreed-tasks/{id}");
    let ahead = [("mark", "done")];
    let answer = office.post(&path, &ahead, &[("on", ["25", "11", "2026"])]).await;
    refused(&answer, "Денят още не е дошъл");
    done(&office.post(&path, &ahead, &[("on", TODAY)]).await);
    let list = office.page("/cooperation/tasks?state=done").await;
    assert!(list.contains("Издава епикриза"));
    let numbers = office.page("/cooperation/statistics?year=2026").await;
    let opened =
        format!("/ruse/cooperation/tasks?year=2026&amp;institution={hospital}&amp;state=done");
    let plain = opened.replace("&amp;", "&#38;");
    assert!(numbers.contains(&opened) || numbers.contains(&plain), "{numbers}");
}

#[tokio::test]
async fn whoever_has_no_ground_learns_nothing_of_the_person() {
    let office = Office::new().await;
    let hospital = office.institution("Болница Пробна").await;
    let school = office.institution("Училище Пробно").await;
    let conference = office.conference().await;
    done(&office.seat(&conference, (&hospital, "none")).await);
    let early = office.seat(&conference, (&school, "consent")).await;
    refused(&early, "Няма съгласие на лицето в сила");
    office.consents().await;
    done(&office.seat(&conference, (&school, "consent")).await);
    done(&office.post(&format!("{conference}/call"), &[], &[]).await);
    let page = office.page(&conference).await;
    let ids: Vec<String> = page
        .match_indices("/cooperation/invitations/")
        .map(|(at, part)| page[at + part.len()..].chars().take(13).collect())
        .collect();
    assert_eq!(ids.len(), 3, "the person and two institutions");
    let mut named = 0;
    for id in &ids {
        let seen = office.seen(id).await;
        assert_eq!(seen.status, StatusCode::OK);
        named += usize::from(seen.text().contains(NAME));
    }
    assert_eq!(named, 2, "the person and the institution with a consent");
    let tx = office.test.app.db.read(&office.test.system("ruse")).await.expect("begun");
    let id = conference.rsplit('/').next().unwrap_or_default().parse().expect("an id");
    for row in invite::messages(&tx, id).await.expect("messages") {
        let text = tx.open("cooperation_message", "text_sealed", row.id.0, &row.text_sealed);
        let text = text.expect("a text");
        assert!(!text.contains("Образцова") && !row.subject.contains("Образцова"), "{text}");
    }
    let nothing = "/conference-invitation/nothing";
    let guessed = office.test.get(&office.test.nobody("ruse"), nothing).await;
    assert_eq!(guessed.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_request_keeps_the_term_of_the_law_and_is_counted_as_it_was_answered() {
    let mut office = Office::new().await;
    let hospital = office.institution("Болница Пробна").await;
    let long = office.inquiry(&hospital, ["2", "12", "2026"]).await;
    refused(&long, "най-късно до 01.12.2026");
    let request = done(&office.inquiry(&hospital, ["27", "11", "2026"]).await);
    let page = office.page(&request).await;
    let letter = after(&page, "/cooperation/cooperation-papers/");
    let letter = format!("/cooperation/cooperation-papers/{letter}");
    assert!(office.test.get(&office.who, &letter).await.bytes.starts_with(b"%PDF"));
    office.on("2026-11-30").await;
    assert!(office.page("/cooperation/requests?state=late").await.contains(NAME));
    assert!(office.page("/work/deadlines").await.contains("Очакван отговор от институция"));
    done(&office.post(&format!("{request}/remind"), &[], &[]).await);
    assert!(office.page(&request).await.contains("Напомняне за отговор"));
    let end = format!("{request}/end");
    let fields = [("outcome", "answered"), ("text", "Да, веднъж седмично.")];
    let early = office.post(&end, &fields, &[("on", ["23", "11", "2026"])]).await;
    refused(&early, "Денят е преди искането");
    done(&office.post(&end, &fields, &[("on", ["30", "11", "2026"])]).await);
    refused(
        &office.post(&end, &fields, &[("on", ["30", "11", "2026"])]).await,
        "вече е приключило",
    );
    assert!(office.page(&request).await.contains("Отговорено със закъснение"));
    let list = office.page("/cooperation/requests?state=answered-late&direction=out").await;
    assert!(list.contains("Болница Пробна"));
    assert!(!office.page("/cooperation/requests?state=late").await.contains(NAME));
    let file = office.test.get(&office.who, "/cooperation/requests?as=csv").await;
    assert!(file.text().contains("Отговорено със закъснение"));
}

fn forwarded(to: &str) -> [(&str, &str); 3] {
    [("outcome", "forwarded"), ("text", "Не е при нас"), ("to", to)]
}

#[tokio::test]
async fn a_request_that_is_forwarded_goes_on_with_a_term_of_its_own() {
    let office = Office::new().await;
    let hospital = office.institution("Болница Пробна").await;
    let school = office.institution("Училище Пробно").await;
    let request = done(&office.inquiry(&hospital, ["27", "11", "2026"]).await);
    let end = format!("{request}/end");
    let same = office.post(&end, &forwarded(&hospital), &[("on", TODAY)]).await;
    refused(&same, "вече е до тази институция");
    let next = done(&office.post(&end, &forwarded(&school), &[("on", TODAY)]).await);
    assert_ne!(next, request);
    let page = office.page(&next).await;
    assert!(page.contains("Училище Пробно") && page.contains("01.12.2026"), "{page}");
    assert!(page.contains(&format!("/ruse{request}")), "the one before");
}

#[tokio::test]
async fn an_answer_to_an_institution_is_a_letter_also_when_nobody_is_named() {
    let office = Office::new().await;
    let hospital = office.institution("Болница Пробна").await;
    let fields = [
        ("institution", hospital.as_str()),
        ("ground", "law"),
        ("question", "Има ли свободни места?"),
        ("need", "За насочване"),
    ];
    let days = [("on", TODAY), ("due", ["27", "11", "2026"])];
    let request = done(&office.post("/cooperation/received", &fields, &days).await);
    let fields = [("outcome", "answered"), ("text", "Има четири.")];
    done(&office.post(&format!("{request}/end"), &fields, &[("on", TODAY)]).await);
    let page = office.page(&request).await;
    assert!(page.contains("Отговор на искане") && page.contains("Отговорено в срок"));
    let remind = office.post(&format!("{request}/remind"), &[], &[]).await;
    refused(&remind, "вече е приключило");
}

#[tokio::test]
async fn invitations_go_out_by_mail_with_a_calendar_and_without_a_name() {
    let (post, port) = post_office();
    let mut test = TestApp::new().await;
    let server = format!("smtp://127.0.0.1:{port}");
    let mailer = Mailer::new(&server, "Община Русе <no-reply@ruse.example.bg>");
    test.app = test.app.clone().with_mail(Some(mailer.expect("a mailer")));
    test.router = test.app.router();
    let office = Office::of(test).await;
    let hospital = office.institution("Болница Пробна").await;
    let conference = office.conference().await;
    done(&office.seat(&conference, (&hospital, "law")).await);
    done(&office.post(&format!("{conference}/call"), &[], &[]).await);
    let worker = office.test.app.worker();
    let ruse = office.test.app.db.municipality("ruse").expect("a municipality").id;
    while worker.turn(ruse).await.expect("a turn") {}
    let came = post.came.lock().expect("the mail").clone();
    assert_eq!(came.len(), 1, "the person gave no address");
    let message = MessageParser::default().parse(came[0].1.as_slice()).expect("a message");
    let text = message.body_text(0).expect("a text");
    assert!(text.contains("/conference-invitation/") && !text.contains("Образцова"), "{text}");
    let file = message.attachment(0).expect("a file").contents().to_vec();
    let calendar = String::from_utf8(file).expect("a calendar");
    assert!(calendar.contains("T073000Z") && !calendar.contains("Образцова"), "{calendar}");
}
