//! The texts that a book keeps apart from its cells, each once, as Excel writes them.

use super::{is_plain_head, said, unescape};
use std::io::Read;

/// Texts in their order, in one piece of memory.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Kept {
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Kept {
    /// Those of a part where every one is written plainly; else none, and a sheet that asks for one is
    /// left to the library. That the part is no broken one the library has seen.
    pub fn read(mut part: impl Read) -> Kept {
        let mut text = String::new();
        let read = part.read_to_string(&mut text);
        read.ok().and_then(|_| Kept::of(&text)).unwrap_or_default()
    }

    fn of(text: &str) -> Option<Kept> {
        let (head, rest) = text.split_once("<sst")?;
        let (attributes, mut rest) = rest.split_once('>')?;
        let is_named = attributes.is_empty() || attributes.starts_with(' ');
        if !is_named || !is_plain_head(head) {
            return None;
        }
        said(attributes, [])?;
        let mut kept = Kept { text: String::with_capacity(rest.len() / 2), ends: Vec::new() };
        loop {
            rest = rest.trim_ascii_start();
            if rest.starts_with("</sst>") {
                return Some(kept);
            }
            let behind = rest.strip_prefix("<si><t")?;
            let behind = behind.strip_prefix(" xml:space=\"preserve\"").unwrap_or(behind);
            let (one, behind) = behind.strip_prefix('>')?.split_once('<')?;
            rest = behind.strip_prefix("/t></si>")?;
            unescape(one, &mut kept.text)?;
            kept.ends.push(kept.text.len());
        }
    }

    /// The text at a place.
    pub fn get(&self, at: usize) -> Option<&str> {
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(start..*self.ends.get(at)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_known_by_their_place() {
        let part = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sst count=\"3\" uniqueCount=\"3\">\
                    <si><t>Ана</t></si>\n<si><t xml:space=\"preserve\"> &lt;б&gt; </t></si><si><t></t></si>\
                    </sst>";
        let kept = Kept::read(part.as_bytes());
        let texts: Vec<_> = (0..4).map(|at| kept.get(at)).collect();
        assert_eq!(texts, [Some("Ана"), Some(" <б> "), Some(""), None]);
    }

    #[test]
    fn one_text_that_is_not_plain_leaves_all_to_the_library() {
        for strange in [
            "<sst><si><t>а</t></si><si><r><t>б</t></r></si></sst>",
            "<sst><si><t>а</t></si><si><t/></si></sst>",
            "<sst><si/><si><t>а</t></si></sst>",
            "<sst><si><t>а</t></si><!-- <si><t>б</t></si> --></sst>",
            "<sst><si><t>а</t><rPh><t>б</t></rPh></si></sst>",
            "<sst><si><t>_x0041_</t></si></sst>",
            "<sst><si><t>&#1072;</t></si></sst>",
            "<sst><si><t>а</t></si>",
            "<sstx><si><t>а</t></si></sst>",
            "<sst/>",
            "<?xml version=\"1.0\" encoding=\"windows-1251\"?><sst><si><t>a</t></si></sst>",
        ] {
            assert_eq!(Kept::read(strange.as_bytes()), Kept::default(), "{strange}");
        }
    }
}
