//! Exceptions: a log of one that nothing catches shows its text and the name of its class.

use crate::dialect::Dialect;
use crate::facts::{Call, Expr, ExprId};
use crate::level::Level;
use crate::link::message::collect::{Finding, Messages};
use crate::link::message::evidence::{Certainty, Construct, Site};
use crate::link::program::{Program, last_name};
use crate::link::reading::Reading;
use crate::link::reading::calls::print::CallSite;
use crate::link::reading::summary::{LevelOf, Way};
use crate::link::value::via::Via;
use crate::link::value::{Atom, Line, Parameter, Value, Values, pattern_of};
use crate::pattern::{Pattern, Piece};
use crate::sink::Sink;

/// Words that a field of an error class has at least to be a text: fewer are a code.
const MIN_WORDS: usize = 2;

/// Adds the name of each error class that is defined in the tree.
pub fn add_names<'a>(program: &Program<'a>, messages: &mut Messages<'a>) {
    for (region, facts) in program.facts.iter().enumerate() {
        for class in facts
            .classes
            .iter()
            .filter(|class| program.is_error(region, &class.path))
        {
            let name = match &program.pack(region).class_separator {
                Some(separator) => class.path.replace('.', separator),
                None => class.name.clone(),
            };
            let finding = Finding {
                pattern: Pattern::new([Piece::Text(name)]),
                level: Some(Level::Error),
                sink: Sink::Exception,
                certainty: Certainty::Direct,
                dialect: Dialect::Plain,
                debug_only: false,
                line: class.line,
                entry: None,
                function: None,
                callee: class.name.as_str().into(),
                via: Via::default(),
                construct: Construct::ExceptionClass,
                call: None,
            };
            let site = || Site {
                file: facts.path.to_string(),
                line: class.line as usize,
                function: None,
                parameters: Vec::new(),
                callee: class.name.clone(),
                via: Vec::new(),
                construct: Construct::ExceptionClass,
                level: None,
                in_constructor: false,
                guard: None,
                values: Vec::new(),
                then: Vec::new(),
                callers: [].into(),
                calls: [].into(),
                input: None,
                beside: false,
                ends_process: false,
            };
            let place = (&*facts.path, class.line as usize);
            messages.add_at(&program.pack(region).name, &finding, place, site);
        }
    }
}

impl Reading<'_, '_> {
    /// Whether a call makes an error, or is a constructor of an error class calling its base's.
    pub fn makes_error(&self, call: &Call<'_>, path: &str) -> bool {
        let name = last_name(path);
        let is_error = |class: &str| self.program.is_error(self.region, class);
        match self.facts.expressions.get(call.callee) {
            _ if self.program.is_function(name) && !self.is_constructor(name) => false,
            _ if is_error(path) => true,
            Expr::Member { object, .. } if self.is_constructor(name) => {
                let object = self.facts.expressions.path(object).unwrap_or_default();
                self.is_in_error()
                    && (self.pack.base_names.iter().any(|base| *base == object)
                        || is_error(&object))
            }
            _ => self.is_in_error() && self.pack.base_names.iter().any(|base| base == path),
        }
    }

    fn is_constructor(&self, name: &str) -> bool {
        self.pack.constructors.iter().any(|known| known == name)
    }

    /// Whether the function that is read is a method of an error class.
    fn is_in_error(&self) -> bool {
        let class = self.function.class.as_deref();
        class.is_some_and(|class| self.program.is_error(self.region, class))
    }

    /// An error is made. Its text is what its class makes of the arguments, or else the argument
    /// that is a text, or else the first one.
    pub fn make_error(&mut self, call: &Call<'_>, path: &str, is_told: bool) {
        if is_told {
            return self.note_raised(call.line);
        }
        let scope = self.scope();
        let values = call
            .arguments
            .iter()
            .map(|argument| scope.value(argument.value));
        let values = values.filter_map(|value| self.spoken(value));
        // A class may take other values before its text.
        let (texts, others): (Vec<_>, Vec<_>) = values.partition(Value::has_text);
        if let Some(text) = texts.into_iter().chain(others).next() {
            self.tell(text, call.line, last_name(path));
        }
        self.note_raised(call.line);
    }

    /// What is raised is an error, also where its class is not known to be one.
    pub fn raise_unknown(&mut self, raised: ExprId) {
        let facts = self.facts;
        if let Expr::Call(ref call) = facts.expressions.get(raised)
            && let Some(meant) = self.program.meant(self.region, Some(self.id), raised)
            && let Some(called) = &meant.called
            && !self.makes_error(call, &called.path)
            && (!self.program.is_function(last_name(&called.path))
                || self.program.class(self.region, &called.path).is_some())
        {
            self.make_error(call, &called.path, false);
        }
    }

    /// A text is raised, that of an error whose class is not named, or else an error.
    pub fn raise_text(&mut self, text: ExprId, line: u32) {
        let value = self.value(text);
        if value.is_hole() {
            return self.raise_unknown(text);
        }
        self.tell(value, line, "raise");
        self.note_raised(line);
    }

    /// What was found on this line is the text of a raised exception.
    fn note_raised(&mut self, line: u32) {
        for finding in self.read.findings.iter_mut().rev() {
            if finding.line != line {
                break;
            }
            if finding.sink == Sink::Exception {
                finding.construct = Construct::RaisedMessage;
            }
        }
    }

    /// A method that gives an error's text returns.
    pub fn error_text(&mut self, value: &Value, line: u32) {
        let name = &self.function.name;
        if self.pack.error_texts.contains(name) && self.is_in_error() {
            let class = self.function.class.clone().unwrap_or_default();
            self.tell(value.clone().from(Construct::ExceptionClass), line, &class);
        }
    }

    /// A field of an error class, in its body, is a sentence: the text that it has by default.
    pub fn error_attribute(&mut self, place: &str, value: &Value, line: u32) {
        let Some((class, _)) = place
            .rsplit_once('.')
            .filter(|_| self.function.name.is_empty())
        else {
            return;
        };
        let is_sentence = |line: &Line| pattern_of(&line.atoms).words() >= MIN_WORDS;
        if self.program.class(self.region, class).is_some()
            && self.program.is_error(self.region, class)
            && value.lines().iter().any(is_sentence)
        {
            self.tell(value.clone().from(Construct::ExceptionClass), line, class);
        }
    }

    /// An exception's text.
    fn tell(&mut self, text: Value, line: u32, callee: &str) {
        let way = Way {
            sink: Sink::Exception,
            to: None,
            level: LevelOf::Known(Level::Error),
            certainty: Certainty::Direct,
            dialect: Dialect::Plain,
            debug_only: false,
            via: Via::default(),
        };
        let site = CallSite {
            callee: callee.into(),
            line,
            is_macro: false,
        };
        let text = text.formatted(self.pack.error_dialect, &|_| Values::Unknown, &mut |_| {
            Value::hole()
        });
        self.emit(text, &way, &site);
    }

    /// A value that may be an error's text: not the error itself, and of further arguments the first.
    fn spoken(&self, value: Value) -> Option<Value> {
        let has_receiver = self.pack.has_receiver(self.function);
        match value.only_atom() {
            Some(Atom::Hole) => None,
            Some(Atom::Parameter(Parameter { index: 0, path, .. }))
                if has_receiver && path.is_empty() =>
            {
                None
            }
            Some(Atom::Rest(from)) => Some(Value::parameter(*from, "")),
            _ => Some(value),
        }
    }
}
