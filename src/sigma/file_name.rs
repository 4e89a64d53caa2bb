//! The name of a rule's file.

use super::Logsource;

/// The longest file name, extension included, that SigmaHQ's CI takes.
pub(super) const MAX_FILE_NAME: usize = 90;
/// The shortest.
pub(super) const MIN_FILE_NAME: usize = 14;

/// The name of the rule's file without its extension: the log source's prefix, the application, and
/// what the rule finds; 10 to 86 characters of `[a-z0-9_]`.
pub fn file_name(logsource: &Logsource, app: &str) -> String {
    const SUBJECT: &str = "error_messages";
    let prefix = match (logsource.prefix(), &logsource.product) {
        (prefix, None) if prefix.is_empty() => "web_".to_owned(),
        (prefix, Some(_)) if prefix.is_empty() => "app_".to_owned(),
        (prefix, _) => prefix,
    };
    let room = MAX_FILE_NAME - ".yml".len() - prefix.len() - SUBJECT.len() - 1;
    let app: String = slug(app).chars().take(room).collect();
    let app = app.trim_end_matches('_');
    if app.is_empty() || prefix.trim_end_matches('_').ends_with(&format!("_{app}")) {
        return format!("{prefix}{SUBJECT}");
    }
    format!("{prefix}{app}_{SUBJECT}")
}

/// A text as a part of a file name: lower-case ASCII letters and digits, anything else as one `_`
/// between them.
pub fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.join("_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sigma::logsource::tests::source;

    #[test]
    fn file_names_follow_the_convention_for_any_application() {
        let cases = [
            (
                source("linux", "", "vsftpd"),
                "vsftpd",
                "lnx_vsftpd_error_messages",
            ),
            (
                source("linux", "", "syslog"),
                "My-Daemon 2",
                "lnx_syslog_my_daemon_2_error_messages",
            ),
            (
                source("python", "application", ""),
                "pyftpdlib",
                "app_pyftpdlib_error_messages",
            ),
            (source("", "webserver", ""), "龍", "web_error_messages"),
            (source("", "", "nginx"), "nginx", "web_nginx_error_messages"),
            (source("linux", "", ""), "gate", "lnx_gate_error_messages"),
            (
                source("", "", "modsecurity"),
                "gate",
                "modsec_gate_error_messages",
            ),
        ];
        for (logsource, app, name) in cases {
            assert_eq!(file_name(&logsource, app), name);
        }
        assert!(
            file_name(&source("linux", "", "syslog"), &"x".repeat(200)).len() <= MAX_FILE_NAME - 4
        );
    }
}
