//! What the control of personal assistance promises.

mod office;
mod pages;
mod ready;
