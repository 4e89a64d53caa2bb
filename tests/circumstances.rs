//! What is known of a statement beside its text: the condition it stands under, what it prints, what comes next.
#![allow(clippy::unwrap_used)]

#[path = "circumstances/programs.rs"]
mod programs;

use sigmine::corpus::Shelf;
use sigmine::facts;
use sigmine::link::{self, Input, Site};
use sigmine::pack;
use sigmine::source::Region;

/// The only site of the message that holds `text`.
fn site(file: &str, program: &str, text: &str) -> Site {
    site_in(&[(file, program)], text)
}

/// The same in a program of several files.
fn site_in(files: &[(&str, &str)], text: &str) -> Site {
    let packs = pack::load(&Shelf::queries(None)).unwrap();
    let facts = files.iter().map(|(file, program)| {
        let index = packs.iter().position(|pack| pack.reads(file)).unwrap();
        let region = Region {
            path: (*file).into(),
            line: 1,
            text: (*program).into(),
            pack: index,
        };
        facts::extract(&region, &packs[index])
    });
    let messages = link::link(&facts.collect::<Vec<_>>(), &packs);
    let found = messages
        .into_iter()
        .find(|message| message.pattern.to_string().contains(text));
    found.unwrap().sites.remove(0)
}

#[test]
fn a_head_that_a_macro_writes_names_the_function_of_its_block() {
    let heads = [
        ("HANDLER(refuse, request)", "refuse"),
        (
            "IMPLEMENT(static int,\n          refuse, (int kind, int number))",
            "refuse",
        ),
        (
            "COMMAND (refuse_it,\n refuse_it_cmd,\n \"refuse it\",\n NO_STR \"Refuses\")",
            "refuse_it",
        ),
        (
            "int plain(number)\n#if WITH_NUMBERS\n    int number;\n#endif\n",
            "plain",
        ),
    ];
    for (head, name) in heads {
        let program =
            format!("int before;\n{head}\n{{\n    syslog(LOG_ERR, \"it is refused\");\n}}\n");
        let line = program
            .lines()
            .position(|line| line.contains("it is refused"))
            .unwrap();
        let site = site("serve.c", &program, "it is refused");
        assert_eq!(
            (site.function.as_deref(), site.line),
            (Some(name), line + 1),
            "{head}"
        );
    }
}

#[test]
fn a_label_before_the_end_of_a_conditional_does_not_lose_the_function() {
    let program = r#"
        int after(int number) {
        #ifdef WITH_SEALS
            seal(number);
        skip_seals:
        #endif
            if (number)
                syslog(LOG_ERR, "seal broke");
        #ifdef WITH_INK
        skip_ink:
        #endif
            return 1;
        }
        int next(int number) {
            return number;
        }"#;
    let site = site("serve.c", program, "seal broke");
    assert_eq!(site.function.as_deref(), Some("after"));
}

#[test]
fn the_guard_is_the_innermost_condition() {
    let program = r#"
        void serve(int length) {
            if (length > 0) {
                if (length > MAX_FRAME)
                    syslog(LOG_ERR, "frame is too long");
                else
                    syslog(LOG_INFO, "frame is short");
            }
        }
    "#;
    let guard = |text| site("a.c", program, text).guard;
    assert_eq!(guard("too long").as_deref(), Some("length > MAX_FRAME"));
    assert_eq!(guard("is short"), None);
}

#[test]
fn a_condition_may_stand_behind_what_it_guards() {
    let program = r#"
        def serve(length)
          logger.error "frame is too long" if length > MAX_FRAME
          logger.error "frame is odd" unless length.even?
        end
    "#;
    let guard = |text| site("a.rb", program, text).guard;
    assert_eq!(guard("too long").as_deref(), Some("length > MAX_FRAME"));
    assert_eq!(guard("is odd").as_deref(), Some("!(length.even?)"));
}

#[test]
fn a_guard_names_the_function_whose_answer_it_asks_about() {
    let program = r#"
        void drop(void) {
            int answer;
            answer = setuid(99);
            if (answer != 0)
                syslog(LOG_ERR, "still who we were");
        }
    "#;
    let guard = site("a.c", program, "still").guard.unwrap();
    assert_eq!(guard, "answer != 0, answer = setuid()");
}

