//! Functions and classes, from where they begin to where they end.

use std::borrow::Cow;

use super::extract::Walk;
use super::nodes::NodeId;
use super::{Class, Closure, Event, Function, unwritten};
use crate::pack::Part;

/// How many functions may stand in one another before the outer ones no longer look into them.
const MAX_CLOSURES: usize = 3;

/// Bytes of the name of a class, and of its path: a longer name is cut, and of a longer path its last name is kept.
const LONGEST: usize = 512;

impl Walk<'_, '_> {
    pub(super) fn open_function(&mut self, node: NodeId) {
        let mut function = Function {
            line: self.builder.line(node),
            ..Function::top_level()
        };
        let wanted = [
            Part::FunctionName,
            Part::FunctionParameter,
            Part::FunctionRest,
            Part::FunctionBody,
            Part::FunctionInternal,
        ];
        for (part, inner) in self.nodes.parts(node, &wanted) {
            match part {
                Part::FunctionName if function.name.is_empty() => {
                    function.name = self.nodes.text(inner).to_owned()
                }
                // What stands behind the rest is given by name alone.
                Part::FunctionParameter if function.rest.is_none() => {
                    function.parameters.push(&self.first_name(inner))
                }
                Part::FunctionRest => function.rest = Some(self.first_name(inner)),
                Part::FunctionInternal => function.is_internal = true,
                _ => {}
            }
        }
        if self.open.is_empty() {
            let class = self.classes.last();
            function.class = class.map(|class| self.facts.classes[*class].name.clone());
        }
        self.guards.forget();
        self.open.push(function);
    }

    /// A function that sees the names of another one runs, perhaps, where it is defined.
    pub(super) fn close_function(&mut self) {
        let Some(mut function) = self.open.pop() else {
            return;
        };
        unwritten::drop_variables(&mut function, &self.facts.expressions);
        if let Some(outer) = self.open.last()
            && self.open.len() <= MAX_CLOSURES
            && !function
                .parameters
                .iter()
                .any(|name| outer.parameters.contains(name))
        {
            self.event(Event::Closure(Box::new(Closure {
                name: function.name.clone(),
                events: function.events.as_slice().into(),
            })));
        }
        self.facts.functions.push(function);
    }

    pub(super) fn open_class(&mut self, node: NodeId) {
        let mut class = Class {
            name: String::new(),
            path: String::new(),
            bases: Vec::new(),
            line: self.builder.line(node),
        };
        for (part, inner) in self
            .nodes
            .parts(node, &[Part::ClassName, Part::ClassBase, Part::ClassBody])
        {
            match part {
                Part::ClassName => self.name_class(&mut class, self.nodes.text(inner)),
                Part::ClassBase => {
                    let base = self.builder.expression(inner, &mut self.facts.expressions);
                    let base = self.facts.expressions.path(base);
                    class.bases.extend(base.map(Cow::into_owned));
                }
                _ => {}
            }
        }
        self.classes.push(self.facts.classes.len());
        self.facts.classes.push(class);
    }

    /// Gives a class its name, which may be one in the classes around it. All that stands in it is known by its
    /// path, so that is kept short.
    fn name_class(&self, class: &mut Class, written: &str) {
        let written = &written[..written.floor_char_boundary(LONGEST)];
        let Some(separator) = &self.pack.class_separator else {
            class.name = written.to_owned();
            class.path = written.to_owned();
            return;
        };
        let own: Vec<&str> = written.split(separator.as_str()).collect();
        let around = self.classes.last().filter(|_| !own[0].is_empty());
        let around = around.map(|around| self.facts.classes[*around].path.as_str());
        let own = own.into_iter().filter(|name| !name.is_empty());
        let path: Vec<&str> = around.into_iter().chain(own).collect();
        class.name = path.last().copied().unwrap_or_default().to_owned();
        class.path = path.join(".");
        if class.path.len() > LONGEST {
            class.path.clone_from(&class.name);
        }
    }
}
