//! What the pay of assistants promises.

mod back;
mod flow;
mod many;
mod model;
mod pure;
mod reference;
