//! What the values of options must be.

use sigmine::sink::Sink;

/// The name of an application.
pub fn app(given: &str) -> Result<String, String> {
    if given.contains(char::is_alphanumeric) {
        Ok(given.to_owned())
    } else {
        Err("give a name with letters in it: it stands in the rule's title".to_owned())
    }
}

/// What is to be explained.
pub fn asked(given: &str) -> Result<String, String> {
    if given.contains(char::is_alphanumeric) {
        Ok(given.to_owned())
    } else {
        Err("give a text with letters in it, or FILE:LINE".to_owned())
    }
}

/// A sink, by its name in the output.
pub fn sink(given: &str) -> Result<Sink, String> {
    let wanted = serde_json::Value::from(given);
    serde_json::from_value(wanted)
        .map_err(|_| "one of syslog, file, stderr, client, exception, unknown".to_owned())
}
