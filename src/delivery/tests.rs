//! Tests of delivery.

mod closing;
mod pure;
mod sheet;
mod support;
mod tablet;
