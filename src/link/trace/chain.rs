//! The ways of a message to its sink, call by call.

use super::{Chain, LevelSource, Link, Place, Query};
use crate::facts::{Call, Expr};
use crate::link::message::evidence::{Message, Site};
use crate::link::program::{FunctionId, Program, last_name};
use crate::sink::Sink;

/// The ways of a message from its sites, shortest first; where a line is asked for that one of them
/// stands on, only those.
pub(super) fn chains(program: &Program<'_>, message: &Message, query: &Query) -> Vec<Chain> {
    let is_asked = |site: &&Site| query.is_at(&site.file, site.line);
    let mut sites: Vec<&Site> = message.sites.iter().filter(is_asked).collect();
    if sites.is_empty() {
        sites = message.sites.iter().collect();
    }
    sites.sort_by_key(|site| site.via.len());
    let chain = |site: &Site| chain(program, message, site);
    sites.into_iter().map(chain).collect()
}

/// What a path calls in a region, with the places of the functions that are known to be meant, or else
/// of what has its name.
pub(super) fn link(
    program: &Program<'_>,
    region: usize,
    path: &str,
    callees: &[FunctionId],
) -> Link {
    let name = last_name(path).to_owned();
    let found = if callees.is_empty() {
        places(program, region, &name)
    } else {
        callees.iter().map(|id| place(program, *id)).collect()
    };
    let place = |(region, line): (usize, usize)| Place {
        file: program.facts[region].path.to_string(),
        line,
    };
    Link {
        name,
        defined: found.into_iter().map(place).collect(),
    }
}

fn chain(program: &Program<'_>, message: &Message, site: &Site) -> Chain {
    let mut region = program
        .facts
        .iter()
        .position(|facts| *facts.path == *site.file);
    let names = if site.via.is_empty() {
        std::slice::from_ref(&site.callee)
    } else {
        &site.via
    };
    let level = region.and_then(|region| level_source(program, message, site, region));
    let mut links = Vec::with_capacity(names.len());
    for name in names {
        let Some(here) = region else { break };
        links.push(link(program, here, name, &[]));
        let next = places(program, here, name)
            .first()
            .map(|(region, _)| *region);
        region = next.or(region);
    }
    Chain {
        site: site.clone(),
        links,
        level,
    }
}

/// The regions and lines of what a name is defined as: functions, or else classes.
fn places(program: &Program<'_>, region: usize, name: &str) -> Vec<(usize, usize)> {
    let functions = program.definitions(region, name);
    if functions.is_empty() {
        return program.classes.places(name);
    }
    functions.into_iter().map(|id| place(program, id)).collect()
}

fn place(program: &Program<'_>, id: FunctionId) -> (usize, usize) {
    (program.region(id), program.function(id).1.line as usize)
}

/// The name that says the level at a site, if one does.
fn level_source(
    program: &Program<'_>,
    message: &Message,
    site: &Site,
    region: usize,
) -> Option<LevelSource> {
    let level = message.level.filter(|_| message.sink != Sink::Exception)?;
    let pack = program.pack(region);
    let expressions = &program.facts[region].expressions;
    let speaks = |name: &&str| pack.level_in(name) == Some(level);
    let mut arguments = calls_at(program, region, site)
        .into_iter()
        .flat_map(|call| {
            let arguments = call.arguments.iter();
            arguments.flat_map(|argument| expressions.names(argument.value))
        });
    if let Some(name) = arguments.find(speaks) {
        return Some(LevelSource::Argument(name.to_owned()));
    }
    let mut callees = std::iter::once(&site.callee)
        .chain(&site.via)
        .map(String::as_str);
    callees
        .find(speaks)
        .map(|name| LevelSource::Callee(name.to_owned()))
}

/// The calls that a site can be.
fn calls_at<'a>(program: &Program<'a>, region: usize, site: &Site) -> Vec<Call<'a>> {
    let facts = &program.facts[region];
    let is_site = |call: &Call<'_>| {
        let path = facts.expressions.path(call.callee);
        call.line as usize == site.line && path.is_some_and(|path| last_name(&path) == site.callee)
    };
    let calls = facts.functions.iter().flat_map(|function| function.calls());
    let calls = calls.filter_map(|id| match facts.expressions.get(id) {
        Expr::Call(call) => Some(call),
        _ => None,
    });
    calls.filter(is_site).collect()
}
