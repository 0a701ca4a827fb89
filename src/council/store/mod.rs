//! The rows of the council. The only place of this capability that declares the ORM's entities.

mod meeting;
mod minutes;
mod term;

pub use meeting::{
    council_attendance, council_ballot, council_item, council_recusal, council_sitting,
    council_vote,
};
pub use minutes::{
    council_decision, council_message, council_minutes, council_opinion, council_paper,
};
pub use term::{
    council_declaration, council_letter, council_mandate, council_member, council_proposal,
    council_rule,
};

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<council_rule::Entity>(),
        columns::<council_mandate::Entity>(),
        columns::<council_member::Entity>(),
        columns::<council_declaration::Entity>(),
        columns::<council_proposal::Entity>(),
        columns::<council_letter::Entity>(),
        columns::<council_sitting::Entity>(),
        columns::<council_item::Entity>(),
        columns::<council_attendance::Entity>(),
        columns::<council_recusal::Entity>(),
        columns::<council_vote::Entity>(),
        columns::<council_ballot::Entity>(),
        columns::<council_decision::Entity>(),
        columns::<council_opinion::Entity>(),
        columns::<council_message::Entity>(),
        columns::<council_minutes::Entity>(),
        columns::<council_paper::Entity>(),
    ]
}
