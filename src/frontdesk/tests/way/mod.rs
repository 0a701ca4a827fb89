//! The whole way, from a question at the desk to the end of a service: random events under a clock
//! that jumps, sent through the pages by an officer, beside the reference of the law's table.

mod model;
mod sent;

use super::{Town, morning};
use crate::frontdesk::{WishId, wish};
use crate::municipality::{Member, NewOrder, create_order};
use crate::placement::{self, NewUnit, add_unit};
use crate::referral::expire_due;
use crate::referral::support::signed_in;
use crate::services::{self, NewService, ServiceId};
use crate::testing::{Answer, User};
use kit::types::Day;
use model::{ASIDE, EVENTS, Event, NEVER, PLACES, Way, World};
use sent::{Known, Sent, forms};
use std::collections::BTreeSet;

/// Numbers that look like chance and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// The program beside the model.
struct Walk {
    town: Town,
    officer: User,
    world: World,
    /// The case and the placement of each way, as the pages name them.
    ids: Vec<(String, String)>,
    services: [ServiceId; 2],
    informing: ServiceId,
    dice: Dice,
    came: usize,
    /// States seen and events that happened.
    seen: BTreeSet<&'static str>,
    done: BTreeSet<Event>,
    refused: usize,
}

impl Walk {
    async fn begin(seed: u64) -> Walk {
        let town = Town::at(morning(2026, 11, 24)).await;
        let mut tx =
            town.test.app.db.write(&town.test.system("ruse")).await.expect("a transaction");
        let account = town.test.officer().account.expect("an account");
        let order = NewOrder {
            number: "РД-01-15".into(),
            day: day("2026-01-05"),
            valid_from: day("2026-01-05"),
            valid_to: None,
            members: vec![Member::whole(account)],
        };
        create_order(&tx, &order).await.expect("an order");
        let informing = NewService {
            code: "i1".into(),
            provider_id: services::providers(&tx).await.expect("providers")[0].id,
            name: "Информиране и консултиране".into(),
            kind: 1,
            access: "general-1".into(),
            funding: "municipal".into(),
            ..NewService::default()
        };
        let informing = services::create_service(&tx, &informing).await.expect("a service");
        let services = [town.own_day_care, town.day_care];
        for service in services {
            let places = PLACES as i32;
            let unit = NewUnit { name: String::new(), total: places, funded: places, taken: 0 };
            add_unit(&tx, service, &unit).await.expect("a unit");
        }
        tx.audit(kit::audit::Entry::list("test"));
        tx.commit().await.expect("saved");
        let world = World {
            today: day("2026-11-24"),
            ways: Vec::new(),
            lines: [Vec::new(), Vec::new()],
            pays_state: [false, true],
        };
        let officer = town.test.officer();
        Walk {
            town,
            officer,
            world,
            ids: Vec::new(),
            services,
            informing,
            dice: Dice(seed),
            came: 0,
            seen: BTreeSet::new(),
            done: BTreeSet::new(),
            refused: 0,
        }
    }

    async fn post(&self, to: &str, fields: &[(String, String)]) -> Answer {
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = self.town.test.post(&self.officer, to, &fields).await;
        assert!(answer.status.as_u16() < 500, "{to}: {}", answer.text());
        answer
    }

    /// Sends a form as it stands on its page; `None` when page or form refuse.
    async fn send(&self, sent: &Sent) -> Option<Answer> {
        let mut fields = sent.fields.clone();
        if let Some(page) = &sent.page {
            let shown = self.town.test.get(&self.officer, page).await;
            assert!(shown.status.as_u16() < 500, "{page}: {}", shown.text());
            if shown.status != 200 {
                return None;
            }
            for hidden in ["_version", "proposal"] {
                let value = shown.value(hidden).unwrap_or_default();
                fields.push((hidden.to_owned(), value));
            }
        }
        let answer = self.post(&sent.to, &fields).await;
        (answer.status == 303).then_some(answer)
    }

    /// Tries an event; the last answer when it happened.
    async fn try_out(&self, index: usize, event: Event) -> Option<Answer> {
        let (case, placement) = &self.ids[index];
        let names = self.services.map(|id| id.to_string());
        let way = &self.world.ways[index];
        let known = Known {
            case,
            placement,
            today: self.world.today,
            service: &names[way.wished],
            other: &names[1 - way.service],
        };
        let mut last = None;
        for sent in forms(event, &known) {
            last = Some(self.send(&sent).await?);
        }
        last
    }

    /// Something may still happen to this one.
    fn moves(&self, index: usize) -> bool {
        EVENTS.iter().any(|event| self.world.after(index, *event).is_some())
    }

