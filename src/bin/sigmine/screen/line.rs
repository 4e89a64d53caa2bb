//! Lines of a screen: foreign text made harmless, in a look that says more where colours are on.

use std::fmt;

use anstyle::{AnsiColor, Style};
use sigmine::display::escape;

/// The size of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub rows: usize,
    pub columns: usize,
}

/// How a text looks. No look says anything that the words do not say, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Plain,
    /// Of less weight.
    Dim,
    /// Of more weight.
    Strong,
    /// Names of things on the screen, and keys.
    Name,
    Good,
    Bad,
    Warning,
}

/// One line, of texts in their looks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line(Vec<(Look, String)>);

impl Line {
    /// A line of one text.
    pub fn new(look: Look, text: &str) -> Self {
        Line::default().with(look, text)
    }

    /// A line of plain text.
    pub fn plain(text: &str) -> Self {
        Line::new(Look::Plain, text)
    }

    /// The same line with a text at its end.
    #[must_use]
    pub fn with(mut self, look: Look, text: &str) -> Self {
        self.0.push((look, escape(text)));
        self
    }

    /// How many columns it takes.
    pub fn width(&self) -> usize {
        self.0.iter().map(|(_, text)| width(text)).sum()
    }

    /// The line in at most this many columns; `…` stands for what is cut off.
    #[must_use]
    pub fn cut(self, columns: usize) -> Self {
        if self.width() <= columns {
            return self;
        }
        let mut left = columns;
        let mut cut = Line::default();
        for (look, text) in self.0 {
            if width(&text) >= left {
                let rest = format!("{text} ");
                let text = console::truncate_str(&rest, left, "…").into_owned();
                cut.0.push((look, text));
                break;
            }
            left -= width(&text);
            cut.0.push((look, text));
        }
        cut
    }

    /// The texts of the line, without their looks.
    #[cfg(test)]
    pub fn text(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let are_shown = console::colors_enabled_stderr();
        for (look, text) in &self.0 {
            match look.style().filter(|_| are_shown) {
                Some(style) => write!(f, "{style}{text}{style:#}")?,
                None => f.write_str(text)?,
            }
        }
        Ok(())
    }
}

impl Look {
    fn style(self) -> Option<Style> {
        let color = |color: AnsiColor| Some(color.on_default());
        match self {
            Look::Plain => None,
            Look::Dim => Some(Style::new().dimmed()),
            Look::Strong => Some(Style::new().bold()),
            Look::Name => color(AnsiColor::Cyan),
            Look::Good => color(AnsiColor::Green),
            Look::Bad => color(AnsiColor::Red).map(Style::bold),
            Look::Warning => color(AnsiColor::Yellow),
        }
    }
}

/// How many columns a text takes at a terminal (Unicode Standard Annex 11).
pub fn width(text: &str) -> usize {
    console::measure_text_width(text)
}

/// The lines of a text, broken between words so that each has at most `columns`.
pub fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.lines() {
        lines.push(String::new());
        for word in paragraph.split_inclusive(' ') {
            let last = lines.last().map_or("", String::as_str);
            if !last.is_empty() && width(last) + width(word.trim_end()) > columns {
                lines.push(String::new());
            }
            if let Some(last) = lines.last_mut() {
                last.push_str(word);
            }
        }
    }
    lines
        .into_iter()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_by_columns_also_where_characters_are_wide() {
        let line = Line::plain("key: ").with(Look::Dim, "龍龍龍龍");
        assert_eq!(line.width(), 13);
        assert_eq!(line.clone().cut(13).text(), "key: 龍龍龍龍");
        assert_eq!(line.clone().cut(10).text(), "key: 龍龍…");
        assert_eq!(line.clone().cut(5).text(), "key:…");
        assert_eq!(line.cut(3).text(), "ke…");
    }

    #[test]
    fn foreign_text_cannot_steer_the_terminal() {
        assert_eq!(Line::plain("\u{1b}[2J\n").text(), "\\u{1b}[2J\\n");
    }

    #[test]
    fn text_is_broken_between_words() {
        assert_eq!(
            wrapped("one two three\nfour", 8),
            ["one two", "three", "four"]
        );
        assert_eq!(wrapped("龍龍 龍龍", 6), ["龍龍", "龍龍"]);
    }
}
