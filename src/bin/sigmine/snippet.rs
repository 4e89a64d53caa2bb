//! A finding, shown at its place in a file.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use sigmine::display::escape;

/// A text whose lines are looked up, often.
pub struct Lines<'a> {
    text: &'a str,
    /// Where each line begins.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub fn of(text: &'a str) -> Lines<'a> {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        let starts = std::iter::once(0).chain(ends.map(|end| end + 1)).collect();
        Lines { text, starts }
    }

    /// Line and column of a byte, each from 1; columns count characters.
    pub fn place(&self, byte: usize) -> (usize, usize) {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|start| *start <= byte);
        let before = &self.text[self.starts[line - 1]..byte];
        (line, before.chars().count() + 1)
    }

    /// The whole lines that hold a place, and where they are in the text.
    fn around(&self, place: &Range<usize>) -> (&'a str, Range<usize>) {
        let (first, last) = (self.place(place.start).0, self.place(place.end).0);
        let end = self.starts.get(last).copied().unwrap_or(self.text.len());
        let range = self.starts[first - 1]..end;
        (&self.text[range.clone()], range)
    }
}

/// The title, and below it the lines of the text that hold the place.
pub fn at(
    level: Level<'_>,
    title: &str,
    path: &str,
    lines: &Lines<'_>,
    place: Range<usize>,
) -> String {
    let end = place.end.min(lines.text.len());
    let place = place.start.min(end)..end;
    // The renderer reads all that it is given, for each place anew.
    let (text, range) = lines.around(&place);
    let inside = place.start - range.start..place.end - range.start;
    let snippet = Snippet::source(without_c1(text))
        .line_start(lines.place(range.start).0)
        .path(escape(path))
        .annotation(AnnotationKind::Primary.span(inside));
    render(level.primary_title(escape(title)).element(snippet))
}

/// The title, and below it the name of the file: for what has no place in it.
pub fn of_file(level: Level<'_>, title: &str, path: &str) -> String {
    render(
        level
            .primary_title(escape(title))
            .element(Origin::path(escape(path))),
    )
}

fn render(report: Group<'_>) -> String {
    let renderer = if console::colors_enabled() {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&[report])
}

/// The renderer shows the other controls as pictures. A dot takes as many bytes, so that places stay.
fn without_c1(text: &str) -> String {
    let is_c1 = |c: char| ('\u{80}'..='\u{9f}').contains(&c);
    text.chars()
        .map(|c| if is_c1(c) { '·' } else { c })
        .collect()
}
