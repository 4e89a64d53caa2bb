//! The log source that applications usually have in the language which a program is written in.

use std::cmp::Reverse;
use std::path::PathBuf;

use super::{Error, MineOptions};
use crate::corpus::Shelf;
use crate::pack;
use crate::sigma::Logsource;
use crate::source;

/// The log source of applications in the language of most files of these trees; `None` where the language's
/// pack says none, and the system's log is the usual place. The files are listed for it, not read: the name of the draft's
/// files depends on it, and whether they are in the way is asked before the long work.
///
/// # Errors
/// [`Error`] for packs that cannot be loaded and for a tree in which there is nothing to read.
pub fn usual_logsource(
    sources: &[PathBuf],
    options: &MineOptions,
) -> Result<Option<Logsource>, Error> {
    let packs = pack::load(&Shelf::queries(options.packs.as_deref()))?;
    let tree = source::walk_all(sources, &packs, &options.source)?;
    let files = |index: usize| tree.files.iter().filter(|file| file.pack == index).count();
    let main = (0..packs.len()).max_by_key(|index| (files(*index), Reverse(*index)));
    let usual = main.and_then(|index| packs[index].logsource.as_ref());
    Ok(usual.map(|usual| Logsource {
        category: Some(usual.category.clone()),
        product: Some(usual.product.clone()),
        ..Logsource::default()
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_files_say_the_language() {
        let folder = tempfile::tempdir().unwrap();
        let product_with = |name: &str| {
            std::fs::write(folder.path().join(name), "").unwrap();
            let sources = [folder.path().to_owned()];
            let usual = usual_logsource(&sources, &MineOptions::default()).unwrap();
            usual.and_then(|usual| usual.product)
        };
        assert_eq!(product_with("daemon.c"), None);
        assert_eq!(product_with("helper.py"), None);
        assert_eq!(product_with("again.py").as_deref(), Some("python"));
    }
}
