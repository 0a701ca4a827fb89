//! What can go wrong on the way to paper, told with file and line.

use std::fmt::{self, Display, Formatter};

use thiserror::Error;
use typst::World;
use typst::WorldExt;
use typst::diag::SourceDiagnostic;
use typst::syntax::{DiagSpan, FileId};

/// Why there is no PDF.
///
/// Messages may quote words of the data: keep them out of logs that are read without a right to the case.
#[derive(Debug, Error)]
pub enum PrintError {
    /// The language tag is not one that Typst knows.
    #[error("unknown language `{0}`: write it as `bg` or `bg-BG`")]
    Language(String),
    /// The data is larger than a letter can be.
    #[error("the data of the letter has {bytes} bytes, the limit is {limit}")]
    TooLong {
        /// Size of the data as JSON.
        bytes: usize,
        /// The most that is printed.
        limit: usize,
    },
    /// The template, the data in it or a rule of PDF/A or PDF/UA refuses.
    #[error("{}", lines(.0))]
    Refused(Vec<Problem>),
    /// The typesetter itself broke; a fault of the program, never of the data.
    #[error("the typesetter broke: {0}")]
    Broken(String),
}

/// One complaint and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// `template.typ` for the job's template, else the shared file; empty when the place is unknown.
    pub file: String,
    /// Line from 1; 0 when the place is unknown.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What may help.
    pub hints: Vec<String>,
    /// The calls that led there, nearest first, each `file:line`.
    pub through: Vec<String>,
}

impl Display for Problem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "{}:{}: ", self.file, self.line)?;
        }
        f.write_str(&self.message)?;
        for hint in &self.hints {
            write!(f, " ({hint})")?;
        }
        if !self.through.is_empty() {
            write!(f, " [from {}]", self.through.join(", "))?;
        }
        Ok(())
    }
}

/// Typst's complaints in our words.
pub fn problems<'a>(
    world: &dyn World,
    diagnostics: impl IntoIterator<Item = &'a SourceDiagnostic>,
) -> Vec<Problem> {
    diagnostics
        .into_iter()
        .map(|diagnostic| {
            let (file, line) = place(world, diagnostic.span);
            Problem {
                file,
                line,
                message: diagnostic.message.to_string(),
                hints: diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect(),
                through: diagnostic
                    .trace
                    .iter()
                    .map(|point| place(world, point.span.into()))
                    .filter(|(_, line)| *line > 0)
                    .map(|(file, line)| format!("{file}:{line}"))
                    .collect(),
            }
        })
        .collect()
}

fn place(world: &dyn World, span: DiagSpan) -> (String, usize) {
    let found = span.id().and_then(|id: FileId| {
        let range = world.range(span)?;
        let source = world.source(id).ok()?;
        let line = source.lines().byte_to_line(range.start)?;
        Some((id.get().vpath().get_without_slash().to_owned(), line + 1))
    });
    found.unwrap_or_default()
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")
}