    /// Somebody, and what happens to them: mostly a step onward, sometimes one aside, sometimes one
    /// that the law forbids.
    fn chosen(&mut self) -> (usize, Event) {
        let all: Vec<usize> = (0..self.world.ways.len()).collect();
        let open: Vec<usize> = all.iter().copied().filter(|index| self.moves(*index)).collect();
        let from = if open.is_empty() || self.dice.roll(12) == 0 { all } else { open };
        let index = from[self.dice.roll(from.len())];
        let is_there =
            |event: &Event| *event <= Event::Present || self.world.ways[index].placement.is_some();
        let all: Vec<Event> = EVENTS.iter().copied().filter(is_there).collect();
        let may = |event: &Event| self.world.after(index, *event).is_some();
        let may: Vec<Event> = all.iter().copied().filter(may).collect();
        let onward: Vec<Event> = may.iter().copied().filter(|e| !ASIDE.contains(e)).collect();
        let from = match self.dice.roll(10) {
            0..7 if !onward.is_empty() => onward,
            7 if !may.is_empty() => may,
            _ => all,
        };
        (index, from[self.dice.roll(from.len())])
    }

    /// One event on one way: the program does what the model says, or refuses and changes nothing.
    async fn step(&mut self, turn: usize) {
        let (index, event) = self.chosen();
        let wanted = self.world.after(index, event);
        let answer = self.try_out(index, event).await;
        let stood = (self.world.ways[index].case, self.world.ways[index].placement);
        let at = format!("turn {turn}, way {index}, {event:?} in {stood:?}: {wanted:?}");
        assert_eq!(answer.is_some(), wanted.is_some(), "{at}");
        if wanted.is_some() {
            self.done.insert(event);
            self.world.happened(index, event);
        } else {
            self.refused += 1;
        }
        if let Some(answer) =
            answer.filter(|_| matches!(event, Event::Present | Event::ChooseAgain))
        {
            self.ids[index].1 = last_part(&answer);
        }
        self.compare(index, &at).await;
    }

    /// Case and placement stand where the model says.
    async fn compare(&mut self, index: usize, at: &str) {
        let (case, placement) = &self.ids[index];
        let (way, officer) = (&self.world.ways[index], &self.officer);
        let json = self.town.test.get(officer, &format!("/api/referrals/{case}")).await.json();
        assert_eq!(json["state"], way.case, "{at}");
        self.seen.insert(way.case);
        if let Some(wanted) = way.placement {
            let path = format!("/api/placements/{placement}");
            let json = self.town.test.get(officer, &path).await.json();
            assert_eq!(json["state"], wanted, "{at}");
            self.seen.insert(wanted);
        }
    }

    /// Every place and every turn in the lists is counted as the model counts.
    async fn count(&self, turn: usize) {
        let test = &self.town.test;
        let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
        let known = placement::places(&tx).await.expect("places");
        tx.rollback().await;
        for (index, service) in self.services.iter().enumerate() {
            let (places, held) = (known[service], self.world.holding(index));
            assert_eq!((places.taken as usize, places.reserved as usize), held, "turn {turn}");
            assert_eq!(places.waiting as usize, self.world.lines[index].len(), "turn {turn}");
            assert!(places.taken + places.reserved <= PLACES as i32, "turn {turn}");
        }
    }

