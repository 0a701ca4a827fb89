//! Tests of agreements, assignment and files of services.

mod office;
mod pure;
