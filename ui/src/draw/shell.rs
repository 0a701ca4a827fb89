//! The frame of every page, in the pieces between the layout's blocks.

use super::{Breadcrumbs, ErrorSummary, component};
use crate::page::{NavGroup, NavItem, Page};

component! {
    /// From the first byte to the block `head`.
    Top "markup/top.html"
    given { page: Page }
    lists {}
    texts {}
    flags {}
}

component! {
    /// Above the content: skip link, header, navigation.
    Banner "markup/banner.html"
    given { page: Page }
    lists {}
    texts {}
    flags {}
}

component! {
    /// Link over the header, for the keyboard.
    SkipLink "markup/skip_link.html"
    given { text: str, href: str }
    lists {}
    texts { class }
    flags {}
}

component! {
    /// Main navigation.
    ServiceNavigation "markup/service_navigation.html"
    given { page: Page }
    lists { items: NavItem }
    texts {}
    flags {}
}

component! {
    /// Main navigation in groups, each of which opens.
    Menu "markup/menu.html"
    given { page: Page }
    lists { groups: NavGroup }
    texts {}
    flags {}
}

component! {
    /// The way back: breadcrumbs, or a link to the page before.
    Before "markup/before.html"
    given { page: Page }
    lists {}
    texts {}
    flags {}
}

component! {
    /// What has just been done, and what was wrong.
    Messages "markup/messages.html"
    given { page: Page }
    lists {}
    texts {}
    flags {}
}

component! {
    /// Footer.
    Footer "markup/footer.html"
    given { page: Page }
    lists {}
    texts {}
    flags {}
}

impl<'a> Banner<'a> {
    fn navigation(&self) -> ServiceNavigation<'a> {
        ServiceNavigation::new(self.page, &self.page.nav)
    }

    fn menu(&self) -> Menu<'a> {
        Menu::new(self.page, &self.page.menu)
    }
}

impl<'a> Messages<'a> {
    fn mistakes(&self) -> ErrorSummary<'a> {
        ErrorSummary::new(self.page, &self.page.errors)
    }
}

impl<'a> Before<'a> {
    fn path(&self) -> Breadcrumbs<'a> {
        Breadcrumbs::new(self.page, &self.page.breadcrumbs)
    }
}
