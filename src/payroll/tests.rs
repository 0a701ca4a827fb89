//! What the pay of assistants promises.

mod flow;
mod model;
mod pure;
