//! The command line as administrators and scripts meet it.
#![allow(clippy::disallowed_methods, clippy::expect_used, missing_docs)]

use sea_orm::ConnectionTrait;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn opora(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_opora"));
    command.args(arguments).env_remove("OPORA_DATA").env_remove("OPORA_DATABASE");
    command.output().expect("the program starts")
}

fn json(arguments: &[&str]) -> Value {
    let output = opora(&[arguments, &["--json"]].concat());
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn the_law_answers_in_json_with_its_derivation() {
    let due = json(&["law", "due", "--rule", "D01", "--from", "2026-12-11"]);
    assert_eq!(due["due"], "2026-12-31");
    for key in ["derivation", "articles", "rule_version", "confidence"] {
        assert!(due.get(key).is_some(), "{key}");
    }
    let paused = "2026-12-20..2026-12-24";
    let due = json(&["law", "due", "--rule", "D01", "--from", "2026-12-11", "--pause", paused]);
    assert_eq!(due["due"], "2027-01-05");
    assert_eq!(json(&["law", "due", "--rule", "D04", "--from", "2026-12-11"])["immediately"], true);
    assert_eq!(json(&["law", "id", "7523169263"])["kinds"][0], "egn");
    assert_eq!(json(&["law", "id", "0000000000000"])["kinds"], serde_json::json!([]));
    let money = json(&["law", "money", "--bgn", "771009.00"]);
    assert_eq!(money["eur"], "394210.64");
    let days = json(&["law", "days", "--year", "2027"]);
    assert!(days["non_working"].as_array().is_some_and(|list| list.len() > 8));
}

/// `opora law … | head`: whoever reads no further has had enough.
#[test]
fn a_closed_pipe_ends_a_command_quietly() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_string_lossy().into_owned();
    let cases: [&[&str]; 4] = [
        &["law", "handbook"],
        &["law", "rules"],
        &["law", "rules", "--json"],
        &["admin", "--data", &data, "municipality", "list"],
    ];
    succeeds(&["generate", "--data", &data, "--people", "1", "--seed", "3"]);
    for case in cases {
        let mut child = Command::new(env!("CARGO_BIN_EXE_opora"))
            .args(case)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("the program");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("ended");
        let error = text(&output.stderr);
        assert!(output.status.success() && !error.contains("panick"), "{case:?}: {error}");
    }
}

/// The keys are changed and a proof is made as the help tells.
#[test]
fn keys_are_changed_and_rows_proven_from_the_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let d = data.to_string_lossy().into_owned();
    succeeds(&["generate", "--data", &d, "--people", "20", "--seed", "3"]);
    let keys = |what: &str| opora(&["keys", "--data", &d, what, "--municipality", "ruse"]);
    assert!(text(&keys("status").stdout).contains("запечатва версия 1"));
    assert!(keys("rotate").status.success());
    let refused = keys("retire");
    assert!(!refused.status.success(), "{}", text(&refused.stdout));
    assert!(text(&refused.stdout).contains("identifier.sealed"), "{}", text(&refused.stdout));
    let resealed = text(&keys("reseal").stdout);
    assert!(resealed.contains("версия 1: 0 стойности"), "{resealed}");
    assert!(keys("retire").status.success());
    let status = text(&keys("status").stdout);
    assert!(status.contains("има версии 2\n"), "{status}");
    assert!(succeeds(&["admin", "--data", &d, "role", "--municipality", "mezdra"]).len() > 10);

    let audit = |arguments: &[&str]| succeeds(&[&["audit", "--data", &d], arguments].concat());
    let key = audit(&["key", "--municipality", "ruse"]);
    let head = audit(&["head", "--municipality", "ruse"]);
    let size = head.lines().nth(1).expect("the size").to_owned();
    audit(&["verify"]);
    let ids = "select s.audit_id from audit_seal s join municipality m on \
               m.id = s.municipality_id where m.slug = 'ruse' order by s.seq";
    let row = sqlite(&data.join("opora.db"), &[ids.to_owned()])[0].to_string();
    let folder = folder.path();
    for (name, wanted) in [("row", ["--row", &row]), ("growth", ["--from", &size])] {
        let proof = audit(&[&["prove", "--municipality", "ruse"][..], &wanted].concat());
        let file = folder.join(name).to_string_lossy().into_owned();
        std::fs::write(&file, &proof).expect("written");
        let told = succeeds(&["audit", "check", &file, "--key", key.trim()]);
        assert!(told.starts_with("ВЯРНО"), "{told}");
        std::fs::write(&file, proof.replace("/w==", "/A==").replacen('1', "2", 1))
            .expect("written");
        let told = opora(&["audit", "check", &file, "--key", key.trim()]);
        assert!(!told.status.success(), "{}", text(&told.stdout));
    }
}

