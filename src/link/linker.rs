//! The fix-point over the whole program.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::facts::ExprId;
use crate::link::message::circumstances::Circumstances;
use crate::link::message::collect::{Finding, Messages};
use crate::link::message::{circumstances, inputs};
use crate::link::program::order::{self, Order};
use crate::link::program::references::References;
use crate::link::program::store::Store;
use crate::link::program::{FunctionId, Program, last_name};
use crate::link::program::{callers, programs};
use crate::link::reading::exceptions;
use crate::link::reading::known::{Circle, Known};
use crate::link::reading::stores::Stores;
use crate::link::reading::summary::{Summary, Way};
use crate::link::reading::{self, Read, by_name};
use crate::link::sought::Sought;
use crate::link::{Input, Message};

/// How often functions that call one another in a circle are read. Each round carries what is known on
/// to all callers that stand behind their callees, so that the second closes the circle.
const MAX_ROUNDS: usize = 2;

/// How often the program is gone through for stores that lead to other stores.
const MAX_STORES: usize = 4;

/// How many functions' circumstances are held at once.
const TOLD: usize = 1024;

/// What is newly known after a group of functions was read.
#[derive(Default)]
struct Settled {
    summaries: FxHashMap<FunctionId, Summary>,
    /// Those of whom callers must know something else than before, each with when that was found.
    changed_at: FxHashMap<FunctionId, usize>,
    /// What else was read, in order.
    reads: Vec<(FunctionId, Read)>,
}

/// What is known of each function by who calls it, and in which program.
struct Surroundings {
    callers: Vec<Vec<FunctionId>>,
    inputs: Vec<Option<Input>>,
    beside: Vec<bool>,
}

impl Surroundings {
    fn of(program: &Program<'_>, order: &Order) -> Self {
        let references = References::of(program);
        let callers = order::turned(&order.callees);
        Surroundings {
            inputs: inputs::inputs(program, order, &callers),
            beside: programs::beside(program, order, &references),
            callers,
        }
    }
}

/// The fix-point, and what it has found.
pub(super) struct Linker<'p, 'a> {
    program: &'p Program<'a>,
    pub order: Order,
    pub summaries: Vec<Summary>,
    pub stores: Stores,
    surroundings: Surroundings,
    ending: Vec<bool>,
    findings: Vec<Vec<Finding>>,
}

impl<'p, 'a> Linker<'p, 'a> {
    /// Goes on until nothing new is known, or the rounds are over.
    pub fn run(program: &'p Program<'a>) -> Self {
        let count = program.function_ids().len();
        let order = order::order(program);
        let mut linker = Linker {
            program,
            // It takes much memory for a moment, so it comes before anything is found.
            surroundings: Surroundings::of(program, &order),
            ending: circumstances::ending(program, &order),
            order,
            summaries: vec![Summary::default(); count],
            stores: Stores::default(),
            findings: vec![Vec::new(); count],
        };
        let mut unread = vec![true; count];
        for _ in 0..MAX_STORES {
            let new = linker.go_through(&unread);
            if new.is_empty() {
                break;
            }
            let sought = Sought::new(&new);
            let fills = |id| sought.is_filled_by(program, id) || linker.has_filled(id, &sought);
            unread = program.function_ids().into_par_iter().map(fills).collect();
        }
        linker
    }

