//! A message, with what a keyword gives up of it.

use sigmine::curate::kept;
use sigmine::display::escape;
use sigmine::pattern::Pattern;

use super::line::width;
use super::{Expendable, Line, Look};

/// Lines that a long text takes at most.
const MOST_LINES: usize = 4;

const MESSAGE: &str = "  message  ";
const KEYWORD: &str = "  keyword  ";
const NO_LABEL: &str = "           ";

/// The message in lines of at most `columns` after a label. What the keyword gives up is dim, and
/// where it gives up anything, a line below each marks what it keeps.
pub fn message(message: &Pattern, keyword: &Pattern, columns: usize) -> Vec<(Expendable, Line)> {
    let kept = kept(keyword, message);
    let is_kept = |at| kept.iter().any(|range| range.contains(&at));
    let rows = rows(&message.to_string(), is_kept, columns);
    let gives_up = rows.iter().flatten().any(|shown| !shown.is_kept);
    let lines = labelled(MESSAGE, &rows).into_iter().zip(&rows);
    lines
        .flat_map(|(line, row)| {
            let marks = || Line::plain(NO_LABEL).with(Look::Dim, &marks(row));
            std::iter::once(line).chain(gives_up.then(|| (4, marks())))
        })
        .collect()
}

/// The keyword in lines of at most `columns` after a label.
pub fn keyword(keyword: &Pattern, columns: usize) -> Vec<(Expendable, Line)> {
    labelled(KEYWORD, &rows(&keyword.to_string(), |_| true, columns))
}

/// A character as it is shown.
struct Shown {
    text: String,
    is_kept: bool,
}

/// The characters of a written form, broken into rows that leave room for a label.
fn rows(written: &str, is_kept: impl Fn(usize) -> bool, columns: usize) -> Vec<Vec<Shown>> {
    // One column stays free for the mark of what is cut off.
    let room = columns.saturating_sub(MESSAGE.len() + 1).max(1);
    let mut rows = vec![Vec::new()];
    let mut used = 0;
    for (at, character) in written.char_indices() {
        let shown = Shown {
            text: escape(character.encode_utf8(&mut [0; 4])),
            is_kept: is_kept(at),
        };
        let takes = width(&shown.text);
        if used + takes > room {
            rows.push(Vec::new());
            used = 0;
        }
        used += takes;
        if let Some(row) = rows.last_mut() {
            row.push(shown);
        }
    }
    rows
}

/// The first rows behind a label.
fn labelled(label: &str, rows: &[Vec<Shown>]) -> Vec<(Expendable, Line)> {
    let labels = std::iter::once(label).chain(std::iter::repeat(NO_LABEL));
    let lines = labels.zip(rows).enumerate().take(MOST_LINES);
    lines
        .map(|(nth, (label, row))| {
            let line = look(Line::new(Look::Name, label), row);
            let is_cut = nth + 1 == MOST_LINES && rows.len() > MOST_LINES;
            let more = if is_cut { "…" } else { "" };
            (Expendable::from(nth > 0), line.with(Look::Dim, more))
        })
        .collect()
}

fn look(line: Line, row: &[Shown]) -> Line {
    let parts = row.chunk_by(|a, b| a.is_kept == b.is_kept);
    parts.fold(line, |line, part| {
        let look = if part[0].is_kept {
            Look::Strong
        } else {
            Look::Dim
        };
        let text: String = part.iter().map(|shown| shown.text.as_str()).collect();
        line.with(look, &text)
    })
}

fn marks(row: &[Shown]) -> String {
    let mark = |shown: &Shown| {
        let mark = if shown.is_kept { "^" } else { " " };
        mark.repeat(width(&shown.text))
    };
    let marks: String = row.iter().map(mark).collect();
    marks.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(written: &str, keyword: &str, columns: usize) -> Vec<String> {
        let (Ok(written), Ok(keyword)) = (written.parse(), keyword.parse());
        let lines = message(&written, &keyword, columns);
        lines.iter().map(|(_, line)| line.text()).collect()
    }

    #[test]
    fn what_is_kept_is_marked_where_something_is_given_up() {
        assert_eq!(
            shown("child * died (*)", "child * died", 80),
            ["  message  child * died (*)", "           ^^^^^^^^^^^^"]
        );
        assert_eq!(shown("no way", "no way", 80), ["  message  no way"]);
    }

    #[test]
    fn long_and_wide_messages_go_on_in_the_next_line_with_their_marks() {
        assert_eq!(
            shown("龍が*に来た", "に来た", 18),
            [
                "  message  龍が*",
                "",
                "           に来た",
                "           ^^^^^^"
            ]
            .map(|line| if line.is_empty() { "           " } else { line })
        );
        assert_eq!(shown(&"word ".repeat(50), "word", 40).len(), 2 * MOST_LINES);
    }
}