#[test]
fn who_is_competent_changes_with_the_year() {
    let folder = tempfile::tempdir().expect("a folder");
    let ask = |date: &str| {
        let case = serde_json::json!({
            "date": date, "this_municipality": "RSE27",
            "service": {
                "kind": 7, "access": "specialised", "level": "municipal", "funding": "state",
                "provider_municipality": "RSE27",
            },
            "person": { "present_address": "RSE27" },
        });
        let file = folder.path().join("case.json");
        std::fs::write(&file, case.to_string()).expect("written");
        json(&["law", "competence", &file.to_string_lossy()])["competent"].clone()
    };
    assert_eq!(ask("2026-12-30"), "dsp");
    assert_eq!(ask("2027-01-04"), "municipality");
}

#[test]
fn without_json_the_answer_is_bulgarian() {
    let output = opora(&["law", "due", "--rule", "D01", "--from", "2026-12-11"]);
    assert!(text(&output.stdout).contains("Срок"), "{}", text(&output.stdout));
}

#[test]
fn bad_input_is_one_line_and_exit_code_2() {
    let folder = tempfile::tempdir().expect("a folder");
    let broken = folder.path().join("broken.json");
    std::fs::write(&broken, "{").expect("written");
    let broken = broken.to_string_lossy().into_owned();
    let cases: [&[&str]; 9] = [
        &["law", "due", "--rule", "D99", "--from", "2026-12-11"],
        &["law", "due", "--rule", "D01", "--from", "2026-02-30"],
        &["law", "due", "--rule", "D01"],
        &["law", "days", "--year", "many"],
        &["law", "money", "--bgn", "1,2,3"],
        &["law", "money"],
        &["law", "competence", &broken],
        &["law", "competence", "no-such-file.json"],
        &["law", "nothing"],
    ];
    for case in cases {
        let output = opora(case);
        let error = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{case:?}: {error}");
        assert!(output.stdout.is_empty(), "{case:?}");
        assert!(!error.trim().is_empty() && error.trim_end().lines().count() == 1, "{error}");
    }
}

fn count(data: &Path) -> String {
    let data = data.to_string_lossy();
    text(&opora(&["admin", "--data", &data, "municipality", "list"]).stdout)
}

#[test]
fn a_backup_comes_back_whole_and_only_with_its_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let [data, copy, back] = ["data", "copy", "back"].map(|name| folder.path().join(name));
    let [d, c, b] = [&data, &copy, &back].map(|path| path.to_string_lossy().into_owned());
    let made = opora(&["generate", "--data", &d, "--people", "25", "--seed", "3"]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let saved = opora(&["backup", "--data", &d, &c]);
    assert!(saved.status.success(), "{}", text(&saved.stderr));
    assert!(!copy.join("root.key").exists(), "the key is kept elsewhere");
    std::fs::create_dir(&back).expect("a folder");
    let without = opora(&["restore", "--data", &b, &c]);
    assert!(!without.status.success());
    std::fs::copy(data.join("root.key"), back.join("root.key")).expect("the key");
    let with = opora(&["restore", "--data", &b, &c]);
    assert!(with.status.success(), "{}", text(&with.stderr));
    assert_eq!(count(&back), count(&data));
    let verified = opora(&["audit", "--data", &b, "verify"]);
    assert!(verified.status.success(), "{}", text(&verified.stdout));
}

/// Each kind of tampering: what an administrator of the machine does to the file, and the words by
/// which `opora audit verify` names it. `{n}` is the id of the n-th row of the audit.
const TAMPERING: &[(&str, &[&str], &str)] = &[
    ("edit", &["update audit set actor = 'друг' where id = {5}"], "(номер {5}) не е какъвто е бил"),
    ("delete", &["delete from audit where id = {5}"], "(номер {5}) е изтрит"),
    (
        "insert",
        &["insert into audit select municipality_id, id - 503316480000, at - 120000, actor, \
             account_id, on_behalf_of, role, session_id, ip, action, object_kind, object_id, subject, purpose, reason, outcome, \
           correlation from audit where id = {5}"],
        "е добавен със стара дата",
    ),
    (
        "swap",
        &[
            "update audit set id = -1 where id = {5}",
            "update audit set id = {5} where id = {6}",
            "update audit set id = {6} where id = -1",
        ],
        "(номер {5}) не е какъвто е бил",
    ),
    (
        "cut tail",
        &[
            "delete from audit_seal where audit_id >= {6}",
            "delete from audit where id >= {6}",
            "delete from audit_checkpoint",
        ],
        "веригата е отрязана",
    ),
];

