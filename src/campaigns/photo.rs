//! A photograph as anybody may have it: without what a telephone writes into it (where, when, by which
//! device). Only how it is turned is left, or it would lie on its side. Without a database.

/// The photograph without what is hidden in it; nothing when it cannot be read.
#[must_use]
pub fn bare(media: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    match media {
        "image/jpeg" => jpeg(bytes),
        "image/png" => png(bytes),
        _ => None,
    }
}

fn pair(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes)
}

/// Keeps the parts of a picture that draw it: those of the makers of programs (APP1 to APP15, but the
/// colours of APP2 and APP14) and remarks go.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    if !bytes.starts_with(&[0xff, 0xd8]) {
        return None;
    }
    let (mut at, mut turn): (usize, Option<u8>) = (2, None);
    let mut parts: Vec<u8> = Vec::new();
    loop {
        let (mark, length) = (pair(bytes, at)?, usize::from(pair(bytes, at + 2)?));
        let part = bytes.get(at..at + 2 + length)?;
        match mark {
            // What follows is the picture itself.
            0xffda => break,
            0xffe1 => turn = turn.or(turned(part.get(4..)?)),
            0xffe3..=0xffed | 0xffef | 0xfffe => {}
            0xff00..=0xffff if length >= 2 => parts.extend_from_slice(part),
            _ => return None,
        }
        at += 2 + length;
    }
    let mut kept: Vec<u8> = Vec::with_capacity(bytes.len());
    kept.extend_from_slice(&[0xff, 0xd8]);
    if let Some(turn) = turn {
        kept.extend_from_slice(
            b"\xff\xe1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0",
        );
        kept.extend_from_slice(&[turn, 0, 0, 0, 0, 0, 0]);
    }
    kept.append(&mut parts);
    kept.extend_from_slice(bytes.get(at..)?);
    Some(kept)
}

/// How a picture is turned, 1 to 8, by what a camera wrote into it.
fn turned(exif: &[u8]) -> Option<u8> {
    let tiff = exif.strip_prefix(b"Exif\0\0")?;
    let is_little = tiff.starts_with(b"II");
    let short = |at: usize| -> Option<u16> {
        let two: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let long = |at: usize| -> Option<usize> {
        let four: [u8; 4] = tiff.get(at..at + 4)?.try_into().ok()?;
        let long = if is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) };
        usize::try_from(long).ok()
    };
    let list = long(4)?;
    let entries = (0..usize::from(short(list)?)).map(|entry| list + 2 + entry * 12);
    let mut turns = entries.filter(|at| short(*at) == Some(0x0112)).map(|at| short(at + 8));
    turns.next().flatten().and_then(|turn| u8::try_from(turn).ok()).filter(|t| (1..=8).contains(t))
}

/// Keeps the parts of a picture that draw it.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    const DRAWN: [&[u8]; 10] =
        [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs"];
    let (head, mut rest) = bytes.split_at_checked(8)?;
    let mut kept = head.to_vec();
    while !rest.is_empty() {
        let length: [u8; 4] = rest.get(..4)?.try_into().ok()?;
        let whole = usize::try_from(u32::from_be_bytes(length)).ok()?.checked_add(12)?;
        let (part, after) = rest.split_at_checked(whole)?;
        if DRAWN.contains(&part.get(4..8)?) {
            kept.extend_from_slice(part);
        }
        rest = after;
    }
    Some(kept)
}
