//! The names of a function's parameters and variables.

use serde::{Deserialize, Serialize};

/// Stands behind each name; none holds it.
const END: char = '\0';

/// Names in order, some of which may be empty. They stand in one text: there are millions of them, and a text of its
/// own takes four times what a name has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameList(String);

impl NameList {
    /// No names.
    pub const fn new() -> Self {
        NameList(String::new())
    }

    /// All names.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split_terminator(END)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The name at this place, counted from 0.
    pub fn get(&self, at: usize) -> Option<&str> {
        self.iter().nth(at)
    }

    /// The place of the first such name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.iter().position(|known| known == name)
    }

    /// Whether a name is one of these.
    pub fn contains(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// Adds a name.
    pub(super) fn push(&mut self, name: &str) {
        self.0.extend(name.split(END));
        self.0.push(END);
    }

    /// Nothing is added any more.
    pub(super) fn close(&mut self) {
        self.0.shrink_to_fit();
    }
}

impl<'n> FromIterator<&'n str> for NameList {
    fn from_iter<I: IntoIterator<Item = &'n str>>(names: I) -> Self {
        let mut list = NameList::default();
        names.into_iter().for_each(|name| list.push(name));
        list
    }
}

#[cfg(test)]
mod tests {
    use super::NameList;

    #[test]
    fn names_stand_in_order_also_empty_ones() {
        let list: NameList = ["a", "", "b\0c"].into_iter().collect();
        assert_eq!(list.iter().collect::<Vec<_>>(), ["a", "", "bc"]);
        assert_eq!((list.len(), list.get(1), list.get(3)), (3, Some(""), None));
        assert_eq!((list.position("bc"), list.contains("c")), (Some(2), false));
        assert!(!list.is_empty() && NameList::default().is_empty());
        assert_eq!(NameList::default().len(), 0);
    }
}
