//! Which log a rule searches, and the file name that goes with it.

use serde::{Deserialize, Serialize};

use super::lists::Lists;

/// A rule's log source, as sigma-specification has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Logsource {
    /// The kind of log, such as `application`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// The system or product that writes it, such as `linux`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// The service, such as `sshd`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// What must be collected for the rule to work, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
}

impl Logsource {
    /// Whether SigmaHQ's CI accepts it: the product is known and stands alone, or its category or
    /// its service is listed for it. Without a product, category or service must be listed so.
    pub fn is_accepted(&self) -> bool {
        let wanted =
            |cell: &Option<String>, listed: &Option<String>| cell.is_some() && cell == listed;
        let mut rows = Lists::get()
            .logsources
            .iter()
            .filter(|[product, ..]| *product == self.product)
            .peekable();
        if self.category.is_none() && self.service.is_none() {
            return self.product.is_some() && rows.peek().is_some();
        }
        rows.any(|[_, category, service]| {
            wanted(&self.category, category) || wanted(&self.service, service)
        })
    }

    /// How SigmaHQ's CI wants the file's name to begin; empty if it does not care.
    pub fn enforced_prefix(&self) -> &'static str {
        match (self.category.as_deref(), self.service.as_deref()) {
            (Some("webserver"), _) => "web_",
            (_, Some("modsecurity")) => "modsec_",
            (_, Some("auditd")) => "lnx_auditd_",
            _ => "",
        }
    }

    /// How SigmaHQ's naming convention wants the file's name to begin; empty if it does not say.
    pub fn prefix(&self) -> String {
        match (self.enforced_prefix(), &self.service) {
            ("", Some(service)) if self.is_linux() => format!("lnx_{}_", service.replace('-', "_")),
            ("", None) if self.is_linux() => "lnx_".to_owned(),
            (enforced, _) => enforced.to_owned(),
        }
    }

    /// The folder of SigmaHQ's repository that a rule belongs into.
    pub fn folder(&self) -> String {
        match (&self.product, &self.category, &self.service) {
            (_, Some(category), _) if category == "webserver" => {
                "rules/web/webserver_generic".to_owned()
            }
            (Some(product), Some(_), _) => format!("rules/application/{product}"),
            (Some(product), None, None) => format!("rules/{product}/builtin"),
            (Some(product), None, Some(service)) => format!("rules/{product}/builtin/{service}"),
            (None, _, Some(service)) => format!("rules/web/product/{service}"),
            _ => "rules".to_owned(),
        }
    }

    fn is_linux(&self) -> bool {
        self.product.as_deref() == Some("linux") && self.category.is_none()
    }
}

/// The log source for an application: `wanted` if SigmaHQ accepts it (without any wish, the service
/// of the application's name if that is listed), else Linux's syslog. A `definition` says what must
/// be collected, unless the service says it already.
pub fn logsource_for(app: &str, wanted: &Logsource) -> Logsource {
    let mut chosen = wanted.clone();
    if chosen.product.is_none() && chosen.category.is_none() && chosen.service.is_none() {
        chosen.product = Some("linux".to_owned());
        chosen.service = Some(app.to_lowercase());
    }
    let service_is_listed = chosen.is_accepted() && chosen.service.is_some();
    if !chosen.is_accepted() {
        chosen.product = Some("linux".to_owned());
        chosen.category = None;
        chosen.service = Some("syslog".to_owned());
    }
    if chosen.definition.is_none() && !service_is_listed {
        chosen.definition = Some(format!("Requirements: the log of {app} must be collected"));
    }
    chosen
}

/// The longest file name, extension included, that SigmaHQ's CI takes.
pub(super) const MAX_FILE_NAME: usize = 90;
/// The shortest.
pub(super) const MIN_FILE_NAME: usize = 14;

/// The name of the rule's file without its extension: the log source's prefix, the application, and
/// what the rule finds; 10 to 86 characters of `[a-z0-9_]`.
pub fn file_name(logsource: &Logsource, app: &str) -> String {
    const SUBJECT: &str = "error_messages";
    let prefix = match logsource.prefix() {
        prefix if prefix.is_empty() => "app_".to_owned(),
        prefix => prefix,
    };
    let room = MAX_FILE_NAME - ".yml".len() - prefix.len() - SUBJECT.len() - 1;
    let app: String = slug(app).chars().take(room).collect();
    let app = app.trim_end_matches('_');
    if app.is_empty() || prefix.trim_end_matches('_').ends_with(&format!("_{app}")) {
        return format!("{prefix}{SUBJECT}");
    }
    format!("{prefix}{app}_{SUBJECT}")
}

/// Lower-case ASCII letters and digits, anything else as one `_` between them.
fn slug(text: &str) -> String {
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

    fn source(product: &str, category: &str, service: &str) -> Logsource {
        let cell = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Logsource {
            product: cell(product),
            category: cell(category),
            service: cell(service),
            definition: None,
        }
    }

    #[test]
    fn sigmahq_accepts_what_it_lists() {
        for accepted in [
            ("linux", "", ""),
            ("linux", "", "vsftpd"),
            ("python", "application", ""),
            ("", "webserver", ""),
            ("", "", "nginx"),
        ] {
            assert!(
                source(accepted.0, accepted.1, accepted.2).is_accepted(),
                "{accepted:?}"
            );
        }
        for refused in [
            ("linux", "", "dovecot"),
            ("cobol", "application", ""),
            ("", "", "vsftpd"),
            ("", "", ""),
        ] {
            assert!(
                !source(refused.0, refused.1, refused.2).is_accepted(),
                "{refused:?}"
            );
        }
    }

    #[test]
    fn an_unlisted_service_falls_back_to_syslog_and_says_what_to_collect() {
        let chosen = logsource_for("Dovecot", &source("linux", "", "dovecot"));
        assert_eq!(
            chosen,
            Logsource {
                definition: Some("Requirements: the log of Dovecot must be collected".into()),
                ..source("linux", "", "syslog")
            }
        );
        assert_eq!(
            logsource_for("vsftpd", &Logsource::default()),
            source("linux", "", "vsftpd")
        );
    }

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
        ];
        for (logsource, app, name) in cases {
            assert_eq!(file_name(&logsource, app), name);
        }
        assert!(
            file_name(&source("linux", "", "syslog"), &"x".repeat(200)).len() <= MAX_FILE_NAME - 4
        );
    }
}
