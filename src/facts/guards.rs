//! The conditions that a statement stands under, and whether they make it one for debugging only.

use rustc_hash::FxHashMap;

use super::{Expressions, Symbol};
use crate::level::Level;
use crate::pack::Pack;

/// Characters of a condition that are kept: what follows is for the machine.
const LONGEST: usize = 160;

/// The conditions that a point of a walk stands under.
#[derive(Debug, Default)]
pub(super) struct Guards {
    /// For each open branch, the condition before its next arm.
    conditions: Vec<Condition>,
    /// For each open arm or guard, the condition that it stands under.
    open: Vec<Condition>,
    /// What the variables of the function hold: the name of the function that gave it.
    given: FxHashMap<String, String>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Condition {
    is_debugging: bool,
    text: Option<Symbol>,
}

impl Guards {
    pub fn open_branch(&mut self) {
        self.conditions.push(Condition::default());
    }

    pub fn close_branch(&mut self) {
        self.conditions.pop();
    }

    /// The condition of the innermost branch: its next arm runs where it holds.
    pub fn condition(&mut self, text: &str, pack: &Pack, all: &mut Expressions) {
        if let Some(condition) = self.conditions.last_mut() {
            *condition = Condition {
                is_debugging: speaks_of_debugging(text, pack),
                text: Some(all.symbol_of(&shown(text, &self.given))),
            };
        }
    }

    /// The same for one whose next arm runs where it does not hold.
    pub fn negated(&mut self, text: &str, all: &mut Expressions) {
        if let Some(condition) = self.conditions.last_mut() {
            let text = format!("!({})", shown(text, &self.given));
            condition.text = Some(all.symbol_of(&text));
        }
    }

    /// An arm of the innermost branch; the arm after it runs where the condition does not hold.
    pub fn open_arm(&mut self) {
        let condition = self.conditions.last_mut().map(std::mem::take);
        self.open.push(condition.unwrap_or_default());
    }

    pub fn open_guard(&mut self, condition: &str, pack: &Pack) {
        self.open.push(Condition {
            is_debugging: is_of_few_builds(condition, pack),
            text: None,
        });
    }

    /// What runs where an exception was raised.
    pub fn open_caught(&mut self, exception: &str, all: &mut Expressions) {
        self.open.push(Condition {
            is_debugging: false,
            text: Some(all.symbol_of(&shown(exception, &self.given))),
        });
    }

    /// What follows in the innermost guard is there where its condition does not hold.
    pub fn otherwise(&mut self) {
        if let Some(guard) = self.open.last_mut() {
            guard.is_debugging = false;
        }
    }

    pub fn close(&mut self) {
        self.open.pop();
    }

    /// A variable holds from here on what a function gave.
    pub fn give(&mut self, variable: String, function: String) {
        self.given.insert(variable, function);
    }

    /// A function begins, whose variables hold nothing yet.
    pub fn forget(&mut self) {
        self.given.clear();
    }

    pub fn is_debug_only(&self) -> bool {
        self.open.iter().any(|condition| condition.is_debugging)
    }

    /// The text of the innermost condition.
    pub fn innermost(&self) -> Option<Symbol> {
        self.open.last().and_then(|condition| condition.text)
    }
}

/// A condition on one line, and behind it the functions that gave what it asks about: `r != 0` says
/// little, `r != 0, r = setuid()` says all.
fn shown(condition: &str, given: &FxHashMap<String, String>) -> String {
    let inner = condition
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let words: Vec<&str> = inner.unwrap_or(condition).split_whitespace().collect();
    let mut shown = words.join(" ");
    let mut names = asked(condition);
    names.retain(|name| given.contains_key(*name));
    names.sort_unstable();
    names.dedup();
    for name in names {
        shown.push_str(&format!(", {name} = {}()", given[name]));
    }
    match shown.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &shown[..end]),
        None => shown,
    }
}

