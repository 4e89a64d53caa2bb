//! The written form of [`Output`] and [`Builder`].

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Glob;
use super::manifest::plain;
use super::primitive::{ArgumentAt, Builder, Callee, Output};
use crate::dialect::Dialect;
use crate::level::Level;
use crate::sink::Sink;

/// The calls of a family: names alone, or names with the level that each speaks for.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Calls {
    Names(Vec<String>),
    Levels(BTreeMap<String, Option<Level>>),
}

impl Calls {
    fn into_pairs(self) -> Vec<(String, Option<Level>)> {
        match self {
            Calls::Names(names) => names.into_iter().map(|name| (name, None)).collect(),
            Calls::Levels(levels) => levels.into_iter().collect(),
        }
    }
}

/// One place of a call, or several for calls whose text may stand at one of them.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Places {
    One(ArgumentAt),
    Several(Vec<ArgumentAt>),
}

impl From<Places> for Vec<ArgumentAt> {
    fn from(written: Places) -> Self {
        match written {
            Places::One(place) => vec![place],
            Places::Several(places) => places,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenOutput {
    calls: Calls,
    #[serde(default)]
    on: Vec<Glob>,
    #[serde(default)]
    likely: Vec<Glob>,
    message: Places,
    #[serde(default = "plain")]
    dialect: Dialect,
    #[serde(default)]
    list: bool,
    #[serde(default)]
    level: Option<ArgumentAt>,
    sink: Sink,
    #[serde(default)]
    to: Option<Destinations>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Destinations {
    argument: ArgumentAt,
    names: BTreeMap<String, Sink>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenBuilder {
    calls: Vec<String>,
    #[serde(default)]
    on: Vec<Glob>,
    #[serde(default)]
    message: Option<Places>,
    #[serde(default = "plain")]
    dialect: Dialect,
    #[serde(default)]
    list: bool,
    #[serde(default)]
    into: Option<ArgumentAt>,
    #[serde(default)]
    append: bool,
    #[serde(default)]
    prepend: bool,
    #[serde(default)]
    separator: Option<ArgumentAt>,
    #[serde(default)]
    otherwise: Option<ArgumentAt>,
}

impl From<WrittenOutput> for Output {
    fn from(written: WrittenOutput) -> Self {
        let to = written.to.map(|to| {
            let names = to
                .names
                .iter()
                .map(|(name, sink)| (Glob::new(name), *sink))
                .collect();
            (to.argument, names)
        });
        Output {
            callee: Callee {
                calls: written.calls.into_pairs(),
                on: written.on,
                likely: written.likely,
            },
            message: written.message.into(),
            dialect: written.dialect,
            list: written.list,
            level: written.level,
            sink: written.sink,
            to,
        }
    }
}

impl From<WrittenBuilder> for Builder {
    fn from(written: WrittenBuilder) -> Self {
        Builder {
            callee: Callee {
                calls: Calls::Names(written.calls).into_pairs(),
                on: written.on,
                likely: Vec::new(),
            },
            message: written.message.map_or_else(Vec::new, Vec::from),
            dialect: written.dialect,
            list: written.list,
            into: written.into,
            append: written.append,
            prepend: written.prepend,
            separator: written.separator,
            otherwise: written.otherwise,
        }
    }
}
