//! The way of files through the office.

use crate::powers;
use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;

fn done(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location.trim_start_matches("/ruse").to_owned()
}

fn refused(answer: &Answer, why: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains(why), "{}", answer.text());
}

/// The three boxes of a day.
fn on<'a>(name: &str, [day, month, year]: [&'a str; 3]) -> Vec<(String, &'a str)> {
    let units = ["day", "month", "year"].into_iter().zip([day, month, year]);
    units.map(|(unit, value)| (format!("{name}-{unit}"), value)).collect()
}

struct Office {
    test: TestApp,
    head: User,
}

impl Office {
    async fn new() -> Office {
        let test = TestApp::new().await;
        let head = test.user("ruse", "head");
        Office { test, head }
    }

    async fn post(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        days: &[(&str, [&str; 3])],
    ) -> Answer {
        let days: Vec<_> = days.iter().flat_map(|(name, day)| on(name, *day)).collect();
        let mut all: Vec<(&str, &str)> = fields.to_vec();
        all.extend(days.iter().map(|(name, value)| (name.as_str(), *value)));
        self.test.post(&self.head, path, &all).await
    }

    async fn step(&self, file: &str, (code, day): (&str, [&str; 3]), number: &str) -> Answer {
        let fields = [("step", code), ("number", number), ("extended", "no")];
        self.post(&format!("{file}/step"), &fields, &[("on", day)]).await
    }

    async fn contest(&self) -> String {
        let fields = [
            ("kind", "assignment"),
            ("title", "Възлагане на ЦОП"),
            ("words", "Център за обществена подкрепа"),
            ("criteria", "60; Опит\n40; Качество"),
        ];
        let days = [("begun", ["1", "9", "2026"]), ("planned", ["2", "11", "2026"])];
        done(&self.post("/powers/new", &fields, &days).await)
    }

    async fn candidate(&self, file: &str, eik: &str, until: [&str; 3]) -> Answer {
        let fields = [("name", eik), ("eik", eik), ("licence", "Л-1")];
        let days = [("from", ["1", "1", "2023"]), ("until", until)];
        self.post(&format!("{file}/candidate"), &fields, &days).await
    }

    async fn member(&self, file: &str, role: &str) {
        let fields = [("name", "Член"), ("role", role)];
        let days = [("declared", ["20", "10", "2026"])];
        done(&self.post(&format!("{file}/member"), &fields, &days).await);
    }
}

/// Two ЕИК whose control digit is right.
const EIK: [&str; 2] = ["000530632", "121082521"];

#[tokio::test]
async fn a_competition_goes_from_its_order_to_the_evaluation_of_a_year() {
    let office = Office::new().await;
    let file = office.contest().await;
    refused(&office.step(&file, ("notice", ["2", "9", "2026"]), "").await, "Преди нея трябва");
    done(&office.step(&file, ("order", ["1", "9", "2026"]), "15").await);
    done(&office.step(&file, ("notice", ["15", "9", "2026"]), "").await);
    office.member(&file, "chair").await;
    office.member(&file, "member").await;
    let commission = ("commission", ["20", "10", "2026"]);
    refused(&office.step(&file, commission, "").await, "нечетен брой");
    office.member(&file, "member").await;
    done(&office.step(&file, commission, "").await);
    let contest = ("contest", ["2", "11", "2026"]);
    refused(&office.step(&file, contest, "").await, "Няма допуснат кандидат");
    let expired = office.candidate(&file, EIK[0], ["1", "11", "2026"]).await;
    refused(&expired, "не е в сила в деня на конкурса");
    done(&office.candidate(&file, EIK[0], ["1", "1", "2028"]).await);
    refused(&office.candidate(&file, EIK[0], ["1", "1", "2028"]).await, "вече е вписан");
    let early = ("contest", ["29", "10", "2026"]);
    refused(&office.step(&file, early, "").await, "най-малко 45 дни");
    done(&office.step(&file, contest, "").await);
    let scoring = ("scoring", ["9", "11", "2026"]);
    refused(&office.step(&file, scoring, "").await, "Не всички допуснати");
    let page = office.test.get(&office.head, &file).await.text();
    let at = page.find("/powers/candidates/").expect("a candidate");
    let candidate = &page[at..at + "/powers/candidates/".len() + 13];
    let over = [("points-0", "61"), ("points-1", "40")];
    refused(&office.post(candidate, &over, &[]).await, "от 0 до 60");
    done(&office.post(candidate, &[("points-0", "50"), ("points-1", "40")], &[]).await);
    done(&office.step(&file, scoring, "").await);
    done(&office.step(&file, ("winner", ["11", "11", "2026"]), "16").await);
    done(&office.step(&file, ("results", ["12", "11", "2026"]), "").await);
    contract(&office, (&file, candidate)).await;
}