fn succeeds(arguments: &[&str]) -> String {
    let output = opora(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// A plain connection to the file, as somebody with the machine has.
fn sqlite(file: &Path, statements: &[String]) -> Vec<i64> {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let url = format!("sqlite://{}", file.display());
        let conn = sea_orm::Database::connect(url).await.expect("the file");
        let mut found = Vec::new();
        for statement in statements {
            if statement.starts_with("select") {
                let statement =
                    sea_orm::Statement::from_string(conn.get_database_backend(), statement);
                let rows = conn.query_all_raw(statement).await.expect("rows");
                found.extend(rows.iter().map(|r| r.try_get_by_index::<i64>(0).expect("an id")));
            } else {
                conn.execute_unprepared(statement).await.expect(statement);
            }
        }
        conn.close().await.expect("closed");
        found
    })
}

#[test]
fn the_audit_points_at_the_first_row_that_somebody_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let d = data.to_string_lossy().into_owned();
    succeeds(&["generate", "--data", &d, "--people", "5", "--seed", "3"]);
    for n in 0..6 {
        let name = format!("clerk{n}");
        succeeds(&[
            "admin",
            "--data",
            &d,
            "user",
            "add",
            "--municipality",
            "ruse",
            "--username",
            &name,
            "--name",
            "Проба Пробова",
            "--role",
            "intake",
        ]);
    }
    // The service seals every few seconds while it runs.
    seal(&data);
    let whole = succeeds(&["audit", "--data", &d, "verify"]);
    assert!(!whole.contains("НАМЕСА") && !whole.contains(" 0 подписани"), "{whole}");
    let file = data.join("opora.db");
    let ruse = "select id from municipality where slug = 'ruse'".to_owned();
    let ruse = sqlite(&file, &[ruse])[0];
    let all = format!(
        "select s.audit_id from audit_seal s where s.municipality_id = {ruse} order by s.seq"
    );
    let rows = sqlite(&file, &[all]);
    assert!(rows.len() > 6, "{} rows", rows.len());
    let filled =
        |text: &str| text.replace("{5}", &rows[4].to_string()).replace("{6}", &rows[5].to_string());
    for (kind, statements, words) in TAMPERING {
        let copy = folder.path().join(kind.replace(' ', "-"));
        std::fs::create_dir(&copy).expect("a folder");
        for name in ["opora.db", "root.key", "audit-checkpoints.txt"] {
            std::fs::copy(data.join(name), copy.join(name)).expect(name);
        }
        let triggers = ["audit", "audit_seal", "audit_checkpoint"].into_iter().flat_map(|table| {
            ["update", "delete"].map(|what| format!("drop trigger if exists {table}_no_{what}"))
        });
        let statements: Vec<String> =
            triggers.chain(statements.iter().map(|sql| filled(sql))).collect();
        sqlite(&copy.join("opora.db"), &statements);
        let verified = opora(&["audit", "--data", &copy.to_string_lossy(), "verify"]);
        let told = text(&verified.stdout);
        assert!(!verified.status.success(), "{kind}: {told}");
        assert!(told.contains(&filled(words)), "{kind}: {told}");
    }
    let whole = succeeds(&["audit", "--data", &d, "verify"]);
    assert!(!whole.contains("НАМЕСА"), "{whole}");
}

/// Serves until the audit is sealed and its head is outside the database.
fn seal(data: &Path) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_opora"))
        .args(["serve", "--data", &data.to_string_lossy(), "--listen", "127.0.0.1:0"])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the service");
    let heads = data.join("audit-checkpoints.txt");
    for _ in 0..600 {
        let lines = std::fs::read_to_string(&heads).unwrap_or_default().lines().count();
        if lines >= 2 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    std::thread::sleep(std::time::Duration::from_millis(500));
    child.kill().expect("killed");
    child.wait().expect("ended");
    assert!(heads.exists(), "no head left the database");
    // What lay beside the file goes into it.
    sqlite(&data.join("opora.db"), &["pragma wal_checkpoint(truncate)".to_owned()]);
}

