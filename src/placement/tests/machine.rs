//! The machine itself, and a seeded walk of many placements beside a reference model.

use super::support::{come, persons, service};
use crate::placement::course::{Facts, Hold, Move, Refusal, State, next};
use crate::placement::load;
use crate::placement::moves::{Moved, go};
use crate::placement::waiting::{self, Answer, NewOffer};
use crate::placement::{PlacementId, end, places};
use crate::testing::TestApp;
use proptest::prelude::*;
use std::collections::BTreeMap;

const MOVES: [Move; 20] = [
    Move::Wait,
    Move::Offer,
    Move::Accept,
    Move::Decline,
    Move::Lapse,
    Move::RefuseNotProvided,
    Move::Assess,
    Move::RefuseUnfit,
    Move::Appeal,
    Move::AppealUpheld,
    Move::AppealRejected,
    Move::AppealOver,
    Move::Contract,
    Move::Update,
    Move::Evaluate,
    Move::Prolong,
    Move::Unpaid,
    Move::Paid,
    Move::End,
    Move::Close,
];

fn facts() -> impl Strategy<Value = Facts> {
    (any::<[bool; 8]>(), 0..4_usize).prop_map(|(b, team)| Facts {
        place: b[0],
        late_answer: b[1],
        child_order: b[2],
        team,
        appeal_over: b[3],
        licence: b[4],
        too_early: b[5],
        pays_state_fee: b[6],
        for_arrears: b[7],
    })
}

proptest! {
    #[test]
    fn nobody_enters_without_an_assessment_and_a_contract(
        steps in prop::collection::vec((prop::sample::select(MOVES.to_vec()), facts()), 0..60),
    ) {
        let (mut state, mut assessed, mut signed) = (State::AtProvider, false, false);
        for (step, facts) in steps {
            let Ok(after) = next(state, step, &facts) else { continue };
            if step == Move::Assess {
                prop_assert!(facts.team >= 2);
                assessed = true;
            }
            if step == Move::Contract {
                prop_assert!(assessed && facts.licence);
                signed = true;
            }
            if after.hold() == Hold::Taken {
                prop_assert!(signed, "{after:?} without a contract");
            }
            // A new assessment is due after every return to the provider.
            if after == State::AtProvider {
                assessed = false;
            }
            state = after;
        }
    }

    #[test]
    fn what_is_over_stays_over(step in prop::sample::select(MOVES.to_vec()), facts in facts()) {
        for state in State::ALL.into_iter().filter(|state| state.is_over()) {
            prop_assert_eq!(next(state, step, &facts), Err(Refusal::WrongState));
        }
    }
}

#[test]
fn states_are_read_as_written() {
    for state in State::ALL {
        assert_eq!(State::from_code(state.code()), Some(state));
    }
}

/// What the model knows: the state of each, and who waits in which order.
#[derive(Default)]
struct Model {
    states: BTreeMap<PlacementId, State>,
    line: Vec<PlacementId>,
}

impl Model {
    fn holding(&self) -> usize {
        self.states.values().filter(|state| state.hold() != Hold::None).count()
    }
}

/// Numbers that look like chance and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

const PLACES: usize = 3;

async fn step(test: &TestApp, model: &mut Model, dice: &mut Dice) {
    let ids: Vec<PlacementId> = model.states.keys().copied().collect();
    if ids.is_empty() {
        return;
    }
    let id = ids[dice.roll(ids.len())];
    let state = model.states[&id];
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let row = load::row(&tx, id).await.expect("a row");
    let today = tx.today();
    let after = match (state, dice.roll(4)) {
        (State::Waiting, _) => {
            let free = model.holding() < PLACES;
            let mut ahead = model.line.iter().take_while(|one| **one != id);
            let is_next = ahead.all(|one| model.states[one] == State::Offered);
            let new = NewOffer { placement: id, answer_by: today, how: "phone".into(), skip: None };
            match waiting::offer(&mut tx, &test.app, &new).await {
                Ok(_) => {
                    assert!(is_next && free, "only the next, only a free place");
                    State::Offered
                }
                Err(_) => {
                    assert!(!is_next || !free, "refused without a reason");
                    tx.rollback().await;
                    return;
                }
            }
        }
        (State::Offered, roll) => {
            let said = [Answer::Accepted, Answer::Declined, Answer::Accepted, Answer::Lapsed][roll];
            let after = waiting::answer(&mut tx, &test.app, &row, (said, today)).await;
            let after = after.expect("an answer");
            if said == Answer::Accepted {
                model.line.retain(|one| *one != id);
            }
            after
        }
        (State::AtProvider, 0) | (State::Assessed, 0) => {
            end::give_up(&mut tx, &test.app, &row, (today, "withdrawn")).await.expect("closed");
            State::Closed
        }
        (State::Ended | State::Closed, _) => {
            tx.rollback().await;
            return;
        }
        (state, roll) => {
            let steps = [Move::Assess, Move::Contract, Move::Evaluate, Move::Prolong, Move::End];
            let facts = Facts { team: 2, licence: true, ..Facts::default() };
            let possible = steps.into_iter().filter(|step| next(state, *step, &facts).is_ok());
            let possible: Vec<Move> = possible.collect();
            let chosen = possible[roll % possible.len()];
            let moved = go(&mut tx, &test.app, &row, (chosen, &facts), Moved::default()).await;
            moved.expect("a move")
        }
    };
    tx.audit(kit::audit::Entry::list("test"));
    tx.commit().await.expect("saved");
    model.states.insert(id, after);
}

#[tokio::test]
async fn a_long_walk_agrees_with_the_model() {
    let test = TestApp::new().await;
    let service = service(&test, "TM", PLACES as i32).await;
    let people = persons(&test, 24).await;
    let (mut model, mut dice) = (Model::default(), Dice(20_261_122));
    let mut people = people.into_iter();
    for turn in 0..240 {
        if turn % 10 == 0
            && let Some(person) = people.next()
        {
            let free = model.holding() < PLACES && model.line.is_empty();
            let (id, state) = come(&test, person, service).await;
            assert_eq!(state == State::AtProvider, free, "turn {turn}");
            if state == State::Waiting {
                model.line.push(id);
            }
            model.states.insert(id, state);
        }
        step(&test, &mut model, &mut dice).await;
        let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
        let known = places::all(&tx).await.expect("places")[&service];
        let line = waiting::line(&tx, service).await.expect("a line");
        tx.rollback().await;
        let hold = |wanted: Hold| model.states.values().filter(|s| s.hold() == wanted).count();
        let counted = (known.taken as usize, known.reserved as usize);
        assert_eq!(counted, (hold(Hold::Taken), hold(Hold::Reserved)), "turn {turn}");
        assert!(model.holding() <= PLACES, "turn {turn}");
        let line: Vec<PlacementId> = line.iter().map(|entry| entry.placement_id).collect();
        assert_eq!(line, model.line, "turn {turn}");
    }
    let ended = model.states.values().filter(|state| **state == State::Ended).count();
    assert!(ended > 3, "people went all the way: {ended}");
}
