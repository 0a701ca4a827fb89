//! The council of the demonstration: a composition, a meeting with votes and published minutes, one
//! without a quorum, one that is called, letters and proposals in every state. Called by the
//! demonstration only; nobody here is real.

use super::agenda::{self, NewItem};
use super::attend::{self, Noted, Room};
use super::content::{Called, Person, Point, Proposed, Resolved, Written};
use super::count::Tally;
use super::decide::{self, NewResolved};
use super::declare::{self, DECLARED, silent_until};
use super::frame::Press;
use super::invite::{self, Letter};
use super::minutes;
use super::minutes_deed as deed;
use super::record::Record;
use super::rules::{self, Rules, months_after};
use super::sitting::{self, NewSitting};
use super::store::council_paper;
use super::term::{self, NewMandate, NewMember};
use super::vote::{self, Cast, Over};
use super::{ItemId, MandateId, SittingId, door, letter, paper, proposal};
use crate::app::App;
use crate::people::Keeps;
use kit::access::Actor;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::Problem;
use law::Law;
use std::sync::Arc;

/// A member: name, body, kind, post.
type Seated = (&'static str, &'static str, &'static str, &'static str);

const MEMBERS: [Seated; 12] = [
    ("Председателка Съветова (измислена)", "municipality", "main", "chair"),
    ("Заместник Съветов (измислен)", "labour", "main", "deputy"),
    ("Здравка Болнична (измислена)", "health", "main", "member"),
    ("Учителка Образователна (измислена)", "education", "main", "member"),
    ("Районов Редов (измислен)", "interior", "main", "member"),
    ("Доставчик Услугов (измислен)", "provider", "main", "member"),
    ("Граждана Сдружена (измислена)", "npo", "main", "member"),
    ("Потребителка Услугова (измислена)", "users", "main", "member"),
    ("Доцентка Университетска (измислена)", "university", "main", "member"),
    ("Секретарка Протоколна (измислена)", "municipality", "main", "secretary"),
    ("Резервна Първа (измислена)", "npo", "reserve", "member"),
    ("Резервен Втори (измислен)", "provider", "reserve", "member"),
];

/// A point: title, draft decision, majority, whether it is closed.
type Told = (&'static str, &'static str, &'static str, bool);

const POINTS: [Told; 3] = [
    (
        "Анализ на състоянието и ефективността на социалните услуги",
        "Съветът подкрепя анализа и предлага да се разкрият повече места в дневна грижа.",
        "simple",
        false,
    ),
    (
        "Изменение на правилата за работа на съвета",
        "Заседанията се провеждат и от разстояние.",
        "qualified",
        false,
    ),
    ("Сигнал за условията в една услуга", "Да се извърши извънредна проверка.", "simple", true),
];

/// Whether there is a composition.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(!term::mandates(tx).await?.is_empty())
}

/// What everybody here needs.
struct Teller<'a> {
    app: &'a App,
    actor: &'a Actor,
    press: Press,
    now: Instant,
    law: Arc<Law>,
}

impl Teller<'_> {
    /// A transaction at ten o'clock of a day; what is ahead is entered now.
    async fn on(&self, day: Day) -> Result<Tx, StoreError> {
        let at = Instant::of_local(day.0.at(10, 0, 0, 0));
        self.app.clock().set(at.min(self.now));
        self.app.db.write(self.actor).await
    }

    /// A working day so many days from today.
    fn day(&self, from_today: i32) -> Day {
        Day(self.law.next_working(self.now.day().plus(from_today).0))
    }
}