#[test]
fn an_administrator_keeps_accounts_roles_and_tokens() {
    let folder = tempfile::tempdir().expect("a folder");
    let d = folder.path().join("data").to_string_lossy().into_owned();
    let admin = |rest: &[&str]| opora(&[&["admin", "--data", &d], rest].concat());
    let done = |rest: &[&str]| {
        let output = admin(rest);
        assert!(output.status.success(), "{rest:?}: {}", text(&output.stderr));
        text(&output.stdout)
    };
    let place = ["--slug", "ruse", "--code", "RSE27", "--name", "Община Русе", "--name-en", "Ruse"];
    done(&[&["municipality", "add"], place.as_slice()].concat());
    assert!(done(&["municipality", "list"]).contains("ruse\tRSE27\tОбщина Русе"));
    let bad = ["--slug", "Ру се", "--code", "X", "--name", "x", "--name-en", "x"];
    assert!(!admin(&[&["municipality", "add"], bad.as_slice()].concat()).status.success());

    let ruse = ["--municipality", "ruse"];
    let roles = done(&[&["role"], ruse.as_slice()].concat());
    assert!(roles.contains("referral_officer") && roles.contains("referral.write"), "{roles}");
    let somebody = ["--username", "ana", "--name", "Ана Примерова", "--post", "специалист"];
    let with = |role: &'static str| {
        [&["user", "add"], &ruse[..], &somebody[..], &["--role", role]].concat()
    };
    let unknown = admin(&with("wizard"));
    assert!(!unknown.status.success() && text(&unknown.stderr).contains("няма роля"));
    let invitation = done(&with("intake"));
    assert!(invitation.contains("/ruse/invitation/"), "{invitation}");
    assert!(!admin(&with("intake")).status.success(), "the name is taken");
    let list = [&["user", "list"], &ruse[..]].concat();
    assert!(done(&list).contains("ana\tАна Примерова\tintake\tотворен"));
    let ana = [&ruse[..], &["--username", "ana"]].concat();
    let again = done(&[&["user", "invite"], &ana[..]].concat());
    assert!(again.contains("/ruse/invitation/") && again != invitation);
    done(&[&["user", "disable"], &ana[..]].concat());
    assert!(done(&list).contains("закрит"));
    let nobody = [&["user", "disable"], &ruse[..], &["--username", "nobody"]].concat();
    assert!(!admin(&nobody).status.success());

    let token = |days: &'static str| {
        [
            &["token", "create"],
            &ruse[..],
            &["--role", "reader", "--name", "справка", "--days", days],
        ]
        .concat()
    };
    assert!(!admin(&token("0")).status.success() && !admin(&token("400")).status.success());
    let secret = done(&token("7")).trim().to_owned();
    assert!(secret.len() >= 32 && !secret.contains(' '), "{secret}");
    let tokens = done(&[&["token", "list"], &ruse[..]].concat());
    assert!(tokens.contains("справка\treader\tдо ") && !tokens.contains(&secret), "shown once");
    let elsewhere = admin(&["token", "list", "--municipality", "nowhere"]);
    assert!(text(&elsewhere.stderr).contains("няма община"));
}

#[test]
fn settlements_come_from_a_file_and_a_wrong_one_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let d = folder.path().join("data").to_string_lossy().into_owned();
    let file = folder.path().join("places.csv");
    let f = file.to_string_lossy().into_owned();
    let head = "ekatte,kind,name,municipality_code,oblast_code,municipality_name\n";
    std::fs::write(&file, format!("{head}63427,гр.,Русе,RSE27,RSE,Русе\n")).expect("written");
    let early = opora(&["import", "--data", &d, "settlements", &f]);
    assert!(!early.status.success() && text(&early.stderr).contains("създайте община"));
    let place = ["--slug", "ruse", "--code", "RSE27", "--name", "Община Русе", "--name-en", "Ruse"];
    succeeds(&[&["admin", "--data", &d, "municipality", "add"], place.as_slice()].concat());
    let first = succeeds(&["import", "--data", &d, "settlements", &f]);
    assert!(first.contains("Прочетени 1, нови 1, променени 0."), "{first}");
    let again = succeeds(&["import", "--data", &d, "settlements", &f]);
    assert!(again.contains("нови 0, променени 0."), "{again}");
    std::fs::write(&file, format!("{head}6342x,гр.,Русе,RSE27,RSE,Русе\n")).expect("written");
    let wrong = opora(&["import", "--data", &d, "settlements", &f]);
    assert!(
        !wrong.status.success() && text(&wrong.stderr).contains("ред 2"),
        "{}",
        text(&wrong.stderr)
    );
    let missing = opora(&["import", "--data", &d, "settlements", "no-such-file.csv"]);
    assert!(!missing.status.success());
}

