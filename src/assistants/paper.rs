//! The papers: the application in the official form, filled and blank, and the letter to who is not
//! entered in the list.

use super::load::Assistant;
use super::official::{Official, Values};
use crate::app::App;
use crate::municipality::Settings;
use crate::people::{self, AddressKind, NewPaper, PaperId, PersonId};
use kit::store::{Municipality, StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Pdf, Problem};
use serde_json::{Value, json};
use std::sync::Arc;
use ui::Lang;

const FORM: &str = include_str!("form4.toml");

/// In whose name papers are printed, and where their codes are checked.
#[derive(Clone, Debug)]
pub struct Press {
    /// The office.
    pub office: Arc<Municipality>,
    /// Where a code is checked, without the code.
    pub verify: String,
}

impl Press {
    /// The press of the municipality that works.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such municipality.
    pub fn of(
        app: &App,
        municipality: kit::types::MunicipalityId,
        verify: String,
    ) -> Result<Press, StoreError> {
        let known = app.db.municipalities().into_iter().find(|one| one.id == municipality);
        Ok(Press { office: known.ok_or(StoreError::NotFound)?, verify })
    }

    /// The frame of a paper: office, heading of the project, name, ground.
    #[must_use]
    pub fn frame(&self, name: &str, ground: &str) -> Value {
        let settings = Settings::of(&self.office);
        let mut data =
            json!({ "office": settings.office(&self.office), "name": name, "ground": ground });
        if let Some(publicity) = settings.publicity() {
            data["publicity"] = publicity;
        }
        data
    }

    /// Who signs for the office: the mayor's name, or a line to write it on.
    #[must_use]
    pub fn mayor(&self) -> String {
        let mayor = Settings::of(&self.office).mayor;
        if mayor.is_empty() { super::official::LINE.to_owned() } else { mayor }
    }

    /// ЕИК of the municipality.
    #[must_use]
    pub fn eik(&self) -> String {
        Settings::of(&self.office).eik
    }

    /// The postal address of the office.
    #[must_use]
    pub fn address(&self) -> String {
        Settings::of(&self.office).address
    }

    /// A whole official form from its values.
    ///
    /// # Errors
    /// When the form cannot be read, a defect of the build.
    pub fn official(
        &self,
        form: &str,
        (values, names): (&Values, &[String]),
    ) -> Result<(String, Value), StoreError> {
        let form = Official::read(form)?;
        let mut data = self.frame(&form.name, &form.ground);
        data["sections"] = form.sections(values).into();
        data["signatures"] = form.signatures(names);
        Ok((form.name, data))
    }
}

pub(super) fn bg(key: &str) -> String {
    ui::text::text(Lang::Bg, key).into_owned()
}

fn bg_with(key: &str, args: &[(&str, String)]) -> String {
    ui::text::text_args(Lang::Bg, key, args).into_owned()
}

/// Yes or no, as forms write it.
#[must_use]
pub fn yes(is: bool) -> String {
    bg(if is { "assistants-yes" } else { "assistants-no" })
}

/// What all forms say of a person: name, identifier in the open, both addresses, telephone, e-mail.
///
/// # Errors
/// When the database does not answer.
pub async fn who(tx: &mut Tx, person: PersonId, reason: &str) -> Result<Values, StoreError> {
    let head = people::head(tx, person).await?;
    let numbers = people::identifiers_opened(tx, person, reason).await?;
    let today = tx.today();
    let permanent = (AddressKind::Permanent, today);
    let permanent = people::address_text(tx, person, permanent, true).await?;
    let present = (AddressKind::Present, today);
    let present = people::address_text(tx, person, present, true).await?;
    let number = numbers.first().map(|one| one.value.clone()).unwrap_or_default();
    let email = people::emails(tx, &[person]).await?.remove(&person).unwrap_or_default();
    Ok(Values::from([
        ("name", head.name),
        ("identifier", number),
        ("present", if present == permanent { String::new() } else { present }),
        ("permanent", permanent),
        ("phone", head.phone),
        ("email", email),
    ]))
}

fn values(one: &Assistant, mayor: String) -> Values {
    let content = &one.content;
    let came = |code: &str| {
        let how = content.papers.get(code).map_or("missing", String::as_str);
        bg(&format!("assistants-came-{how}"))
    };
    let status = match content.status.as_str() {
        "" => String::new(),
        code => bg(&format!("assistants-status-{code}")),
    };
    Values::from([
        ("mayor", mayor),
        ("number", format!("{} / {} г.", one.number, one.applied_on.bg())),
        ("card", content.card.clone()),
        ("card_on", content.card_on.map(Day::bg).unwrap_or_default()),
        ("card_by", content.card_by.clone()),
        ("prefers", content.prefers.join("; ")),
        ("status", status),
        ("not_interdicted", yes(content.not_interdicted)),
        ("not_convicted", yes(content.not_convicted)),
        ("no_violence", yes(content.no_violence)),
        ("trained", yes(content.trained)),
        ("experience", content.experience.to_string()),
        ("has_contract", yes(content.has_contract)),
        ("identity", bg("assistants-came-shown")),
        ("cv", came("cv")),
        ("contract", came("contract")),
        ("violence", came("violence")),
        ("experience_paper", came("experience")),
        ("medical", came("medical")),
    ])
}

/// The application of a candidate, in the official form.
pub(super) async fn application(
    tx: &mut Tx,
    one: &Assistant,
    press: &Press,
) -> Result<PaperId, StoreError> {
    let mut filled = who(tx, one.person, "form-4").await?;
    filled.extend(values(one, press.office.name.clone()));
    let names = [filled["name"].clone(), one.content.accepted_by.clone()];
    let (_, data) = press.official(FORM, (&filled, &names))?;
    let kind = "assistant-form";
    let title = bg("people-paper-assistant-form");
    let verify = press.verify.clone();
    people::add_paper(tx, NewPaper { person: one.person, kind, title, data, verify }).await
}

/// The letter to who is not entered (чл. 6, ал. 5 Наредба № РД-07-7).
pub(super) async fn refusal(
    tx: &Tx,
    one: &Assistant,
    (on, why, press): (Day, &str, &Press),
) -> Result<PaperId, StoreError> {
    let head = people::head(tx, one.person).await?;
    let kind = "assistant-refusal";
    let title = bg("people-paper-assistant-refusal");
    let mut data = press.frame(&title, &bg("assistants-refusal-ground"));
    data["addressee"] = json!([head.name]);
    let args = [("number", one.number.clone()), ("applied", one.applied_on.bg())];
    data["opening"] = bg_with("assistants-refusal-opening", &args).into();
    data["sections"] = json!([{ "title": bg("assistants-refusal-why"), "text": why }]);
    data["closing"] = bg_with("assistants-refusal-closing", &[("day", on.bg())]).into();
    data["signatures"] = json!([{ "role": bg("assistants-mayor"), "name": press.mayor() }]);
    let verify = press.verify.clone();
    people::add_paper(tx, NewPaper { person: one.person, kind, title, data, verify }).await
}

/// `GET /assistants/form.pdf`: the form to be filled by hand.
///
/// # Errors
/// When the printer refuses.
pub async fn blank(app: &App, ctx: &Ctx) -> Result<Pdf, Problem> {
    let press = Press::of(app, ctx.actor.municipality, String::new())?;
    let values = Values::from([("mayor", press.office.name.clone())]);
    let (title, data) = press.official(FORM, (&values, &[]))?;
    let bytes = people::printed(app, &title, data).await?;
    Ok(Pdf { name: "form-4".to_owned(), bytes })
}
