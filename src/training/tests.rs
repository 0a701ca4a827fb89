//! What training promises.

mod demo;
mod guided;
mod mail;
mod pure;
mod table;
