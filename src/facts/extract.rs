//! From a region's text to its facts: one walk over the tree, without recursion.

use super::budget::Budget;
use super::builder::Builder;
use super::guards::Guards;
use super::mended::mended;
use super::nodes::{NodeId, Nodes};
use super::parse::parse;
use super::{Capped, Event, Expr, ExprId, Facts, Function, NameList, macros};
use crate::pack::{Pack, Part, Role};
use crate::source::Region;

/// Reads the facts of a region with the pack that reads its language. Damaged text takes up to
/// [`STACK`](crate::threads::STACK) of the thread.
pub fn extract(region: &Region, pack: &Pack) -> Facts {
    let mut facts = Facts::empty(region);
    let mended = mended(&region.text, pack);
    let text = mended.as_deref().unwrap_or(&region.text);
    let budget = Budget::of(text.len());
    if let Some(tree) = parse(text, pack, &budget) {
        let nodes = Nodes::new(tree, text, pack, &budget);
        let mut walk = Walk::new(&mut facts, &nodes, pack, region.line);
        walk.run();
        if nodes.is_damaged {
            facts.capped.get_or_insert(Capped::Damage);
        }
        if budget.is_spent() {
            facts.capped = Some(Capped::Parsing);
        }
    } else {
        facts.capped = Some(Capped::Parsing);
    }
    if pack.is_header(&facts.path) {
        facts.open_up();
    }
    facts.close();
    facts
}

impl Facts {
    fn empty(region: &Region) -> Self {
        Facts {
            path: region.path.clone(),
            pack: region.pack,
            expressions: super::Expressions::default(),
            functions: vec![Function::top_level()],
            classes: Vec::new(),
            constants: Vec::new(),
            globals: Vec::new(),
            listed: Vec::new(),
            imports: Vec::new(),
            includes: Vec::new(),
            capped: None,
        }
    }
}

impl Facts {
    /// A file that is made to be taken in keeps nothing to itself, whatever its name is where that is done.
    fn open_up(&mut self) {
        for function in &mut self.functions {
            function.is_internal = false;
        }
    }

    /// Gives back what was kept free for more.
    fn close(&mut self) {
        self.expressions.close();
        for function in &mut self.functions {
            function.events.shrink_to_fit();
            function.locals.close();
            function.parameters.close();
        }
        self.functions.shrink_to_fit();
        self.constants.shrink_to_fit();
        self.globals.shrink_to_fit();
        self.listed.shrink_to_fit();
    }
}

impl Function {
    pub(super) fn top_level() -> Self {
        Function {
            name: String::new(),
            class: None,
            is_macro: false,
            is_internal: false,
            parameters: NameList::default(),
            rest: None,
            defaults: Vec::new(),
            locals: NameList::default(),
            shared: NameList::default(),
            events: Vec::new(),
            line: 1,
        }
    }
}

/// One walk over one tree. Functions that are open stand in `open`, the innermost last; what stands
/// in none belongs to the region's top level.
pub(super) struct Walk<'f, 'n> {
    pub(super) facts: &'f mut Facts,
    pub(super) builder: Builder<'n>,
    pub(super) nodes: &'n Nodes<'n>,
    pub(super) pack: &'n Pack,
    pub(super) open: Vec<Function>,
    /// Open classes, by their place in the facts.
    pub(super) classes: Vec<usize>,
    pub(super) guards: Guards,
}

impl<'f, 'n> Walk<'f, 'n> {
    /// `line` is the line of the text's first byte in its file.
    pub(super) fn new(
        facts: &'f mut Facts,
        nodes: &'n Nodes<'n>,
        pack: &'n Pack,
        line: usize,
    ) -> Self {
        Walk {
            facts,
            builder: Builder::new(nodes, pack, line),
            nodes,
            pack,
            open: Vec::new(),
            classes: Vec::new(),
            guards: Guards::default(),
        }
    }

    /// Walks through all nodes.
    pub(super) fn run(&mut self) {
        let nodes = self.nodes;
        let mut at = nodes.begin();
        let mut open: Vec<NodeId> = Vec::new();
        while at < nodes.end() {
            while let Some(done) = open.pop_if(|node| nodes.behind(*node) <= at) {
                self.leave(done);
            }
            if self.enter(at) {
                open.push(at);
                at = nodes.next(at);
            } else {
                self.leave(at);
                at = nodes.behind(at);
            }
        }
        while let Some(done) = open.pop() {
            self.leave(done);
        }
        if self.builder.too_deep || self.facts.expressions.too_deep {
            self.facts.capped.get_or_insert(Capped::Depth);
        }
    }

