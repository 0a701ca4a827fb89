//! What is done with an agreement and its contracts, each as a short form: labour contract,
//! substitute, change, held by a filing, released, ended.

use super::amend::{self, NewAmendment};
use super::content::{Labour, Note};
use super::ending::{self, NewEnd};
use super::frame::{self, agreement_path, is_yes, press};
use super::labour::{self, Drafted, NewLabour, Substitute};
use super::load::{self, Agreement, Contract};
use super::named::{self, Named, listed};
use super::turn_boxes::{boxes, contract_choices};
use super::{AgreementId, ContractId, undo};
use crate::app::App;
use crate::assistants::Press;
use crate::disability;
use crate::people;
use axum::extract::{Path, State as Shared};
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, chosen, day_values, see};
use law::Law;

/// A turn; the end of its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// A labour contract.
    Contract,
    /// A contract of a substitute.
    Substitute,
    /// A change.
    Amend,
    /// Kept alive by a filing in time.
    Hold,
    /// The new decision came.
    Release,
    /// The end.
    End,
    /// The end of one contract.
    EndContract,
    /// An end is taken back.
    Undo,
}

impl Turn {
    const ALL: [(Turn, &'static str); 8] = [
        (Turn::Contract, "contract"),
        (Turn::Substitute, "substitute"),
        (Turn::Amend, "amend"),
        (Turn::Hold, "hold"),
        (Turn::Release, "release"),
        (Turn::End, "end"),
        (Turn::EndContract, "end-contract"),
        (Turn::Undo, "undo"),
    ];

    fn of(code: &str) -> Result<Turn, Problem> {
        let found = Turn::ALL.into_iter().find(|(_, known)| *known == code);
        found.map(|(turn, _)| turn).ok_or(Problem::NotFound)
    }

    /// The end of its address.
    pub fn code(self) -> &'static str {
        Turn::ALL.into_iter().find(|(turn, _)| *turn == self).map_or("", |(_, code)| code)
    }

    /// The turns that are possible now, the next one first.
    pub fn possible(agreement: &Agreement, contracts: &[Contract]) -> Vec<Turn> {
        if !agreement.is_open() {
            return vec![Turn::Undo];
        }
        let open = || contracts.iter().filter(|one| one.row.ended_on.is_none());
        let has_main = open().any(|one| one.row.substitute_of.is_none());
        let mut all = Vec::new();
        all.push(if has_main { Turn::Substitute } else { Turn::Contract });
        all.push(Turn::Amend);
        all.push(if agreement.row.held_on.is_some() { Turn::Release } else { Turn::Hold });
        if open().next().is_some() {
            all.push(Turn::EndContract);
        }
        all.push(Turn::End);
        if contracts.iter().any(|one| one.row.ended_on.is_some()) {
            all.push(Turn::Undo);
        }
        all
    }

    /// Its form, without boxes.
    pub fn act(self) -> Act {
        match self {
            Turn::Contract => Act::new("assistance-turn-contract", "/do/contract", "ui-save"),
            Turn::Substitute => Act::new("assistance-turn-substitute", "/do/substitute", "ui-save"),
            Turn::Amend => Act::new("assistance-turn-amend", "/do/amend", "ui-save"),
            Turn::Hold => Act::new("assistance-turn-hold", "/do/hold", "ui-save"),
            Turn::Release => Act::new("assistance-turn-release", "/do/release", "ui-save"),
            Turn::End => Act::new("assistance-turn-end", "/do/end", "assistance-turn-end").grave(),
            Turn::EndContract => {
                Act::new("assistance-turn-end-contract", "/do/end-contract", "ui-save").grave()
            }
            Turn::Undo => Act::new("assistance-turn-undo", "/do/undo", "assistance-turn-undo"),
        }
    }
}

/// What a form is about.
pub struct Behind {
    /// The agreement.
    pub agreement: Agreement,
    /// Its contracts.
    pub contracts: Vec<Contract>,
    /// Name of the user.
    pub name: String,
    /// Who may stand in.
    pub names: Vec<Named>,
    /// What a contract would be.
    pub drafted: Option<Drafted>,
    /// The filing in time that is known.
    pub proof: String,
    /// Today.
    pub today: Day,
}

