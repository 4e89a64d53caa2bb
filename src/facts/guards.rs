//! What exists or runs only where an application is debugged.

use crate::level::Level;
use crate::pack::Pack;

/// The conditions that a point of a walk stands under.
#[derive(Debug, Default)]
pub(super) struct Guards {
    /// For each open branch, whether the condition before its next arm speaks of debugging.
    conditions: Vec<bool>,
    /// For each open arm or guard, whether it is for debugging only.
    open: Vec<bool>,
}

impl Guards {
    pub fn open_branch(&mut self) {
        self.conditions.push(false);
    }

    pub fn close_branch(&mut self) {
        self.conditions.pop();
    }

    /// The condition of the innermost branch: its next arm runs where it holds.
    pub fn condition(&mut self, text: &str, pack: &Pack) {
        if let Some(condition) = self.conditions.last_mut() {
            *condition = speaks_of_debugging(text, pack);
        }
    }

    /// An arm of the innermost branch; the arm after it runs where the condition does not hold.
    pub fn open_arm(&mut self) {
        let condition = self.conditions.last_mut().map(std::mem::take);
        self.open.push(condition.unwrap_or(false));
    }

    pub fn open_guard(&mut self, condition: &str, pack: &Pack) {
        self.open.push(speaks_of_debugging(condition, pack));
    }

    /// What follows in the innermost guard is there where its condition does not hold.
    pub fn otherwise(&mut self) {
        if let Some(guard) = self.open.last_mut() {
            *guard = false;
        }
    }

    pub fn close(&mut self) {
        self.open.pop();
    }

    pub fn is_debug_only(&self) -> bool {
        self.open.contains(&true)
    }
}

/// Whether a condition such as `opts.debug > 1` holds only in debugging: one of its names says so, and
/// is not negated.
fn speaks_of_debugging(condition: &str, pack: &Pack) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut before = "";
    let mut rest = condition;
    while let Some(start) = rest.find(is_part) {
        before = if start > 0 { &rest[..start] } else { before };
        let end = rest[start..]
            .find(|c| !is_part(c))
            .map_or(rest.len(), |length| start + length);
        let name = &rest[start..end];
        let is_negated = before.trim_end().ends_with('!') || before == "not";
        let speaks = pack.level_in(name) == Some(Level::Debug);
        if speaks && !is_negated && is_truth(&rest[end..]) {
            return true;
        }
        before = name;
        rest = &rest[end..];
    }
    false
}

/// Whether a name that is followed by this is asked for its truth, or compared with a number: one that is
/// compared with a variable, or called with arguments, may be the threshold of any level.
fn is_truth(behind: &str) -> bool {
    let behind = behind.trim_start();
    let Some(operand) = behind.strip_prefix(['<', '>', '=', '!', '(']) else {
        return true;
    };
    let operand = operand.trim_start_matches('=').trim_start();
    operand.starts_with(|c: char| c.is_ascii_digit() || c == ')')
}
