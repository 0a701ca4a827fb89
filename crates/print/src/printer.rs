//! The printer: made once, used from any thread.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;

use jiff::Zoned;
use serde_json::{Value, json};
use typst::foundations::{Datetime, Smart};
use typst::syntax::Source;
use typst::text::{Lang, Locale, Region};
use typst::utils::hash128;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::error::{PrintError, Problem, problems};
use crate::glyphs::Glyphs;
use crate::picture::{self, Fonts};
use crate::world::{JobWorld, Shop};

/// The most data that one letter may carry: some 30 pages of text.
const DATA_BYTES_MAX: usize = 300_000;

/// Typesetting recurses; the small stacks of worker threads are not made for it.
const STACK_BYTES: usize = 32 * 1024 * 1024;

/// Fonts, library and shared templates, ready for any number of jobs. A clone shares them.
#[derive(Clone)]
pub struct Printer {
    shop: Arc<Shop>,
    pictures: Arc<Fonts>,
}

/// One document to be printed.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// Typst source; usually begins with `#import "/letter.typ": letter`.
    pub template: &'a str,
    /// What the template reads as `json("/data.json")`.
    pub data: &'a Value,
    /// Title of the document, as readers and archives show it.
    pub title: &'a str,
    /// Language and region, such as `bg-BG`.
    pub lang: &'a str,
    /// When the document was made, as written into it; the printer has no clock.
    pub created: &'a Zoned,
}

/// A printed document.
#[derive(Debug, Clone)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// Characters of the data that the fonts lack: □ on paper, marks over letters left out. Tell the user.
    pub replaced: String,
    /// What Typst would rather have otherwise; empty for a sound template.
    pub warnings: Vec<Problem>,
}

impl Printer {
    /// A printer with these fonts (TrueType or OpenType files). Text is set in them in the order given,
    /// and in Libertinus Serif, which comes with Typst, where they lack a letter or when none is given.
    pub fn new(extra_fonts: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let fonts: Vec<Vec<u8>> = extra_fonts.into_iter().collect();
        let pictures = Arc::new(picture::fonts(&fonts));
        Printer { shop: Arc::new(Shop::new(fonts)), pictures }
    }

    /// A drawing as a picture, so many times as large as it says it is; never larger than a sheet
    /// that a printer takes. Nothing outside of the drawing is read.
    ///
    /// # Errors
    /// When the text is no drawing.
    pub fn png(&self, svg: &str, times: f32) -> Result<Vec<u8>, PrintError> {
        picture::png(svg, &self.pictures, times)
    }

    /// Prints one document. Takes tens of milliseconds: call it from a thread that may block.
    ///
    /// # Errors
    /// When the template or its data is wrong (file, line, message), or when the result would break
    /// PDF/A-2a or PDF/UA-1, for example by a picture without a text for those who cannot see it.
    pub fn pdf(&self, job: &Job) -> Result<Pdf, PrintError> {
        on_large_stack(|| {
            let pdf = self.print(job, self.shop.template(job.template));
            forget();
            pdf
        })
    }