async fn behind(app: &App, ctx: &Ctx, (id, turn): (AgreementId, Turn)) -> Result<Behind, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let agreement = load::agreement(&tx, id).await?;
    let person = agreement.row.person_id;
    let contracts = load::contracts_under(&tx, id).await?;
    let name = people::head(&tx, person).await?.name;
    let mut names = Vec::new();
    if turn == Turn::Substitute {
        names = listed(&tx, ctx).await?;
    }
    let mut drafted = None;
    if turn == Turn::Contract {
        drafted = labour::drafted(&tx, &law, &agreement, &NewLabour::default()).await.ok();
    }
    let mut proof = String::new();
    if turn == Turn::Hold {
        let facts = disability::of_person(&tx, person).await?;
        let filed = facts.iter().find(|fact| fact.in_time && !fact.is_replaced);
        proof = filed.map(filed_words).unwrap_or_default();
    }
    let today = tx.today();
    tx.audit(Entry::read("assistance-agreement", id.0).about(Some(person.0)));
    tx.commit().await?;
    Ok(Behind { agreement, contracts, name, names, drafted, proof, today })
}

/// The filing in time, as it is known to the office.
fn filed_words(fact: &disability::Fact) -> String {
    let day = fact.filed_on.map(Day::bg).unwrap_or_default();
    let parts = [fact.facts.filed_number.as_str(), &day, &fact.facts.filed_with];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

fn shown(
    ctx: &Ctx,
    form: &Form,
    law: &Law,
    (turn, behind): (Turn, &Behind),
) -> Result<Response, Problem> {
    let act = boxes(ctx, form, law, (turn, behind));
    let agreement = &behind.agreement;
    let page = frame::page_under(ctx, (agreement, &behind.name), act.title());
    let version = form.version_or(agreement.row.version);
    act.shown(ctx, Around { page, home: agreement_path(agreement.row.id, ""), version }, form)
}

/// `GET /assistance/agreements/{agreement}/do/{turn}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, turn)): Path<(String, AgreementId, String)>,
) -> Result<Response, Problem> {
    let turn = Turn::of(&turn)?;
    let law = app.law(ctx.actor.municipality);
    let behind = behind(&app, &ctx, (id, turn)).await?;
    if !Turn::possible(&behind.agreement, &behind.contracts).contains(&turn) {
        return Err(Problem::Impossible("assistance-refused-ended"));
    }
    let mut values = day_values("on", Some(app.today()));
    let mut put = |name: &str, value: String| values.push((name.to_owned(), value));
    put("work_place", behind.agreement.terms.place.clone());
    put("document", behind.proof.clone());
    put("leave", law.work_limits().leave_days.to_string());
    put("help_given", "yes".to_owned());
    put("waiver", "no".to_owned());
    if let [only] = contract_choices(&behind).as_slice() {
        put("of", only.value.to_string());
    }
    // What would be written when nobody chooses is chosen already.
    let codes = behind.drafted.as_ref().map(|one| one.kind.register_codes.as_slice());
    if let Some(code) = codes.and_then(<[String]>::last) {
        put("code", code.clone());
    }
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    shown(&ctx, &form, &law, (turn, &behind))
}

enum Typed {
    Labour(Box<NewLabour>),
    Amend(NewAmendment),
    Hold(Note),
    Release(Option<Day>, String),
    End(NewEnd),
    Close(Option<ContractId>, String, String),
    Undo(String),
}

fn labour_typed(form: &mut Form, law: &Law) -> Labour {
    let limits = law.work_limits();
    let trial = form.parsed_optional("trial", "assistance-number-wrong").unwrap_or(0);
    if trial > limits.trial_months {
        form.wrong("trial", "assistance-trial-wrong");
    }
    let leave = form.parsed("leave", "assistance-number-wrong").unwrap_or(0);
    if form.ok() && leave < limits.leave_days {
        form.wrong("leave", "assistance-leave-wrong");
    }
    Labour {
        place: form.required("work_place", 300),
        trial_months: trial,
        leave_days: leave,
        notice: form.optional("notice", 300),
        other: form.optional("other", 2_000),
        ..Labour::default()
    }
}

