//! Families, assistants, agreements and contracts of the demonstration, in all states. All are
//! invented.

use super::PURPOSE;
use super::candidates::{invented, listed, waiting};
use super::names::{Group, Names};
use crate::app::App;
use crate::assistance::{
    self, AgreementId, Application, ApplicationId, ContractId, Directive, Labour, NewAgreement,
    NewAmendment, NewApplication, NewCheck, NewChoice, NewEnd, NewLabour, Note, Span, Substitute,
    Terms, Week,
};
use crate::assistants::{self, AssistantId, Press};
use crate::municipality::Settings;
use crate::people::{self, PersonId};
use anyhow::Context;
use kit::access::Actor;
use kit::store::{Municipality, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::Law;

/// Hours a month, in turn.
const HOURS: [u32; 8] = [168, 84, 42, 15, 120, 90, 140, 100];
/// Families of Ruse; of another municipality.
const FAMILIES: [usize; 2] = [40, 12];
/// Of a smaller municipality these stand for all states.
const FEW: [usize; 12] = [0, 1, 2, 3, 4, 24, 28, 29, 30, 34, 36, 38];

/// What happens to a family, by its number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Story {
    Works,
    TwoAssistants,
    Substitute,
    Agreed,
    Held,
    EndsSoon,
    Dead,
    Moved,
    Filed,
    Incomplete,
    Irregular,
    Suspended,
    NoCandidate,
    Refused,
}

fn story(n: usize) -> Story {
    match n {
        0..=23 => Story::Works,
        24 | 25 => Story::TwoAssistants,
        26 | 27 => Story::Substitute,
        28 => Story::Agreed,
        29 => Story::Held,
        30 | 31 => Story::EndsSoon,
        32 => Story::Dead,
        33 => Story::Moved,
        34 => Story::Filed,
        35 => Story::Incomplete,
        36 => Story::Irregular,
        37 => Story::Suspended,
        38 => Story::NoCandidate,
        _ => Story::Refused,
    }
}

/// What went wrong.
pub fn said(problem: Problem) -> anyhow::Error {
    anyhow::anyhow!("the demonstration of personal assistance: {problem:?}")
}

/// What a family is told with.
pub struct Teller<'a> {
    /// The law.
    pub law: &'a Law,
    /// The press.
    pub press: Press,
    /// Today.
    pub today: Day,
    /// The town.
    pub ekatte: &'a str,
    /// Who enters it.
    pub by: String,
}

/// Fills it, unless it is filled.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality, ekatte: &str) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let law = app.law(municipality.id);
    let tx = app.db.read(&actor).await?;
    let is_done = !assistants::all(&tx, None).await?.is_empty();
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    let site = Settings::of(municipality).site;
    let verify = format!("{}/{}/verify", site.trim_end_matches('/'), municipality.slug);
    let press = Press::of(app, municipality.id, verify)?;
    let by = "Опора (демонстрация)".to_owned();
    let teller = Teller { law: &law, press, today: app.today(), ekatte, by };
    let names = Names::read()?;
    let group = names.people.first().context("a group of names")?;
    let is_ruse = municipality.slug == "ruse";
    let most = FAMILIES[usize::from(!is_ruse)];
    for n in 0..most {
        let number = if is_ruse { n } else { FEW[n % FEW.len()] };
        let mut tx = app.db.write(&actor).await?;
        tell(&mut tx, &teller, (number, group)).await?;
        tx.commit().await?;
    }
    let mut tx = app.db.write(&actor).await?;
    waiting(&mut tx, &teller, group).await?;
    tx.commit().await?;
    Ok(())
}

fn application(teller: &Teller<'_>, (n, filed): (usize, Day), story: Story) -> Application {
    let hours = if matches!(story, Story::TwoAssistants) { 168 } else { HOURS[n % HOURS.len()] };
    let until = match story {
        Story::EndsSoon if n.is_multiple_of(2) => teller.today.plus(60),
        Story::EndsSoon => teller.today.plus(150),
        Story::Held => teller.today.plus(-12),
        _ => filed.plus(3 * 365),
    };
    let is_child = n.is_multiple_of(5);
    let has_supplement = n % 5 == 2;
    let incomplete = matches!(story, Story::Incomplete | Story::Irregular | Story::Suspended);
    Application {
        directive: Directive {
            number: if incomplete { String::new() } else { format!("ЛП-{:04}", 300 + n) },
            issued_on: Some(filed.plus(-9)),
            issued_by: "Дирекция „Социално подпомагане“".to_owned(),
            from_on: Some(filed.plus(-9)),
            until_on: Some(until),
            degree: teller.law.degree_for_hours(hours),
            hours,
        },
        all_hours: true,
        gets_child_aid: is_child,
        consent_child_aid: is_child.then_some(true),
        parent: if is_child {
            "Родител (измислен)".to_owned()
        } else {
            String::new()
        },
        gets_supplement: has_supplement || story == Story::Refused,
        supplement_cents: has_supplement.then_some(12_788),
        consent_supplement: match story {
            Story::Refused => Some(false),
            _ => has_supplement.then_some(true),
        },
        is_true: true,
        lets_in: true,
        no_other: true,
        accepted_by: teller.by.clone(),
        ..Application::default()
    }
}