    /// Prints many documents on all processors. What was worked out for one serves the next of the
    /// same template, and is forgotten when the last one is printed.
    ///
    /// # Errors
    /// As [`Printer::pdf`], each document for itself, in the order of the jobs.
    pub fn pdfs(&self, jobs: &[Job]) -> Vec<Result<Pdf, PrintError>> {
        let mut templates: HashMap<&str, Source> = HashMap::new();
        for job in jobs {
            templates.entry(job.template).or_insert_with(|| self.shop.template(job.template));
        }
        let next = AtomicUsize::new(0);
        let done: Vec<OnceLock<Result<Pdf, PrintError>>> =
            jobs.iter().map(|_| OnceLock::new()).collect();
        let work = || {
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let (Some(job), Some(place)) = (jobs.get(index), done.get(index)) else { return };
                let Some(template) = templates.get(job.template) else { return };
                // Nobody else has this place.
                let _ = place.set(self.print(job, template.clone()));
            }
        };
        let hands = thread::available_parallelism().map_or(1, usize::from).min(jobs.len());
        thread::scope(|scope| {
            let all: Vec<_> = (0..hands).map(|_| large_stack().spawn_scoped(scope, work)).collect();
            all.into_iter().flatten().for_each(|hand| drop(hand.join()));
        });
        forget();
        let lost = || Err(PrintError::Broken("it panicked".to_owned()));
        done.into_iter().map(|place| place.into_inner().unwrap_or_else(lost)).collect()
    }

    /// Prints one document, on this thread.
    fn print(&self, job: &Job, template: Source) -> Result<Pdf, PrintError> {
        let locale = locale(job.lang)?;
        let mut glyphs = Glyphs::of(self.shop.book(), self.shop.families());
        let data = glyphs.printable(job.data).to_string().into_bytes();
        if data.len() > DATA_BYTES_MAX {
            return Err(PrintError::TooLong { bytes: data.len(), limit: DATA_BYTES_MAX });
        }
        let title = glyphs.text(job.title);
        let about = json!({
            "title": title,
            "lang": locale.lang.as_str(),
            "region": locale.region.map(|region| region.as_str().to_owned()),
            "fonts": self.shop.families(),
        });
        let options = options(job, &data)?;
        let world = self.shop.world(template, data, about.to_string().into_bytes());
        let mut pdf = typeset(&world, &title, locale, &options)?;
        pdf.replaced = glyphs.replaced();
        Ok(pdf)
    }
}

fn typeset(
    world: &JobWorld<'_>,
    title: &str,
    locale: Locale,
    options: &PdfOptions,
) -> Result<Pdf, PrintError> {
    let compiled = typst::compile::<PagedDocument>(world);
    let warnings = problems(world, &compiled.warnings);
    let refused = |errors| PrintError::Refused(problems(world, &errors));
    let mut document = compiled.output.map_err(refused)?;
    let info = document.info_mut();
    info.title = Some(title.into());
    info.locale = Smart::Custom(locale);
    let bytes = typst_pdf::pdf(&document, options)
        .map_err(|errors| PrintError::Refused(problems(world, &errors)))?;
    Ok(Pdf { bytes, pages: document.pages().len(), replaced: String::new(), warnings })
}

fn options(job: &Job, data: &[u8]) -> Result<PdfOptions, PrintError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| PrintError::Broken(error.message().to_string()))?;
    let identity = hash128(&(job.template, data, job.title, job.created.timestamp()));
    Ok(PdfOptions {
        ident: Smart::Custom(format!("{identity:032x}")),
        creator: Smart::Custom(Some("Опора".to_owned())),
        timestamp: timestamp(job.created),
        standards,
        ..PdfOptions::default()
    })
}

fn timestamp(at: &Zoned) -> Option<Timestamp> {
    let small = |number: i8| u8::try_from(number).ok();
    let moment = Datetime::from_ymd_hms(
        at.year().into(),
        small(at.month())?,
        small(at.day())?,
        small(at.hour())?,
        small(at.minute())?,
        small(at.second())?,
    )?;
    Timestamp::new_local(moment, at.offset().seconds() / 60)
}

fn locale(tag: &str) -> Result<Locale, PrintError> {
    let unknown = || PrintError::Language(tag.to_owned());
    let (lang, region) = match tag.split_once('-') {
        Some((lang, region)) => (lang, Some(region)),
        None => (tag, None),
    };
    let lang: Lang = lang.parse().map_err(|_| unknown())?;
    let region: Option<Region> = region.map(str::parse).transpose().map_err(|_| unknown())?;
    Ok(Locale::new(lang, region))
}

/// Typst keeps what it computed for the next, similar document. Ours hold the lives of people.
fn forget() {
    typst::comemo::evict(0);
}

fn large_stack() -> thread::Builder {
    thread::Builder::new().name("print".to_owned()).stack_size(STACK_BYTES)
}

/// Runs `work` on a thread of its own, so that neither a small stack nor a panic reaches the caller.
fn on_large_stack<T: Send>(
    work: impl FnOnce() -> Result<T, PrintError> + Send,
) -> Result<T, PrintError> {
    thread::scope(|scope| {
        large_stack()
            .spawn_scoped(scope, work)
            .map_err(|error| PrintError::Broken(error.to_string()))?
            .join()
            .unwrap_or_else(|_| Err(PrintError::Broken("it panicked".to_owned())))
    })
}
