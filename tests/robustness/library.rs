//! Row 2 for programs that use the library: their threads have small stacks.

use std::thread;

use sigmine::job::{self, MineOptions};
use sigmine::progress::Silent;

use crate::bounds::{CAP, DAMAGE, SEEN};
use crate::run::Desk;

/// Less than the parser takes of the stack for damaged text.
const SMALL: usize = 512 << 10;

#[test]
fn row_02_the_library_reads_damaged_files_on_threads_with_small_stacks() {
    let desk = Desk::with("seen.c", SEEN);
    for (index, (name, shape)) in DAMAGE.iter().enumerate() {
        desk.write(
            format!("source/damaged{index}/{name}"),
            shape.repeat(CAP / 32),
        );
    }
    let mine = || job::mine(&[desk.path("source")], &MineOptions::default(), &Silent).unwrap();
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(2)
        .stack_size(SMALL);
    let in_pool = pool.build().unwrap().install(mine);
    let on_thread = thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(SMALL);
        thread.spawn_scoped(scope, mine).unwrap().join().unwrap()
    });
    for mined in [in_pool, on_thread] {
        let keywords = mined.candidates.iter().map(|one| one.keyword.to_string());
        assert_eq!(keywords.collect::<Vec<_>>(), ["authentication failed"]);
    }
}
