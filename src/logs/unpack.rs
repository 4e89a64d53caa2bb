//! What a log is packed with, known by its first bytes and never by its name.

use std::io::{self, Cursor, Read};

use bzip2::read::MultiBzDecoder;
use encoding_rs_io::DecodeReaderBytes;
use flate2::read::MultiGzDecoder;
use lzma_rust2::XzReader;

use super::export::{self, Export};

/// As many bytes as the longest signature has.
const HEAD: u64 = 10;

/// How gzip with its only method begins, and xz.
const GZIP: &[u8] = b"\x1f\x8b\x08";
const XZ: &[u8] = b"\xfd7zXZ\0";

/// Packings that are known but not read: their signature and name.
const FOREIGN: [(&[u8], &str); 3] = [
    (b"PK\x03\x04", "zip"),
    (b"\x04\x22\x4d\x18", "lz4"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
];

/// Text, and whether it takes more than reading to get it.
pub(super) type Unpacked<'a> = (Box<dyn Read + Send + 'a>, bool);

/// The text inside `raw`: gzip (RFC 1952), zstd (RFC 8878), bzip2 and xz, each also of several members,
/// are unpacked as they are read, one layer only; an export of the journal becomes lines, UTF-16 with its
/// mark becomes UTF-8; anything else is plain. A packing of another kind is an error that names it.
pub(super) fn unpack<'a>(raw: impl Read + Send + 'a) -> io::Result<Unpacked<'a>> {
    let (head, whole) = peek(raw);
    if let Some(name) = foreign(&head) {
        let why = format!("packed with {name}, which is not read; unpack it first");
        return Err(io::Error::new(io::ErrorKind::Unsupported, why));
    }
    let mut packed = true;
    let text: Box<dyn Read + Send + 'a> = if head.starts_with(GZIP) {
        Box::new(MultiGzDecoder::new(whole))
    } else if is_zstd(&head) {
        Box::new(zstd::Decoder::new(whole)?)
    } else if is_bzip2(&head) {
        Box::new(MultiBzDecoder::new(whole))
    } else if head.starts_with(XZ) {
        Box::new(XzReader::new(whole, true))
    } else {
        packed = false;
        Box::new(whole)
    };
    let (head, text) = peek(text);
    if packed && let Some(name) = packing(&head) {
        let why = format!("packed twice, with {name} inside; unpack it first");
        return Err(io::Error::new(io::ErrorKind::Unsupported, why));
    }
    if head.starts_with(export::START) {
        Ok((Box::new(Export::new(text)), true))
    } else if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        Ok((Box::new(DecodeReaderBytes::new(text)), true))
    } else {
        Ok((Box::new(text), packed))
    }
}

/// The first bytes, and a reader that gives them again; what breaks off in them breaks off there again.
fn peek<'a>(mut raw: impl Read + Send + 'a) -> (Vec<u8>, impl Read + Send + 'a) {
    let mut head = Vec::new();
    let error = raw.by_ref().take(HEAD).read_to_end(&mut head).err();
    let whole = Cursor::new(head.clone()).chain(Failed(error)).chain(raw);
    (head, whole)
}

/// Fails once, if at all, and has no bytes.
struct Failed(Option<io::Error>);

impl Read for Failed {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// A frame, or a skippable frame, which parallel packers put first.
fn is_zstd(head: &[u8]) -> bool {
    head.starts_with(b"\x28\xb5\x2f\xfd") || matches!(head, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

/// bzip2 starts with letters that text could start with too, so its block mark is asked for.
fn is_bzip2(head: &[u8]) -> bool {
    head.starts_with(b"BZh") && head.ends_with(b"1AY&SY")
}

/// What a text is still packed with.
fn packing(head: &[u8]) -> Option<&'static str> {
    let own = [
        ("gzip", head.starts_with(GZIP)),
        ("zstd", is_zstd(head)),
        ("bzip2", is_bzip2(head)),
        ("xz", head.starts_with(XZ)),
    ];
    let own = own.into_iter().find(|(_, is_packed)| *is_packed);
    own.map(|(name, _)| name).or_else(|| foreign(head))
}

fn foreign(head: &[u8]) -> Option<&'static str> {
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
        unpack(raw)?.0.read_to_string(&mut text)?;
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
        let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        bzip2.write_all(b"one\n").unwrap();
        let bzip2 = bzip2.finish().unwrap();
        assert_eq!(text(&[&bzip2[..], &bzip2].concat()).unwrap(), "one\none\n");
        let options = lzma_rust2::XzOptions::with_preset(1);
        let mut xz = lzma_rust2::XzWriter::new(Vec::new(), options).unwrap();
        xz.write_all(b"one\n").unwrap();
        let xz = xz.finish().unwrap();
        assert_eq!(text(&[&xz[..], &xz].concat()).unwrap(), "one\none\n");
        assert_eq!(text(b"plain").unwrap(), "plain");
        assert_eq!(text(b"BZh").unwrap(), "BZh");
        assert_eq!(text(b"").unwrap(), "");
    }

    #[test]
    fn robustness_20_utf16_is_read_as_utf8_packed_or_not() {
        let units = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            "\u{feff}na\u{ef}ve \u{1f600}\r\n"
                .encode_utf16()
                .flat_map(unit)
                .collect()
        };
        for raw in [units(u16::to_le_bytes), units(u16::to_be_bytes)] {
            assert_eq!(text(&raw).unwrap(), "na\u{ef}ve \u{1f600}\r\n");
            let packed = zstd::encode_all(&raw[..], 1).unwrap();
            assert_eq!(text(&packed).unwrap(), "na\u{ef}ve \u{1f600}\r\n");
        }
    }

    #[test]
    fn an_archive_that_breaks_off_in_its_first_bytes_is_an_error() {
        let short = gzip("one\n");
        assert!(text(&short[..short.len() - 9]).is_err());
        assert!(text(&short[..12]).is_err());
    }

    #[test]
    fn a_packing_that_is_not_read_is_named() {
        let lz4 = text(b"\x04\x22\x4d\x18\0\0\x04").unwrap_err();
        assert!(lz4.to_string().contains("lz4"), "{lz4}");
        let twice = zstd::encode_all(&gzip("one\n")[..], 1).unwrap();
        let twice = text(&twice).unwrap_err().to_string();
        assert!(twice.contains("packed twice, with gzip"), "{twice}");
        let zip = text(b"PK\x03\x04abc").unwrap_err();
        assert!(zip.to_string().contains("zip"), "{zip}");
    }
}
