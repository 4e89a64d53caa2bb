//! What keywords hit in sample logs. Keywords that a person makes up are counted beside the review,
//! so that no key waits for a large log.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use sigmine::crosscheck::{self, Options, Report, Summary, crosscheck};
use sigmine::logs::LogSet;
use sigmine::pattern::Pattern;
use sigmine::progress::Silent;

/// What is known of one keyword.
#[derive(Debug, Clone, Copy)]
pub enum Counted<'a> {
    /// Its hits.
    Now(&'a crosscheck::Hits),
    /// They are being counted.
    Soon,
    /// They cannot be counted: the logs came through standard input, or there are none.
    Not,
}

/// The hits of all keywords.
pub struct Hits {
    summary: Option<Summary>,
    /// By the keyword's written form; `None` while it is counted.
    known: HashMap<String, Option<crosscheck::Hits>>,
    counted: Vec<crosscheck::Hits>,
    logs: Option<Arc<LogSet>>,
    sender: Sender<Found>,
    receiver: Receiver<Found>,
}

/// A keyword with its hits, or nothing where the logs cannot be read any more.
type Found = (String, Option<crosscheck::Hits>);

impl Hits {
    /// What a cross-check found, and where more can be counted.
    pub fn new(report: Option<&Report>, logs: Option<Arc<LogSet>>) -> Self {
        let hits = report.into_iter().flat_map(|report| &report.hits);
        let (sender, receiver) = channel();
        Hits {
            summary: report.map(|report| report.summary.clone()),
            known: hits
                .map(|hits| (hits.keyword.clone(), Some(hits.clone())))
                .collect(),
            counted: Vec::new(),
            logs: logs.filter(|logs| logs.size().is_some()),
            sender,
            receiver,
        }
    }

    /// What was read; `None` without sample logs.
    pub fn summary(&self) -> Option<&Summary> {
        self.summary.as_ref()
    }

    /// What is known of a keyword.
    pub fn of(&self, keyword: &Pattern) -> Counted<'_> {
        match self.known.get(&keyword.to_string()) {
            Some(Some(hits)) => Counted::Now(hits),
            Some(None) => Counted::Soon,
            None => Counted::Not,
        }
    }

    /// Begins to count a keyword that nothing is known of.
    pub fn count(&mut self, keyword: &Pattern) {
        let written = keyword.to_string();
        let Some(logs) = self.logs.clone() else {
            return;
        };
        if self.known.contains_key(&written) {
            return;
        }
        self.known.insert(written.clone(), None);
        let (sender, keyword) = (self.sender.clone(), keyword.clone());
        std::thread::spawn(move || {
            let report = crosscheck(&[keyword], &[], &logs, &Options::default(), &Silent);
            let hits = report.ok().and_then(|mut report| report.hits.pop());
            // At the end of the review nobody waits for it any more.
            let _ = sender.send((written, hits));
        });
    }

    /// Whether some keyword is being counted.
    pub fn is_counting(&self) -> bool {
        self.known.values().any(Option::is_none)
    }

    /// Takes over what was counted meanwhile; whether there was anything.
    pub fn collect(&mut self) -> bool {
        let found: Vec<Found> = self.receiver.try_iter().collect();
        let is_new = !found.is_empty();
        for (keyword, hits) in found {
            match hits {
                Some(hits) => {
                    self.counted.push(hits.clone());
                    self.known.insert(keyword, Some(hits))
                }
                None => {
                    self.logs = None;
                    self.known.remove(&keyword)
                }
            };
        }
        is_new
    }

    /// Hits of keywords that were counted beside the review.
    pub fn counted(&self) -> &[crosscheck::Hits] {
        &self.counted
    }
}