fn read(
    form: &mut Form,
    (law, names): (&Law, &[Named]),
    (turn, on): (Turn, Option<Day>),
) -> Option<Typed> {
    Some(match turn {
        Turn::Contract => {
            let content = labour_typed(form, law);
            let code = form.optional("code", 10);
            let new = NewLabour { concluded_on: on, code, content, substitute: None };
            Typed::Labour(Box::new(new))
        }
        Turn::Substitute => {
            let content = labour_typed(form, law);
            let assistant = named::read_required(form, "assistant", names);
            let of: Option<ContractId> = form.parsed("of", "form-choose");
            let (from_on, until_on) = (form.day("from_on"), form.day("until_on"));
            let absence = form.required("absence", 300);
            let (assistant, of, from_on, until_on) = (assistant?, of?, from_on?, until_on?);
            let substitute = Some(Substitute { assistant, of, from_on, until_on, absence });
            let code = String::new();
            Typed::Labour(Box::new(NewLabour { concluded_on: on, code, content, substitute }))
        }
        Turn::Amend => {
            let kind = chosen(form, "kind", &amend::KINDS);
            let from_on = form.day("from_on");
            let is_hours = kind == amend::KINDS[0];
            let hours = if is_hours {
                form.parsed("hours", "assistance-number-wrong").unwrap_or(0)
            } else {
                0
            };
            let text =
                if is_hours { form.optional("text", 1_000) } else { form.required("text", 1_000) };
            let is_waiver = is_yes(form, "waiver");
            let (concluded_on, from_on) = (on?, from_on?);
            Typed::Amend(NewAmendment { kind, concluded_on, from_on, hours, text, is_waiver })
        }
        Turn::Hold => Typed::Hold(Note {
            document: form.required("document", 300),
            text: form.optional("text", 1_000),
            ..Note::default()
        }),
        Turn::Release => {
            let until = form.day_optional("until_on");
            let directive = form.optional("directive", 200);
            let text = form.required("text", 1_000);
            if until.is_some() && directive.is_empty() {
                form.wrong("directive", "form-required");
            }
            let words = [directive, text].into_iter().filter(|part| !part.is_empty());
            Typed::Release(until, words.collect::<Vec<_>>().join(". "))
        }
        Turn::End => {
            let grounds = law.assistance_end_grounds();
            let ids: Vec<&str> = grounds.iter().map(|one| one.id.as_str()).collect();
            let ground = chosen(form, "ground", &ids);
            Typed::End(NewEnd {
                ground,
                known_on: on?,
                last_on: form.day_optional("last_on"),
                why: form.optional("text", 2_000),
                help_given: is_yes(form, "help_given"),
                code: String::new(),
            })
        }
        Turn::EndContract => {
            let of = form.parsed("of", "form-choose");
            Typed::Close(of, form.required("code", 10), form.optional("text", 1_000))
        }
        Turn::Undo => Typed::Undo(form.required("text", 1_000)),
    })
}

async fn done(
    tx: &mut Tx,
    law: &Law,
    (behind, on): (&Behind, Day),
    (typed, press): (Typed, &Press),
) -> Result<(), Problem> {
    let agreement = &behind.agreement;
    match typed {
        Typed::Labour(new) => {
            labour::conclude(tx, law, agreement, (&new, press)).await?;
        }
        Typed::Amend(new) => {
            amend::amend(tx, law, agreement, (&new, press)).await?;
        }
        Typed::Hold(note) => amend::hold(tx, agreement, (on, &note)).await?,
        Typed::Release(until, why) => {
            amend::release(tx, law, agreement, ((on, until), &why, press)).await?;
        }
        Typed::End(new) => ending::end(tx, law, agreement, (&new, press)).await?,
        Typed::Undo(why) => undo::undo(tx, law, agreement, (on, &why)).await?,
        Typed::Close(of, code, why) => {
            let of = behind.contracts.iter().find(|one| Some(one.row.id) == of);
            let contract = of.ok_or(Problem::NotFound)?;
            ending::end_contract(tx, law, contract, (on, &code, &why)).await?;
        }
    }
    Ok(())
}

/// `POST /assistance/agreements/{agreement}/do/{turn}`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, turn)): Path<(String, AgreementId, String)>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let turn = Turn::of(&turn)?;
    let law = app.law(ctx.actor.municipality);
    let mut behind = behind(&app, &ctx, (id, turn)).await?;
    let on = form.day("on");
    if on.is_some_and(|on| on < behind.agreement.row.concluded_on) {
        form.wrong("on", "assistance-day-wrong");
    }
    let typed = read(&mut form, (&law, &behind.names), (turn, on));
    let (Some(on), Some(typed), true) = (on, typed, form.ok()) else {
        return shown(&ctx, &form, &law, (turn, &behind));
    };
    let press = press(&app, &ctx, &headers)?;
    let row = &mut behind.agreement.row;
    row.version = form.version_or(row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&agreement_path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    done(&mut tx, &law, (&behind, on), (typed, &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &agreement_path(id, ""), Some("assistance-done")))
}
