//! Tables that fit the terminal.

use std::fmt::Write as _;

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use console::Term;
use sigmine::display::escape;

/// Letters that a shortened column keeps at least.
const NARROWEST: usize = 12;

/// A table with a heading; the column that may be shortened is given by its number.
pub struct Rows {
    heading: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    flexible: usize,
}

impl Rows {
    pub fn new(heading: &[&'static str], flexible: usize) -> Self {
        Rows {
            heading: heading.to_vec(),
            rows: Vec::new(),
            flexible,
        }
    }

    /// Adds a row; its texts may come from anywhere.
    pub fn push(&mut self, row: impl IntoIterator<Item = String>) {
        self.rows
            .push(row.into_iter().map(|cell| escape(&cell)).collect());
    }

    /// The table as text. On a terminal the flexible column is cut so that each row is one line.
    pub fn render(mut self) -> String {
        let term = Term::stdout();
        if term.is_term() {
            self.fit(usize::from(term.size().1));
        }
        let mut table = Table::new();
        table
            .load_style(NOTHING)
            .set_content_arrangement(ContentArrangement::Disabled);
        table.set_header(&self.heading);
        for row in &self.rows {
            table.add_row(row);
        }
        for (index, name) in self.heading.iter().enumerate() {
            if let (true, Some(column)) = (is_number(name), table.column_mut(index)) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        let mut text = String::new();
        for line in table.lines() {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{}", line.trim_end());
        }
        text
    }

    fn fit(&mut self, width: usize) {
        let width_of = |index: usize| {
            let cells = self
                .rows
                .iter()
                .map(|row| console::measure_text_width(&row[index]));
            cells.chain([self.heading[index].len()]).max().unwrap_or(0)
        };
        let others: usize = (0..self.heading.len())
            .filter(|index| *index != self.flexible)
            .map(width_of)
            .sum();
        let padding = 2 * self.heading.len() + 1;
        let left = width.saturating_sub(others + padding).max(NARROWEST);
        for row in &mut self.rows {
            let cell = &mut row[self.flexible];
            *cell = console::truncate_str(cell, left, "…").into_owned();
        }
    }
}

fn is_number(heading: &str) -> bool {
    matches!(
        heading,
        "rank" | "score" | "hits" | "files" | "one in" | "bytes"
    )
}
