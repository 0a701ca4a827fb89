//! The commands of the program. Each file is one command.

pub mod import;
pub mod serve;
