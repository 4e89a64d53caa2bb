//! How the expressions of a region stand in memory, of which a program has millions.

use serde::{Deserialize, Serialize};

use super::symbols::Symbol;

/// An expression of a region: a number, and in its lowest bits what it counts. Names, which most are, need no place
/// anywhere, and calls, which are many, have a list of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ExprId(u32);

/// What an id says by itself.
pub(super) enum Said {
    /// Nothing is known.
    Unknown,
    Name(Symbol),
    /// It stands at this place of the arena.
    At(usize),
    /// It stands at this place of the calls.
    Call(usize),
}

/// What an id counts.
const ARENA: u32 = 0;
const NAME: u32 = 1;
const CALL: u32 = 2;
const BITS: u32 = 2;

impl ExprId {
    /// The one for all of which nothing is known.
    pub(super) const UNKNOWN: ExprId = ExprId(NAME);

    pub(super) fn of_name(name: Symbol) -> Self {
        ExprId(name.number() << BITS | NAME)
    }

    pub(super) fn at(place: usize) -> Self {
        ExprId(short(place) << BITS | ARENA)
    }

    pub(super) fn of_call(place: usize) -> Self {
        ExprId(short(place) << BITS | CALL)
    }

    #[inline]
    pub(super) fn says(self) -> Said {
        let number = self.0 >> BITS;
        match self.0 % (1 << BITS) {
            NAME => Symbol::numbered(number).map_or(Said::Unknown, Said::Name),
            CALL => Said::Call(number as usize),
            _ => Said::At(number as usize),
        }
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
    Index { object: ExprId },
    Address { object: ExprId },
    Offset { base: ExprId },
    List(Run),
    Opaque(Run),
}
const _: () = assert!(size_of::<Kept>() == 12);

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct KeptCall {
    pub callee: ExprId,
    pub arguments: Run,
    /// Twice its line, and 1 if it is written like a field.
    line_and_field: u32,
}
const _: () = assert!(size_of::<KeptCall>() == 16);

impl KeptCall {
    pub(super) fn new(callee: ExprId, arguments: Run, line: u32, is_field: bool) -> Self {
        KeptCall {
            callee,
            arguments,
            line_and_field: line << 1 | u32::from(is_field),
        }
    }

    pub(super) fn line(self) -> u32 {
        self.line_and_field >> 1
    }

    pub(super) fn is_field(self) -> bool {
        self.line_and_field & 1 == 1
    }
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
