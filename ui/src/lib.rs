//! Look and words of Opora: styles, scripts and fonts, page frame and components, texts in two languages.
//!
//! # A page
//!
//! A page is one struct, one handler, one template. The struct has a field `page: ui::Page`:
//!
//! ```ignore
//! #[derive(askama::Template)]
//! #[template(path = "people/person.html")]
//! struct Person { page: ui::Page, name: ui::Field, stays: Vec<ui::Choice> }
//! ```
//!
//! ```html
//! {% extends "layout.html" %}
//! {% import "components.html" as gov %}
//! {% import "case.html" as case %}
//! {% block main %}
//! <form method="post" novalidate>
//!   {{ gov::form_keys(page.key, version=7) }}
//!   {{ gov::input(name, page.t("people-name"), hint=page.t("people-name-hint")) }}
//!   {% call(choice) gov::radios(stay, page.t("people-stay"), stays) %}{{ gov::input(place, page.t("people-place")) }}{% endcall %}
//!   {{ gov::button(page.t("people-save"), once=true) }}
//! </form>
//! {% endblock %}
//! ```
//!
//! The crate of the page finds the templates by its own `askama.toml`:
//!
//! ```toml
//! [general]
//! dirs = ["src", "ui/templates"]    # crates/kit: ["src", "../../ui/templates"]
//! whitespace = "minimize"
//! ```
//!
//! What askama wants to be told:
//! - macros see `page` of the struct; nothing needs to be handed over;
//! - arguments with a default are given by name: `gov::input(name, page.t("x"), class="govuk-input--width-10")`;
//! - counts and words in a text: `page.ta("people-found", [("count", count)])`; borrow texts: `[("name", &person.name)]`;
//!   several kinds in one list: make them all texts, `[("count", &count.to_string()), ("name", &person.name)]`;
//! - markup inside a component: `{% call gov::details("Title") %} … {% endcall %}`;
//! - texts put together: the filter `"{}-{}"|format(a, b)`, not the macro `format!`;
//! - a `for` over a list written in the template holds literals only;
//! - `whitespace = "suppress"` eats the blank in `от {{ name }}` and between two tags: keep "minimize", or write `{{+ name }}`;
//! - never name an argument or a variable by a Rust keyword (`box`, `type`).
//!
//! The markup of the components is in `templates/markup/`, compiled once in this crate by [`draw`]; the macros only hand their
//! arguments over, which keeps pages quick to compile (a page of twenty boxes: 0.1 s instead of 1 to 2 s). To look at all of them:
//! `cargo run -p ui --example gallery -- tmp/gallery`.
//!
//! # Texts
//!
//! [`Texts::load`] once at start with [`TEXTS`] and the bundle of each capability; then [`text::text`], [`text::text_args`] or, in
//! templates, `page.t("key")` and `page.ta("key", [("count", 3)])`. Tests call [`text::strict`] to make a missing key panic, and
//! [`check::keys`] to find missing, unused and untranslated keys.
//!
//! # Assets
//!
//! [`asset`] gives the address of a file of `ui/dist`, [`assets::find`] the file for an address under [`assets::PREFIX`],
//! [`assets::print_fonts`] the fonts for typesetting. `bin/ui` builds `ui/dist`.
//!
//! The program serves `/assets/…`, takes `POST /{municipality}/sign-out`, and switches the language by `?lang=en` on any address. Pages need
//! `Content-Security-Policy: script-src 'self'; style-src 'self'; font-src 'self'`: there is no inline script or style anywhere.
//! A form with `data-autosave="/address"` posts itself there while it is being filled in (see `scripts/opora.js`).

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, reason = "tests"))]

extern crate self as ui;

pub mod assets;
pub mod check;
pub mod draw;
pub mod field;
pub mod page;
pub mod parts;
pub mod text;

pub use assets::asset;
pub use field::{Choice, DateBox, DateField, Field, FieldError};
pub use page::{Account, Flash, FlashKind, Link, Municipality, NavGroup, NavItem, Page};
pub use parts::{Event, Head, PageLink, Pages, Sort, Step, Task};
pub use text::{Bundle, Lang, Texts};

/// The texts of the layout and the components; goes first into [`Texts::load`].
pub const TEXTS: Bundle =
    Bundle { name: "ui", bg: include_str!("../bg.ftl"), en: include_str!("../en.ftl") };
