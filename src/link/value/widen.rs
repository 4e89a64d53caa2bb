//! Texts that are too many to be told apart: what of them is kept.

use crate::link::value::{Atom, Line, Origin, pattern_of};

/// One line that stands for all: what they begin and end with, and a hole between.
pub fn widen(lines: &[Line]) -> Line {
    let Some((first, others)) = lines.split_first() else {
        return Line::of(Atom::Hole);
    };
    let shared =
        |a: &mut dyn Iterator<Item = (&Atom, &Atom)>| a.take_while(|(a, b)| a == b).count();
    let mut head = first.atoms.len();
    let mut tail = first.atoms.len();
    for other in others {
        head = head.min(shared(&mut first.atoms.iter().zip(&other.atoms)));
        tail = tail.min(shared(
            &mut first.atoms.iter().rev().zip(other.atoms.iter().rev()),
        ));
    }
    tail = tail.min(first.atoms.len() - head);
    let origins = lines.iter().map(|line| line.origin);
    let origin = origins.fold(first.origin, Origin::and);
    let mut line = Line {
        atoms: Vec::new(),
        origin,
    };
    for atom in &first.atoms[..head] {
        line.push(atom.clone());
    }
    line.push(Atom::Hole);
    for atom in &first.atoms[first.atoms.len() - tail..] {
        line.push(atom.clone());
    }
    line
}

/// Lines that a branch has made of what was there before it, told apart no longer by both: either by
/// what was there, or by what was added, whichever says more. What is added that is all a caller's is
/// kept, because that text is the message. `None` if the branch has not only added.
pub fn grown(before: &[Line], after: &[Line]) -> Option<Vec<Line>> {
    let added = |line: &Line| {
        let rests = before.iter().filter_map(|before| rest(before, line));
        rests.min_by_key(length)
    };
    let mut added: Vec<Line> = after.iter().map(added).collect::<Option<_>>()?;
    added.sort();
    added.dedup_by(|next, kept| next.atoms == kept.atoms);
    let head = widen_all(before);
    if says_more(&added, before) {
        return Some(added.iter().map(|added| after_each(&head, added)).collect());
    }
    let tail = widen_all(&added);
    let known = before.iter().map(|before| after_each(before, &tail));
    let is_callers = |added: &&Line| added.has_parameter() && letters(added) == 0;
    let handed_over = added.iter().filter(is_callers);
    let handed_over = handed_over.map(|added| after_each(&head, added));
    Some(known.chain(handed_over).collect())
}

fn widen_all(lines: &[Line]) -> Line {
    match lines {
        [only] => only.clone(),
        _ => widen(lines),
    }
}

fn after_each(head: &Line, tail: &Line) -> Line {
    let mut line = head.clone();
    line.extend(tail);
    line
}

/// Whether one of these lines has more letters of literal text than one of the others, on average.
pub fn says_more(these: &[Line], others: &[Line]) -> bool {
    let all = |lines: &[Line]| lines.iter().map(letters).sum::<usize>();
    all(these) * others.len() > all(others) * these.len()
}

/// Letters of literal text.
fn letters(line: &Line) -> usize {
    pattern_of(&line.atoms).letters()
}

/// Atoms, and bytes of literal text.
fn length(line: &Line) -> (usize, usize) {
    let bytes = line.atoms.iter().map(|atom| match atom {
        Atom::Text(text) => text.len(),
        _ => 0,
    });
    (line.atoms.len(), bytes.sum())
}

/// What stands behind `start` in a line that begins with it.
fn rest(start: &Line, line: &Line) -> Option<Line> {
    let (last, same) = match start.atoms.split_last() {
        Some((last, same)) => (last, same),
        None => return Some(line.clone()),
    };
    let behind = line.atoms.strip_prefix(same)?;
    let (first, behind) = behind.split_first()?;
    let mut rest = Line {
        atoms: Vec::new(),
        origin: line.origin,
    };
    match (last, first) {
        // Texts that follow one another are one.
        (Atom::Text(last), Atom::Text(first)) => {
            rest.push(Atom::Text(first.strip_prefix(last.as_ref())?.into()));
        }
        _ if last == first => {}
        _ => return None,
    }
    behind.iter().for_each(|atom| rest.push(atom.clone()));
    Some(rest)
}