/// A week of so many hours a month: as long a day as the contract says, else spread over the week.
fn week(law: &Law, hours: u32, start: u32) -> Week {
    let per_day = law.contract(hours).ok().and_then(|kind| kind.hours_per_day);
    let minutes = match per_day {
        Some(hours) => u32::from(hours) * 60,
        None => (hours * 60 / 21 / 15).max(2) * 15,
    };
    let activities =
        ["тоалет, хранене", "пазар, готвене", "разходка", "лекар, документи", "почистване"];
    let span = |(weekday, what): (u8, &str)| Span {
        weekday,
        from: start,
        to: start + minutes,
        activities: what.to_owned(),
    };
    Week { spans: (1..=5u8).zip(activities).map(span).collect(), other: String::new() }
}

async fn agreed(
    tx: &mut Tx,
    teller: &Teller<'_>,
    id: ApplicationId,
    (assistant, hours, on): (AssistantId, u32, Day),
) -> anyhow::Result<AgreementId> {
    let filed = assistance::application(tx, id).await?;
    let terms = Terms {
        place: "в дома на ползвателя".to_owned(),
        town: "гр. Измислен".to_owned(),
        other: "Споровете се решават с посредничеството на общината.".to_owned(),
        ..Terms::default()
    };
    let new = NewAgreement { assistant, concluded_on: on, hours, terms };
    let made = assistance::conclude_agreement(tx, teller.law, &filed, (&new, &teller.press));
    let made = made.await.map_err(said)?;
    let agreement = assistance::agreement(tx, made).await?;
    let week = week(teller.law, hours, 8 * 60);
    let plan = (on, &week, &teller.press);
    assistance::plan(tx, teller.law, &agreement, plan).await.map_err(said)?;
    Ok(made)
}

async fn contracted(
    tx: &mut Tx,
    teller: &Teller<'_>,
    (id, on): (AgreementId, Day),
    substitute: Option<Substitute>,
) -> anyhow::Result<ContractId> {
    let agreement = assistance::agreement(tx, id).await?;
    let content = Labour {
        place: agreement.terms.place.clone(),
        notice: "по закона".to_owned(),
        ..Labour::default()
    };
    let new = NewLabour { concluded_on: Some(on), content, substitute, ..NewLabour::default() };
    let press = (&new, &teller.press);
    assistance::conclude_contract(tx, teller.law, &agreement, press).await.map_err(said)
}

async fn tell(tx: &mut Tx, teller: &Teller<'_>, (n, group): (usize, &Group)) -> anyhow::Result<()> {
    let story = story(n);
    let ago = match story {
        Story::Agreed => 6,
        Story::Filed | Story::Incomplete => 1,
        Story::Irregular => 5,
        Story::Suspended | Story::Refused => 20,
        Story::NoCandidate => 12,
        _ => 150 + i32::try_from(n * 3).unwrap_or(0),
    };
    let filed_on = teller.today.plus(-ago);
    let born = if n.is_multiple_of(5) { 2_014 } else { 1_938 + i16::try_from(n).unwrap_or(0) };
    let user = people::create(tx, &invented(teller, group, (n, born))).await?;
    let content = application(teller, (n, filed_on), story);
    let assistant = match story {
        Story::Filed | Story::Incomplete | Story::NoCandidate | Story::Refused => None,
        _ => Some(listed(tx, teller, group, (n, filed_on.plus(-30))).await?),
    };
    let choice = |id| NewChoice { assistant: id, role: "assistant".to_owned(), hours: 0 };
    let hours = content.directive.hours;
    let choices = assistant.map(choice).into_iter().collect();
    let new = NewApplication { filed_on: Some(filed_on), hours, content, choices };
    let press = (&new, &teller.press);
    let id = assistance::apply(tx, teller.law, user, press).await.map_err(said)?;
    let on = filed_on.plus(3);
    match (story, assistant) {
        (Story::Filed | Story::Incomplete, _) | (_, None) => {
            open_end(tx, teller, (id, story)).await
        }
        (Story::Irregular | Story::Suspended, _) => open_end(tx, teller, (id, story)).await,
        (_, Some(assistant)) => {
            regular(tx, teller, (id, on)).await?;
            lived(tx, teller, (id, assistant, on), (n, group, user)).await
        }
    }
}

async fn regular(
    tx: &mut Tx,
    teller: &Teller<'_>,
    (id, on): (ApplicationId, Day),
) -> anyhow::Result<()> {
    let filed = assistance::application(tx, id).await?;
    assistance::accept(tx, teller.law, &filed, on).await.map_err(said)?;
    let note = Note {
        sources: "АСП, регистър на общината, доставчици".to_owned(),
        text: "Няма друга подкрепа за същите потребности.".to_owned(),
        by: teller.by.clone(),
        ..Note::default()
    };
    let check = NewCheck { kind: "initial".to_owned(), on: Some(on), found: false, note };
    assistance::check(tx, id, &check).await?;
    Ok(())
}

