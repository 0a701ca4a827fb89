//! What every page and every answer in JSON has in common.
//!
//! A route is declared with its right and its audit rule ([`Routes`]); one guard checks both, the
//! session, forged forms and the limits before a handler runs, and afterwards refuses to send an
//! answer whose audit rows did not reach the disk. Handlers get a [`Ctx`] (who, where, in which
//! language) and a [`Form`] (what was typed), and answer with a page, a redirect or a [`Problem`].

mod act;
mod assets;
mod csrf;
mod ctx;
mod draft;
mod form;
mod guard;
mod guesses;
mod headers;
mod incoming;
mod live;
mod named;
mod outside;
mod paging;
mod problem;
mod problem_page;
mod render;
mod routes;

pub use act::{Act, Around, choices, chosen};
pub use ctx::{Ctx, Id, Kit, NavMenu, NavSpec, WebSettings};
pub use draft::{Taken, Unfinished, put_draft, take_draft, typed, unfinished, unfinished_of};
pub use form::{Form, TEXT_MAX, day_values};
pub use guard::{clear_session, cookie_value, serve, session_cookie};
pub use guesses::Guesses;
pub use headers::framed_by;
pub use incoming::Upload;
pub use live::{News, Topic};
pub use outside::Outside;
pub use paging::{PAGE_ROWS, Paging, cut, cut_by, list_address, paged, paged_by};
pub use problem::{Compared, Problem};
pub use render::{Pdf, again, html, moved, pdf, qr_rows, qr_svg, see};
pub use routes::{Audit, Need, RouteInfo, Routes};

/// The words of problem pages and forms.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "kit", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };
