//! Which log a rule searches, and the file name that goes with it.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::file_name::slug;
use super::lists::{Lists, Source};

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
        let mut rows = self.rows_of_product(&Lists::get().logsources).peekable();
        if self.category.is_none() && self.service.is_none() {
            return self.product.is_some() && rows.peek().is_some();
        }
        rows.any(|row| self.is_in(row))
    }

    /// Whether SigmaHQ lists fields for it, as for the access logs of web servers: a rule for such a
    /// log searches in fields, not for bare keywords.
    pub fn has_fields(&self) -> bool {
        let mut rows = self.rows_of_product(&Lists::get().with_fields);
        rows.any(|row| self.is_in(row))
    }

    fn rows_of_product<'a>(
        &'a self,
        rows: &'a BTreeSet<Source>,
    ) -> impl Iterator<Item = &'a Source> {
        rows.iter().filter(|[product, ..]| *product == self.product)
    }

    /// Whether its category or its service is that of the row.
    fn is_in(&self, [_, category, service]: &Source) -> bool {
        let wanted =
            |cell: &Option<String>, listed: &Option<String>| cell.is_some() && cell == listed;
        wanted(&self.category, category) || wanted(&self.service, service)
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

    fn is_empty(&self) -> bool {
        self.category.is_none() && self.product.is_none() && self.service.is_none()
    }

    fn is_linux(&self) -> bool {
        self.product.as_deref() == Some("linux") && self.category.is_none()
    }
}

impl fmt::Display for Logsource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            ("product", &self.product),
            ("category", &self.category),
            ("service", &self.service),
        ];
        let parts = parts
            .into_iter()
            .filter_map(|(key, value)| Some(format!("{key}: {}", value.as_ref()?)));
        f.write_str(&parts.collect::<Vec<_>>().join(", "))
    }
}

/// The log source for an application: `wanted` if SigmaHQ accepts it; without any wish, the one that
/// bears the application's name, if there is one, or the `usual` one of applications in its language; else
/// Linux's syslog. A `definition` says what must be collected, unless the service says it already.
pub fn logsource_for(app: &str, wanted: &Logsource, usual: Option<&Logsource>) -> Logsource {
    let mut chosen = if wanted.is_empty() {
        Logsource {
            definition: wanted.definition.clone(),
            ..named_after(app).or(usual.cloned()).unwrap_or_default()
        }
    } else {
        wanted.clone()
    };
    if !chosen.is_accepted() {
        chosen.product = Some("linux".to_owned());
        chosen.category = None;
        chosen.service = Some("syslog".to_owned());
    }
    let service_says_it = chosen
        .service
        .as_deref()
        .is_some_and(|service| service != "syslog");
    if chosen.definition.is_none() && !service_says_it {
        chosen.definition = Some(format!("Requirements: the log of {app} must be collected"));
    }
    chosen
}

/// The service or product of an application's name that SigmaHQ lists.
fn named_after(app: &str) -> Option<Logsource> {
    let name = Some(app.to_lowercase());
    let linux = Logsource {
        product: Some("linux".to_owned()),
        service: name.clone(),
        ..Logsource::default()
    };
    let service = Logsource {
        service: name.clone(),
        ..Logsource::default()
    };
    let product = Logsource {
        category: Some("application".to_owned()),
        product: name,
        ..Logsource::default()
    };
    [linux, service, product]
        .into_iter()
        .find(Logsource::is_accepted)
}

/// What must be added to SigmaHQ's list of log sources, `tests/logsource.json`, for a log source that
/// it lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListChange {
    /// The log source as the rule can then have it.
    pub logsource: Logsource,
    /// The keys of the JSON file that lead to the place.
    pub place: Vec<String>,
    /// The line to add there.
    pub entry: String,
}

