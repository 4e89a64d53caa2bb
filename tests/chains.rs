//! Long chains of calls, circles, and programs of several files or whose parts stand in another order.
#![allow(clippy::unwrap_used)]

use std::fmt::Write;

use sigmine::corpus::Shelf;
use sigmine::facts::{self, Facts};
use sigmine::level::Level;
use sigmine::link::{self, Message, Site};
use sigmine::pack::{self, Pack};
use sigmine::source::Region;

/// Functions of a long chain.
const LONG: usize = 10_000;

#[test]
fn a_chain_of_ten_thousand_c_functions_ends_in_a_message() {
    let mut program = "void f0(const char *text) { syslog(LOG_ERR, \"%s\", text); }\n".to_owned();
    for n in 1..LONG {
        let before = n - 1;
        writeln!(
            program,
            "void f{n}(const char *text) {{ f{before}(text); }}"
        )
        .unwrap();
    }
    program.push_str("void start(void) { f9999(\"anchor was lost\"); }\n");
    assert_names_both_ends(&program, "chain.c", "f0", "syslog");
}

#[test]
fn a_chain_whose_callers_stand_before_their_callees_ends_in_a_message() {
    let mut program = "void start(void) { f9999(\"anchor was lost\"); }\n".to_owned();
    for n in (1..LONG).rev() {
        let before = n - 1;
        writeln!(
            program,
            "void f{n}(const char *text) {{ f{before}(text); }}"
        )
        .unwrap();
    }
    program.push_str("void f0(const char *text) { syslog(LOG_ERR, \"%s\", text); }\n");
    assert_names_both_ends(&program, "chain.c", "f0", "syslog");
}

#[test]
fn a_chain_of_ten_thousand_python_functions_ends_in_a_message() {
    let mut program = "import logging\n\ndef f0(text):\n    logging.error(text)\n\n".to_owned();
    for n in 1..LONG {
        let before = n - 1;
        writeln!(program, "def f{n}(text):\n    f{before}(text)\n").unwrap();
    }
    program.push_str("def start():\n    f9999(\"anchor was lost\")\n");
    assert_names_both_ends(&program, "chain.py", "f0", "error");
}

