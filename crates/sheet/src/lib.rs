//! Spreadsheets: people read from a table and checked row by row, lists written as a table.
//!
//! Purpose: a municipality that begins with Opora has its people in a spreadsheet; an office that
//! must answer somebody needs a list as one; figures of others come in tables with merged cells.
//! Invariants: bytes in, values out; no clock, no database, no files of its own. What a file says
//! is never trusted: its kind is told from its content, its size is limited before it is unpacked,
//! a wrong cell is named by row and column and never mended in silence.

mod book;
mod cell;
mod detect;
mod fault;
mod field;
mod grid;
mod person;
mod place;
mod plain;
mod read;
mod table;
mod write;

pub use cell::day;
pub use detect::{Kind, detect};
pub use fault::{Fault, Wrong};
pub use field::Field;
pub use grid::{Bounds, GridRow, grid};
pub use person::{Checked, Plan, is_complete};
pub use place::{NotFound, Place, Places};
pub use read::{ReadError, read, read_in_parts};
pub use table::{Row, Table};
pub use write::{Format, WriteError, Writer, csv, template};
