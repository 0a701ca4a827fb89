//! Spreadsheets: people read from a table and checked row by row, lists written as a table.
//!
//! Purpose: a municipality that begins with Opora has its people in a spreadsheet; an office that
//! must answer somebody needs a list as one.
//! Invariants: bytes in, values out; no clock, no database, no files of its own. What a file says
//! is never trusted: its kind is told from its content, its size is limited before it is unpacked,
//! a wrong cell is named by row and column and never mended in silence.

mod cell;
mod detect;
mod fault;
mod field;
mod person;
mod place;
mod read;
mod table;
mod write;

pub use cell::day;
pub use detect::{Kind, detect};
pub use fault::{Fault, Wrong};
pub use field::Field;
pub use person::{Checked, Plan, is_complete};
pub use place::{Place, Places};
pub use read::{ReadError, read};
pub use table::{Row, Table};
pub use write::{Format, WriteError, Writer, csv, template};
