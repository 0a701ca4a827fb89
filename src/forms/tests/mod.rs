//! Own fields as those who make them, fill them in and count them meet them.

mod fields;
mod pages;
