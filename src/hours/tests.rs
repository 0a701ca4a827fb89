//! What the reports of assistants promise.

mod book;
mod late;
mod paper;
mod phone;
mod pure;
pub(crate) mod ready;
mod stay;
mod trouble;
mod typed;
