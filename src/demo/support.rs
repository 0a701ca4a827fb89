//! Assessments and plans of the demonstration, made in the services of the municipality itself.
//! Everyone is invented, and so is what is written of them.

use crate::app::App;
use crate::municipality::Settings;
use crate::placement::PlacementId;
use crate::support::{
    self, Action, Content, Goal, Kind, Member, Need, NewVersion, Press, Source, VersionId,
};
use kit::store::{Municipality, Tx};
use kit::types::Day;
use kit::web::Problem;

/// Who is head of a service in the demonstration.
const HEAD: &str = "Елена Измислена";

fn text(text: &str) -> String {
    text.to_owned()
}

fn press(municipality: &Municipality) -> Press<'_> {
    let site = Settings::of(municipality).site;
    let verify = format!("{}/{}/verify", site.trim_end_matches('/'), municipality.slug);
    Press { municipality, verify }
}

async fn begun(
    tx: &mut Tx,
    app: &App,
    placement: PlacementId,
    kind: Kind,
) -> Result<VersionId, Problem> {
    let new = NewVersion { placement, kind, ground: text("first"), reason: String::new() };
    support::begin(tx, app, &new).await
}

fn said(pairs: &[(&str, &str)]) -> impl Iterator<Item = (String, String)> {
    pairs.iter().map(|(code, words)| (text(code), text(words)))
}

fn team() -> Vec<Member> {
    let member = |name: &str, post: &str| Member { name: text(name), post: text(post) };
    vec![
        member("Мария Примерова", "психолог"),
        member("Иван Измислен", "социален работник"),
        member("Рая Пробна", "рехабилитатор"),
    ]
}

fn need(level: &str, strength: &str, need: &str) -> Need {
    Need { level: text(level), strength: text(strength), need: text(need) }
}

fn assessment(on: Day) -> Content {
    Content {
        begun_on: Some(on.plus(-2)),
        ended_on: Some(on),
        team: team(),
        methods: ["interview", "documents", "home"].map(text).to_vec(),
        sources: vec![
            Source {
                kind: text("person"),
                about: text("Ежедневие, здраве, желания"),
                ..Source::default()
            },
            Source {
                kind: text("other"),
                name: text("лекуващ лекар"),
                about: text("Заболявания и назначено лечение"),
                consent_on: Some(on.plus(-2)),
                capacity: text("self"),
                ..Source::default()
            },
        ],
        needs: [
            ("health", need("2", "Следва лечението си", "Придружаване до лекар веднъж месечно")),
            ("movement", need("2", "Ходи у дома без помощ", "Упражнения и бастун навън")),
            ("self_care", need("1", "Храни се и се облича сам", "Помощ при къпане")),
            ("household", need("1", "Приготвя закуска", "Пазаруване и плащане на сметки")),
            ("community", need("3", "Обича да пее и да разказва", "Среща с хора през деня")),
            ("rights", need("0", "Документите са наред", "")),
        ]
        .map(|(code, need)| (text(code), need))
        .into(),
        fits: text("yes"),
        said: said(&[
            ("person_view", "„Искам да съм сред хора и да мога сам да стигам до магазина.“"),
            (
                "conclusions",
                "Запазени са силите за самостоятелен живот. Липсват движение и общуване.",
            ),
            (
                "recommendations",
                "Дневна грижа пет дни в седмицата, рехабилитация, клуб по интереси.",
            ),
        ])
        .collect(),
        ..Content::default()
    }
}

fn action(what: &str, who: &str, often: &str, until: Day) -> Action {
    Action { what: text(what), who: text(who), often: text(often), until: Some(until) }
}

