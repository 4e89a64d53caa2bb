//! The fields of the form: what each says, and what becomes of an answer.

use sigmine::emit::{AUTHOR_TO_FILL_IN, Metadata};
use sigmine::sigma::Logsource;

/// A line of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Title,
    Description,
    Author,
    Level,
    Product,
    Category,
    Service,
    Reference(usize),
}

impl Field {
    pub fn label(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Description => "description",
            Field::Author => "author",
            Field::Level => "level",
            Field::Product => "product",
            Field::Category => "category",
            Field::Service => "service",
            Field::Reference(_) => "reference",
        }
    }
}

/// All fields; there is always one more for another reference.
pub fn fields(proposed: &Metadata) -> Vec<Field> {
    let references = (0..=proposed.references.len()).map(Field::Reference);
    let fixed = [
        Field::Title,
        Field::Description,
        Field::Author,
        Field::Level,
        Field::Product,
        Field::Category,
        Field::Service,
    ];
    fixed.into_iter().chain(references).collect()
}

/// What a field says now.
pub fn text(field: Field, proposed: &Metadata) -> String {
    let logsource = &proposed.logsource;
    let text = match field {
        Field::Title => proposed.title.clone(),
        Field::Description => proposed.description.clone(),
        Field::Author => proposed
            .author
            .clone()
            .or(Some(AUTHOR_TO_FILL_IN.to_owned())),
        Field::Level => proposed.level.map(|level| level.to_string()),
        Field::Product => logsource.product.clone(),
        Field::Category => logsource.category.clone(),
        Field::Service => logsource.service.clone(),
        Field::Reference(nth) => proposed.references.get(nth).cloned(),
    };
    text.unwrap_or_default()
}

/// What is there to be edited: not the name that stands for one.
pub fn initial(field: Field, proposed: &Metadata) -> String {
    if field == Field::Author && proposed.author.is_none() {
        return String::new();
    }
    text(field, proposed)
}

/// Puts an answer into what is given; nothing takes back what was given before.
///
/// # Errors
/// What a person is told where it is not taken as it was typed.
pub fn set(
    field: Field,
    answer: &str,
    given: &mut Metadata,
    proposed: &Metadata,
) -> Result<(), String> {
    let answer = Some(answer.to_owned()).filter(|answer| !answer.is_empty());
    match field {
        Field::Title => given.title = answer,
        Field::Description => given.description = answer,
        Field::Author => given.author = answer,
        Field::Level => given.level = answer.map(|level| level.parse()).transpose()?,
        Field::Product | Field::Category | Field::Service => {
            return set_logsource(field, answer, given, proposed);
        }
        Field::Reference(nth) => {
            given.references.clone_from(&proposed.references);
            let end = (nth + 1).min(given.references.len());
            given.references.splice(nth.min(end)..end, answer);
        }
    }
    Ok(())
}

fn set_logsource(
    field: Field,
    answer: Option<String>,
    given: &mut Metadata,
    proposed: &Metadata,
) -> Result<(), String> {
    // Another log source may take several answers; what must be collected is worked out anew.
    let begun = if given.logsource == Logsource::default() {
        &proposed.logsource
    } else {
        &given.logsource
    };
    let mut wanted = Logsource {
        definition: None,
        ..begun.clone()
    };
    match field {
        Field::Product => wanted.product = answer,
        Field::Category => wanted.category = answer,
        _ => wanted.service = answer,
    }
    let is_given = wanted != Logsource::default();
    let is_accepted = !is_given || wanted.is_accepted();
    given.logsource = wanted;
    if is_accepted {
        return Ok(());
    }
    Err("SigmaHQ lists no such log source: linux's syslog is taken, and the rule says what must be collected".to_owned())
}