async fn composed(teller: &Teller<'_>) -> Result<MandateId, Problem> {
    let from = teller.day(-420);
    let mut tx = teller.on(from).await?;
    let own = Rules {
        members: 9,
        basis: "Решение № 000 на общинския съвет (измислено)".to_owned(),
        ..rules::shipped()
    };
    rules::add(&mut tx, (from, own.clone())).await?;
    let new = NewMandate {
        decision: "№ 000 (измислено)".to_owned(),
        decided_on: from.plus(-10),
        from,
        to: months_after(from, own.term_months).plus(-1),
        note: String::new(),
    };
    let id = term::add_mandate(&mut tx, &new).await?;
    let row = term::mandate(&tx, id).await?;
    for (at, (name, body, kind, role)) in MEMBERS.into_iter().enumerate() {
        let content = Person {
            name: name.to_owned(),
            organisation: "измислена организация".to_owned(),
            email: format!("chlen{at}@example.bg"),
            ..Person::default()
        };
        let new = NewMember {
            kind: kind.to_owned(),
            role: role.to_owned(),
            body: body.to_owned(),
            from,
            content,
        };
        let member = term::add_member(&mut tx, &row, &new).await?;
        if at % 4 == 3 {
            continue;
        }
        let one = term::member(&tx, member).await?;
        let until = silent_until(&one, &row, &own);
        let text = "Пазя в тайна личните данни, които науча в съвета.";
        declare::declare(&mut tx, (&one, DECLARED[1], text), (from, Some(until))).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// A meeting with its agenda, called on a day.
async fn called(
    teller: &Teller<'_>,
    (mandate, day, called): (MandateId, Day, Day),
    points: &[Told],
) -> Result<SittingId, Problem> {
    let mut tx = teller.on(called).await?;
    let row = term::mandate(&tx, mandate).await?;
    let new = NewSitting {
        kind: sitting::KINDS[0].to_owned(),
        form: sitting::FORMS[2].to_owned(),
        day,
        begins: "10:00".to_owned(),
        content: Called {
            place: "заседателната зала на общината".to_owned(),
            link: "https://example.bg/svsu".to_owned(),
            ..Called::default()
        },
    };
    let id = sitting::add(&mut tx, &row, &new).await?;
    let one = sitting::sitting(&tx, id).await?;
    for (title, draft, majority, is_closed) in points {
        let content = Point {
            title: (*title).to_owned(),
            rapporteur: "Докладчик Измислен".to_owned(),
            draft: (*draft).to_owned(),
            ..Point::default()
        };
        let majority = (*majority).to_owned();
        let new = NewItem { is_closed: *is_closed, majority, content, ..NewItem::default() };
        agenda::add(&mut tx, &one, &new).await?;
    }
    let record = Record::load(&tx, one).await?;
    let one = &record.sitting;
    let (is_late, _) = sitting::is_late(&teller.law, &record.rules, (day, tx.today()));
    let why = if is_late { "Предстои краен срок." } else { "" };
    sitting::call(&mut tx, (one, one.row.version), (is_late, why)).await?;
    let members: Vec<_> = record.room.members.iter().collect();
    let kind = invite::KINDS[0];
    let letter = Letter { kind, sitting: one, items: &record.items, press: &teller.press };
    invite::write(&mut tx, (&letter, &members), false).await?;
    for (at, row) in invite::messages(&tx, id).await?.iter().enumerate().take(6) {
        invite::opened(&mut tx, row.id).await?;
        if at < 4 {
            invite::replied(&mut tx, row.id, invite::REPLIES[0]).await?;
        }
    }
    tx.commit().await?;
    Ok(id)
}

/// Notes who came to a meeting: the first so many, the others are absent.
async fn came(tx: &mut Tx, id: SittingId, count: usize) -> Result<Record, Problem> {
    let one = sitting::sitting(tx, id).await?;
    sitting::open(tx, (&one, one.row.version)).await?;
    let one = sitting::sitting(tx, id).await?;
    let room = Room::load(tx, &one).await?;
    let noted = |(at, one): (usize, &term::Member)| {
        let how = match at {
            at if at >= count && one.has_vote() => "excused",
            1 => "remote",
            _ => "present",
        };
        Noted { member: one.row.id, how: how.to_owned(), by: String::new() }
    };
    let all: Vec<Noted> = room.members.iter().enumerate().map(noted).collect();
    attend::note(tx, (&one, &room), &all).await?;
    Ok(Record::load(tx, one).await?)
}

/// A vote on a point, and the decision that follows.
async fn voted(
    tx: &mut Tx,
    (record, id, at): (&Record, ItemId, usize),
    due: Option<Day>,
) -> Result<(), Problem> {
    let item = agenda::item(tx, id).await?;
    let recused = attend::recused(tx, id).await?;
    let over = Over {
        sitting: &record.sitting,
        item: &item,
        room: &record.room,
        recused: &recused,
        rules: &record.rules,
    };
    let may = record.room.entitled(&recused);
    let cast = match item.row.is_closed {
        true => Cast::Count(Tally {
            voted_for: i64::try_from(may.len()).unwrap_or(0),
            ..Tally::default()
        }),
        false => {
            let answer = |n: usize| if n + 1 == may.len() && at == 0 { "abstained" } else { "for" };
            let one = |(n, one): (usize, &&term::Member)| (one.row.id, answer(n).to_owned());
            Cast::Names(may.iter().enumerate().map(one).collect())
        }
    };
    let taken = vote::take(tx, &over, &cast).await?;
    let row = vote::vote(tx, taken).await?;
    let responsible = due.map_or("", |_| "Директорът на дирекция „Социални дейности“");
    let new = NewResolved {
        content: Resolved { text: item.content.draft.clone(), responsible: responsible.to_owned() },
        due_on: due,
        is_public: !item.row.is_closed,
    };
    decide::take(tx, (&record.sitting, &item, Some(&row)), &new).await?;
    Ok(())
}

/// Closes a meeting and writes its minutes.
async fn closed(
    tx: &mut Tx,
    teller: &Teller<'_>,
    (id, had_quorum): (SittingId, bool),
) -> Result<(), Problem> {
    let one = sitting::sitting(tx, id).await?;
    sitting::close(tx, (&one, one.row.version), had_quorum).await?;
    let one = sitting::sitting(tx, id).await?;
    let record = Record::load(tx, one).await?;
    deed::draft(tx, (&record, &teller.law)).await?;
    Ok(())
}

/// Minutes are signed and sent on a day; published when they are to be.
async fn sent(
    teller: &Teller<'_>,
    (id, day): (SittingId, Day),
    is_public: bool,
) -> Result<(), Problem> {
    let mut tx = teller.on(day).await?;
    let one = sitting::sitting(&tx, id).await?;
    let record = Record::load(&tx, one).await?;
    let kept = deed::needed(&tx, id).await?;
    deed::sign(&mut tx, (&kept, kept.row.version)).await?;
    paper::minutes(&mut tx, (&record, &kept.whole), &teller.press).await?;
    let kept = deed::needed(&tx, id).await?;
    deed::send(&mut tx, (&kept, kept.row.version)).await?;
    if is_public {
        let kept = deed::needed(&tx, id).await?;
        let public = minutes::public(&kept.whole, &minutes::hidden_names(&record));
        deed::publish(&mut tx, (&kept, kept.row.version), &public).await?;
    }
    // Nobody waits for these papers: each is printed when it is opened.
    kit::jobs::withdraw(&tx, council_paper::Entity::PRINTING).await?;
    Ok(tx.commit().await?)
}

async fn meetings(teller: &Teller<'_>, mandate: MandateId) -> Result<(), Problem> {
    let day = teller.day(-100);
    let full = called(teller, (mandate, day, day.plus(-10)), &POINTS).await?;
    let mut tx = teller.on(day).await?;
    let record = came(&mut tx, full, 8).await?;
    let provider = record.room.members.iter().find(|one| one.row.body == "provider");
    if let (Some(item), Some(who)) = (record.items.last(), provider) {
        let why = "Работи при доставчика, за когото е сигналът.";
        agenda::recuse(&mut tx, (item, who), (why, false)).await?;
    }
    for (at, item) in record.items.iter().enumerate() {
        let due = (at != 1).then(|| day.plus(60 + 60 * i32::try_from(at).unwrap_or(0)));
        voted(&mut tx, (&record, item.row.id, at), due).await?;
    }
    let recused = attend::recused(&tx, record.items[0].row.id).await?;
    let had_quorum = record.room.quorum(&record.rules, &recused).is_met();
    closed(&mut tx, teller, (full, had_quorum)).await?;
    tx.commit().await?;
    sent(teller, (full, teller.day(-95)), true).await?;
    let day = teller.day(-40);
    let empty = called(teller, (mandate, day, day.plus(-9)), &POINTS[..1]).await?;
    let mut tx = teller.on(day).await?;
    came(&mut tx, empty, 3).await?;
    closed(&mut tx, teller, (empty, false)).await?;
    tx.commit().await?;
    sent(teller, (empty, teller.day(-20)), false).await?;
    called(teller, (mandate, teller.day(12), teller.day(-1)), &POINTS[..2]).await?;
    Ok(())
}

async fn desk(teller: &Teller<'_>) -> Result<(), Problem> {
    let letters = [(-90, Some(-80)), (-70, Some(-45)), (-30, None), (-4, None)];
    for (at, (came, answered)) in letters.into_iter().enumerate() {
        let day = teller.day(came);
        let mut tx = teller.on(day).await?;
        let content = Written {
            sender: format!("Сдружение „Пример {}“ (измислено)", at + 1),
            subject: "Места в дневна грижа".to_owned(),
            text: "Молим за становище на съвета.".to_owned(),
            ..Written::default()
        };
        let id = letter::add(&mut tx, &teller.law, (day, day, &content)).await?;
        tx.commit().await?;
        let Some(answered) = answered else { continue };
        let day = teller.day(answered);
        let mut tx = teller.on(day).await?;
        let one = letter::letter(&tx, id).await?;
        let said = (day, "СВСУ-00-1", "Съветът разгледа въпроса и отправи предложение до кмета.");
        letter::answer(&mut tx, (&one, one.row.version), said).await?;
        tx.commit().await?;
    }
    let tx = teller.on(teller.day(-15)).await?;
    let content = Proposed {
        title: "Единен час за обратна връзка с потребителите".to_owned(),
        text: "Всяка услуга да приема мнения в един и същ ден от месеца.".to_owned(),
        author: "Потребителка Услугова (измислена)".to_owned(),
        answer: String::new(),
    };
    proposal::add(&tx, (proposal::KINDS[1], ""), &content).await?;
    door::propose(&tx, "Общински годишен план за социалните услуги", "/services").await?;
    Ok(tx.commit().await?)
}

async fn told(teller: &Teller<'_>) -> Result<(), Problem> {
    let mandate = composed(teller).await?;
    meetings(teller, mandate).await?;
    desk(teller).await
}

/// Fills everything. The clock must be one that stands; it shows the same moment again afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, actor: &Actor, verify: String) -> Result<(), Problem> {
    let now = app.clock().now();
    let press = Press::of(app, actor.municipality, verify)?;
    let law = app.law(actor.municipality);
    let teller = Teller { app, actor, press, now, law };
    let done = told(&teller).await;
    app.clock().set(now);
    done
}
