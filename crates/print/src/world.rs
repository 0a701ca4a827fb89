//! What a template can see: the shared parts, its own text and data, the fonts. Nothing else exists.

use std::path::PathBuf;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_kit::fonts::FontStore;

use crate::glued::glued;

/// The parts that every template may import, by path.
const SHARED: [(&str, &str); 6] = [
    ("/letter.typ", include_str!("../templates/letter.typ")),
    ("/parts.typ", include_str!("../templates/parts.typ")),
    ("/people.typ", include_str!("../templates/people.typ")),
    ("/emblem.typ", include_str!("../templates/emblem.typ")),
    ("/qr.typ", include_str!("../templates/qr.typ")),
    ("/campaign.typ", include_str!("../templates/campaign.typ")),
];

/// The family that comes with Typst and has every letter that the law is written in.
const LAST_FAMILY: &str = "Libertinus Serif";

/// What all jobs share; made once.
pub struct Shop {
    library: LazyHash<Library>,
    fonts: FontStore,
    families: Vec<String>,
    shared: Vec<Source>,
    template: FileId,
    data: FileId,
    job: FileId,
}

impl Shop {
    /// With the fonts that come with Typst and these.
    pub fn new(extra_fonts: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let mut fonts = FontStore::new();
        let mut families = Vec::new();
        for font in extra_fonts.into_iter().flat_map(|bytes| Font::iter(Bytes::new(bytes))) {
            let info = renamed(fonts.book(), font.info().clone());
            if !families.contains(&info.family) {
                families.push(info.family.clone());
            }
            fonts.push((font, info));
        }
        families.push(LAST_FAMILY.to_owned());
        fonts.extend(typst_kit::fonts::embedded());
        // Row headings of tables for screen readers are behind this switch in Typst 0.15.
        let features = [Feature::A11yExtras].into_iter().collect();
        Shop {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            fonts,
            families,
            shared: SHARED
                .iter()
                .map(|(path, text)| Source::new(file(path), glued(text).into_owned()))
                .collect(),
            template: file("/template.typ"),
            data: file("/data.json"),
            job: file("/job.json"),
        }
    }

    /// The fonts at hand.
    pub fn book(&self) -> &FontBook {
        self.fonts.book()
    }

    /// The families for text, in the order in which they are tried.
    pub fn families(&self) -> &[String] {
        &self.families
    }

    /// A template as it is read: once, however many jobs are printed with it.
    pub fn template(&self, text: &str) -> Source {
        Source::new(self.template, glued(text).into_owned())
    }

    /// The world of one job.
    pub fn world(&self, template: Source, data: Vec<u8>, job: Vec<u8>) -> JobWorld<'_> {
        JobWorld { shop: self, template, data: Bytes::new(data), job: Bytes::new(job) }
    }
}

/// What the template of one job can see.
pub struct JobWorld<'a> {
    shop: &'a Shop,
    template: Source,
    data: Bytes,
    job: Bytes,
}

impl World for JobWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shop.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.shop.fonts.book()
    }

    fn main(&self) -> FileId {
        self.shop.template
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.shop.template {
            return Ok(self.template.clone());
        }
        self.shop.shared.iter().find(|source| source.id() == id).cloned().ok_or_else(|| absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id {
            _ if id == self.shop.data => Ok(self.data.clone()),
            _ if id == self.shop.job => Ok(self.job.clone()),
            _ => Err(absent(id)),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shop.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Web fonts come cut by script, often all files under one family name, and Typst takes one file per
/// family and style. So the second file of a style is known as "Family 2", and text asks for all of them.
fn renamed(book: &FontBook, mut info: FontInfo) -> FontInfo {
    let family = info.family.clone();
    let mut part = 1;
    while book
        .select_family(&info.family.to_lowercase())
        .filter_map(|index| book.info(index))
        .any(|other| other.variant == info.variant)
    {
        part += 1;
        info.family = format!("{family} {part}");
    }
    info
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.get().vpath().get_with_slash()))
}

/// The id of one of our own fixed paths.
fn file(path: &str) -> FileId {
    // A path that is not valid would be a slip in this file; it then names the root and finds nothing.
    let path = VirtualPath::new(path).or_else(|_| VirtualPath::new("/"));
    match path {
        Ok(path) => RootedPath::new(VirtualRoot::Project, path).intern(),
        Err(_) => unreachable!("the root is a path"),
    }
}
