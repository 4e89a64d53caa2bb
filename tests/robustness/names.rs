//! Row 8 where many share a name: programs that are hard to follow since each call can mean much.

use crate::bounds::beside;
use crate::run::{Desk, Ended};

/// Files over which functions of one name are spread.
const FILES: usize = 6;

/// What is found in each of these programs.
const FOUND: &str = "the door was forced open";

/// Of two programs the second is four times as large: it may take a little more than four times as long, where the
/// square would be sixteen times.
fn is_near_linear(programs: [Desk; 2]) {
    let [short, long] = programs.map(|desk| found_in(&desk).ticks);
    assert!(long <= short * 9 + 50, "{short} and {long} ticks");
}

fn found_in(desk: &Desk) -> Ended {
    let ended = desk.mine();
    assert!(ended.patterns().contains(&FOUND.into()), "{}", ended.stderr);
    ended
}

#[test]
fn row_08_a_function_name_that_stands_fifty_thousand_times_is_looked_up_in_near_linear_time() {
    is_near_linear([2_000, 8_000].map(|in_a_file| {
        let desk = Desk::with(
            "found.c",
            format!("void f(void) {{ syslog(3, \"{FOUND}\"); }}"),
        );
        for file in 0..FILES {
            let same = "static int same(int a) { return same(a) + other(a); }\n";
            let text = format!("{}void other{file}(void);\n", same.repeat(in_a_file));
            desk.write(format!("source/same{file}.c"), text);
        }
        desk
    }));
}

#[test]
fn row_08_a_class_name_that_stands_fifty_thousand_times_is_looked_up_in_near_linear_time() {
    is_near_linear([12_500, 50_000].map(|classes| {
        let class = |n| format!("class A{n}::E < StandardError\nend\n");
        let text: String = (0..classes).map(class).collect();
        let raise = format!("raise A7::E, \"{FOUND}\"\n");
        Desk::with("classes.rb", text + &raise)
    }));
}

#[test]
fn row_08_a_base_of_many_classes_that_has_many_bases_is_followed_in_near_linear_time() {
    is_near_linear([5_000, 20_000].map(|classes| {
        let bases: Vec<String> = (0..classes).map(|n| format!("B{n}")).collect();
        let base = format!("class A({}):\n    pass\n", bases.join(", "));
        let class = |n| format!("class C{n}(A):\n    pass\n");
        let derived: String = (0..classes).map(class).collect();
        let error = format!("import logging\nlogging.error(\"{FOUND}\")\n");
        Desk::with("classes.py", base + &derived + &error)
    }));
}

/// With four functions that each call can mean, each level of calls in calls would take four times as long.
#[test]
fn row_08_calls_in_calls_that_can_mean_several_functions_are_each_read_once() {
    is_near_linear([5, 11].map(|deep| {
        let text = format!("{}\"{FOUND}\"{}", "wrap(".repeat(deep), ")".repeat(deep));
        let calls = format!("syslog(3, \"%s\", {text});\n").repeat(20);
        let desk = Desk::with("calls.c", format!("void f(void) {{\n{calls}}}\n"));
        for file in 0..4 {
            let wrap = "char *wrap(char *text) { return text; }\n";
            desk.write(format!("source/wrap{file}.c"), wrap);
        }
        desk
    }));
}

/// Each level says its value twice, which doubles the text too.
#[test]
fn row_08_templates_in_templates_are_each_filled_once() {
    let text = (0..60).fold(format!("\"{FOUND}\""), |text, _| {
        format!("\"%1$s %1$s\" % [{text}]")
    });
    let logged = format!("logger = Logger.new(STDERR)\nlogger.error({text})\n");
    begins_as_found("texts.rb", logged);
}

#[test]
fn row_08_a_text_that_is_added_to_itself_again_and_again_comes_to_an_end() {
    let doubled = "text = text + text\n".repeat(60);
    let logged = format!("import logging\ntext = \"{FOUND}\"\n{doubled}logging.error(text)\n");
    begins_as_found("texts.py", logged);
}

fn begins_as_found(name: &str, text: String) {
    let patterns = Desk::with(name, text).mine().patterns();
    assert!(patterns[0].starts_with(FOUND), "{patterns:?}");
}

#[test]
fn row_08_what_stands_in_classes_with_long_names_or_paths_takes_little_memory() {
    const MANY: usize = 30_000;
    let nested = format!("{}{}", "class A\n".repeat(MANY), "end\n".repeat(MANY));
    beside("nested.rb", &nested);
    let methods: String = (0..3_000)
        .map(|n| format!("    def f{n}(self): pass\n"))
        .collect();
    beside(
        "long.py",
        &format!("class {}:\n{methods}", "A".repeat(500_000)),
    );
}
