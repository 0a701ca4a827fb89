//! The components, compiled once: markup in `templates/markup/`, data here.
//!
//! Pages do not use this module but the macros of `components.html` and `case.html`, which only hand their arguments over. That
//! keeps pages quick to compile: a form box costs a page one call instead of a hundred lines of generated code.

mod case;
mod forms;
mod shell;
mod show;

pub use case::{
    Due, FilterChips, FilterPanel, IdentityBar, SearchBox, SubNavigation, Tile, Timeline, Way,
};
pub use forms::{
    Button, CharacterCount, Choices, DateInput, Fieldset, FileUpload, Input, Item, Password,
    Select, Textarea, frame_of_choice,
};
pub use shell::{Banner, Before, Footer, Menu, Messages, ServiceNavigation, SkipLink, Top};
pub use show::{
    Breadcrumbs, Cell, Details, ErrorSummary, Interruption, Notification, Pagination, Panel,
    PhaseBanner, RowHead, SummaryCard, SummaryRow, Table, Tag, TaskList, Warning,
};

/// Stands for the block of a call while a component is drawn around it.
pub const MARK: &str = "\u{1}";

/// What comes before and after the block of a component whose `block` is [`MARK`]; all of it before when it shows no block.
#[must_use]
pub fn frame(component: impl askama::Template) -> (String, String) {
    let html = component.render().unwrap_or_default();
    match html.split_once(MARK) {
        Some((before, after)) => (before.to_owned(), after.to_owned()),
        None => (html, String::new()),
    }
}

/// A component: a struct with what must be given, lists, texts that may stay empty, and flags; `new` and a setter for each of the
/// last two.
macro_rules! component {
    (
        $(#[$doc:meta])* $name:ident $path:literal
        given { $($given:ident: $kind:ty),* $(,)? }
        lists { $($list:ident: $item:ty),* $(,)? }
        texts { $($text:ident),* $(,)? }
        flags { $($flag:ident),* $(,)? }
    ) => {
        $(#[$doc])*
        #[derive(askama::Template, Clone, Copy)]
        #[template(path = $path)]
        #[must_use]
        pub struct $name<'a> {
            $($given: &'a $kind,)*
            $($list: &'a [$item],)*
            $($text: &'a str,)*
            $($flag: bool,)*
        }

        impl<'a> $name<'a> {
            /// With everything that must be given.
            pub fn new($($given: &'a $kind,)* $($list: &'a (impl AsRef<[$item]> + ?Sized),)*) -> Self {
                Self { $($given,)* $($list: $list.as_ref(),)* $($text: "",)* $($flag: false,)* }
            }

            $(
                #[doc = concat!("Sets `", stringify!($text), "`.")]
                pub fn $text(self, $text: &'a str) -> Self {
                    Self { $text, ..self }
                }
            )*

            $(
                #[doc = concat!("Sets `", stringify!($flag), "`.")]
                pub fn $flag(self, $flag: &bool) -> Self {
                    Self { $flag: *$flag, ..self }
                }
            )*
        }
    };
}

use component;
