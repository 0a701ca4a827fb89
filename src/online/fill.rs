//! What came online to the demonstration: something in every state, and a form that lies. Called by the
//! demonstration only; nobody here is real. Complaints have a demonstration of their own register.

use super::content::Typed;
use super::course::Move;
use super::draft;
use super::question::{FILES, Today, asked};
use super::sent::{self, Matter, New};
use super::store::online_sent::Entity;
use crate::app::App;
use kit::access::{self, Actor};
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Instant};
use kit::web::Problem;
use law::Law;
use sea_orm::PaginatorTrait;

/// What somebody typed: code of the question and value.
type Values = &'static [(&'static str, &'static str)];

/// Days before today, kind, what was typed.
type Told = (i32, &'static str, Values);

const TOLD: [Told; 8] = [
    (
        9,
        "wish",
        &[
            ("behalf", "self"),
            ("name", "Гергана Измислена Образцова"),
            ("born", "1951-03-14"),
            ("lives", "ул. „Измислена“ № 8"),
            ("phone", "0000 111 222"),
            (
                "words",
                "Живея сама и ми е трудно да готвя и да почиствам. Искам някой да идва вкъщи.",
            ),
            ("danger", "no"),
        ],
    ),
    (
        1,
        "wish",
        &[
            ("behalf", "parent"),
            ("speaker", "Мария Измислена"),
            ("proof", "bring"),
            ("name", "Калоян Измислен"),
            ("born", "2018-06-02"),
            ("lives", "ул. „Примерна“ № 3"),
            ("phone", "0000 333 444"),
            ("words", "Детето ми има нужда от логопед и рехабилитация."),
            ("danger", "no"),
        ],
    ),
    (
        4,
        "application",
        &[
            ("behalf", "helper"),
            ("speaker", "Съседка Примерова"),
            ("agrees", "yes"),
            ("name", "Стоян Примеров Измислен"),
            ("born", "1946-11-30"),
            ("lives", "ул. „Тестова“ № 12"),
            ("phone", "0000 555 666"),
            ("directive", "yes"),
            ("directive_number", "НП-1234"),
            ("hours", "84"),
            ("assistant", "no"),
        ],
    ),
    (
        0,
        "signal",
        &[
            ("who", "Възрастен мъж, казва се Петър"),
            ("where", "до автобусната спирка на края на селото"),
            ("words", "От три дни стои на студено и няма къде да отиде."),
            ("danger", "yes"),
            ("capacity", "citizen"),
        ],
    ),
    (12, "question", &[("words", "Какви документи са нужни за асистентска подкрепа?")]),
    (6, "question", &[("words", "Баща ми живее в друга община. Къде да подам заявление?")]),
    (5, "question", &[("words", "Може ли да платите сметката ми за ток?")]),
    (2, "question", &[("words", "Има ли свободно място в дневния център?"), ("from", "Иванка")]),
];

/// Whether something came.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(tx.find::<Entity>().count(tx.conn()).await? > 0)
}

fn typed(law: &Law, (kind, values): (&str, Values), at: Instant) -> Typed {
    let value = |(code, text): &(&str, &str)| ((*code).to_owned(), (*text).to_owned());
    let mut typed = Typed { values: values.iter().map(value).collect(), ..Typed::default() };
    let offer = Today { regime: law.regime(at.day().0), services: Vec::new() };
    for one in asked(kind, &typed, &offer) {
        typed.editions.insert(one.code.clone(), one.edition);
    }
    typed.editions.insert(FILES.to_owned(), 1);
    typed
}

/// What becomes of each: some are taken, one is asked back, one answered, one passed on, one refused.
async fn followed(
    tx: &mut Tx,
    (law, officer): (&Law, Option<AccountId>),
    (n, one): (usize, Matter),
) -> Result<(), Problem> {
    match (n, officer) {
        (0, Some(officer)) => sent::take(tx, &one, officer).await,
        (2, _) => {
            let text = "Моля, изпратете копие от направлението, или го донесете на гишето.";
            sent::ask(tx, law, (&one, text)).await
        }
        (4, _) => {
            let text = "Нужни са лична карта и медицински документи. Оценката правим ние.";
            sent::close(tx, (&one, Move::Answer), text).await
        }
        (5, _) => {
            let text = "Друга община: Община по настоящия адрес на баща Ви\nПредадохме въпроса Ви.";
            sent::close(tx, (&one, Move::Forward), text).await
        }
        (6, _) => {
            let text = "Сметки за ток не плащаме. За помощ за отопление питайте ДСП.";
            sent::close(tx, (&one, Move::Refuse), text).await
        }
        _ => Ok(()),
    }
}

async fn tell(app: &App, actor: &Actor, now: Instant) -> Result<(), Problem> {
    let law = app.law(actor.municipality);
    let officer = {
        let tx = app.db.read(actor).await?;
        let all = access::accounts(&tx, tx.today()).await?;
        tx.rollback().await;
        all.into_iter().find(|one| one.disabled_at.is_none()).map(|one| one.id)
    };
    for (n, (ago, kind, values)) in TOLD.into_iter().enumerate() {
        let at = Instant::of_local(now.day().plus(-ago).0.at(9, 30, 0, 0)).min(now);
        app.clock().set(at);
        let typed = typed(&law, (kind, values), at);
        let mut tx = app.db.write(actor).await?;
        let new = New { kind, typed: &typed, seed: "", about: "", citizen: None };
        let one = sent::add(&mut tx, &law, &new).await?;
        followed(&mut tx, (&law, officer), (n, one)).await?;
        tx.commit().await?;
    }
    app.clock().set(now);
    let mut tx = app.db.write(actor).await?;
    let begun = typed(&law, ("question", &[("words", "Започнат въпрос")]), now);
    draft::begin(&mut tx, &law, ("question", "demonstration", &begun)).await?;
    Ok(tx.commit().await?)
}

/// Fills what came online. The clock is one that stands; it shows the same moment again afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, actor: &Actor) -> Result<(), Problem> {
    let now = app.clock().now();
    let done = tell(app, actor, now).await;
    app.clock().set(now);
    done
}
