//! The commands of the program. Each file is one command.

use std::fmt::Arguments;
use std::io::Write;

/// Prints a line. Whoever reads no further (`| head`) has had enough: the command ends quietly.
#[macro_export]
macro_rules! say {
    ($($text:tt)*) => {
        $crate::commands::print(format_args!("{}\n", format_args!($($text)*)))
    };
}

/// Prints a line of a service, which goes on when nobody reads it.
#[macro_export]
macro_rules! announce {
    ($($text:tt)*) => {
        $crate::commands::try_print(format_args!("{}\n", format_args!($($text)*)))
    };
}

/// Prints a text as it is; see [`say!`].
pub fn print(text: Arguments<'_>) {
    let mut out = std::io::stdout().lock();
    let printed = out.write_fmt(text).and_then(|()| out.flush());
    if printed.is_err_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe) {
        std::process::exit(0);
    }
}

/// Prints a text as it is; see [`announce!`].
pub fn try_print(text: Arguments<'_>) {
    let mut out = std::io::stdout().lock();
    drop(out.write_fmt(text).and_then(|()| out.flush()));
}

pub mod admin;
pub mod audit;
pub mod audit_proof;
pub mod backup;
pub mod copy_database;
pub mod demo;
pub mod export;
pub mod generate;
pub mod identity;
pub mod import;
pub mod import_agreements;
pub mod import_people;
pub mod keys;
pub mod law;
pub mod mail;
pub mod migrate;
pub mod serve;
