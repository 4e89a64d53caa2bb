//! sigmine
fn main() {}
