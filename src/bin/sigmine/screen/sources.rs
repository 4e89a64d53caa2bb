//! The source around a site.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use sigmine::link::Site;
use sigmine::source;

use super::{Expendable, Line, Look};

/// Lines of source before and after a site where there is room; the nearest two are kept longest.
const CONTEXT: usize = 5;

/// The folders that sites lie in.
pub struct Sources {
    folders: Vec<PathBuf>,
    /// The file that was shown last.
    last: Option<(String, Rc<str>)>,
}

impl Sources {
    pub fn new(folders: &[PathBuf]) -> Self {
        Sources {
            folders: folders.to_vec(),
            last: None,
        }
    }

    /// The lines around a site, the statement marked. Empty where the source is not at hand.
    pub fn around(&mut self, site: &Site) -> Vec<(Expendable, Line)> {
        let Some(text) = self.text(&site.file) else {
            return Vec::new();
        };
        let first = site.line.saturating_sub(CONTEXT + 1);
        let numbered = text.lines().enumerate().skip(first);
        let lines = numbered.take(site.line + CONTEXT - first);
        // The farther, the sooner a line goes: what stays has no gaps.
        let expendable = |number: usize| match number.abs_diff(site.line) {
            0 => 1,
            1 | 2 => 3,
            far => Expendable::try_from(far + 2).unwrap_or(Expendable::MAX),
        };
        lines
            .map(|(index, line)| (expendable(index + 1), numbered_line(index + 1, line, site)))
            .collect()
    }

    /// All lines of a site's file, the statement marked.
    pub fn whole(&mut self, site: &Site) -> Vec<Line> {
        let text = self.text(&site.file).unwrap_or_else(|| "".into());
        let lines = text.lines().enumerate();
        lines
            .map(|(index, line)| numbered_line(index + 1, line, site))
            .collect()
    }

    fn text(&mut self, file: &str) -> Option<Rc<str>> {
        if let Some((last, text)) = &self.last
            && last == file
        {
            return Some(Rc::clone(text));
        }
        let text: Rc<str> = self.read(file)?.into();
        self.last = Some((file.to_owned(), Rc::clone(&text)));
        Some(text)
    }

    /// With several source folders, a site's path begins with its folder's name. A site may come
    /// from a foreign file of candidates: what does not lie in a source folder is never shown.
    fn read(&self, file: &str) -> Option<String> {
        let mut places = self.folders.iter().flat_map(|folder| {
            let beside = folder.parent().unwrap_or(Path::new("")).join(file);
            let inside = [folder.join(file), beside, folder.clone()];
            inside.into_iter().filter_map(|path| {
                let path = path.canonicalize().ok()?;
                let is_source = path.is_file() && path.starts_with(folder.canonicalize().ok()?);
                is_source.then_some(path)
            })
        });
        let most = source::Options::MAX_FILE_SIZE;
        let bytes = sigmine::file::beginning(&places.next()?, most).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn numbered_line(number: usize, line: &str, site: &Site) -> Line {
    let is_site = number == site.line;
    let (mark, look) = if is_site {
        (">", Look::Strong)
    } else {
        (" ", Look::Plain)
    };
    Line::new(Look::Name, &format!("  {mark} "))
        .with(Look::Dim, &format!("{number:>5} "))
        .with(look, &line.replace('\t', "    "))
}
