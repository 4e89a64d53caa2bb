//! A finding, shown at its place in a file.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use sigmine::display::escape;

/// The title, and below it the lines of the text that hold the place.
pub fn at(level: Level<'_>, title: &str, path: &str, text: &str, place: Range<usize>) -> String {
    let end = place.end.min(text.len());
    let place = AnnotationKind::Primary.span(place.start.min(end)..end);
    let snippet = Snippet::source(without_c1(text))
        .path(escape(path))
        .annotation(place);
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
