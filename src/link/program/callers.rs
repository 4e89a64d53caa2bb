//! Which functions lead to another one.

use crate::link::program::{FunctionId, Program};

/// How many calls lie between them at most: farther ones call nearly everything.
const CALLS: usize = 3;

/// How many of them are named, nearest first.
const NAMED: usize = 16;

/// The names of the functions that call this one, or call one that does, and so on; each once, those first that are
/// nearest. `callers` are the direct ones of each function.
pub fn leading(program: &Program<'_>, callers: &[Vec<FunctionId>], id: FunctionId) -> Vec<String> {
    let name = |id: FunctionId| program.function(id).1.name.as_str();
    let mut seen = vec![id];
    let mut nearest = vec![id];
    for _ in 0..CALLS {
        let next = nearest.iter().flat_map(|id| &callers[*id]).copied();
        let mut next: Vec<_> = next.filter(|id| !seen.contains(id)).collect();
        next.sort_unstable_by_key(|id| (name(*id), *id));
        next.dedup();
        next.truncate((NAMED + 1).saturating_sub(seen.len()));
        seen.extend(&next);
        nearest = next;
    }
    let mut names = Vec::new();
    for name in seen[1..].iter().map(|id| name(*id)) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}
