//! The door to files on disk: what is behind a name may be endless, or never answer.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The first bytes of a file, at most so many. Pipes and devices are not opened.
///
/// # Errors
/// Where it is no ordinary file, or cannot be read.
pub fn beginning(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let about = fs::metadata(path)?;
    let kind = about.file_type();
    // The system has words of its own for a folder.
    if !kind.is_file() && !kind.is_dir() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is a pipe or a device, no file",
        ));
    }
    // One byte more than the file has: that its end is reached is seen without more memory.
    let expected = usize::try_from(about.len().min(most)).unwrap_or(usize::MAX);
    let mut bytes = Vec::with_capacity(expected.saturating_add(1));
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The whole text of a file that has at most so many bytes.
///
/// # Errors
/// As [`beginning`]; and where it has more, or is no UTF-8.
pub fn text(path: &Path, most: u64) -> io::Result<String> {
    whole(beginning(path, most + 1)?, most)
}

/// All that a person's pipe or standard input gives, if it has at most so many bytes.
///
/// # Errors
/// Where it has more, is no UTF-8, or cannot be read.
pub fn text_of(stream: impl Read, most: u64) -> io::Result<String> {
    let mut bytes = Vec::new();
    stream.take(most + 1).read_to_end(&mut bytes)?;
    whole(bytes, most)
}

fn whole(bytes: Vec<u8>, most: u64) -> io::Result<String> {
    if bytes.len() as u64 > most {
        let said = format!("it holds more than {} MiB", most >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, said));
    }
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_as_long_as_the_cap_is_whole_and_a_longer_one_refused() {
        let most = 2 << 20;
        let of = |length| text_of(io::repeat(b'a').take(length), most);
        assert_eq!(of(most).unwrap().len() as u64, most);
        let error = of(most + 1).unwrap_err();
        assert_eq!(error.to_string(), "it holds more than 2 MiB");
        assert!(text_of(&b"\xff"[..], most).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_not_opened_and_of_a_file_no_more_is_read() {
        let error = text(Path::new("/dev/zero"), 9).unwrap_err();
        assert!(error.to_string().contains("a device"), "{error}");
        let folder = tempfile::tempdir().unwrap();
        assert!(text(folder.path(), 9).is_err());
        let path = folder.path().join("a");
        fs::write(&path, "abc").unwrap();
        assert_eq!(beginning(&path, 2).unwrap(), b"ab");
        assert_eq!(text(&path, 3).unwrap(), "abc");
        assert!(text(&path, 2).is_err());
    }
}