    fn enter(&mut self, node: NodeId) -> bool {
        match self.nodes.part(node) {
            Some(Part::BranchArm) => {
                self.guards.open_arm();
                self.event(Event::Arm);
            }
            Some(Part::GuardOtherwise) => self.guards.otherwise(),
            _ => {}
        }
        match self.nodes.role(node) {
            Some(Role::Ignore | Role::String | Role::DeferredText | Role::Macro | Role::Import) => {
                return false;
            }
            Some(Role::Function) => self.open_function(node),
            Some(Role::Class) => self.open_class(node),
            Some(Role::Branch) => {
                self.guards.open_branch();
                self.condition(node);
                self.event(Event::Branch);
            }
            Some(Role::Guard) => {
                let text = |part: Part| self.nodes.first(node, part).map(|it| self.nodes.text(it));
                if let Some(exception) = text(Part::GuardCaught) {
                    let all = &mut self.facts.expressions;
                    self.guards.open_caught(exception, all);
                } else {
                    let condition = text(Part::GuardCondition).unwrap_or_default();
                    self.guards.open_guard(condition, self.pack);
                }
            }
            Some(Role::Variable) => self.declare(node),
            _ => {}
        }
        true
    }

    fn leave(&mut self, node: NodeId) {
        match self.nodes.role(node) {
            Some(Role::Function) => self.close_function(),
            Some(Role::Class) => {
                self.classes.pop();
            }
            Some(Role::Branch) => {
                self.guards.close_branch();
                self.event(Event::Join);
            }
            Some(Role::Guard) => self.guards.close(),
            Some(Role::Call) => {
                let call = self.builder.expression(node, &mut self.facts.expressions);
                if matches!(self.facts.expressions.get(call), Expr::Call(_)) {
                    self.call(call);
                }
            }
            Some(Role::Binding) => self.bind(node, Part::BindingTarget, Part::BindingValue, false),
            Some(Role::Append) => self.bind(node, Part::AppendTarget, Part::AppendValue, true),
            Some(Role::Advance) => self.advance(node),
            Some(Role::Default) => self.default(node),
            Some(Role::Return) => {
                let values = self.nodes.parts(node, &[Part::ReturnValue]);
                if values.is_empty() {
                    self.event(Event::Leave);
                }
                for (_, value) in values {
                    let line = self.builder.line(value);
                    let value = self.builder.expression(value, &mut self.facts.expressions);
                    self.event(Event::Return(value, line));
                }
            }
            Some(Role::Raise) => self.raise(node),
            Some(Role::Word) => self.word(node),
            Some(Role::Forward) => self.forward(node),
            Some(Role::Macro) => macros::extract(
                node,
                self.nodes,
                self.builder.line(node),
                self.guards.is_debug_only(),
                self.pack,
                self.facts,
            ),
            Some(Role::Import) => self.import(node),
            Some(Role::Include) => self.include(node),
            _ => {}
        }
        if self.nodes.part(node) == Some(Part::BranchArm) {
            self.guards.close();
        }
    }

    /// The condition of a branch, which may stand behind its first arm.
    fn condition(&mut self, branch: NodeId) {
        let all = &mut self.facts.expressions;
        let part = |part: Part| self.nodes.first(branch, part);
        if let Some(condition) = part(Part::BranchCondition) {
            let text = self.nodes.text(condition);
            self.guards.condition(text, self.pack, all);
        } else if let Some(condition) = part(Part::BranchUnless) {
            self.guards.negated(self.nodes.text(condition), all);
        }
    }

    fn raise(&mut self, node: NodeId) {
        let (nodes, line) = (self.nodes, self.builder.line(node));
        let mut part = |part: Part| {
            let raised = nodes.first(node, part)?;
            Some(self.builder.expression(raised, &mut self.facts.expressions))
        };
        let event = match part(Part::RaiseText) {
            Some(text) => Event::RaiseText(text, line),
            None => Event::Raise(part(Part::RaiseValue)),
        };
        self.event(event);
    }

    /// A call happens, under the conditions that are open.
    pub(super) fn call(&mut self, call: ExprId) {
        let (debug_only, condition) = (self.guards.is_debug_only(), self.guards.innermost());
        self.event(Event::Call {
            call,
            debug_only,
            condition,
        });
    }

    pub(super) fn event(&mut self, event: Event) {
        match self.open.last_mut() {
            Some(function) => function.events.push(event),
            None => self.facts.functions[0].events.push(event),
        }
    }

    /// Names of variables, for the function or the file that they stand in.
    fn declare(&mut self, node: NodeId) {
        for (part, inner) in self
            .nodes
            .parts(node, &[Part::VariableName, Part::VariableShared])
        {
            let name = self.first_name(inner);
            match (part, self.open.last_mut()) {
                (Part::VariableShared, Some(function)) => function.shared.push(&name),
                (_, Some(function)) => function.locals.push(&name),
                (_, None) => self.declare_here(name),
            }
        }
    }

    /// A name of the file, or of the class that is open.
    fn declare_here(&mut self, name: String) {
        let class = self.classes.last();
        let name = match class.map(|class| &self.facts.classes[*class].name) {
            Some(class) => format!("{class}.{name}"),
            None => name,
        };
        self.facts.globals.push(name);
    }

    pub(super) fn first_name(&self, node: NodeId) -> String {
        let name = self.nodes.first_name(node);
        name.map(|name| self.nodes.text(name).to_owned())
            .unwrap_or_default()
    }
}
