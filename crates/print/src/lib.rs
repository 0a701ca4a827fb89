//! Paper: a Typst template and data in, a PDF for the archive and for screen readers out.
//!
//! Every document is PDF/A-2a (for the archive) and PDF/UA-1 (for people who listen to it) at once, or it
//! is an error. The same job gives the same bytes: there is no clock, no file system, no network and no
//! package in reach of a template, only the data and the shared parts under `/`:
//!
//! | path | gives |
//! | --- | --- |
//! | `/letter.typ` | the frame of a municipal document: headers, number, title, footer, signatures, check code |
//! | `/parts.typ` | values that may be absent, fields, tables, paragraphs, boxes |
//! | `/people.typ` | the person, the representative, the wish, the places for signatures |
//! | `/emblem.typ` | the emblem of the Union, drawn by the specification |
//! | `/qr.typ` | a QR code from its rows of modules |
//! | `/campaign.typ` | colours, icons and bands of brochures, posters and leaflets |
//! | `/data.json` | the data of the job |
//! | `/job.json` | title, language and fonts of the job |
//!
//! The shape of the data that each template expects is in this crate's `README.md`.
//!
//! A drawing of our own (SVG) becomes a picture (PNG) in the same fonts: [`Printer::png`].
//!
//! This is the only crate that names Typst.

mod error;
mod glued;
mod glyphs;
mod picture;
mod printer;
mod world;

pub use error::{PrintError, Problem};
pub use printer::{Job, Pdf, Printer};
