//! Documents of support end to end, as people send the forms.

mod journey;
mod support;
mod updates;