/// The change to SigmaHQ's list that the wished log source needs (without any wish: a service of the
/// application's name, unless there is a `usual` log source for it); `None` if the list has it.
pub fn list_change(app: &str, wanted: &Logsource, usual: Option<&Logsource>) -> Option<ListChange> {
    let mut logsource = wanted.clone();
    if let (true, Some(usual)) = (wanted.is_empty(), usual) {
        logsource.clone_from(usual);
    } else if wanted.is_empty() {
        logsource.product = Some("linux".to_owned());
        logsource.service = Some(slug(app)).filter(|service| !service.is_empty());
    }
    if logsource.is_accepted() || (wanted.is_empty() && named_after(app).is_some()) {
        return None;
    }
    let product = logsource.product.clone();
    let is_known = product.is_none() || Lists::get().logsources.iter().any(|row| row[0] == product);
    let (kind, name) = match (&logsource.service, &logsource.category) {
        (Some(service), _) => ("service", service.as_str()),
        (None, category) => ("category", category.as_deref().unwrap_or_default()),
    };
    let (place, entry) = if is_known {
        let product = product.unwrap_or_else(|| "empty".to_owned());
        (vec![product, kind.to_owned()], json!({ name: [] }))
    } else {
        let mut entry = json!({"common": [], "empty": [], "category": {}, "service": {}});
        entry[kind][name] = json!([]);
        (Vec::new(), json!({ product.unwrap_or_default(): entry }))
    };
    let entry = entry.to_string();
    Some(ListChange {
        logsource,
        place: [vec!["legit".to_owned()], place].concat(),
        // The braces are there already.
        entry: entry[1..entry.len() - 1].to_owned(),
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn source(product: &str, category: &str, service: &str) -> Logsource {
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
        let chosen = logsource_for("Dovecot", &source("linux", "", "dovecot"), None);
        assert_eq!(
            chosen,
            Logsource {
                definition: Some("Requirements: the log of Dovecot must be collected".into()),
                ..source("linux", "", "syslog")
            }
        );
        assert_eq!(
            logsource_for("vsftpd", &Logsource::default(), None),
            source("linux", "", "vsftpd")
        );
    }

    #[test]
    fn a_log_source_of_the_applications_name_is_taken_where_sigmahq_has_one() {
        let chosen = |app| logsource_for(app, &Logsource::default(), None);
        assert_eq!(chosen("nginx"), source("", "", "nginx"));
        assert_eq!(
            Logsource {
                definition: None,
                ..chosen("Django")
            },
            source("django", "application", "")
        );
        assert!(source("", "webserver", "").has_fields());
        assert!(
            !source("", "", "nginx").has_fields() && !source("linux", "", "vsftpd").has_fields()
        );
    }

    #[test]
    fn the_usual_log_source_of_a_language_gives_way_to_that_of_a_name_and_to_a_wish() {
        let usual = source("python", "application", "");
        let wish = source("linux", "", "auth");
        let chosen = |app, wanted| Logsource {
            definition: None,
            ..logsource_for(app, wanted, Some(&usual))
        };
        let none = Logsource::default();
        assert_eq!(chosen("gate", &none), usual);
        assert_eq!(chosen("Django", &none), source("django", "application", ""));
        assert_eq!(chosen("gate", &wish), wish);
        assert_eq!(list_change("gate", &none, Some(&usual)), None);
    }

    #[test]
    fn the_change_to_sigmahqs_list_is_worked_out() {
        let change = |app, wanted: &Logsource| {
            let change = list_change(app, wanted, None)?;
            Some((change.place.join(" "), change.entry))
        };
        let own = Logsource::default();
        let pair = |place: &str, entry: &str| Some((place.to_owned(), entry.to_owned()));
        assert_eq!(
            change("Dovecot", &own),
            pair("legit linux service", r#""dovecot":[]"#)
        );
        assert_eq!(
            change("x", &source("", "mail", "")),
            pair("legit empty category", r#""mail":[]"#)
        );
        assert_eq!(
            change("x", &source("cobol", "application", "")),
            pair(
                "legit",
                r#""cobol":{"category":{"application":[]},"common":[],"empty":[],"service":{}}"#
            )
        );
        assert_eq!(change("vsftpd", &own), None);
        assert_eq!(change("nginx", &own), None);
        assert_eq!(change("x", &source("linux", "", "syslog")), None);
    }

    #[test]
    fn a_rule_lies_where_sigmahq_keeps_those_of_its_log_source() {
        for (product, category, service, folder) in [
            ("", "webserver", "", "rules/web/webserver_generic"),
            ("python", "application", "", "rules/application/python"),
            ("linux", "", "", "rules/linux/builtin"),
            ("linux", "", "vsftpd", "rules/linux/builtin/vsftpd"),
            ("", "", "nginx", "rules/web/product/nginx"),
            ("", "mail", "", "rules"),
        ] {
            assert_eq!(source(product, category, service).folder(), folder);
        }
        let sshd = source("linux", "", "sshd");
        assert_eq!(sshd.to_string(), "product: linux, service: sshd");
    }
}