#[test]
fn what_another_function_gave_is_not_asked_about() {
    let program = r#"
        void first(void) { int answer = setuid(99); }
        void second(int answer) {
            if (answer != 0)
                syslog(LOG_ERR, "no answer at all");
        }
    "#;
    assert_eq!(
        site("a.c", program, "no answer").guard.as_deref(),
        Some("answer != 0")
    );
}

#[test]
fn what_follows_in_any_case_is_named_and_nothing_else() {
    let program = r#"
        void serve(int fd, int bad) {
            if (bad) {
                syslog(LOG_ERR, "bad frame seen");
                if (fd > 0)
                    tell_peer(fd);
                close_session(fd);
            }
            wait_for_next(fd);
        }
    "#;
    assert_eq!(site("a.c", program, "bad frame").then, ["close_session"]);
}

#[test]
fn a_process_ends_through_functions_that_never_return() {
    let program = r#"
        void leave(void) { tidy_up(); exit(1); }
        void maybe(int n) { if (n) exit(1); }
        void give_up(const char *text) { syslog(LOG_ERR, "%s", text); leave(); }
        void serve(int n) {
            if (n == 1)
                give_up("cannot go on here");
            if (n == 2) {
                syslog(LOG_ERR, "this was all then");
                leave();
            }
            syslog(LOG_ERR, "perhaps going on now");
            maybe(n);
        }
    "#;
    let ends = |text| site("a.c", program, text).ends_process;
    assert!(ends("cannot go on"));
    assert!(ends("this was all"));
    assert!(!ends("perhaps"));
}

#[test]
fn the_values_are_the_names_in_the_arguments() {
    let program = r#"
        void serve(struct peer *peer) {
            syslog(LOG_ERR, "no frame from %s: %s", peer->address, strerror(errno));
        }
    "#;
    let values = site("a.c", program, "no frame").values;
    assert!(
        ["address", "peer", "strerror"]
            .iter()
            .all(|name| values.iter().any(|value| value == name)),
        "{values:?}"
    );
}

#[test]
fn python_has_guards_and_ends_too() {
    let program = r#"
import logging
import sys

def serve(frame):
    seal = verify(frame)
    if not seal:
        logging.error("seal is not ours")
        sys.exit(1)
"#;
    let site = site("a.py", program, "seal is not");
    assert_eq!(site.guard.as_deref(), Some("not seal, seal = verify()"));
    assert!(site.ends_process);
}

#[test]
fn the_functions_that_lead_to_a_statement_are_named_nearest_first() {
    let program = r#"
        static void check_seal(int n) { syslog(LOG_ERR, "seal is broken"); check_seal(n - 1); }
        static void read_head(int n) { check_seal(n); syslog(LOG_ERR, "head is torn"); }
        static void read_foot(int n) { check_seal(n); }
        static void handle_letter(int n) { read_head(n); read_foot(n); read_head(n + 1); }
        void serve(void) { handle_letter(1); }
        int main(void) { serve(); }
    "#;
    let callers = |text| site("a.c", program, text).callers;
    let expected = ["read_foot", "read_head", "handle_letter", "serve"];
    assert_eq!(callers("seal is broken")[..], expected);
    assert_eq!(
        callers("head is torn")[..],
        ["handle_letter", "serve", "main"]
    );
}

#[test]
fn of_many_functions_that_lead_to_a_statement_sixteen_are_named() {
    let program: String = (10..40)
        .map(|n| format!("void letter_{n}(void) {{ forget(); }}\n"))
        .collect();
    let program =
        format!("void forget(void) {{ syslog(LOG_ERR, \"it is forgotten\"); }}\n{program}");
    let callers = site("a.c", &program, "it is forgotten").callers;
    assert_eq!((callers.len(), callers[0].as_str()), (16, "letter_10"));
}

#[test]
fn what_the_function_around_a_statement_calls_is_told() {
    let program = r#"
        void open_letter(struct letter *letter) {
            if (letter->seal->verify(letter))
                unfold(letter, turned(letter));
            else
                syslog(LOG_ERR, "letter is torn");
        }
    "#;
    let calls = site("a.c", program, "letter is torn").calls;
    assert_eq!(calls[..], ["syslog", "turned", "unfold", "verify"]);
}

