//! Arbitrary messages.

use proptest::prelude::*;
use sigmine::pattern::{Pattern, Piece};

/// Any Unicode text, with more of what YAML and Sigma give a meaning.
pub fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        r#"[ -~]{0,30}"#,
        r#"[a-z'"\\:#*?%&!@|>{}\[\]`, \t\n-]{0,20}"#,
        "\\PC{0,12}",
    ]
}

/// Any message, without wildcards at its edges.
pub fn any_pattern() -> impl Strategy<Value = Pattern> {
    let piece = prop_oneof![4 => any_text().prop_map(Piece::Text), 1 => Just(Piece::Any), 1 => Just(Piece::One)];
    prop::collection::vec(piece, 1..6)
        .prop_map(|pieces| Pattern::new(pieces).without_edge_wildcards())
}
