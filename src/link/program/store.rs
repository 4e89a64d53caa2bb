//! Where texts are kept between functions: in a field of an object, or in a variable of a file.

use std::sync::Arc;

use crate::facts::Function;
use crate::link::program::Program;
use crate::link::program::classes::ClassId;

/// A place that outlives the function that fills it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Store {
    /// A field below any object (`error.text`); of a class that is known only its own objects are
    /// meant, and those of the classes around it.
    Field {
        class: Option<ClassId>,
        path: Arc<str>,
    },
    /// A variable of one region.
    Variable(usize, Arc<str>),
}

impl Store {
    /// The path of the field, or the name of the variable.
    pub fn path(&self) -> &str {
        match self {
            Store::Field { path, .. } | Store::Variable(_, path) => path,
        }
    }
}

impl Program<'_> {
    /// The store that a place is for a function of a region, if it can be one.
    pub fn store(&self, region: usize, function: &Function, place: &str) -> Option<Store> {
        if place.contains('(') {
            return None;
        }
        let pack = self.pack(region);
        if let Some((root, path)) = place.split_once('.') {
            let is_own = pack.means_this(root, function);
            let own_class = function.class.as_deref().filter(|_| is_own);
            let class = self.class(region, own_class.unwrap_or(root));
            return Some(Store::Field {
                class: class.map(|class| self.classes.family(class)),
                path: path.into(),
            });
        }
        if self.is_own(region, function, place) {
            return None;
        }
        let names_field =
            |class: &str| pack.own_methods || self.is_global(region, &format!("{class}.{place}"));
        if let Some(class) = &function.class
            && names_field(class)
        {
            let class = self.class(region, class);
            return Some(Store::Field {
                class: class.map(|class| self.classes.family(class)),
                path: place.into(),
            });
        }
        let variable = || Store::Variable(region, place.into());
        self.is_global(region, place).then(variable)
    }

    /// Whether a name is a parameter or variable of the function itself.
    pub fn is_own(&self, region: usize, function: &Function, name: &str) -> bool {
        let is_variable = if self.pack(region).bindings_declare {
            let is_bound = self.facts[region].binds(function, name);
            !function.shared.contains(name) && is_bound || function.locals.contains(name)
        } else {
            function.locals.contains(name)
        };
        is_variable || function.parameters.contains(name)
    }
}