#[test]
fn what_the_function_around_a_statement_is_given_is_told() {
    let program = r#"
        void open_letter(const char *letter, int) { syslog(LOG_ERR, "letter is torn"); }
        void close(void) { syslog(LOG_ERR, "door does not close"); }
    "#;
    assert_eq!(
        site("a.c", program, "letter is torn").parameters,
        ["letter"]
    );
    assert!(
        site("a.c", program, "door does not close")
            .parameters
            .is_empty()
    );
}

#[test]
fn what_a_condition_compares_is_what_somebody_gave_it() {
    let guard = |condition: &str| {
        let program = format!(
            "void check(char *theirs) {{ char *own = make_sum(); if ({condition}) syslog(LOG_ERR, \"sum is wrong\"); }}"
        );
        site("a.c", &program, "sum is wrong").guard.unwrap()
    };
    assert_eq!(guard("own == NULL"), "own == NULL, own = make_sum()");
    assert_eq!(guard("compare(own, theirs, 8)"), "compare(own, theirs, 8)");
    assert_eq!(guard("own[0] != theirs[0]"), "own[0] != theirs[0]");
}

#[test]
fn the_exception_that_was_caught_is_a_condition() {
    let guard = |file, program| site(file, program, "seal is broken").guard.unwrap();
    let python = r#"
def check(letter):
    if letter:
        try:
            letter.verify()
        except (seals.Forged, ValueError) as failure:
            logging.error("seal is broken")
"#;
    let java = r#"
        class Door { void check(Letter letter) {
            try { letter.verify(); } catch (Forged | Torn failure) { System.err.println("seal is broken"); }
        } }
    "#;
    let ruby = r#"
def check(letter)
  letter.verify
rescue Seals::Forged => failure
  warn "seal is broken"
end
"#;
    assert_eq!(guard("a.py", python), "seals.Forged, ValueError");
    assert_eq!(guard("Door.java", java), "Forged | Torn");
    assert_eq!(guard("a.rb", ruby), "Seals::Forged");
}

#[test]
fn what_is_done_with_lines_of_a_file_is_told_from_what_a_peer_sent() {
    let program = r#"
        void check_key(const char *key) { if (!*key) syslog(LOG_ERR, "key is empty here"); }
        void read_keys(const char *path) {
            char line[80];
            FILE *file = fopen(path, "r");
            while (fgets(line, 80, file)) { trim(line); check_key(line); }
            syslog(LOG_ERR, "keys end too early");
        }
        void trim(char *line) { syslog(LOG_ERR, "nothing to trim away"); }
        void serve(int fd) {
            char frame[80];
            if (recv(fd, frame, 80, 0) < 0) syslog(LOG_ERR, "frame is cut off");
            trim(frame);
        }
        void greet(char *frame) { syslog(LOG_ERR, "greeting is too long"); }
        void listen_to(int fd) {
            char frame[80];
            recv(fd, frame, 80, 0);
            greet(frame);
        }
        void next_line(FILE *file, char *line) { fgets(line, 80, file); }
        void read_doors(const char *path) {
            char line[80];
            FILE *file = fopen(path, "r");
            next_line(file, line);
            syslog(LOG_ERR, "doors end too early");
        }
        void start(void) { read_doors("doors"); syslog(LOG_ERR, "start takes long"); }
        void talk(FILE *peer) {
            char line[80];
            if (!fgets(line, 80, peer)) syslog(LOG_ERR, "no more to hear");
        }
    "#;
    let input = |text| site("a.c", program, text).input;
    assert_eq!(input("keys end"), Some(Input::File));
    assert_eq!(input("key is empty"), Some(Input::File));
    assert_eq!(input("nothing to trim"), None);
    assert_eq!(input("frame is cut"), Some(Input::Peer));
    assert_eq!(input("greeting is too long"), Some(Input::Peer));
    assert_eq!(input("doors end"), Some(Input::File));
    assert_eq!(input("start takes"), None);
    assert_eq!(input("no more to hear"), None);
}