#[test]
fn invented_people_are_the_same_for_a_seed() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = |data: &str, seed: &str| {
        let d = folder.path().join(data);
        let made = ["--people", "20", "--municipality", "ruse", "--today", "2026-11-24"];
        let at = d.to_string_lossy().into_owned();
        succeeds(&[&["generate", "--data", &at, "--seed", seed], &made[..]].concat());
        let sql = "select coalesce(sum(length(given) * 31 + length(family) * 7 + \
                   cast(substr(phone, -4) as integer)), 0) from person";
        sqlite(&d.join("opora.db"), &[sql.to_owned(), "select count(*) from person".to_owned()])
    };
    let (one, same, other) = (names("one", "7"), names("same", "7"), names("other", "8"));
    assert_eq!(one[1], 20);
    assert_eq!(one, same);
    assert_ne!(one[0], other[0]);
}

/// A database of its own on the server of the tests, or nothing.
fn postgres() -> Option<String> {
    let server = std::env::var("OPORA_TEST_DATABASE_URL").ok()?;
    let (base, _) = server.trim_end_matches('/').rsplit_once('/')?;
    let name = format!("opora_copy_{}", kit::crypto::random_u32());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let admin = sea_orm::Database::connect(format!("{base}/postgres")).await.expect("a server");
        admin.execute_unprepared(&format!("create database {name}")).await.expect("a database");
        admin.close().await.expect("closed");
    });
    Some(format!("{base}/{name}"))
}

#[test]
fn a_database_moves_to_postgresql_and_back() {
    let Some(url) = postgres() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let [there, back] = ["there", "back"].map(|name| folder.path().join(name));
    let [t, b] = [&there, &back].map(|path| path.to_string_lossy().into_owned());
    succeeds(&["generate", "--data", &t, "--people", "25", "--seed", "3"]);
    let told = succeeds(&["admin", "--data", &t, "copy-database", "--to", &url]);
    assert!(told.contains("Копирани и сверени са"), "{told}");
    let again = opora(&["admin", "--data", &t, "copy-database", "--to", &url]);
    assert!(!again.status.success() && text(&again.stderr).contains("вече има данни"));
    let on_server = ["--data", &t, "--database", &url];
    let list = succeeds(&[&["admin"], &on_server[..], &["municipality", "list"]].concat());
    assert_eq!(list, count(&there));
    succeeds(&[&["audit"], &on_server[..], &["verify"]].concat());

    std::fs::create_dir(&back).expect("a folder");
    std::fs::copy(there.join("root.key"), back.join("root.key")).expect("the key");
    let to = back.join("opora.db").to_string_lossy().into_owned();
    let copy = [&["admin"], &on_server[..], &["copy-database", "--to", &to]].concat();
    assert!(succeeds(&copy).contains("Копирани и сверени са"));
    assert!(!opora(&copy).status.success(), "never over other data");
    assert_eq!(count(&back), count(&there));
    succeeds(&["audit", "--data", &b, "verify"]);
    for table in ["person", "wish", "event", "audit", "contact"] {
        let sql = vec![
            format!("select count(*) from {table}"),
            format!("select sum(id % 1000003) from {table}"),
        ];
        assert_eq!(
            sqlite(&there.join("opora.db"), &sql)[0],
            sqlite(&back.join("opora.db"), &sql)[0],
            "{table}"
        );
    }
}

