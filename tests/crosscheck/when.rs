//! First and last times, days and hosts of a keyword are those of the lines it hits, whatever stands on the
//! lines before them: the truth is what the lines were made of, nothing is read back from them.

use std::collections::BTreeSet;
use std::fs;

use proptest::prelude::*;
use sigmine::crosscheck::{Hits, Options, crosscheck};
use sigmine::logs::LogSet;
use sigmine::progress::Silent;

/// As in `naive.rs`: two blocks are read at once, of lines that nothing hits.
use crate::naive::BLOCK;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const TEXTS: [&str; 4] = [
    "gate opened: ok",
    "gate refused by 10:11:12",
    "key refused",
    "nothing to say",
];
const KEYWORDS: [&str; 4] = ["GATE", "refused", "gate * by", "key refused"];

#[derive(Debug, Clone)]
struct Made {
    form: usize,
    year: u16,
    month: u8,
    day: u8,
    second: u32,
    host: u8,
    text: usize,
}

impl Made {
    /// The line, its time stamp, and whether it names its host.
    fn written(&self) -> (String, String, bool) {
        let Made {
            year, month, day, ..
        } = *self;
        let (name, text) = (MONTHS[usize::from(month) - 1], TEXTS[self.text]);
        let host = format!("host{}", self.host);
        let clock = format!(
            "{:02}:{:02}:{:02}",
            self.second / 3600,
            self.second / 60 % 60,
            self.second % 60
        );
        let line = |before: &str, stamp: String, behind: String, names: bool| {
            (format!("{before}{stamp}{behind}{text}"), stamp, names)
        };
        let syslog = format!(" {host} door[7]: ");
        match self.form {
            0 => line("", format!("{name} {day:>2} {clock}"), syslog, true),
            1 => line("<34>", format!("{name} {day:>2} {clock}"), syslog, true),
            2 => line(
                "",
                format!("{year}-{month:02}-{day:02}T{clock}.123456+02:00"),
                syslog,
                true,
            ),
            3 => line(
                "<34>1 ",
                format!("{year}-{month:02}-{day:02}T{clock}Z"),
                format!(" {host} door 7 - - "),
                true,
            ),
            4 => line(
                "",
                format!("{year}/{month:02}/{day:02} {clock}"),
                " [error] 7#7: ".to_owned(),
                false,
            ),
            5 => line(
                "::1 - - [",
                format!("{day:02}/{name}/{year}:{clock} +0200"),
                "] ".to_owned(),
                false,
            ),
            6 => line(
                "",
                format!("Mon {name} {day:>2} {clock} {year}"),
                " [pid 2] ".to_owned(),
                false,
            ),
            7 => line(
                "[",
                format!("Mon {name} {day:>2} {clock}.5 {year}"),
                "] [error] ".to_owned(),
                false,
            ),
            8 => {
                let stamp = format!("{year}-{month:02}-{day:02}T{clock}Z");
                let line =
                    format!(r#"{{"_HOSTNAME":"{host}","MESSAGE":"{text}","time":"{stamp}"}}"#);
                (line, stamp, true)
            }
            _ => (format!("{clock} {text}"), String::new(), false),
        }
    }

    fn has_day(&self) -> bool {
        self.form < 9
    }

    fn is_hit(&self, keyword: usize) -> bool {
        [
            [true, true, false, false],
            [false, true, true, false],
            [false, true, false, false],
            [false, false, true, false],
        ][keyword][self.text]
    }
}

fn made() -> impl Strategy<Value = Made> {
    (
        0..10usize,
        2024..2027u16,
        1..13u8,
        1..29u8,
        0..86_400u32,
        0..90u8,
        0..TEXTS.len(),
    )
        .prop_map(|(form, year, month, day, second, host, text)| Made {
            form,
            year,
            month,
            day,
            second,
            host,
            text,
        })
}

/// Few days and hosts, that lines share and that change, beside many.
fn lines() -> impl Strategy<Value = Vec<Made>> {
    let near = (
        made(),
        prop::collection::vec((0..10usize, 0..3u8, 0..4u8, 0..TEXTS.len()), 0..60),
    );
    let near = near.prop_map(|(first, steps)| {
        let mut line = first;
        let step = |(form, later, host, text)| {
            line.form = if form < 5 { line.form } else { form };
            line.day = (line.day + u8::from(later == 2)).min(28);
            (line.host, line.text) = (host, text);
            line.clone()
        };
        steps.into_iter().map(step).collect()
    });
    prop_oneof![near, prop::collection::vec(made(), 0..300)]
}

fn expected(all: &[Made], keyword: usize) -> Hits {
    let own: Vec<&Made> = all.iter().filter(|line| line.is_hit(keyword)).collect();
    let stamp = |line: &&Made| Some(line.written().1).filter(|stamp| !stamp.is_empty());
    let days: BTreeSet<_> = own
        .iter()
        .filter(|line| line.has_day())
        .map(|line| (line.month, line.day))
        .collect();
    let hosts: BTreeSet<_> = own
        .iter()
        .filter(|line| line.written().2)
        .map(|line| line.host)
        .collect();
    Hits {
        keyword: KEYWORDS[keyword].to_owned(),
        hits: own.len() as u64,
        files: u64::from(!own.is_empty()),
        first: own.first().and_then(stamp),
        last: own.last().and_then(stamp),
        days: days.len() as u64,
        hosts: hosts.len() as u64,
        examples: Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn times_days_and_hosts_are_those_of_the_lines_that_are_hit(first in lines(), second in lines(), far: bool) {
        let top = tempfile::tempdir().unwrap();
        let path = top.path().join("a.log");
        let write = |lines: &[Made]| lines.iter().map(|line| line.written().0 + "\n").collect::<String>();
        let between = if far { "-\n".repeat(BLOCK * 3 / 4) } else { String::new() };
        fs::write(&path, write(&first) + &between + &write(&second)).unwrap();
        let logs = LogSet::find(&[path], Box::new(std::io::empty())).unwrap();
        let keywords = KEYWORDS.map(|keyword| keyword.parse().unwrap());
        let all = [first, second].concat();
        let options = Options { examples: 0, ..Options::default() };
        for threads in [1, 4] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let report = pool.install(|| crosscheck(&keywords, &[], &logs, &options, &Silent));
            if all.is_empty() && !far {
                prop_assert!(report.is_err());
                continue;
            }
            for (index, hits) in report.unwrap().hits.iter().enumerate() {
                prop_assert_eq!(hits, &expected(&all, index));
            }
        }
    }
}