    /// What has been found out so far.
    pub fn known(&self) -> Known<'_> {
        Known {
            summaries: &self.summaries,
            circle: None,
            stores: &self.stores,
            called: &self.order.called,
        }
    }

    /// Forgets what only reading needs, so that messages may take its memory.
    pub fn forget_reading(&mut self) {
        self.summaries = Vec::new();
        self.order = Order::default();
    }

    /// All messages, with the names of error classes; what was found is used up.
    pub fn messages(&mut self) -> Vec<Message> {
        let mut messages = Messages::default();
        let ids = self.program.function_ids();
        let telling: Vec<_> = ids.filter(|id| !self.findings[*id].is_empty()).collect();
        for some in telling.chunks(TOLD) {
            let around = some.par_iter().map(|id| self.circumstances(*id));
            let around: Vec<_> = around.collect();
            for (id, (calls, outside)) in some.iter().zip(around) {
                for finding in std::mem::take(&mut self.findings[*id]) {
                    let around = finding.call.and_then(|call| calls.get(&call));
                    messages.add(self.program, *id, &finding, around.unwrap_or(&outside));
                }
            }
        }
        exceptions::add_names(self.program, &mut messages);
        messages.finish()
    }

    /// What is known of the calls in a function that tell something, and of what it tells elsewhere.
    fn circumstances(&self, id: FunctionId) -> (FxHashMap<ExprId, Circumstances>, Circumstances) {
        let around = &self.surroundings;
        let outside = Circumstances {
            callers: callers::leading(self.program, &around.callers, id).into(),
            calls: circumstances::calls(self.program, id),
            input: around.inputs[id],
            beside: around.beside[id],
            ..Circumstances::default()
        };
        let calls = self.findings[id].iter().filter_map(|finding| finding.call);
        let calls = calls.collect();
        let calls = circumstances::of_calls(self.program, id, &calls, &outside, &self.ending);
        (calls, outside)
    }

    /// Reads functions that were not read yet, and those whose callees have changed, callees first;
    /// gives the stores that are newly known to be printed.
    fn go_through(&mut self, unread: &[bool]) -> Vec<Store> {
        let mut printed: Vec<(usize, FxHashMap<Store, Way>)> = Vec::new();
        let mut changed = vec![false; unread.len()];
        for level in 0..self.order.levels.len() {
            let groups = self.order.levels[level].par_iter();
            let settled: Vec<_> = groups
                .map(|group| (*group, self.settle(*group, unread, &changed)))
                .collect();
            for (group, settled) in settled {
                for (id, summary) in settled.summaries {
                    changed[id] = settled.changed_at.contains_key(&id);
                    self.summaries[id] = summary;
                }
                for (id, read) in settled.reads {
                    printed.push((group, read.printed));
                    self.stores.exclude(read.contained);
                    self.findings[id] = read.findings;
                }
            }
        }
        printed.sort_by_key(|(group, _)| *group);
        self.stores
            .add(printed.into_iter().flat_map(|(_, stores)| stores))
    }

    /// Reads the functions of a group that are due until nothing changes, or the rounds are over. In a
    /// circle those are read again whose callees have changed since.
    fn settle(&self, group: usize, unread: &[bool], changed: &[bool]) -> Settled {
        let mut settled = Settled::default();
        let mut changes = 0;
        let mut read_at: FxHashMap<FunctionId, usize> = FxHashMap::default();
        for round in 0..MAX_ROUNDS {
            for id in &self.order.groups[group] {
                let before = read_at.get(id).copied().unwrap_or(0);
                let mut asked = self.order.asked_by(*id);
                let is_due =
                    round == 0 && (unread[*id] || asked.clone().any(|asked| changed[*asked]));
                let has_changed = |callee| {
                    let change = settled.changed_at.get(callee);
                    change.is_some_and(|change| *change > before)
                };
                if !is_due && !asked.any(has_changed) {
                    continue;
                }
                read_at.insert(*id, changes);
                let circle = Circle::of(group, &self.order, &settled.summaries);
                let known = Known {
                    circle: Some(&circle),
                    ..self.known()
                };
                let mut read = self.read(*id, known);
                if known.summary(*id).says_other_than(&read.summary) {
                    changes += 1;
                    settled.changed_at.insert(*id, changes);
                }
                let summary = std::mem::take(&mut read.summary);
                settled.summaries.insert(*id, summary);
                settled.reads.push((*id, read));
            }
        }
        settled
    }

    /// Whether a function calls one that leaves something in a field of what it is given, or in a name of its
    /// caller's, and that may be one of these stores.
    fn has_filled(&self, id: FunctionId, stores: &Sought<'_>) -> bool {
        let callees = self.order.callees[id].iter();
        let mut summaries = callees.map(|callee| &self.summaries[*callee]);
        summaries.any(|summary| {
            let outs = summary.outs.iter().map(|out| &out.path);
            let mut places = outs.chain(summary.binds.iter().map(|(place, _)| place));
            places.any(|place| stores.fields.contains(last_name(place)))
        })
    }

    fn read(&self, id: FunctionId, known: Known<'_>) -> Read {
        let mut read = reading::read(self.program, known, id);
        let (_, function) = self.program.function(id);
        let pack = self.program.pack(self.program.region(id));
        let flow = by_name::flow_by_name(function, &read.summary, pack);
        read.summary.flows.extend(flow);
        read
    }
}