fn plan(from: &Content, (on, today): (Day, Day)) -> Content {
    let goals = vec![
        Goal {
            area: text("movement"),
            aim: text("Стига сам до магазина"),
            result: text("Три пъти седмично излиза без придружител"),
            actions: vec![
                action(
                    "Упражнения за равновесие",
                    "Рая Пробна",
                    "два пъти седмично",
                    today.plus(60),
                ),
                action("Поръчване на бастун", "Иван Измислен", "еднократно", today.plus(-2)),
                action("Разходка с придружител", "доброволец", "веднъж седмично", today.plus(20)),
            ],
            ..Goal::default()
        },
        Goal {
            area: text("community"),
            aim: text("Общува всеки ден"),
            result: text("Участва в две занимания седмично по свой избор"),
            actions: vec![
                action(
                    "Включване в певческата група",
                    "Мария Примерова",
                    "два пъти седмично",
                    today.plus(5),
                ),
                action("Разговор как върви", "Мария Примерова", "веднъж месечно", today.plus(28)),
            ],
            ..Goal::default()
        },
    ];
    Content {
        ended_on: Some(on),
        team: from.team.clone(),
        health: text("no"),
        joint: text("yes"),
        goals,
        said: said(&[
            ("activities", "Дневна грижа, целодневно, пет дни в седмицата; рехабилитатор, психолог, социален работник."),
            ("family", "Среща с дъщерята веднъж на два месеца."),
            ("leaving", "Обучение за самостоятелен живот и посещения в защитено жилище."),
            ("results", "Повече движение, повече срещи, по-малко помощ у дома."),
            ("terms", "Шест месеца; преглед всеки месец."),
            ("other", ""),
            ("history", "Високо кръвно налягане, контролирано с лекарства."),
            ("prevention", "Годишен преглед при личния лекар."),
            ("allergies", "няма"),
            ("dental", "Преглед веднъж годишно."),
            ("treatment", "По назначение на личния лекар."),
            ("immunisation", "Противогрипна ваксина през есента."),
            ("nutrition", "Без сол."),
            ("rehabilitation", "Упражнения за равновесие."),
            ("hygiene", "Помощ при къпане два пъти седмично."),
            ("schedule", "Събота и неделя."),
            ("manner", "Съботно-неделна, у дома."),
            ("period", "Тридесет дни в годината."),
            ("care_results", "Почивка за близкия, който се грижи."),
        ])
        .collect(),
        ..Content::default()
    }
}

async fn signed(
    tx: &mut Tx,
    app: &App,
    (municipality, id): (&Municipality, VersionId),
    (content, on): (&Content, Day),
) -> Result<(), Problem> {
    support::write(tx, app, id, content).await?;
    support::approve(tx, app, id, (&press(municipality), HEAD, on)).await?;
    support::sign(tx, app, id, ("лицето", on)).await
}

/// Assessment and plan of a placement, signed; the assessment given, the plan still to be sent.
///
/// # Errors
/// When a step does not take what it is told, or the database refuses.
pub async fn planned(
    tx: &mut Tx,
    app: &App,
    (municipality, id): (&Municipality, PlacementId),
    on: Day,
) -> Result<(), Problem> {
    let made = begun(tx, app, id, Kind::Assessment).await?;
    let assessed = assessment(on);
    support::consented(tx, app, made, &assessed).await?;
    signed(tx, app, (municipality, made), (&assessed, on)).await?;
    support::give(tx, app, made, (on, "file")).await?;
    let made = begun(tx, app, id, Kind::Plan).await?;
    let planned = plan(&assessed, (on, tx.today()));
    signed(tx, app, (municipality, made), (&planned, on)).await?;
    support::mark_first(tx, app, id, (on, "Четири занимания тази седмица.")).await
}

/// An assessment that is still written.
///
/// # Errors
/// As [`planned`].
pub async fn drafted(tx: &mut Tx, app: &App, id: PlacementId, on: Day) -> Result<(), Problem> {
    let made = begun(tx, app, id, Kind::Assessment).await?;
    let content = Content {
        begun_on: Some(on),
        team: team(),
        methods: vec![text("interview")],
        ..Content::default()
    };
    support::write(tx, app, made, &content).await
}
