//! What a log is packed with, known by its first bytes and never by its name.

use std::io::{self, Cursor, Read};

use flate2::read::MultiGzDecoder;

/// As many bytes as the longest signature has.
const HEAD: u64 = 10;

/// Packings that are known but not read: their signature and name.
const FOREIGN: [(&[u8], &str); 4] = [
    (b"\xfd7zXZ\0", "xz"),
    (b"PK\x03\x04", "zip"),
    (b"\x04\x22\x4d\x18", "lz4"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
];

/// The text inside `raw`: gzip (RFC 1952, several members too) and zstd (RFC 8878) are unpacked as
/// they are read, one layer only; anything else is plain. A packing of another kind is an error that
/// names it.
pub(super) fn unpack<'a>(mut raw: impl Read + 'a) -> io::Result<Box<dyn Read + 'a>> {
    let mut head = Vec::new();
    raw.by_ref().take(HEAD).read_to_end(&mut head)?;
    if let Some(name) = foreign(&head) {
        let why = format!("packed with {name}, which is not read; unpack it first");
        return Err(io::Error::new(io::ErrorKind::Unsupported, why));
    }
    let (gzip, zstd) = (is_gzip(&head), is_zstd(&head));
    let whole = Cursor::new(head).chain(raw);
    if gzip {
        Ok(Box::new(MultiGzDecoder::new(whole)))
    } else if zstd {
        Ok(Box::new(zstd::Decoder::new(whole)?))
    } else {
        Ok(Box::new(whole))
    }
}

/// Whether a file is packed, in a way that is read or not.
pub(super) fn is_packed(raw: impl Read) -> io::Result<bool> {
    let mut head = Vec::new();
    raw.take(HEAD).read_to_end(&mut head)?;
    Ok(is_gzip(&head) || is_zstd(&head) || foreign(&head).is_some())
}

fn is_gzip(head: &[u8]) -> bool {
    head.starts_with(b"\x1f\x8b\x08")
}

/// A frame, or a skippable frame, which parallel packers put first.
fn is_zstd(head: &[u8]) -> bool {
    head.starts_with(b"\x28\xb5\x2f\xfd") || matches!(head, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

fn foreign(head: &[u8]) -> Option<&'static str> {
    // bzip2 starts with letters that text could start with too, so its block mark is asked for.
    if head.starts_with(b"BZh") && head.ends_with(b"1AY&SY") {
        return Some("bzip2");
    }
    FOREIGN
        .iter()
        .find(|(signature, _)| head.starts_with(signature))
        .map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), Default::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    fn text(raw: &[u8]) -> io::Result<String> {
        let mut text = String::new();
        unpack(raw)?.read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn packings_are_known_by_their_first_bytes() {
        let members = [gzip("one\n"), gzip("two\n")].concat();
        assert_eq!(text(&members).unwrap(), "one\ntwo\n");
        let frames = [
            b"\x50\x2a\x4d\x18\x01\0\0\0x".to_vec(),
            zstd::encode_all(&b"one\n"[..], 1).unwrap(),
            zstd::encode_all(&b"two\n"[..], 1).unwrap(),
        ];
        assert_eq!(text(&frames.concat()).unwrap(), "one\ntwo\n");
        assert_eq!(text(b"plain").unwrap(), "plain");
        assert_eq!(text(b"BZh").unwrap(), "BZh");
        assert_eq!(text(b"").unwrap(), "");
    }

    #[test]
    fn a_packing_that_is_not_read_is_named() {
        let xz = text(b"\xfd7zXZ\0\0\x04").unwrap_err();
        assert!(xz.to_string().contains("xz"), "{xz}");
        let bzip2 = text(b"BZh91AY&SYabc").unwrap_err();
        assert!(bzip2.to_string().contains("bzip2"), "{bzip2}");
    }
}
