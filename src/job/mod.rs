//! The whole job as steps: mine, rank, cross-check, curate, draft. The binary calls them one by one
//! and shows what they return; nothing is decided there.

mod check;
mod draft;
mod error;
mod explain;
mod logsource;
mod mine;

pub use check::check;
pub use draft::{DraftOptions, Material, prepare, write};
pub use error::Error;
pub use explain::{Elsewhere, Explained, Explanation, Why, explain};
pub use logsource::usual_logsource;
pub use mine::{Capped, MineOptions, Mined, mine};