#[test]
fn people_come_from_a_table_and_the_same_table_again_enters_nobody() {
    let folder = tempfile::tempdir().expect("a folder");
    let d = folder.path().join("data").to_string_lossy().into_owned();
    let file = folder.path().join("people.csv");
    let errors = folder.path().join("errors.csv").to_string_lossy().into_owned();
    let f = file.to_string_lossy().into_owned();
    let rows = "Име;Фамилия;ЕГН;Дата на раждане\n\
        Иван;Образцов;6101047500;\nАна;Образцова;;4.1.1950\nМария;Образцова;6101047501;\n";
    std::fs::write(&file, rows).expect("written");
    let early = opora(&["import", "--data", &d, "people", &f]);
    assert!(!early.status.success() && text(&early.stderr).contains("няма нито една община"));
    let place = ["--slug", "ruse", "--code", "RSE27", "--name", "Община Русе", "--name-en", "Ruse"];
    succeeds(&[&["admin", "--data", &d, "municipality", "add"], place.as_slice()].concat());
    let checked = succeeds(&["import", "--data", &d, "people", &f, "--check"]);
    assert!(checked.contains("Редове 3: нови 2 (нищо не е записано)"), "{checked}");
    assert!(checked.contains("ред 4, ЕГН: „61******01“ – Контролната цифра"), "{checked}");
    let done = succeeds(&["import", "--data", &d, "people", &f, "--errors", &errors]);
    assert!(done.contains("записани 2") && done.contains("грешни 1."), "{done}");
    let wrong = std::fs::read_to_string(&errors).expect("the errors");
    assert!(wrong.contains("4;ЕГН;61******01;"), "{wrong}");
    let again = succeeds(&["import", "--data", &d, "people", &f]);
    assert!(again.contains("записани 0"), "{again}");
    assert!(again.contains("вече в регистъра 1, чакат решение 1"), "{again}");
    std::fs::write(&file, "А;Б\n1;2\n").expect("written");
    let heads = opora(&["import", "--data", &d, "people", &f]);
    assert!(text(&heads.stderr).contains("А; Б"), "{}", text(&heads.stderr));
    let missing = opora(&["import", "--data", &d, "people", "no-such-file.xlsx"]);
    assert!(!missing.status.success() && text(&missing.stderr).contains("не се чете"));
}

#[test]
fn agreements_come_from_a_table_and_the_same_table_again_enters_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let d = folder.path().join("data").to_string_lossy().into_owned();
    let file = folder.path().join("agreements.csv");
    let f = file.to_string_lossy().into_owned();
    let heads = "Ползвател;ЕГН на ползвателя;Часове по направлението;Асистент;ЕГН на асистента;\
        Споразумение №;Споразумение от дата;Часове на месец;В сила до";
    let rows = "Ана Примерова Образцова;9921011019;84;Вяра Примерова Опитова;9922021027;7;1.2.2025;84;1.2.2040\n\
        Борил Примеров Образцов;9923031035;84;Вяра Примерова Опитова;9922021027;8;1.2.2025;90;1.2.2040\n";
    std::fs::write(&file, format!("{heads}\n{rows}")).expect("written");
    let place = ["--slug", "ruse", "--code", "RSE27", "--name", "Община Русе", "--name-en", "Ruse"];
    succeeds(&[&["admin", "--data", &d, "municipality", "add"], place.as_slice()].concat());
    let command = ["import", "--data", &d, "agreements", &f];
    let checked = succeeds(&[command.as_slice(), &["--check"]].concat());
    assert!(checked.contains("нови споразумения 1 (нищо не е записано)"), "{checked}");
    assert!(checked.contains("повече от тези в направлението: 84"), "{checked}");
    let done = succeeds(&command);
    assert!(done.contains("записани споразумения 1, нови хора 2"), "{done}");
    let again = succeeds(&command);
    assert!(again.contains("записани споразумения 0") && again.contains("въведени 1"), "{again}");
}

/// Whoever stops the service by the rules finds nothing alarming in its log.
#[cfg(unix)]
#[test]
fn the_service_stops_without_a_word_of_warning() {
    use std::io::{BufRead, BufReader, Read};
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_string_lossy().into_owned();
    succeeds(&["generate", "--data", &data, "--people", "1", "--seed", "3"]);
    for after in [0, 300, 700] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_opora"))
            .args(["serve", "--data", &data, "--listen", "127.0.0.1:0"])
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("the service");
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("its words"));
        out.read_line(&mut line).expect("a line");
        assert!(line.starts_with("listening"), "{line}");
        std::thread::sleep(std::time::Duration::from_millis(after));
        let told = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
        assert!(told.is_ok_and(|status| status.success()));
        let status = child.wait().expect("ended");
        let mut log = String::new();
        child.stderr.take().expect("its log").read_to_string(&mut log).expect("text");
        assert!(status.success(), "{log}");
        assert!(!log.contains("WARN") && !log.contains("ERROR"), "{log}");
    }
}
