//! What training promises.

mod demo;
mod pure;
mod table;