/// A bracket of a condition that is open, or all of the condition.
#[derive(Default)]
struct Bracket<'c> {
    is_of_call: bool,
    has_several: bool,
    names: Vec<&'c str>,
}

/// The names whose own values a condition asks about: not what only leads to a field or an entry (`p->length`), and
/// not what a call is given beside other things, since what that gives back is asked about (`memcmp(a, b, n)`).
fn asked(condition: &str) -> Vec<&str> {
    let mut open = vec![Bracket::default()];
    let mut rest = condition;
    let mut is_behind_name = false;
    while let Some(sign) = rest.chars().next() {
        let end = match is_part(sign) {
            true => rest.find(|c| !is_part(c)).unwrap_or(rest.len()),
            false => sign.len_utf8(),
        };
        let (token, behind) = rest.split_at(end);
        rest = behind;
        match (sign, open.as_mut_slice()) {
            ('(', _) => open.push(Bracket {
                is_of_call: is_behind_name,
                ..Bracket::default()
            }),
            (')', [.., around, inner]) => {
                if !(inner.is_of_call && inner.has_several) {
                    around.names.append(&mut inner.names);
                }
                open.pop();
            }
            (',', [.., inner]) => inner.has_several = true,
            (_, [.., inner]) if is_part(sign) && !leads_on(rest) => inner.names.push(token),
            _ => {}
        }
        is_behind_name = is_part(sign) || is_behind_name && sign.is_whitespace();
    }
    open.into_iter().flat_map(|bracket| bracket.names).collect()
}

/// Whether what follows a name asks for a part of it.
fn leads_on(behind: &str) -> bool {
    let behind = behind.trim_start();
    behind.starts_with("->") || behind.starts_with(['.', '['])
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a condition such as `opts.debug > 1` holds only in debugging: one of its names says so, and
/// is not negated.
fn speaks_of_debugging(condition: &str, pack: &Pack) -> bool {
    asks_for(condition, pack, |name| {
        pack.level_in(name) == Some(Level::Debug)
    })
}

/// Whether what stands under a condition of the build is only there where the application is debugged or tested.
pub(super) fn is_of_few_builds(condition: &str, pack: &Pack) -> bool {
    speaks_of_debugging(condition, pack)
        || asks_for(condition, pack, |name| pack.is_test_build(name))
}

/// Whether a condition asks for the truth of such a name.
fn asks_for(condition: &str, pack: &Pack, is_it: impl Fn(&str) -> bool) -> bool {
    let mut before = "";
    let mut rest = condition;
    while let Some(start) = rest.find(is_part) {
        before = if start > 0 { &rest[..start] } else { before };
        let end = rest[start..]
            .find(|c| !is_part(c))
            .map_or(rest.len(), |length| start + length);
        let name = &rest[start..end];
        if is_it(name) && !is_negation(before, pack) && is_truth(&rest[end..]) {
            return true;
        }
        before = name;
        rest = &rest[end..];
    }
    false
}

/// Whether what stands before a name, the name before it or the signs between both, denies it.
fn is_negation(before: &str, pack: &Pack) -> bool {
    let is_it = |negation: &String| match negation.contains(char::is_alphabetic) {
        true => before == negation,
        false => before.trim_end().ends_with(negation.as_str()),
    };
    pack.negations.iter().any(is_it)
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

#[cfg(test)]
mod tests {
    use super::asked;

    #[test]
    fn names_are_asked_about_that_are_compared_themselves() {
        for (condition, names) in [
            ("p == NULL", &["p", "NULL"][..]),
            ("(unlikely(!p))", &["unlikely", "p"]),
            ("p->length > MAX", &["length", "MAX"]),
            ("digest[0] != other.first", &["0", "first"]),
            ("memcmp(ours, theirs, LENGTH)", &["memcmp"]),
            ("a && f (b, (c)) == d)", &["a", "f", "d"]),
            ("((a", &["a"]),
            ("\u{e4} ) b", &["\u{e4}", "b"]),
        ] {
            assert_eq!(asked(condition), names, "{condition}");
        }
    }
}
