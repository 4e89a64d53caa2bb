//! The fix-point over the whole program.

use std::collections::{HashMap, HashSet};

use super::circumstances::Circumstances;
use super::collect::{Finding, Messages};
use super::exceptions;
use super::interpret::{self, Read};
use super::order::{self, Order};
use super::program::{FunctionId, Program, last_name};
use super::sought::Sought;
use super::store::{Store, Stores};
use super::summary::{Summary, Way};
use super::{Message, by_name, circumstances, inputs, programs};

/// How often functions that call one another in a circle are read. Each round carries what is known on
/// to all callers that stand behind their callees, so that the second closes the circle.
const MAX_ROUNDS: usize = 2;

/// How often the program is gone through for stores that lead to other stores.
const MAX_STORES: usize = 4;

/// What is known of the program so far.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    pub summaries: &'k [Summary],
    pub stores: &'k Stores,
    /// Whether a function is called by another one.
    pub called: &'k [bool],
}

/// The fix-point, and what it has found.
pub(super) struct Linker<'p, 'a> {
    program: &'p Program<'a>,
    pub order: Order,
    pub summaries: Vec<Summary>,
    pub stores: Stores,
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
            ending: circumstances::ending(program, &order),
            order,
            summaries: vec![Summary::default(); count],
            stores: Stores::default(),
            findings: vec![Vec::new(); count],
        };
        let mut unread = vec![true; count];
        for _ in 0..MAX_STORES {
            let new = linker.go_through(unread);
            if new.is_empty() {
                break;
            }
            let sought = Sought::new(&new);
            let fills = |id| sought.is_filled_by(program, id) || linker.has_filled(id, &sought);
            unread = program.function_ids().map(fills).collect();
        }
        linker
    }

    /// What has been found out so far.
    pub fn known(&self) -> Known<'_> {
        Known {
            summaries: &self.summaries,
            stores: &self.stores,
            called: &self.order.called,
        }
    }

    /// All messages, with the names of error classes.
    pub fn messages(&self) -> Vec<Message> {
        let mut messages = Messages::default();
        let beside = programs::beside(self.program, &self.order);
        let inputs = inputs::inputs(self.program, &self.order);
        for (id, findings) in self.findings.iter().enumerate() {
            if findings.is_empty() {
                continue;
            }
            let calls = circumstances::of_calls(self.program, id, &self.ending);
            for finding in findings {
                let around = finding.call.and_then(|call| calls.get(&call).cloned());
                let around = Circumstances {
                    input: inputs[id],
                    beside: beside[id],
                    ..around.unwrap_or_default()
                };
                messages.add(self.program, id, finding.clone(), around);
            }
        }
        exceptions::add_names(self.program, &mut messages);
        messages.finish()
    }

    /// Reads functions that were not read yet, and those whose callees have changed, callees first;
    /// gives the stores that are newly known to be printed.
    fn go_through(&mut self, unread: Vec<bool>) -> Vec<Store> {
        let mut printed = Vec::new();
        let mut changed = vec![false; unread.len()];
        for group in 0..self.order.groups.len() {
            let members = self.order.groups[group].clone();
            let is_due = |id: &FunctionId| {
                unread[*id]
                    || self.order.callees[*id]
                        .iter()
                        .any(|callee| changed[*callee])
            };
            let due: HashSet<_> = members.iter().copied().filter(is_due).collect();
            self.settle(&members, &due, &mut changed, &mut printed);
        }
        self.stores.add(printed)
    }

    /// Reads the functions of a group that are due until nothing changes, or the rounds are over. In a
    /// circle those are read again whose callees have changed since.
    fn settle(
        &mut self,
        group: &[FunctionId],
        due: &HashSet<FunctionId>,
        changed: &mut [bool],
        printed: &mut Vec<(Store, Way)>,
    ) {
        let mut changes = 0;
        let mut changed_at: HashMap<FunctionId, usize> = HashMap::new();
        let mut read_at: HashMap<FunctionId, usize> = HashMap::new();
        for round in 0..MAX_ROUNDS {
            for id in group {
                let before = read_at.get(id).copied().unwrap_or(0);
                let has_changed = |callee| {
                    changed_at
                        .get(callee)
                        .is_some_and(|change| *change > before)
                };
                let is_due = round == 0 && due.contains(id);
                if !is_due && !self.order.callees[*id].iter().any(has_changed) {
                    continue;
                }
                read_at.insert(*id, changes);
                if self.take_in(*id, printed) {
                    changes += 1;
                    changed_at.insert(*id, changes);
                    changed[*id] = true;
                }
            }
        }
    }

    /// Reads a function; whether its callers must know more of it than before.
    fn take_in(&mut self, id: FunctionId, printed: &mut Vec<(Store, Way)>) -> bool {
        let read = self.read(id);
        printed.extend(read.printed);
        self.stores.exclude(read.contained);
        self.findings[id] = read.findings;
        let has_changed = self.summaries[id].says_other_than(&read.summary);
        self.summaries[id] = read.summary;
        has_changed
    }

    /// Whether a function calls one that leaves something in a field of what it is given, and that field
    /// may be one of these stores.
    fn has_filled(&self, id: FunctionId, stores: &Sought<'_>) -> bool {
        let callees = self.order.callees[id].iter();
        let mut outs = callees.flat_map(|callee| &self.summaries[*callee].outs);
        outs.any(|out| stores.fields.contains(last_name(&out.path)))
    }

    fn read(&self, id: FunctionId) -> Read {
        let mut read = interpret::read(self.program, self.known(), id);
        let (_, function) = self.program.function(id);
        let pack = self.program.pack(self.program.region(id));
        let flow = by_name::flow_by_name(function, &read.summary.flows, pack);
        read.summary.flows.extend(flow);
        read
    }
}
