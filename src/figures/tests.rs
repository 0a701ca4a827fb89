//! Tests of figures with a pedigree.

mod office;
mod pure;
mod table;
