//! Tables that fit the terminal.

use std::fmt::Write as _;

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use console::Term;
use sigmine::display::escape;

/// Letters that a shortened column keeps at least.
const NARROWEST: usize = 12;

/// Letters of a cell that are shown, on a terminal or not.
const LONGEST: usize = 2000;

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
        let cells = row.into_iter().map(|cell| escape(&shortened(cell)));
        self.rows.push(cells.collect());
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

/// A cell that can be looked at; what is left out is said.
fn shortened(cell: String) -> String {
    match cell.char_indices().nth(LONGEST) {
        Some((end, _)) => {
            format!("{}… (of {} characters)", &cell[..end], cell.chars().count())
        }
        None => cell,
    }
}

fn is_number(heading: &str) -> bool {
    matches!(
        heading,
        "rank" | "score" | "hits" | "files" | "one in" | "bytes"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn robustness_12_what_nobody_reads_is_cut_and_that_is_said() {
        let cut = shortened("é".repeat(LONGEST + 7));
        assert!(cut.ends_with("é… (of 2007 characters)"), "{cut}");
        let short = "é".repeat(LONGEST);
        assert_eq!(shortened(short.clone()), short);
    }
}
