//! The contact log as its users meet it.

mod contacts;
mod lists;
mod numbers;
mod sheets;

use crate::frontdesk::tests::Town;
