//! Ways through a program, in words. Names and texts of the program are shown escaped.

use sigmine::display::{self, escape};
use sigmine::link::{
    Certainty, Chain, Construct, LevelSource, Link, Loss, Place, Site, Step, Trace,
};
use sigmine::score::Candidate;
use sigmine::sink::Sink;

/// `printed by f at file:line`.
pub fn site(site: &Site) -> String {
    let at = format!("at {}:{}", escape(&site.file), site.line);
    match (&site.function, site.construct) {
        (_, Construct::ExceptionClass) => format!("what {} says {at}", name(&site.callee)),
        (Some(function), _) => format!("printed by {} {at}", name(function)),
        (None, _) => format!("printed {at}"),
    }
}

/// The function and the place that a candidate's first site is in.
pub fn whereabouts(candidate: &Candidate) -> String {
    let Some(site) = candidate.message.sites.first() else {
        return "an unknown place".to_owned();
    };
    let at = format!("{}:{}", escape(&site.file), site.line);
    match &site.function {
        Some(function) => format!("{} at {at}", name(function)),
        None => at,
    }
}

/// How the text gets from a site to the sink, a call a line.
pub fn way(chain: &Chain, sink: Sink) -> Vec<String> {
    let site = &chain.site;
    let Some((first, others)) = chain.links.split_first() else {
        return Vec::new();
    };
    let is_kept = !site.via.is_empty() && first.name != site.callee;
    let callee = link(first);
    let start = match site.construct {
        Construct::ExceptionClass => format!("as the name or the text of the class {callee}"),
        Construct::RaisedMessage => format!("as the text of {callee}, which is raised here"),
        Construct::MacroCall => format!("handed to the macro {callee}"),
        Construct::BuiltString if is_kept => {
            format!(
                "kept in {}, which is printed by {callee}",
                name(&site.callee)
            )
        }
        Construct::BuiltString => format!("as text built in a variable, handed to {callee}"),
        Construct::ErrorTable => format!("as an entry of a table, handed to {callee}"),
        Construct::ReturnedString => {
            format!("as text that a function returns, handed to {callee}")
        }
        Construct::DirectCall | Construct::WrapperCall => format!("handed to {callee}"),
    };
    let others = others.iter().map(|other| format!("→ {}", link(other)));
    let mut lines: Vec<String> = std::iter::once(start).chain(others).collect();
    if let Some(last) = lines.last_mut().filter(|_| sink != Sink::Exception) {
        last.push_str(", the sink");
    }
    lines
}

/// Where a message goes, at what level, and how sure that is.
pub fn destination(trace: &Trace) -> String {
    let message = &trace.message;
    let sink = match message.sink {
        Sink::Syslog => "it goes to the system's log",
        Sink::File => "it goes to a log file",
        Sink::Stderr => "it goes to stderr",
        Sink::Exception => "it is logged where nothing catches the exception",
        Sink::Client => "it goes to the client",
        Sink::Unknown => "it leaves the program, where to is not known",
    };
    let level = match (
        message.level,
        trace.chains.first().map(|chain| &chain.level),
    ) {
        (None, _) => String::new(),
        (Some(level), Some(Some(LevelSource::Argument(name) | LevelSource::Callee(name)))) => {
            format!(", at level {level}, as {} says", self::name(name))
        }
        (Some(level), _) => format!(", at level {level}"),
    };
    let certainty = match message.certainty {
        Certainty::Direct if message.sink == Sink::Exception => "",
        Certainty::Direct => ": a known sink is called",
        Certainty::Wrapper => ": the functions on the way were read",
        Certainty::Name => ": only the name of what is called says so",
    };
    let debug_only = if message.debug_only {
        "\nit exists or is printed only where the application is debugged"
    } else {
        ""
    };
    format!("{sink}{level}{certainty}{debug_only}")
}

/// Why a literal is no message. `function` is the one around it.
pub fn step(step: &Step, function: Option<&str>) -> String {
    let inside = function.map_or_else(String::new, |function| format!(" in {}", name(function)));
    match step {
        Step::TooShort => "it has too few letters to be a message of its own".to_owned(),
        Step::Handed {
            callee,
            argument,
            loss,
        } => format!(
            "{} is called with this text as argument {argument}, {}",
            link(callee),
            self::loss(loss, &inside)
        ),
        Step::Bound { name: bound } => format!(
            "it is bound to {}{inside}, and nothing that is known to print it reads that",
            name(bound)
        ),
        Step::Entry { table } => format!(
            "it is an entry of the table {}{inside}, which reaches no sink",
            name(table)
        ),
        Step::Returned => format!(
            "{} returns it, and no caller is known to print what it returns",
            function.map_or_else(|| "the top level".to_owned(), name)
        ),
        Step::Default { name: parameter } => format!(
            "the parameter {}{inside} stands for it where the caller gives nothing, and is not printed",
            name(parameter)
        ),
        Step::NotFollowed => {
            format!("it is part of an expression{inside} whose text is not followed")
        }
    }
}

fn loss(loss: &Loss, inside: &str) -> String {
    let why = match loss {
        Loss::NoSink => "but no known sink is reachable from it",
        Loss::OtherText => "and reaches a sink, but as far as can be followed not with this text",
        Loss::NotInSource => {
            "but it is not in the source, and its name does not say that it reports errors"
        }
        Loss::NoSentence => {
            "but it is not in the source; its name says that it reports errors, but then only two words or more are a message"
        }
        Loss::OtherArgument => "but that is not the text that it prints or builds",
        Loss::Value => "and prints it as a value in a sentence of its own",
        Loss::Built { into } => {
            let into = name(into);
            return format!(
                "and puts it into {into}{inside}, and nothing that is known to print it reads that"
            );
        }
    };
    why.to_owned()
}

/// `file:line`.
pub fn place(place: &Place) -> String {
    format!("{}:{}", escape(&place.file), place.line)
}

/// A number of things.
pub fn counted(count: usize, what: &str) -> String {
    display::counted(count as u64, what)
}

/// What is called, with the place of its definition.
fn link(link: &Link) -> String {
    let name = name(&link.name);
    match link.defined.as_slice() {
        [] => name,
        [only] => format!("{name} ({})", place(only)),
        [first, others @ ..] => format!("{name} ({} and {} more)", place(first), others.len()),
    }
}

fn name(name: &str) -> String {
    format!("`{}`", escape(name))
}
