//! The machine of states: no path skips a step, closed cases stay closed.

use crate::referral::case::{Facts, Move, Refusal, State, next};
use proptest::prelude::*;

const MOVES: [Move; 15] = [
    Move::Offer,
    Move::Agree,
    Move::Missed,
    Move::Hold,
    Move::Ask,
    Move::Write,
    Move::Sign,
    Move::Give,
    Move::Appeal,
    Move::EndAppeal,
    Move::Pause,
    Move::Expire,
    Move::Annul,
    Move::HandOver,
    Move::Close,
];

fn facts() -> impl Strategy<Value = Facts> {
    (any::<[bool; 9]>(), 0..4_usize, 0..4_usize).prop_map(|(b, proposed, chosen)| Facts {
        informed_orally: b[0],
        informed_in_writing: b[1],
        in_order: b[2],
        in_future: b[3],
        before_meeting: b[4],
        complete: b[5],
        given: b[6],
        over: b[7],
        taken: b[8],
        proposed,
        chosen: chosen.min(proposed),
    })
}

fn steps() -> impl Strategy<Value = Vec<(Move, Facts)>> {
    prop::collection::vec((prop::sample::select(MOVES.to_vec()), facts()), 0..40)
}

proptest! {
    #[test]
    fn no_path_to_a_signature_skips_a_step(steps in steps()) {
        let mut state = State::MeetingPlanning;
        let (mut agreed, mut held) = (false, false);
        for (step, facts) in steps {
            let Ok(after) = next(state, step, &facts) else { continue };
            agreed |= step == Move::Agree;
            if step == Move::Hold {
                prop_assert!(agreed && facts.informed_orally && facts.informed_in_writing);
                held = true;
            }
            if step == Move::Sign {
                prop_assert!(held && facts.in_order && facts.complete);
                prop_assert!(!facts.in_future && !facts.before_meeting);
            }
            state = after;
        }
        let signed = [State::PoIssued, State::Appealed, State::Expired, State::ClosedDeclined];
        prop_assert!(!signed.contains(&state) || held);
    }

    #[test]
    fn what_is_closed_stays_closed(
        step in prop::sample::select(MOVES.to_vec()),
        facts in facts(),
    ) {
        for state in State::ALL.into_iter().filter(|state| state.is_closed()) {
            // A declined assessment is still given, appealed or annulled.
            if state != State::ClosedDeclined {
                prop_assert_eq!(next(state, step, &facts), Err(Refusal::WrongState));
            }
        }
    }

    #[test]
    fn a_file_for_somebody_else_is_only_handed_over_or_closed(
        step in prop::sample::select(MOVES.to_vec()),
        facts in facts(),
    ) {
        for state in State::ALL.into_iter().filter(|state| state.is_to_hand_over()) {
            let moves = matches!(step, Move::HandOver | Move::Close);
            prop_assert_eq!(next(state, step, &facts).is_ok(), moves);
        }
    }
}

#[test]
fn states_are_read_as_written() {
    for state in State::ALL {
        assert_eq!(State::from_code(state.code()), Some(state));
    }
}