#[test]
fn a_text_goes_through_a_circle_of_functions_and_out_of_it() {
    let mut program = String::new();
    for n in (0..50).filter(|n| *n != 25) {
        let next = (n + 1) % 50;
        writeln!(
            program,
            "void f{n}(int n, const char *text) {{ if (n) f{next}(n - 1, text); }}"
        )
        .unwrap();
    }
    program.push_str(
        "void f25(int n, const char *text) { syslog(LOG_ERR, \"%s\", text); f26(n, text); }
         void start(int n) { f24(n, \"ring was found\"); f26(n, \"ring was lost\"); }\n",
    );
    let found = patterns(&messages(&[("circle.c", &program)]));
    assert_eq!(found, ["ring was found", "ring was lost"]);
}

#[test]
fn every_function_that_calls_every_other_one_comes_to_an_end() {
    let mut program = String::new();
    for n in 0..60 {
        writeln!(program, "const char *f{n}(const char *text)\n{{").unwrap();
        (0..60).for_each(|other| writeln!(program, "    f{other}(text);").unwrap());
        writeln!(
            program,
            "    syslog(LOG_ERR, \"knot {n} is tight\");\n    return text;\n}}"
        )
        .unwrap();
    }
    assert_eq!(messages(&[("knot.c", &program)]).len(), 60);
}

/// A program in parts, each of which uses the others.
const PARTS: [&str; 6] = [
    "static void say(int level, const char *text) { syslog(level, \"door: %s\", text); }\n",
    "static void say_twice(const char *text) { say(LOG_ERR, text); say(LOG_ERR, text); }\n",
    "static const char *why(int n) { return n ? \"hinge is bent\" : \"hinge has rust\"; }\n",
    "struct door { const char *trouble; void (*tell)(const char *text); };\n",
    "static void fill(struct door *door) { door->trouble = \"lock is frozen\"; door->tell = say_twice; }\n",
    "void look(struct door *door, int n) { say_twice(why(n)); door->tell(\"bell is mute\"); say(LOG_INFO, door->trouble); }\n",
];

#[test]
fn the_order_of_functions_in_a_file_changes_nothing() {
    let expected = shown(&messages(&[("door.c", &PARTS.concat())]));
    assert!(expected.len() >= 5, "{expected:?}");
    for turn in 1..PARTS.len() {
        let mut parts = PARTS;
        parts.rotate_left(turn);
        assert_eq!(shown(&messages(&[("door.c", &parts.concat())])), expected);
        parts.reverse();
        assert_eq!(shown(&messages(&[("door.c", &parts.concat())])), expected);
    }
}

#[test]
fn a_program_in_several_files_prints_what_it_prints_in_one() {
    let expected = shown(&messages(&[("door.c", &PARTS.concat())]));
    let names = ["a.c", "b.c", "c.c", "d.h", "e.c", "f.c"];
    let parts = PARTS.map(|part| part.replace("static ", ""));
    let files: Vec<_> = names
        .into_iter()
        .zip(parts.iter().map(String::as_str))
        .collect();
    assert_eq!(shown(&messages(&files)), expected);
}

#[test]
fn a_function_that_is_internal_to_a_file_is_called_in_it_and_where_one_of_two_files_takes_in_the_other()
 {
    let inner = "static void tell(const char *text) { syslog(LOG_ERR, \"%s\", text); }\n";
    let call = "void lower(void) { tell(\"anchor was lost\"); }\n";
    let printed = |files: [(&str, &str); 2]| !messages(&files).is_empty();
    let with = |line: &str, text: &str| format!("{line}\n{text}");
    assert!(printed([("rope.c", ""), ("ship.c", &with(inner, call))]));
    assert!(!printed([("rope.c", inner), ("ship.c", call)]));
    for include in ["#include \"deck/rope.h\"", "#include <deck/rope.h>"] {
        assert!(printed([
            ("rope.h", inner),
            ("ship.c", &with(include, call))
        ]));
    }
    let taking_in = with("#include \"ship.c\"", inner);
    assert!(printed([("rope.c", &taking_in), ("ship.c", call)]));
}

#[test]
fn a_macro_is_known_in_its_file_and_where_one_of_two_files_takes_in_the_other() {
    let define = "#define TELL(...) syslog(LOG_ERR, __VA_ARGS__)\n";
    let call = "void lower(void) { TELL(\"anchor was lost\"); }\n";
    let printed = |files: [(&str, &str); 2]| !messages(&files).is_empty();
    let taking_in = format!("#include \"rope.h\"\n{call}");
    assert!(printed([("rope.h", define), ("ship.c", &taking_in)]));
    assert!(!printed([("rope.c", define), ("ship.c", call)]));
}

#[test]
fn a_plain_name_of_c_is_no_field_of_another_file() {
    let rope = r#"
        static void tell(const char *text) { syslog(LOG_ERR, "%s", text); }
        const struct hooks hooks = { .lose = tell };
    "#;
    let printed = |ship: &str| !messages(&[("rope.c", rope), ("ship.c", ship)]).is_empty();
    assert!(printed(
        r#"void lower(struct hooks *h) { h->lose("anchor was lost"); }"#
    ));
    assert!(!printed(r#"void lower(void) { lose("anchor was lost"); }"#));
    let taken = r#"void lower(struct hooks *h) { hook *lose = h->lose; lose("anchor was lost"); }"#;
    assert!(printed(taken));
}

#[test]
fn the_best_way_from_a_place_says_its_level() {
    let ship = r#"
        static void tell(int level, const char *text)
        {
            g_critical("%s", text);
            syslog(level, "%s", text);
        }
        void lower(void) { tell(LOG_DEBUG, "anchor was lost"); }
    "#;
    let level = messages(&[("ship.c", ship)])[0].level;
    assert_eq!(
        level.map(|level| level.to_string()),
        Some("debug".to_owned())
    );
}

#[test]
fn one_place_prints_at_its_own_level_whatever_others_print_the_same_at() {
    let program = "void f(void) { syslog(LOG_DEBUG, \"anchor was lost\"); }\n\
                   void g(void) { syslog(LOG_ERR, \"anchor was lost\"); }\n";
    let found = messages(&[("ship.c", program)]);
    assert_eq!(found[0].level, Some(Level::Error));
    let levels: Vec<_> = found[0].sites.iter().map(|site| site.level).collect();
    assert_eq!(levels, [Some(Level::Debug), None]);
}

#[test]
fn a_pointer_leads_to_a_function_that_is_internal_to_its_file() {
    let rope = r#"
        static void tell(const char *text) { syslog(LOG_ERR, "%s", text); }
        const struct hooks hooks = { .on_loss = tell };
    "#;
    let ship = r#"void lower(struct hooks *hooks) { hooks->on_loss("anchor was lost"); }"#;
    let messages = messages(&[("rope.c", rope), ("ship.c", ship)]);
    assert_eq!(patterns(&messages), ["anchor was lost"]);
}

#[test]
fn files_that_have_nothing_to_do_with_a_program_change_nothing_in_it() {
    let alone = messages(&[("door.c", &PARTS.concat())]);
    let other = "int count(int n) { return n > 0 ? count(n - 1) + 1 : 0; }\n";
    assert_eq!(
        messages(&[("a.c", other), ("door.c", &PARTS.concat())]),
        alone
    );
}

#[test]
fn what_another_file_binds_to_a_name_hides_no_import_of_it() {
    let importing = "from twisted.python import log as tell\n\ntell.msg('anchor was lost')\n";
    let binding = "from somewhere import Wheel\n\nlog = Wheel()\n";
    let messages = messages(&[("a.py", importing), ("b.py", binding)]);
    assert_eq!(patterns(&messages), ["anchor was lost"]);
    assert_eq!(messages[0].sink, link::Sink::Syslog);
}

#[test]
fn a_function_of_another_module_may_give_the_logger() {
    let importing = "from yard import logging, teller\n\ntell = teller('gate')\ntell.critical('anchor was lost')\n";
    let yard = "import logging\n\ndef teller(name):\n    return logging.getLogger(name)\n";
    let other = "def teller(name):\n    return [name]\n";
    let messages = messages(&[("a.py", importing), ("other.py", other), ("yard.py", yard)]);
    assert_eq!(patterns(&messages), ["anchor was lost"]);
    assert_eq!(messages[0].sink, link::Sink::Syslog);
}

#[test]
fn an_imported_name_is_what_the_module_of_that_name_binds_it_to() {
    let importing = "from yard import tell\n\ntell.error('anchor was lost')\n";
    let yard = "import logging\n\ntell = logging.getLogger('yard')\n";
    let other = "tell = Wheel()\n";
    let messages = messages(&[("a.py", importing), ("other.py", other), ("yard.py", yard)]);
    assert_eq!(patterns(&messages), ["anchor was lost"]);
    assert_eq!(messages[0].sink, link::Sink::Syslog);
}

#[test]
fn a_hook_may_have_many_functions_if_each_takes_a_format() {
    let with = |rest: &str| {
        let mut hooks = String::new();
        for n in 0..40 {
            let print = "vsyslog(LOG_ERR, format, 0); ";
            writeln!(
                hooks,
                "void print{n}(const char *format{rest}) {{ {print}}}"
            )
            .unwrap();
            writeln!(hooks, "void use{n}(void) {{ hook = print{n}; }}").unwrap();
        }
        let caller = "void start(void) { hook(\"anchor was lost\"); }\n";
        patterns(&messages(&[("hooks.c", &hooks), ("caller.c", caller)]))
    };
    assert_eq!(with(", ..."), ["anchor was lost"]);
    assert!(with("").is_empty());
}

#[test]
fn an_object_that_is_called_as_a_class_is_has_the_methods_of_that_class() {
    let pigeon = "import logging\nclass CarrierPigeon:\n    def tell(self, text):\n        logging.error(text)\n";
    let loft = "class Loft:\n    def __init__(self, pigeon):\n        self._carrier_pigeon = pigeon\n\n    \
        def tell(self, text):\n        self._carrier_pigeon.tell(text)\n\n    \
        def close(self):\n        self.tell(\"loft is empty\")\n";
    let found = messages(&[("pigeon.py", pigeon), ("loft.py", loft)]);
    assert_eq!(patterns(&found), ["loft is empty"]);
}

#[test]
fn a_variable_that_holds_an_answer_takes_no_macros_name_away() {
    let header =
        "#define say(level, ...) do { if (level) syslog(LOG_ERR, __VA_ARGS__); } while (0)\n";
    let program = "#include \"log.h\"\n\
                   void f(int n) { say(n, \"gate was forced\"); }\n\
                   void g(void) { const char *say = look_up(3); store(say); }\n";
    let messages = messages(&[("log.h", header), ("a.c", program)]);
    assert_eq!(patterns(&messages), ["gate was forced"]);
}

#[test]
fn no_field_and_no_variable_of_another_function_takes_a_name_away() {
    let function = "void say(const char *format, ...) { vsyslog(LOG_ERR, format, 0); }\n";
    let by_macro = "#define say(...) do { if (loud) syslog(LOG_ERR, __VA_ARGS__); } while (0)\n";
    let call = "void f(int n) { say(\"gate %d was forced\", n); }\n";
    for others in [
        "void g(void) { const char *say = look_up(3); store(say); }\n",
        "int g(int n) { int say = 0; if (n) say = n; return say; }\n",
        "int g(void *given) { struct shelf *say = given; return say->n; }\n",
        "void g(struct gate *gate, int n) { gate->say = n; }\n",
    ] {
        let program = format!("{others}{call}");
        for say in [function, by_macro] {
            let messages = messages(&[("say.h", say), ("a.c", &program)]);
            assert_eq!(patterns(&messages), ["gate * was forced"], "{others}");
        }
    }
}

#[test]
fn a_macros_name_is_replaced_before_a_variable_of_that_name_is_seen() {
    let header = "#define say(...) do { if (loud) syslog(LOG_ERR, __VA_ARGS__); } while (0)\n";
    let program = "void f(int n) { int say = n; say(\"gate %d was forced\", say); }\n";
    let messages = messages(&[("say.h", header), ("a.c", program)]);
    assert_eq!(patterns(&messages), ["gate * was forced"]);
}

#[test]
fn a_macro_of_another_language_takes_no_variables_name_away() {
    let header = "#define say(...) syslog(LOG_ERR, __VA_ARGS__)\n";
    let program = "import logging\n\nsay = logging.error\n\ndef f():\n    say('anchor was lost')\n";
    let messages = messages(&[("say.h", header), ("a.py", program)]);
    assert_eq!(patterns(&messages), ["anchor was lost"]);
    assert_eq!(messages[0].sites[0].callee, "error");
}

#[test]
fn a_variable_stands_for_a_function_where_it_is_known() {
    let own = "import logging\n\ndef f():\n    say = logging.error\n    say('anchor was lost')\n";
    let of_file = "import logging\n\nsay = logging.error\n\ndef f():\n    say('anchor was lost')\n";
    let shared = "import logging\n\ndef g():\n    global say\n    say = logging.error\n\n\
                  def f():\n    say('anchor was lost')\n";
    for program in [own, of_file, shared] {
        let messages = messages(&[("a.py", program)]);
        assert_eq!(patterns(&messages), ["anchor was lost"], "{program}");
    }
    let of_another = "import logging\n\ndef g():\n    say = logging.error\n\n\
                      def f():\n    say('anchor was lost')\n";
    assert!(messages(&[("a.py", of_another)]).is_empty());
}

#[test]
fn a_function_that_prints_two_fields_of_what_it_is_given_prints_both() {
    let program = "
        struct report { const char *first, *second; };
        static void tell(struct report *report) {
            syslog(LOG_ERR, \"%s\", report->first);
            syslog(LOG_ERR, \"%s\", report->second);
        }
        void start(void) {
            struct report report;
            report.first = \"hinge is loose\";
            report.second = \"latch has fallen off\";
            tell(&report);
        }";
    let found = patterns(&messages(&[("door.c", program)]));
    assert_eq!(found, ["hinge is loose", "latch has fallen off"]);
}

#[test]
fn texts_are_followed_two_fields_below_a_parameter_and_no_deeper() {
    let program = "
        struct inner { const char *text; };
        struct middle { struct inner b; };
        struct outer { struct middle a; };
        static void say_two(struct middle *p) { syslog(LOG_ERR, \"%s\", p->b.text); }
        static void say_three(struct outer *p) { syslog(LOG_ERR, \"%s\", p->a.b.text); }
        static void fill_two(struct middle *p) { p->b.text = \"mast was broken\"; }
        static void fill_three(struct outer *p) { p->a.b.text = \"sail was torn\"; }
        void give(void) {
            struct middle near;
            struct outer far;
            near.b.text = \"anchor was lost\";
            say_two(&near);
            far.a.b.text = \"rudder was lost\";
            say_three(&far);
        }
        void take(void) {
            struct middle near;
            struct outer far;
            fill_two(&near);
            syslog(LOG_ERR, \"%s\", near.b.text);
            fill_three(&far);
            syslog(LOG_ERR, \"%s\", far.a.b.text);
        }";
    let found = patterns(&messages(&[("ship.c", program)]));
    assert_eq!(found, ["anchor was lost", "mast was broken"]);
}

#[test]
fn a_sentence_with_two_values_is_told_apart_up_to_256_times() {
    let table = |name: &str, text: &str, count: usize| {
        let word = |n: usize| char::from(b'a' + n as u8).to_string().repeat(5);
        let entries = (0..count).map(|n| format!("\"{} {text}\", ", word(n)));
        format!(
            "static const char *{name}[] = {{ {} }};\n",
            entries.collect::<String>()
        )
    };
    let told = |first: usize, second: usize| {
        let say = "static void say(const char *who, const char *why) { syslog(LOG_ERR, \"the keeper of %s saw that it %s\", who, why); }\n";
        let tables =
            table("who", "tree of the yard", first) + &table("why", "leaf was cut off", second);
        let program = format!("{tables}{say}void go(int n, int m) {{ say(who[n], why[m]); }}\n");
        messages(&[("yard.c", &program)]).len()
    };
    // And the sentence itself.
    assert_eq!([told(16, 16), told(16, 17)], [256 + 1, 16 + 1]);
}

/// Two functions that call each other, each of which must know what the other one says: whichever is read
/// first is read again.
#[test]
fn in_a_circle_each_function_learns_what_the_other_one_returns_fills_and_prints() {
    let returned = "
        static const char *answer(int n);
        static const char *ask(int n) { return n ? answer(n - 1) : \"hinge is loose\"; }
        static const char *answer(int n) { return n > 3 ? ask(n) : \"latch has fallen\"; }
        void go(int n) { syslog(LOG_ERR, \"%s\", ask(n)); }
        void stay(int n) { syslog(LOG_ERR, \"%s\", answer(n)); }";
    let filled = "
        struct cask { const char *text; };
        static void fill(struct cask *p, int n);
        static void pour(struct cask *p, int n) { if (n) fill(p, n - 1); else p->text = \"hinge is loose\"; }
        static void fill(struct cask *p, int n) { if (n > 3) pour(p, n); else p->text = \"latch has fallen\"; }
        void go(int n) { struct cask cask; pour(&cask, n); syslog(LOG_ERR, \"%s\", cask.text); }
        void stay(int n) { struct cask cask; fill(&cask, n); syslog(LOG_ERR, \"%s\", cask.text); }";
    let printed = "
        static void tell(int n, const char *a, const char *b);
        static void say(int n, const char *a, const char *b) { if (n) tell(n - 1, a, b); else syslog(LOG_ERR, \"%s\", a); }
        static void tell(int n, const char *a, const char *b) { if (n > 3) say(n, a, b); else syslog(LOG_ERR, \"%s\", b); }
        void go(int n) { say(n, \"hinge is loose\", \"latch has fallen\"); }
        void stay(int n) { tell(n, \"hinge is loose\", \"latch has fallen\"); }";
    for program in [returned, filled, printed] {
        let messages = messages(&[("circle.c", program)]);
        assert_eq!(patterns(&messages), ["hinge is loose", "latch has fallen"]);
        let sites = messages.iter().map(|message| message.sites.len());
        assert_eq!(sites.collect::<Vec<_>>(), [2, 2], "{program}");
    }
}

/// The program prints one text, whose way begins with the call on it and ends with these calls.
#[track_caller]
fn assert_names_both_ends(program: &str, name: &str, last: &str, primitive: &str) {
    let messages = messages(&[(name, program)]);
    assert_eq!(patterns(&messages), ["anchor was lost"]);
    let Site { callee, via, .. } = &messages[0].sites[0];
    assert_eq!(callee, "f9999");
    assert_eq!(via[..2], ["f9999", "f9998"]);
    assert_eq!(via[via.len() - 2..], [last, primitive]);
    assert!(via.len() < 100 && via.contains(&"…".to_owned()), "{via:?}");
}

/// The messages of a program, which is given as names and texts of files.
fn messages(files: &[(&str, &str)]) -> Vec<Message> {
    let packs = pack::load(&Shelf::queries(None)).unwrap();
    let facts: Vec<_> = files
        .iter()
        .map(|(name, text)| facts_of(name, text, &packs))
        .collect();
    link::link(&facts, &packs)
}

fn facts_of(name: &str, text: &str, packs: &[Pack]) -> Facts {
    let pack = packs.iter().position(|pack| pack.reads(name)).unwrap();
    let region = Region {
        path: name.into(),
        pack,
        text: text.to_owned(),
        line: 1,
    };
    facts::extract(&region, &packs[pack])
}

fn patterns(messages: &[Message]) -> Vec<String> {
    let patterns = messages.iter().map(|message| message.pattern.to_string());
    patterns.collect()
}

/// What is known of messages, without the places where they stand.
fn shown(messages: &[Message]) -> Vec<String> {
    let show = |message: &Message| {
        let mut ways: Vec<_> = message
            .sites
            .iter()
            .map(|site| format!("{:?} {:?} {:?}", site.function, site.via, site.construct))
            .collect();
        ways.sort();
        let Message {
            pattern,
            level,
            sink,
            ..
        } = message;
        format!("{pattern} {level:?} {sink:?} {ways:?}")
    };
    messages.iter().map(show).collect()
}
