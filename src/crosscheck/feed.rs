//! The blocks of a packed log, for several threads.
//!
//! Unpacking takes about as long as searching. Whoever begins to unpack goes on with it, as long as few
//! blocks wait for the others, because what an archive is unpacked with (its window, some mebibytes) should
//! stay with one core.

use std::collections::VecDeque;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::logs::{Block, Blocks};

/// Blocks for each thread that may wait to be searched.
const AHEAD: usize = 2;

/// What the threads share.
pub(super) struct Feed<'a> {
    state: Mutex<State<'a>>,
    changed: Condvar,
    ahead: usize,
}

struct State<'a> {
    /// What the log is read with, until a thread takes it.
    blocks: Option<Blocks<'a>>,
    ready: VecDeque<io::Result<Block>>,
    ended: bool,
}

/// One thread's access. Together all give each block once; each gives its own in the order of the log.
pub(super) struct Hand<'f, 'a> {
    feed: &'f Feed<'a>,
    /// Only with the thread that reads.
    blocks: Option<Blocks<'a>>,
}

impl<'a> Feed<'a> {
    pub(super) fn new(blocks: Blocks<'a>, threads: usize) -> Self {
        let state = State {
            blocks: Some(blocks),
            ready: VecDeque::new(),
            ended: false,
        };
        Feed {
            state: Mutex::new(state),
            changed: Condvar::new(),
            ahead: AHEAD * threads,
        }
    }

    pub(super) fn hand(&self) -> Hand<'_, 'a> {
        Hand {
            feed: self,
            blocks: None,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<'a>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Iterator for Hand<'_, '_> {
    type Item = io::Result<Block>;

    fn next(&mut self) -> Option<io::Result<Block>> {
        let mut state = self.feed.lock();
        loop {
            let is_wanted = state.ready.len() < self.feed.ahead;
            if let Some(blocks) = self.blocks.as_mut().filter(|_| is_wanted) {
                drop(state);
                let block = blocks.next();
                state = self.feed.lock();
                if let Some(block) = block {
                    state.ready.push_back(block);
                    self.feed.changed.notify_one();
                } else {
                    self.blocks = None;
                    state.ended = true;
                    self.feed.changed.notify_all();
                }
            } else if let Some(block) = state.ready.pop_front() {
                return Some(block);
            } else if state.ended {
                return None;
            } else if let Some(blocks) = state.blocks.take() {
                self.blocks = Some(blocks);
            } else {
                let waited = self.feed.changed.wait(state);
                state = waited.unwrap_or_else(PoisonError::into_inner);
            }
        }
    }
}

impl Drop for Hand<'_, '_> {
    /// Nobody must wait for a thread that gave up.
    fn drop(&mut self) {
        if self.blocks.is_some() {
            self.feed.lock().ended = true;
            self.feed.changed.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    fn numbers(count: usize) -> String {
        (0..count).map(|number| format!("{number:>99}\n")).collect()
    }

    #[test]
    fn threads_share_the_blocks_and_each_gets_its_own_in_order() {
        let text = numbers(60_000);
        for threads in [1, 2, 8] {
            let feed = Feed::new(Blocks::new(text.as_bytes()), threads);
            let work = || -> Vec<Block> { feed.hand().map(Result::unwrap).collect() };
            let found: Vec<Vec<Block>> = thread::scope(|scope| {
                let all: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
                all.into_iter().map(|one| one.join().unwrap()).collect()
            });
            for own in &found {
                assert!(own.is_sorted_by_key(|block| block.first_line));
            }
            let mut all = found.concat();
            all.sort_by_key(|block| block.first_line);
            let whole: Vec<u8> = all.into_iter().flat_map(|block| block.text).collect();
            assert!(whole == text.as_bytes(), "{threads}");
        }
    }

    #[test]
    fn who_gives_up_lets_the_others_go() {
        let text = numbers(60_000);
        let feed = Feed::new(Blocks::new(text.as_bytes()), 2);
        let mut first = feed.hand();
        assert!(first.next().is_some());
        thread::scope(|scope| {
            let other = scope.spawn(|| feed.hand().count());
            drop(first);
            assert!(other.join().unwrap() < 12);
        });
    }
}
