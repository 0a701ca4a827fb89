//! Components that show something.

use super::component;
use crate::field::FieldError;
use crate::page::{Link, Page};
use crate::parts::{Head, Pages, Task};

component! {
    /// What was wrong in a form.
    ErrorSummary "markup/error_summary.html"
    given { page: Page }
    lists { errors: FieldError }
    texts { description }
    flags {}
}

component! {
    /// A pair of name and value.
    SummaryRow "markup/summary_row.html"
    given { page: Page, key: str }
    lists {}
    texts { value, href, action, class, block }
    flags {}
}

component! {
    /// A framed summary.
    SummaryCard "markup/summary_card.html"
    given { title: str }
    lists { actions: Link }
    texts { class, list_class, block }
    flags {}
}

component! {
    /// A table.
    Table "markup/table.html"
    given {}
    lists { heads: Head }
    texts { caption, class, caption_class, block }
    flags {}
}

component! {
    /// First cell of a row.
    RowHead "markup/row_head.html"
    given { text: str }
    lists {}
    texts { href, class, block }
    flags {}
}

component! {
    /// A cell.
    Cell "markup/cell.html"
    given { label: str }
    lists {}
    texts { text, class, block }
    flags { numeric }
}

component! {
    /// A state in a word.
    Tag "markup/tag.html"
    given { text: str }
    lists {}
    texts { colour, class }
    flags {}
}

component! {
    /// Parts of a long form.
    TaskList "markup/task_list.html"
    given {}
    lists { tasks: Task }
    texts { id, class }
    flags {}
}

component! {
    /// Links to the pages of a list.
    Pagination "markup/pagination.html"
    given { page: Page, pages: Pages }
    lists {}
    texts { label }
    flags {}
}

component! {
    /// News about the page.
    Notification "markup/notification.html"
    given { page: Page }
    lists {}
    texts { text, title, class, id, block }
    flags { success }
}

component! {
    /// A sentence not to be overlooked.
    Warning "markup/warning.html"
    given { page: Page, text: str }
    lists {}
    texts { class }
    flags {}
}

component! {
    /// A sentence that opens to an explanation.
    Details "markup/details.html"
    given { summary: str }
    lists {}
    texts { text, class, id, block }
    flags { open }
}

component! {
    /// The end of a way.
    Panel "markup/panel.html"
    given { title: str }
    lists {}
    texts { text, class, block }
    flags {}
}

component! {
    /// Asks once more before a serious act.
    Interruption "markup/interruption.html"
    given { page: Page, title: str, confirm: str, href: str }
    lists {}
    texts { cancel, class, block }
    flags {}
}

component! {
    /// Path from the first page.
    Breadcrumbs "markup/breadcrumbs.html"
    given { page: Page }
    lists { links: Link }
    texts { class }
    flags {}
}

component! {
    /// State of the service and what it means.
    PhaseBanner "markup/phase_banner.html"
    given { state: str }
    lists {}
    texts { text, class, block }
    flags {}
}
