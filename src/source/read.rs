//! Reads one source file and makes UTF-8 of it.

use std::fs::File;
use std::io::Read;

use super::{Options, Region, Skipped, SourceFile};

/// Reads a file of the tree.
///
/// A byte order mark goes; UTF-16 is recognised by its mark; other bytes that are not UTF-8 become
/// U+FFFD one by one, so that positions stay. Lone carriage returns count as line ends.
///
/// # Errors
/// [`Skipped`] for a file that cannot be read, has grown over the cap, or is binary.
pub fn read(file: &SourceFile, options: &Options) -> Result<Region, Skipped> {
    let skip = |why: String, unreadable| Skipped {
        path: file.path.clone(),
        why,
        unreadable,
    };
    let bytes = bytes_of(file, options).map_err(|error| {
        skip(
            format!("cannot be read: {error}; check its permissions"),
            true,
        )
    })?;
    if bytes.len() as u64 > options.max_file_size {
        return Err(skip(
            "has grown over the size cap; raise it with --max-file-size".to_owned(),
            false,
        ));
    }
    let text = decode(&bytes).ok_or_else(|| {
        skip(
            "holds binary data, not source; nothing to do".to_owned(),
            false,
        )
    })?;
    Ok(Region {
        path: file.path.as_str().into(),
        pack: file.pack,
        text,
        line: 1,
    })
}

/// At most one byte more than the cap: a file may grow while it is read.
fn bytes_of(file: &SourceFile, options: &Options) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(&file.location)?
        .take(options.max_file_size + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// `None` for binary data: an ELF image, or text with many NUL bytes.
fn decode(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => {
            let nul_bytes = memchr::memchr_iter(0, bytes).count();
            if bytes.starts_with(b"\x7fELF") || nul_bytes * 100 > bytes.len() {
                return None;
            }
            utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes))
        }
    };
    Some(with_line_ends(text))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn utf8(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(std::iter::repeat_n(
            char::REPLACEMENT_CHARACTER,
            chunk.invalid().len(),
        ));
    }
    text
}

/// Old Mac files have no line feed at all.
fn with_line_ends(text: String) -> String {
    if text.contains('\r') && !text.contains('\n') {
        text.replace('\r', "\n")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn encodings_become_utf8_and_binary_is_refused() {
        assert_eq!(decode(b"\xEF\xBB\xBFint x;").as_deref(), Some("int x;"));
        assert_eq!(decode(b"\xFF\xFEi\0n\0t\0").as_deref(), Some("int"));
        assert_eq!(decode(b"gr\xfc\xdf").as_deref(), Some("gr\u{fffd}\u{fffd}"));
        assert_eq!(decode(b"a\rb").as_deref(), Some("a\nb"));
        assert_eq!(decode(b"\x7fELF\x02\x01"), None);
        assert_eq!(
            decode(b""),
            Some(String::new()).as_deref().map(str::to_owned)
        );
    }
}
