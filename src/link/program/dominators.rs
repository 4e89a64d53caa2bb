//! Which node of a graph all ways to another one go through.

use crate::link::program::order::finished;

/// For each node, the nearest other one that every way from the entries to it goes through, if there is one: its
/// immediate dominator (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm, 2001; here edge by edge, so
/// that no list of predecessors is needed).
pub fn dominators(next: &[Vec<usize>], entries: &[usize]) -> Vec<Option<usize>> {
    // Nodes are known by when they were finished; what stands before all entries is finished last.
    let nodes = finished(next, entries.iter().copied());
    let outside = nodes.len();
    let mut number = vec![outside; next.len()];
    for (at, node) in nodes.iter().enumerate() {
        number[*node] = at;
    }
    let mut nearest: Vec<Option<usize>> = vec![None; nodes.len()];
    for entry in entries {
        nearest[number[*entry]] = Some(outside);
    }
    let mut has_changed = true;
    while std::mem::take(&mut has_changed) {
        for (from, node) in nodes.iter().enumerate().rev() {
            for to in next[*node].iter().map(|to| number[*to]) {
                let common = nearest[to].map_or(from, |known| common(&nearest, known, from));
                has_changed |= nearest[to].replace(common) != Some(common);
            }
        }
    }
    let mut dominators = vec![None; next.len()];
    for (node, nearest) in nodes.iter().zip(nearest) {
        dominators[*node] = nearest.and_then(|nearest| nodes.get(nearest).copied());
    }
    dominators
}

/// The nearest node that stands before both, or is one of them.
fn common(nearest: &[Option<usize>], mut one: usize, mut other: usize) -> usize {
    while one != other {
        let lower = if one < other { &mut one } else { &mut other };
        *lower = nearest[*lower].unwrap_or(nearest.len());
    }
    one
}

#[cfg(test)]
mod tests {
    use super::dominators;
    use crate::link::program::order::reached;

    /// By their meaning: those without which a node is not reached, the one that is reached only through the others.
    fn by_meaning(next: &[Vec<usize>], entries: &[usize], node: usize) -> Option<usize> {
        let all = 0..next.len();
        let without = |gone: usize| {
            let keep = |to: &usize| *to != gone;
            let cut: Vec<Vec<usize>> = next
                .iter()
                .map(|to| to.iter().copied().filter(keep).collect())
                .collect();
            reached(&cut, entries.iter().copied().filter(keep).collect())
        };
        if !reached(next, entries.to_vec())[node] {
            return None;
        }
        let before: Vec<usize> = all
            .filter(|other| *other != node && !without(*other)[node])
            .collect();
        let is_last = |one: &usize| {
            before
                .iter()
                .all(|other| other == one || !without(*other)[*one])
        };
        before.iter().copied().find(is_last)
    }

    #[test]
    fn they_are_what_no_way_goes_around() {
        // Graphs of a simple generator: from few edges to many.
        let mut state = 7u64;
        let mut random = |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from((state >> 33) % below).unwrap()
        };
        for round in 0..60 {
            let mut next = vec![Vec::new(); 12];
            for _ in 0..8 + round {
                next[random(12)].push(random(12));
            }
            let entries = [random(12), random(12)];
            let found = dominators(&next, &entries);
            for (node, found) in found.into_iter().enumerate() {
                assert_eq!(
                    found,
                    by_meaning(&next, &entries, node),
                    "{node} of {next:?}"
                );
            }
        }
    }
}
