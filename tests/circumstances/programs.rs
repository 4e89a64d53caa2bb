//! Which programs of a tree stand beside its server: tools, clients and test drivers.

use super::site_in;

/// A server, a tool that asks it, and what both use.
const SERVER_AND_TOOL: [(&str, &str); 4] = [
    (
        "server.c",
        r#"
        void on_frame(int fd) { syslog(LOG_ERR, "frame is not ours"); }
        int main(void) { listen(3, 5); when_readable(3, on_frame); share(); count_up(); }
        "#,
    ),
    (
        "tool.c",
        r#"
        void ask(int n) { if (n < 0) syslog(LOG_ERR, "cannot ask for that"); }
        void show(int n) { syslog(LOG_ERR, "answer makes no sense"); }
        void forget(int n) { syslog(LOG_ERR, "nothing to forget"); }
        const struct command commands[] = { { "forget", forget } };
        int main(void) { ask(1); for_each_answer(show); run(commands); share(); }
        "#,
    ),
    (
        "both.c",
        r#"
        void share(void) { syslog(LOG_ERR, "nothing left to share"); }
        void hook(void) { ask(2); syslog(LOG_ERR, "hook was called twice"); }
        "#,
    ),
    (
        "counter.c",
        r#"
        void count_up(void) { syslog(LOG_ERR, "counter runs over"); }
        #ifdef STANDALONE
        int main(void) { count_up(); }
        #endif
        "#,
    ),
];

#[test]
fn what_only_a_tool_beside_the_server_prints_is_known() {
    let beside = |text| site_in(&SERVER_AND_TOOL, text).beside;
    assert!(beside("cannot ask"));
    assert!(beside("answer makes"));
    assert!(beside("nothing to forget"));
    assert!(!beside("frame is not"));
    assert!(!beside("nothing left"));
    assert!(!beside("hook was called"));
    assert!(!beside("counter runs"));
}

#[test]
fn a_module_that_a_tool_shares_its_file_with_does_not_stand_beside_the_server() {
    let module = r#"
        static void check(int n) { syslog(LOG_ERR, "stamp is forged"); }
        static void show(int n) { syslog(LOG_ERR, "stamp is shown"); }
        int module_open(int n) { check(n); }
        int main(void) { check(1); show(1); }
    "#;
    let beside = |text| site_in(&[SERVER_AND_TOOL[0], ("stamp.c", module)], text).beside;
    assert!(!beside("stamp is forged"));
    assert!(beside("stamp is shown"));
}

#[test]
fn a_program_that_only_tests_are_built_into_is_no_tool() {
    let tested = r#"
        void add_up(void) { syslog(LOG_ERR, "sum is wrong"); }
        #ifdef TEST
        int main(void) { add_up(); }
        #endif
    "#;
    let files = [SERVER_AND_TOOL[0], ("sum.c", tested)];
    assert!(!site_in(&files, "sum is wrong").beside);
}

#[test]
fn who_takes_another_users_rights_or_waits_in_a_way_of_its_own_is_no_tool() {
    let serving = |call: &str| {
        let program = format!("int main(void) {{ {call}; syslog(LOG_ERR, \"door is open\"); }}");
        !site_in(&[SERVER_AND_TOOL[0], ("door.c", &program)], "door is open").beside
    };
    assert!(serving("initgroups(user, 0)"));
    assert!(serving("LOCAL_LISTEN(3)"));
    // So does ping, which needs root's rights for one call, and who asks the kernel for ciphers.
    assert!(!serving("setuid(1)"));
    assert!(!serving("accept(cipher, 0, 0)"));
    assert!(!serving("daemon_log(3)"));
}

#[test]
fn without_a_server_no_program_stands_beside_it() {
    assert!(!site_in(&SERVER_AND_TOOL[1..], "cannot ask").beside);
}