    /// Days pass; the night job closes what is over.
    async fn sleep(&mut self, turn: usize) {
        let days = [1, 1, 2, 5, 8, 16, 35][self.dice.roll(7)];
        let now = self.town.test.clock.now();
        self.town.test.clock.set(now.plus_ms(days * 86_400_000));
        self.world.today = self.world.today.plus(i32::try_from(days).expect("few days"));
        self.world.night();
        let ruse = self.town.test.system("ruse").municipality;
        while expire_due(&self.town.test.app, ruse).await.expect("a round") > 0 {}
        self.officer = signed_in(&self.town.test).await;
        for index in (0..self.ids.len()).filter(|index| self.moves(*index)).collect::<Vec<_>>() {
            self.compare(index, &format!("the night after turn {turn}, way {index}")).await;
        }
    }
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn last_part(answer: &Answer) -> String {
    let path = answer.location.split(['?', '#']).next().unwrap_or_default();
    path.trim_end_matches("/urgent").rsplit('/').next().unwrap_or_default().to_owned()
}

/// How somebody comes to the desk.
impl Walk {
    async fn comes(&mut self) {
        let kind = self.came % 8;
        self.came += 1;
        if kind == 0 {
            return self.asks_only().await;
        }
        let (place, service) = match kind {
            1 => ("47714", self.services[1]),
            2 => ("63427", self.informing),
            3 => ("63427", self.services[1]),
            _ => ("63427", self.services[0]),
        };
        let person = self.town.person(&format!("Лице{}", self.came), Some(place)).await.to_string();
        let service = service.to_string();
        let mut changed: Vec<(&str, &str)> = Vec::new();
        let signal = if kind >= 6 { self.signal(&person).await } else { String::new() };
        if kind == 6 {
            return self.declines(&signal).await;
        }
        if kind == 7 {
            changed.push(("signal", &signal));
        }
        if kind == 4 {
            changed.push(("urgent", "violence"));
        }
        let fields = self.town.wish(&service, &changed);
        let test = &self.town.test;
        let answer = test.post(&self.officer, &format!("/people/{person}/wishes"), &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let wish: WishId = last_part(&answer).parse().expect("a wish");
        let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
        let (case, _) = wish::case_of(&tx, wish).await.expect("an answer").expect("a case");
        tx.rollback().await;
        // The referral of state-funded services passes to municipalities on 1 January 2027.
        let later = self.world.today >= day("2027-01-01");
        let state = match (kind, later) {
            (2, _) => "direct_to_provider",
            (4, _) | (1 | 3, false) => "hand_over_to_dsp",
            (1, true) => "hand_over_to_municipality",
            _ => "meeting_planning",
        };
        self.world.ways.push(Way::new(state, usize::from(kind == 3)));
        self.ids.push((case.to_string(), String::new()));
        let index = self.ids.len() - 1;
        self.compare(index, &format!("kind {kind} on {}", self.world.today.bg())).await;
    }

    /// A question ends with the answer: no wish, no case.
    async fn asks_only(&self) {
        let before = self.cases().await;
        let point = self.town.point.to_string();
        let fields = [
            ("topic", "day_care"),
            ("outcome", "informed"),
            ("channel", "phone"),
            ("minutes", "7"),
            ("point", &point),
        ];
        let fields: Vec<(String, String)> =
            fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let answer = self.post("/contacts/new", &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert_eq!(self.cases().await, before, "an answer is not a case");
    }

    async fn cases(&self) -> usize {
        let json = self.town.test.get(&self.officer, "/api/referrals").await.json();
        json["rows"].as_array().map_or(0, Vec::len)
    }

    /// An institution signals (чл. 82, ал. 2 ЗСУ); gives the signal.
    async fn signal(&self, person: &str) -> String {
        let before = self.cases().await;
        let fields = [
            ("institution", "hospital"),
            ("channel", "letter"),
            ("person", person),
            ("text", "Предстои изписване."),
        ];
        let fields: Vec<(String, String)> =
            fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let answer = self.post("/signals/new", &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert_eq!(self.cases().await, before, "a signal is not a wish");
        last_part(&answer)
    }

    /// The person was reached and wants nothing: the signal ends without a case.
    async fn declines(&self, signal: &str) {
        let before = self.cases().await;
        let to = format!("/signals/{signal}");
        let fields = vec![
            ("outcome".to_owned(), "declined".to_owned()),
            ("result".to_owned(), "Не желае услуга.".to_owned()),
        ];
        let ended = self.send(&Sent { page: Some(to.clone()), to, fields }).await;
        assert!(ended.is_some(), "the signal is closed");
        assert_eq!(self.cases().await, before);
    }
}

#[tokio::test]
async fn a_long_walk_from_the_wish_to_the_end_agrees_with_the_law() {
    let mut walk = Walk::begin(20_270_101).await;
    for turn in 0..1_600 {
        if turn % 14 == 0 && walk.ids.len() < 60 {
            walk.comes().await;
        }
        if !walk.ids.is_empty() {
            walk.step(turn).await;
        }
        if turn % 25 == 24 {
            walk.count(turn).await;
            walk.sleep(turn).await;
        }
    }
    let all = EVENTS.iter().copied().filter(|event| !NEVER.contains(event));
    let missing: Vec<Event> = all.filter(|event| !walk.done.contains(event)).collect();
    assert!(missing.is_empty(), "the walk never came to {missing:?}");
    let states = crate::referral::State::ALL.map(crate::referral::State::code).into_iter();
    let states = states.chain(placement::State::ALL.map(placement::State::code));
    let unseen: Vec<&str> = states.filter(|state| !walk.seen.contains(state)).collect();
    assert!(unseen.is_empty(), "nobody ever stood in {unseen:?}");
    assert!(walk.refused > 50, "what the law forbids was tried: {}", walk.refused);
}
