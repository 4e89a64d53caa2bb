//! Reads one source file and makes UTF-8 of it.

use super::{Options, Region, Skipped, SourceFile};
use crate::file;

/// Bytes of the size cap that a token takes. A token can cost the parser and its readers 600 bytes of
/// memory, so a file under the usual cap costs 300 MB at the most. Code of 30 projects needs 2 to 10 bytes
/// a token, and no hand-written file has half of the tokens that this allows. A cap below the usual one
/// allows no fewer.
const BYTES_PER_TOKEN: u64 = 8;

/// Reads a file of the tree.
///
/// A byte order mark goes; UTF-16 is recognised by its mark; other bytes that are not UTF-8 become
/// U+FFFD one by one, so that positions stay. Lone carriage returns count as line ends.
///
/// # Errors
/// [`Skipped`] for a file that cannot be read, has grown over the cap, is binary, or holds more tokens
/// than can be parsed in little memory.
pub fn read(file: &SourceFile, options: &Options) -> Result<Region, Skipped> {
    let skip = |why: String| Skipped {
        path: file.path.clone(),
        why,
    };
    let bytes = bytes_of(file, options)
        .map_err(|error| skip(format!("cannot be read: {error}; check its permissions")))?;
    if bytes.len() as u64 > options.max_file_size {
        return Err(skip(
            "has grown over the size cap; raise it with --max-file-size".to_owned(),
        ));
    }
    let text = decode(bytes)
        .ok_or_else(|| skip("holds binary data, not source; nothing to do".to_owned()))?;
    let allowed = options.max_file_size.max(Options::MAX_FILE_SIZE);
    let needed = |tokens: u64| tokens.saturating_mul(BYTES_PER_TOKEN);
    // No text has more tokens than bytes: most are too short to be counted.
    if needed(text.len() as u64) > allowed && needed(tokens(&text)) > allowed {
        let needed = needed(tokens(&text));
        return Err(skip(format!(
            "has so many tokens that parsing it would take much memory: is it source? --max-file-size {needed} reads it"
        )));
    }
    Ok(Region {
        path: file.path.as_str().into(),
        pack: file.pack,
        text,
        line: 1,
    })
}

/// At most one byte more than the cap: a file may grow while it is read, or become a pipe.
fn bytes_of(file: &SourceFile, options: &Options) -> std::io::Result<Vec<u8>> {
    file::beginning(&file.location, options.max_file_size.saturating_add(1))
}

/// `None` for binary data: an ELF image, or text with many NUL bytes.
fn decode(mut bytes: Vec<u8>) -> Option<String> {
    let text = match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => {
            let nul_bytes = memchr::memchr_iter(0, &bytes).count();
            if bytes.starts_with(b"\x7fELF") || nul_bytes * 100 > bytes.len() {
                return None;
            }
            if bytes.starts_with(b"\xEF\xBB\xBF") {
                bytes.drain(..3);
            }
            utf8(bytes)
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

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let bytes = error.as_bytes();
        let mut text = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            text.extend(std::iter::repeat_n(
                char::REPLACEMENT_CHARACTER,
                chunk.invalid().len(),
            ));
        }
        text
    })
}

/// About how many tokens a text has in any language: words, and all other signs one by one.
fn tokens(text: &str) -> u64 {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii();
    let (mut tokens, mut in_word) = (0, false);
    for byte in text.bytes() {
        let goes_on = in_word && is_word(byte);
        tokens += u64::from(!goes_on && !byte.is_ascii_whitespace());
        in_word = is_word(byte);
    }
    tokens
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
    use super::{decode, tokens};

    fn decoded(bytes: &[u8]) -> Option<String> {
        decode(bytes.to_vec())
    }

    #[test]
    fn words_and_signs_are_tokens_and_blanks_are_none() {
        assert_eq!(tokens("  return gr\u{fc}n_1 +2;\n"), 5);
        assert_eq!(tokens("!!!!(a)(b)"), 10);
        assert_eq!(tokens(" \t\n"), 0);
    }

    #[test]
    fn encodings_become_utf8_and_binary_is_refused() {
        assert_eq!(decoded(b"\xEF\xBB\xBFint x;").as_deref(), Some("int x;"));
        assert_eq!(decoded(b"\xFF\xFEi\0n\0t\0").as_deref(), Some("int"));
        assert_eq!(
            decoded(b"gr\xfc\xdf").as_deref(),
            Some("gr\u{fffd}\u{fffd}")
        );
        assert_eq!(decoded(b"a\rb").as_deref(), Some("a\nb"));
        assert_eq!(decoded(b"\x7fELF\x02\x01"), None);
        assert_eq!(
            decoded(b""),
            Some(String::new()).as_deref().map(str::to_owned)
        );
    }
}
