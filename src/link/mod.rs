//! Whole program: what reaches which sink, as messages with their evidence.
//!
//! The fix-point goes from the sinks of the language packs to the program's own functions: each
//! function is read along the ways through it ([`interpret`]), with what is known of the functions
//! that it calls, and what its callers must know becomes its [`summary`].

mod arguments;
mod by_name;
mod calls;
mod collect;
mod env;
mod evaluate;
mod evidence;
mod exceptions;
mod interpret;
mod order;
mod own_text;
mod print;
mod program;
mod summary;
mod value;

pub use evidence::{Certainty, Construct, Message, Site};

pub use crate::sink::Sink;

use crate::facts::Facts;
use crate::pack::Pack;
use collect::{Finding, Messages};
use program::{FunctionId, Program};
use summary::Summary;

/// How often functions that call one another in a circle are read again. Each round carries what is
/// known one call further; chains inside one circle are short in real code.
const MAX_ROUNDS: usize = 4;

/// Joins the facts of a whole program, sorted by path, into its messages, sorted by language and
/// pattern.
pub fn link(facts: &[Facts], packs: &[Pack]) -> Vec<Message> {
    let program = Program::new(facts, packs);
    let mut messages = Messages::default();
    let mut summaries = vec![Summary::default(); program.function_ids().len()];
    for group in order::groups(&program) {
        for (id, finding) in settle(&program, &mut summaries, &group) {
            messages.add(&program, id, finding);
        }
    }
    exceptions::add_names(&program, &mut messages);
    messages.finish()
}

/// Reads a group of functions until nothing changes, or the rounds are over.
fn settle(
    program: &Program<'_>,
    summaries: &mut [Summary],
    group: &[FunctionId],
) -> Vec<(FunctionId, Finding)> {
    let mut findings = Vec::new();
    for _ in 0..MAX_ROUNDS {
        let mut changed = false;
        findings.clear();
        for &id in group {
            let (mut summary, found) = interpret::read(program, summaries, id);
            if summary.flows.is_empty() {
                let (_, function) = program.function(id);
                summary.flows.extend(by_name::flow_by_name(
                    function,
                    program.pack(program.region(id)),
                ));
            }
            findings.extend(found.into_iter().map(|finding| (id, finding)));
            if summaries[id] != summary {
                summaries[id] = summary;
                changed = true;
            }
        }
        if !changed || group.len() == 1 && !calls_itself(program, group[0]) {
            break;
        }
    }
    findings
}

fn calls_itself(program: &Program<'_>, id: FunctionId) -> bool {
    order::callees(program, id).contains(&id)
}