/// Applications on which nobody works yet for the family.
async fn open_end(
    tx: &mut Tx,
    teller: &Teller<'_>,
    (id, story): (ApplicationId, Story),
) -> anyhow::Result<()> {
    let filed = assistance::application(tx, id).await?;
    let day = filed.row.filed_on.plus(2);
    let what = "Липсва направление на дирекция „Социално подпомагане“.";
    match story {
        Story::Irregular => {
            let notice = (day, what, &teller.press);
            assistance::notify(tx, teller.law, &filed, notice).await.map_err(said)
        }
        Story::Suspended => {
            let notice = (day, what, &teller.press);
            assistance::notify(tx, teller.law, &filed, notice).await.map_err(said)?;
            let filed = assistance::application(tx, id).await?;
            let over = (day.plus(14), what, &teller.press);
            assistance::suspend(tx, &filed, over).await.map_err(said)
        }
        Story::NoCandidate => {
            regular(tx, teller, (id, day)).await?;
            let filed = assistance::application(tx, id).await?;
            let what = "Предложени са трима от списъка; никой не е свободен.";
            let told = (day.plus(3), what, &teller.press);
            assistance::no_candidate(tx, &filed, told).await.map_err(said)
        }
        Story::Refused => {
            let told = (day, &teller.press);
            assistance::not_consider(tx, &filed, told).await.map_err(said)
        }
        _ => Ok(()),
    }
}

/// What came after the agreement.
async fn lived(
    tx: &mut Tx,
    teller: &Teller<'_>,
    (id, assistant, on): (ApplicationId, AssistantId, Day),
    (n, group, user): (usize, &Group, PersonId),
) -> anyhow::Result<()> {
    let story = story(n);
    let filed = assistance::application(tx, id).await?;
    let hours = if story == Story::TwoAssistants { 100 } else { filed.hours() };
    let agreement = agreed(tx, teller, id, (assistant, hours, on.plus(2))).await?;
    if story == Story::Agreed {
        return Ok(());
    }
    let main = contracted(tx, teller, (agreement, on.plus(4)), None).await?;
    match story {
        Story::TwoAssistants => {
            let second = listed(tx, teller, group, (n + 60, on.plus(-35))).await?;
            let other = agreed(tx, teller, id, (second, 68, on.plus(2))).await?;
            contracted(tx, teller, (other, on.plus(4)), None).await?;
        }
        Story::Substitute => {
            let who = listed(tx, teller, group, (n + 80, on.plus(-35))).await?;
            let from_on = teller.today.plus(-4);
            let one = Substitute {
                assistant: who,
                of: main,
                from_on,
                until_on: teller.today.plus(10),
                absence: "платен отпуск на асистента".to_owned(),
            };
            contracted(tx, teller, (agreement, from_on.plus(-1)), Some(one)).await?;
        }
        Story::Held => {
            let one = assistance::agreement(tx, agreement).await?;
            let proof = Note {
                document: "вх. № 000 от РКМЕ (измислен)".to_owned(),
                text: "Заявлението е подадено повече от три месеца преди края.".to_owned(),
                ..Note::default()
            };
            let held = (teller.today.plus(-40), &proof);
            assistance::hold(tx, &one, held).await.map_err(said)?;
        }
        Story::Dead | Story::Moved => ended(tx, teller, (agreement, story)).await?,
        Story::Works if n == 5 => fewer(tx, teller, agreement).await?,
        _ => {}
    }
    debug_assert!(user.0 != 0);
    Ok(())
}

async fn ended(
    tx: &mut Tx,
    teller: &Teller<'_>,
    (id, story): (AgreementId, Story),
) -> anyhow::Result<()> {
    let agreement = assistance::agreement(tx, id).await?;
    let rule = if story == Story::Dead { "assistance.end.1" } else { "assistance.end.7" };
    let last = teller.today.plus(-9);
    let new = NewEnd {
        ground: rule.to_owned(),
        known_on: teller.today.plus(-6),
        last_on: Some(last),
        why: "По данни на близките (измислено).".to_owned(),
        help_given: true,
        code: String::new(),
    };
    assistance::end(tx, teller.law, &agreement, (&new, &teller.press)).await.map_err(said)
}

/// The user asked for fewer hours from the first of this month.
async fn fewer(tx: &mut Tx, teller: &Teller<'_>, id: AgreementId) -> anyhow::Result<()> {
    let agreement = assistance::agreement(tx, id).await?;
    let first = Day(teller.today.0.first_of_month());
    let new = NewAmendment {
        kind: "hours".to_owned(),
        concluded_on: first.plus(-3),
        from_on: first,
        hours: 84,
        text: "По искане на ползвателя.".to_owned(),
        is_waiver: true,
    };
    let press = (&new, &teller.press);
    assistance::amend(tx, teller.law, &agreement, press).await.map_err(said)?;
    Ok(())
}
