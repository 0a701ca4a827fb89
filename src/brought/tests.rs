//! Agreements of before as their users meet them.

mod made;
mod office;
mod pure;
