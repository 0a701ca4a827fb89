//! Parts of staff screens.

use super::component;
use crate::field::Field;
use crate::page::{Link, NavItem, Page};
use crate::parts::{Event, Step};

component! {
    /// Sections of a case file or of a work list.
    SubNavigation "markup/sub_navigation.html"
    given { page: Page }
    lists { items: NavItem }
    texts { label }
    flags {}
}

component! {
    /// Who or what the screen is about.
    IdentityBar "markup/identity_bar.html"
    given { name: str }
    lists {}
    texts { number, status, colour, note, block }
    flags {}
}

component! {
    /// What happened, newest first.
    Timeline "markup/timeline.html"
    given {}
    lists { events: Event }
    texts {}
    flags {}
}

component! {
    /// How far a case has come on its way.
    Way "markup/way.html"
    given { label: str }
    lists { steps: Step }
    texts {}
    flags {}
}

component! {
    /// Filters of a list.
    FilterPanel "markup/filter_panel.html"
    given { page: Page, action: str }
    lists {}
    texts { clear, block }
    flags {}
}

component! {
    /// A box and a button that look something up.
    SearchBox "markup/search_box.html"
    given { page: Page, action: str, field: Field, label: str }
    lists {}
    texts { hint, button, attrs }
    flags {}
}

component! {
    /// A number that opens its list.
    Tile "markup/tile.html"
    given { href: str, number: str, text: str }
    lists {}
    texts { state }
    flags {}
}

component! {
    /// Filters now in force.
    FilterChips "markup/filter_chips.html"
    given { page: Page }
    lists { links: Link }
    texts {}
    flags {}
}

component! {
    /// A date by which something is due.
    Due "markup/due.html"
    given { day: str }
    lists {}
    texts { word, state }
    flags {}
}
