//! Drawings of our own as pictures: SVG in, PNG out.

use std::sync::Arc;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use crate::error::PrintError;

/// Fonts as drawings find them.
pub type Fonts = fontdb::Database;

/// The longest drawing that is read, in bytes.
const SVG_BYTES_MAX: usize = 1_000_000;
/// The longest side of a picture, in points.
const SIDE_MAX: f32 = 4_000.0;

/// The fonts of the pages; a drawing that asks for another family gets the first of them.
pub fn fonts(files: &[Vec<u8>]) -> Fonts {
    let mut all = Fonts::new();
    for file in files {
        all.load_font_data(file.clone());
    }
    let first = all.faces().next().and_then(|face| face.families.first());
    if let Some(family) = first.map(|(name, _)| name.clone()) {
        all.set_sans_serif_family(family);
    }
    all
}

/// The picture.
pub fn png(svg: &str, fonts: &Arc<Fonts>, times: f32) -> Result<Vec<u8>, PrintError> {
    if svg.len() > SVG_BYTES_MAX {
        return Err(PrintError::TooLong { bytes: svg.len(), limit: SVG_BYTES_MAX });
    }
    let broken = PrintError::Broken;
    let mut options = usvg::Options { fontdb: Arc::clone(fonts), ..usvg::Options::default() };
    // A drawing names no other file; one that does shall not reach it.
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    let tree = usvg::Tree::from_str(svg, &options).map_err(|e| broken(e.to_string()))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let times = times.clamp(0.1, 8.0).min(SIDE_MAX / width.max(height).max(1.0));
    let points = |side: f32| (side * times).ceil().clamp(1.0, SIDE_MAX) as u32;
    let picture = Pixmap::new(points(width), points(height));
    let mut picture = picture.ok_or_else(|| broken("a picture without a size".to_owned()))?;
    picture.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(times, times), &mut picture.as_mut());
    picture.encode_png().map_err(|e| broken(e.to_string()))
}
