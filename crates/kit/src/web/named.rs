//! What the summary of a form says of each box. „Попълнете това поле.“ three times over tells nobody which
//! box is meant: before a message that names nothing stands the label of its box, taken from the page.

use ui::Lang;
use ui::text::text;

/// Messages that could stand at any box.
const NAMELESS: [&str; 4] =
    ["form-required", "form-choose", "form-day-required", "form-day-impossible"];
/// How a link to a box begins.
const LINK: &str = "<a href=\"#";

/// The page, with the box named where a message of the summary names nothing.
#[must_use]
pub(super) fn named(page: &str) -> String {
    let Some((head, rest)) = page.split_once("govuk-error-summary__list") else {
        return page.to_owned();
    };
    let Some((list, form)) = rest.split_once("</ul>") else {
        return page.to_owned();
    };
    let mut links = list.split(LINK);
    let first = links.next().unwrap_or_default();
    let links: String = links.map(|link| format!("{LINK}{}", one(link, form))).collect();
    [head, "govuk-error-summary__list", first, links.as_str(), "</ul>", form].concat()
}

/// A link of the summary from the id of its box on.
fn one(link: &str, form: &str) -> String {
    let Some((id, rest)) = link.split_once("\">") else {
        return link.to_owned();
    };
    let message = rest.split('<').next().unwrap_or_default();
    match label(id, form) {
        Some(label) if is_nameless(message) => {
            let mark = if label.ends_with(['?', '.', ':']) { "" } else { ":" };
            format!("{id}\">{label}{mark} {rest}")
        }
        _ => link.to_owned(),
    }
}

fn is_nameless(message: &str) -> bool {
    let said = |lang: Lang| NAMELESS.iter().any(|key| text(lang, key) == message);
    said(Lang::Bg) || said(Lang::En)
}

/// What stands above a box that is wrong: its label, or the legend of its group.
fn label<'a>(id: &str, form: &'a str) -> Option<&'a str> {
    // The summary leads to the first box of a day; the message stands with the whole day.
    let names = [id, id.strip_suffix("-day").unwrap_or(id)];
    let before = names.into_iter().find_map(|name| {
        let error = format!("id=\"{name}-error\"");
        form.split_once(error.as_str()).map(|(before, _)| before)
    })?;
    let (_, group) = before.rsplit_once("govuk-form-group--error")?;
    let (_, opened) = group.split_once("<legend ").or_else(|| group.split_once("<label "))?;
    let mut words = opened.split_once('>')?.1.trim_start();
    if words.starts_with("<h1") {
        words = words.split_once('>')?.1;
    }
    let words = words.split('<').next()?.trim();
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::{label, named};
    use ui::Lang;
    use ui::text::text;

    const NAME: &str = concat!(
        r#"<div class="govuk-form-group govuk-form-group--error">"#,
        r#"<label class="govuk-label" for="name">Вашето име</label>"#,
        r#"<p id="name-error">…</p></div>"#,
    );
    const DAY: &str = concat!(
        r#"<div class="govuk-form-group govuk-form-group--error"><fieldset>"#,
        r#"<legend class="govuk-fieldset__legend"> Дата на раждане </legend>"#,
        r#"<div id="born-hint">Например</div><p id="born-error">…</p></fieldset></div>"#,
    );

    #[test]
    fn a_message_that_names_nothing_gets_the_label_of_its_box() {
        let required = text(Lang::Bg, "form-required");
        let name = format!(r##"<li><a href="#name">{required}</a></li>"##);
        let born = r##"<li><a href="#born-day">Денят е в бъдещето.</a></li>"##;
        let list = format!(r#"<ul class="govuk-error-summary__list">{name}{born}</ul>"#);
        let page = format!("{list}{NAME}{DAY}");
        let shown = named(&page);
        assert!(shown.contains(&format!(r##"<a href="#name">Вашето име: {required}</a>"##)));
        assert!(shown.contains(born), "it says itself what is wrong");
        assert!(shown.ends_with(DAY));
    }

    #[test]
    fn a_day_has_the_legend_of_its_group_and_a_page_without_a_summary_stays() {
        let form = format!("{NAME}{DAY}");
        assert_eq!(label("born-day", &form), Some("Дата на раждане"));
        assert_eq!(label("name", &form), Some("Вашето име"));
        assert_eq!(label("other", &form), None);
        assert_eq!(named(&form), form);
    }
}
