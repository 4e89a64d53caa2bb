//! Which functions of the program a call can mean.

use crate::facts::{Call, Expr, ExprId, Function};
use crate::link::program::{FunctionId, MAX_DEFINITIONS, Program, last_name};

impl Program<'_> {
    /// The functions that a call can mean. `path` is the callee's, aliases resolved; `caller` is the
    /// function around the call.
    pub fn callees(
        &self,
        region: usize,
        caller: Option<FunctionId>,
        call: &Call<'_>,
        path: Option<&str>,
    ) -> Vec<FunctionId> {
        let expressions = &self.facts[region].expressions;
        let mut found = match (expressions.get(call.callee), path) {
            (Expr::Member { object, name }, _) => self.methods(region, caller, object, name, path),
            (_, Some(path)) if call.is_field => self.called_by_name(region, caller, path),
            (_, Some(path)) => match self.own_methods(region, caller, path) {
                own if own.is_empty() => self.functions_or_joined(region, caller, path),
                own => own,
            },
            _ => Vec::new(),
        };
        // A name that stands for one function may come to stand for another.
        let is_alias =
            matches!(expressions.get(call.callee), Expr::Name(name) if Some(name) != path);
        if found.is_empty() || is_alias {
            found.extend(self.hooks(region, caller, call.callee));
            found.sort_unstable();
            found.dedup();
        }
        found
    }

    /// The methods of the caller's own object that a plain name means, in languages where it can.
    fn own_methods(
        &self,
        region: usize,
        caller: Option<FunctionId>,
        name: &str,
    ) -> Vec<FunctionId> {
        if !self.pack(region).own_methods {
            return Vec::new();
        }
        let caller = caller.map(|caller| self.function(caller).1);
        let class = caller.and_then(|caller| caller.class.as_deref());
        let class = class.and_then(|class| self.class(region, class));
        class.map_or_else(Vec::new, |class| self.classes.methods(class, name))
    }

    /// The functions that a name means which stands alone, without arguments: of those elsewhere only
    /// functions of no class.
    pub fn called_by_name(
        &self,
        region: usize,
        caller: Option<FunctionId>,
        name: &str,
    ) -> Vec<FunctionId> {
        if name.contains('.') || !self.pack(region).own_methods {
            return Vec::new();
        }
        let mut found = self.own_methods(region, caller, name);
        if found.is_empty() {
            found = self.definitions(region, name);
            found.retain(|id| self.function(*id).1.class.is_none());
        }
        found
    }

    /// A plain name: a function, or a class that is made.
    fn functions(&self, region: usize, caller: Option<FunctionId>, path: &str) -> Vec<FunctionId> {
        let name = last_name(path);
        let is_macro = |id: &FunctionId| self.function(*id).1.is_macro;
        // A macro's own name in it is the function's (C17, 6.10.3.4).
        if caller.is_some_and(|caller| is_macro(&caller) && self.function(caller).1.name == name) {
            let named = self.functions.of_language(region, name);
            let functions = named.filter(|id| !is_macro(id));
            return functions.take(MAX_DEFINITIONS).collect();
        }
        let mut found = self.definitions(region, name);
        if found.len() > 1 && found.iter().any(|id| self.is_around_its_namesake(*id)) {
            found.retain(is_macro);
        }
        if !found.is_empty() {
            return found;
        }
        self.class(region, path).map_or_else(Vec::new, |class| {
            self.classes.constructors(class, self.pack(region))
        })
    }

    /// Whether it is a macro that calls a function of its own name, which nobody else calls then.
    fn is_around_its_namesake(&self, id: FunctionId) -> bool {
        let (facts, function) = self.function(id);
        let is_own = |call: ExprId| match facts.expressions.get(call) {
            Expr::Call(call) => facts.expressions.is_name(call.callee, &function.name),
            _ => false,
        };
        function.is_macro && function.calls().any(is_own)
    }

    /// The functions of a name, or of all names that a macro may make of this one with a parameter:
    /// `log_##level(…)`.
    fn functions_or_joined(
        &self,
        region: usize,
        caller: Option<FunctionId>,
        path: &str,
    ) -> Vec<FunctionId> {
        let found = self.functions(region, caller, path);
        let parts: Vec<&str> = self.pack(region).pasted(path).collect();
        let is_parameter = |part: &str| {
            let caller = caller.map(|caller| self.function(caller).1);
            caller.is_some_and(|caller| caller.is_macro && caller.parameters.contains(part))
        };
        match parts[..] {
            [begin, part] if found.is_empty() && is_parameter(part) => {
                self.functions.joined_of(region, begin, "")
            }
            [part, end] if found.is_empty() && is_parameter(part) => {
                self.functions.joined_of(region, "", end)
            }
            [begin, part, end] if found.is_empty() && is_parameter(part) => {
                self.functions.joined_of(region, begin, end)
            }
            _ => found,
        }
    }

    /// A method of an object, or a function of a module.
    fn methods(
        &self,
        region: usize,
        caller: Option<FunctionId>,
        object: ExprId,
        name: &str,
        path: Option<&str>,
    ) -> Vec<FunctionId> {
        let pack = self.pack(region);
        let written = self.facts[region].expressions.path(object);
        let object = written.as_deref().unwrap_or_default();
        let caller = caller.map(|caller| self.function(caller).1);
        let class = caller.and_then(|caller| caller.class.as_deref());
        let class = class.and_then(|class| self.class(region, class));
        if let Some(class) = class
            && pack.base_names.iter().any(|base| base == object)
        {
            return self.classes.inherited(class, name);
        }
        let is_this = caller.is_some_and(|caller| pack.means_this(object, caller));
        let of_class = match class {
            Some(class) if is_this => Some(class),
            _ => self.class(region, object),
        };
        let found = of_class.map_or_else(Vec::new, |class| self.classes.methods(class, name));
        // A class that is named, and whose methods are all known by its path, has no other's.
        let is_all = pack.class_separator.is_some() && of_class.is_some() && !is_this;
        if !found.is_empty() || is_all {
            return found;
        }
        let on_module = self.names.is_imported(region, object);
        let mut found = match path {
            Some(path) if on_module => self.functions(region, None, path),
            _ => self.definitions(region, name),
        };
        found.retain(|id| on_module || self.function(*id).1.class.is_some());
        if !on_module && !is_this {
            let of_class = self.classes.methods_of_named_like(region, object, name);
            found.extend(self.functions.nearest(region, &of_class, MAX_DEFINITIONS));
            found.sort_unstable();
            found.dedup();
        }
        found
    }

    /// A function that is called through a field, a variable, a table or a parameter.
    fn hooks(&self, region: usize, caller: Option<FunctionId>, callee: ExprId) -> Vec<FunctionId> {
        let expressions = &self.facts[region].expressions;
        if let Some(found) = self.hooks_of_entry(region, callee) {
            return found;
        }
        let mut next = Some(callee);
        while let Some(id) = next {
            let (name, object) = match expressions.get(id) {
                Expr::Name(name) => (Some((name, false)), None),
                Expr::Member { object, name } => (Some((name, true)), Some(object)),
                Expr::Index { object }
                | Expr::Address { object }
                | Expr::Offset { base: object } => (None, Some(object)),
                _ => return Vec::new(),
            };
            let behind = |(name, is_field)| {
                let handlers = &self.handlers;
                handlers.behind(self, region, caller, name, is_field)
            };
            let found = name.map(behind);
            if let Some(found) = found.filter(|found| !found.is_empty()) {
                return found;
            }
            next = object;
        }
        Vec::new()
    }

    /// A function that is called through a field of a table's entry: `commands[n].run(…)`.
    fn hooks_of_entry(&self, region: usize, callee: ExprId) -> Option<Vec<FunctionId>> {
        let expressions = &self.facts[region].expressions;
        if let Expr::Member { object, name } = expressions.get(callee)
            && let Expr::Index { object: table } | Expr::Address { object: table } =
                expressions.get(object)
            && let Expr::Name(table) = expressions.get(table)
        {
            return self.handlers.of_entry(self, region, table, name);
        }
        None
    }
}

impl crate::pack::Pack {
    /// Whether a function is a method that takes its object as its first parameter.
    pub fn has_receiver(&self, function: &Function) -> bool {
        let is_receiver = |first| self.receiver_names.iter().any(|name| name == first);
        function.class.is_some() && function.parameters.get(0).is_some_and(is_receiver)
    }

    /// Whether a name in a method stands for the method's own object.
    pub fn means_this(&self, object: &str, method: &Function) -> bool {
        let first = method.parameters.get(0);
        self.this_names.iter().any(|this| this == object)
            || self.has_receiver(method) && first == Some(object)
    }
}
