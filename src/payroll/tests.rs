//! What the pay of assistants promises.

mod flow;
mod many;
mod model;
mod pure;
mod reference;
