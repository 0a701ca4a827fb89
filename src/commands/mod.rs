//! The commands of the program. Each file is one command.

pub mod admin;
pub mod audit;
pub mod backup;
pub mod copy_database;
pub mod demo;
pub mod generate;
pub mod import;
pub mod import_people;
pub mod law;
pub mod migrate;
pub mod serve;
