//! A finding, shown at its place in a file.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// The title, and below it the lines of the text that hold the place.
pub fn at(level: Level<'_>, title: &str, path: &str, text: &str, place: Range<usize>) -> String {
    let end = place.end.min(text.len());
    let place = AnnotationKind::Primary.span(place.start.min(end)..end);
    let snippet = Snippet::source(text).path(path).annotation(place);
    render(level.primary_title(title).element(snippet))
}

/// The title, and below it the name of the file: for what has no place in it.
pub fn of_file(level: Level<'_>, title: &str, path: &str) -> String {
    render(level.primary_title(title).element(Origin::path(path)))
}

fn render(report: Group<'_>) -> String {
    let renderer = if console::colors_enabled() {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&[report])
}
