//! How the expressions of a region stand in memory, of which a program has millions.

use serde::{Deserialize, Serialize};

use super::symbols::Symbol;

/// An expression of a region. An even number is twice its place in the arena; a name, which most are, needs no
/// place: its number is odd and holds its symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ExprId(u32);

/// What an id says by itself.
pub(super) enum Said {
    /// Nothing is known.
    Unknown,
    Name(Symbol),
    /// It stands at this place of the arena.
    At(usize),
}

impl ExprId {
    /// The one for all of which nothing is known.
    pub(super) const UNKNOWN: ExprId = ExprId(1);

    pub(super) fn of_name(name: Symbol) -> Self {
        ExprId(name.number() << 1 | 1)
    }

    pub(super) fn at(place: usize) -> Self {
        ExprId(short(place) << 1)
    }

    #[inline]
    pub(super) fn says(self) -> Said {
        let number = self.0 >> 1;
        if self.0 & 1 == 0 {
            return Said::At(number as usize);
        }
        Symbol::numbered(number).map_or(Said::Unknown, Said::Name)
    }
}

/// An expression in the arena, where millions of them take little memory. Names stand here only where their line counts.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) enum Kept {
    Text(Symbol),
    Name(Symbol),
    Member { object: ExprId, name: Symbol },
    Concatenation(Run),
    Formatting { template: ExprId, argument: ExprId },
    Choice(Run),
    Call(u32),
    Index { object: ExprId },
    Offset { base: ExprId },
    List(Run),
    Opaque(Run),
}
const _: () = assert!(size_of::<Kept>() == 12);

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct KeptCall {
    pub callee: ExprId,
    pub arguments: Run,
    pub line: u32,
    pub is_field: bool,
}

/// What stands one after another in a list.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Run {
    begin: u32,
    end: u32,
}

impl Run {
    /// Adds some to a list.
    pub(super) fn added<T: Copy>(list: &mut Vec<T>, some: &[T]) -> Self {
        let begin = short(list.len());
        list.extend_from_slice(some);
        Run {
            begin,
            end: short(list.len()),
        }
    }

    pub(super) fn of<T>(self, list: &[T]) -> &[T] {
        &list[self.begin as usize..self.end as usize]
    }
}

/// A region is at most a few hundred MB, and what is counted in it takes a byte of it or more.
pub(super) fn short(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