async fn contract(office: &Office, (file, candidate): (&str, &str)) {
    let signed = ("contract", ["20", "11", "2026"]);
    refused(&office.step(file, signed, "7").await, "Първо впишете договора");
    let id = candidate.trim_start_matches("/powers/candidates/");
    let path = format!("{file}/contract");
    let fields = [("candidate", id), ("number", "7")];
    let days =
        |until| [("signed", ["20", "11", "2026"]), ("from", ["1", "12", "2026"]), ("until", until)];
    let long = office.post(&path, &fields, &days(["2", "12", "2031"])).await;
    refused(&long, "По-дълъг от допустимото: най-късно до");
    let short = office.post(&path, &fields, &days(["29", "11", "2028"])).await;
    refused(&short, "По-кратък от допустимото");
    done(&office.post(&path, &fields, &days(["30", "11", "2028"])).await);
    done(&office.step(file, signed, "7").await);
    let page = office.test.get(&office.head, file).await.text();
    let at = page.find("/powers/assigned/").expect("a contract");
    let assigned = &page[at..at + "/powers/assigned/".len() + 13];
    let points: Vec<String> = (0..11).map(|at| format!("points-{at}")).collect();
    let mut fields: Vec<(&str, &str)> = points.iter().map(|name| (name.as_str(), "10")).collect();
    fields.extend([("year", "2026"), ("conclusion", "Добре")]);
    let evaluate = format!("{assigned}/evaluate");
    let mut over = fields.clone();
    over[3].1 = "11";
    refused(&office.post(&evaluate, &over, &[]).await, "от 0 до 10");
    let mut ahead = fields.clone();
    ahead[11].1 = "2027";
    refused(&office.post(&evaluate, &ahead, &[]).await, "не е действал");
    // Before its first day a contract has no year to be judged.
    refused(&office.post(&evaluate, &fields, &[]).await, "");
    for kind in ["notice", "protocol", "evaluation", "course"] {
        let made = done(&office.post(&format!("{file}/paper"), &[("kind", kind)], &[]).await);
        let paper = office.test.get(&office.head, &made).await;
        assert!(paper.bytes.starts_with(b"%PDF"), "{kind}");
    }
    for page in ["/powers", "/powers/contracts", "/powers/agreements", "/powers/licences"] {
        assert_eq!(office.test.get(&office.head, page).await.status, StatusCode::OK, "{page}");
    }
}

#[tokio::test]
async fn a_decision_of_the_council_stands_in_the_register_and_its_number_stands_once() {
    let office = Office::new().await;
    let new = async |title: &str| {
        let fields = [("kind", "create-own"), ("title", title)];
        done(&office.post("/powers/new", &fields, &[("begun", ["1", "9", "2026"])]).await)
    };
    let (one, other) = (new("Услуга А").await, new("Услуга Б").await);
    let day = ["10", "9", "2026"];
    done(&office.step(&one, ("draft", day), "").await);
    done(&office.step(&other, ("draft", day), "").await);
    refused(&office.step(&one, ("decision", day), "").await, "номера на решението");
    done(&office.step(&one, ("decision", day), "31/2026").await);
    let list = office.test.get(&office.head, "/decisions").await.text();
    assert!(list.contains("31/2026") && list.contains("Услуга А"));
    refused(&office.step(&other, ("decision", day), "№ 31").await, "вече има решение");
    // Taken back, it leaves the register and frees its number.
    let fields = [("step", "decision"), ("why", "Друг номер")];
    done(&office.post(&format!("{one}/undo"), &fields, &[]).await);
    assert!(!office.test.get(&office.head, "/decisions").await.text().contains("31/2026</a>"));
    done(&office.step(&other, ("decision", day), "31").await);
    let fields = [("step", "draft"), ("why", "Грешка")];
    refused(&office.post(&format!("{other}/undo"), &fields, &[]).await, "стъпва друга");
    done(&office.step(&other, ("force", ["20", "9", "2026"]), "").await);
    let late = office.step(&other, ("force", ["21", "9", "2026"]), "").await;
    refused(&late, "Преписката е приключила");
    let reader = office.test.user("ruse", "reader");
    assert_eq!(office.test.get(&reader, &other).await.status, StatusCode::OK);
    let new = office.test.get(&reader, "/powers/new").await;
    assert_eq!(new.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_agreement_is_in_force_from_its_day_and_says_at_least_one_thing() {
    let office = Office::new().await;
    let fields = [("kind", "agreement-55"), ("title", "С община Пример")];
    let begun = [("begun", ["1", "9", "2026"])];
    let file = done(&office.post("/powers/new", &fields, &begun).await);
    done(&office.step(&file, ("draft", ["1", "9", "2026"]), "").await);
    done(&office.step(&file, ("decision", ["10", "9", "2026"]), "40").await);
    let signed = ("signed", ["20", "9", "2026"]);
    refused(&office.step(&file, signed, "").await, "Първо впишете данните");
    let path = format!("{file}/agreement");
    let mut fields =
        vec![("number", "1"), ("parties", "Община Пример"), ("service", "ЦСРИ"), ("host", "guest")];
    let days = [("from", ["1", "10", "2026"])];
    refused(&office.post(&path, &fields, &days).await, "поне една от точките");
    fields.push(("point-0", "До пет потребители"));
    done(&office.post(&path, &fields, &days).await);
    done(&office.step(&file, signed, "").await);
    let tx = office.test.app.db.read(&office.test.system("ruse")).await.expect("a transaction");
    let on = |text: &str| text.parse().expect("a day");
    assert_eq!(powers::in_force(&tx, on("2026-09-30")).await.expect("counts"), [0, 0]);
    assert_eq!(powers::in_force(&tx, on("2026-10-01")).await.expect("counts"), [0, 1]);
    tx.rollback().await;
    let made = done(&office.post(&format!("{file}/paper"), &[("kind", "agreement")], &[]).await);
    assert!(office.test.get(&office.head, &made).await.bytes.starts_with(b"%PDF"));
}
