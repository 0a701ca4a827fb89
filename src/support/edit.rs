//! Writing a draft part by part: `GET` and `POST /support/{id}/edit`. Two who write at once see what
//! the other saved; nothing typed is lost.

use super::VersionId;
use super::content::{Content, LEVELS, LONGER, METHODS, Need, REACHED, team_of};
use super::course::{Kind, Section, Stage, asked, sections};
use super::load::{self, Whole};
use super::sheet::Sheet;
use super::{change, edit_goal, edit_source};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, day_values, see};

/// The longest text of a box.
const LONG: usize = 10_000;
/// Answers of a question that is answered by yes or no.
pub const YES_NO: [&str; 2] = ["yes", "no"];

/// The ordinary term, or why the longer one holds.
const LONGER_CODES: [&str; 3] = ["no", LONGER[0], LONGER[1]];

/// A version that is still written, read for a form.
async fn opened(app: &App, ctx: &Ctx, id: VersionId) -> Result<Whole, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = load::whole(&tx, app, id).await?;
    let person = whole.around.brief.person.0;
    tx.audit(Entry::read("support", id.0).about(Some(person)));
    tx.commit().await?;
    if whole.stage == Stage::Draft {
        Ok(whole)
    } else {
        Err(Problem::Impossible("support-refused-state"))
    }
}

fn section_of(form: &Form, whole: &Whole) -> Result<Section, Problem> {
    let section = Section::from_code(form.get("section")).unwrap_or(Section::Team);
    let list = sections(whole.kind, &whole.content, whole.frame());
    if list.contains(&section) { Ok(section) } else { Err(Problem::NotFound) }
}

/// `GET /support/{id}/edit?section=&item=`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VersionId>,
    asked: Form,
) -> Result<Response, Problem> {
    let whole = opened(&app, &ctx, id).await?;
    let section = section_of(&asked, &whole)?;
    let mut values = values(&whole, section);
    let mut item = String::new();
    if let Some(last) = several(&whole, section) {
        let n: usize = asked.get("item").parse().unwrap_or(last).min(last);
        values = match section {
            Section::Goals => edit_goal::values(whole.content.goals.get(n)),
            _ => edit_source::values(whole.content.sources.get(n)),
        };
        item = n.to_string();
    }
    values.extend([("section".to_owned(), section.code().to_owned()), ("item".to_owned(), item)]);
    let form = ctx.resumed(Form::filled(ctx.lang, values), &["section", "item"]).await?;
    shown(&ctx, &whole, section, &form)
}

/// How many there are, of sections that hold several of a kind.
fn several(whole: &Whole, section: Section) -> Option<usize> {
    match section {
        Section::Goals => Some(whole.content.goals.len()),
        Section::Sources => Some(whole.content.sources.len()),
        _ => None,
    }
}

fn shown(ctx: &Ctx, whole: &Whole, section: Section, form: &Form) -> Result<Response, Problem> {
    let sheet = Sheet::new(ctx, form).lead(&format!("support-lead-{}", section.code()));
    let sheet = match section {
        Section::Team => team(sheet, whole),
        Section::Sources => edit_source::boxes(sheet),
        Section::Needs => needs(sheet, (ctx, whole)),
        Section::Goals => edit_goal::boxes(sheet, (ctx, whole), form),
        Section::Outcomes => outcomes(sheet, whole),
        _ => texts(sheet, whole, section),
    };
    sheet.shown(whole, section, several(whole, section).unwrap_or(0))
}

/// What a draft says, as the values of a section's boxes.
fn values(whole: &Whole, section: Section) -> Vec<(String, String)> {
    let content = &whole.content;
    let mut list: Vec<(String, String)> = Vec::new();
    let mut put = |name: &str, value: &str| list.push((name.to_owned(), value.to_owned()));
    match section {
        Section::Team => {
            put("team", &content.team_lines().join("\n"));
            content.methods.iter().for_each(|code| put("methods", code));
            put("longer", ui::parts::or(&content.longer, LONGER_CODES[0]));
            put("longer_why", &content.longer_why);
            list.extend(day_values("begun_on", content.begun_on));
            list.extend(day_values("ended_on", content.ended_on));
        }
        Section::Needs => {
            for (code, need) in &content.needs {
                put(&format!("level-{code}"), &need.level);
                put(&format!("strength-{code}"), &need.strength);
                put(&format!("need-{code}"), &need.need);
            }
        }
        Section::Outcomes => {
            for (n, goal) in content.goals.iter().enumerate() {
                put(&format!("reached-{n}"), &goal.reached);
                put(&format!("why-{n}"), &goal.reached_why);
            }
        }
        _ => {
            section.texts().iter().for_each(|code| put(code, content.text(code)));
            put("fits", &content.fits);
            put("health", &content.health);
            put("joint", &content.joint);
        }
    }
    list
}

fn team<'a>(sheet: Sheet<'a>, whole: &Whole) -> Sheet<'a> {
    let hint = if whole.kind == Kind::Joint { "support-bodies-hint" } else { "support-team-hint" };
    let sheet = sheet.area("team", ("support-team", hint));
    let ended = format!("support-ended-on-{}", whole.kind.code());
    if whole.kind != Kind::Assessment {
        let sheet = sheet.day("ended_on", (&ended, ""));
        return if whole.kind == Kind::Joint { longer(sheet) } else { sheet };
    }
    let sheet = sheet.day("begun_on", ("support-begun-on", "")).day("ended_on", (&ended, "")).many(
        "methods",
        "support-methods",
        (&METHODS, "support-method"),
    );
    if whole.frame().first { longer(sheet) } else { sheet }
}

fn longer(sheet: Sheet<'_>) -> Sheet<'_> {
    sheet
        .one("longer", "support-longer", (&LONGER_CODES, "support-longer"))
        .area("longer_why", ("support-longer-why", ""))
}

fn needs<'a>(mut sheet: Sheet<'a>, (ctx, whole): (&Ctx, &Whole)) -> Sheet<'a> {
    let kept = |code: &str| whole.content.needs.contains_key(code);
    for area in whole.around.areas.iter().filter(|area| !area.off || kept(&area.code)) {
        let name = |box_: &str| format!("{box_}-{}", area.code);
        let levels =
            LEVELS.map(|level| ui::Choice::new(level, ctx.t(&format!("support-level-{level}"))));
        sheet = sheet
            .group(area.words(ctx.lang))
            .pick(&name("level"), "support-need-level", levels.to_vec())
            .area(&name("strength"), ("support-need-strength", ""))
            .area(&name("need"), ("support-need-need", ""));
    }
    sheet
}

fn outcomes<'a>(mut sheet: Sheet<'a>, whole: &Whole) -> Sheet<'a> {
    for (n, goal) in whole.content.goals.iter().enumerate() {
        sheet = sheet
            .group(format!("{}. {}", n + 1, goal.aim))
            .one(&format!("reached-{n}"), "support-reached", (&REACHED, "support-reached"))
            .area(&format!("why-{n}"), ("support-reached-why", ""));
    }
    sheet
}

fn texts<'a>(mut sheet: Sheet<'a>, whole: &Whole, section: Section) -> Sheet<'a> {
    let frame = whole.frame();
    for code in section.texts().iter().filter(|code| asked(code, frame)) {
        sheet = sheet.area(code, (&format!("support-text-{code}"), ""));
    }
    if section == Section::View && frame.first {
        sheet = sheet.one("fits", "support-fits", (&YES_NO, "support-fits"));
    }
    if section == Section::Items {
        if !frame.residential {
            sheet = sheet.one("health", "support-health", (&YES_NO, "support-yes"));
        }
        sheet = sheet.one("joint", "support-joint", (&YES_NO, "support-yes"));
    }
    sheet
}

/// `POST /support/{id}/edit`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VersionId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let whole = opened(&app, &ctx, id).await?;
    let section = section_of(&form, &whole)?;
    let mut content = whole.content.clone();
    if form.has("remove") {
        remove(&mut content, section, &form);
    } else {
        read(&mut content, (&whole, section), (&mut form, app.today()));
    }
    if !form.ok() {
        return shown(&ctx, &whole, section, &form);
    }
    let home = format!("/support/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    ctx.sent(&tx, &form).await?;
    if section == Section::Sources {
        edit_source::register(&mut tx, &whole, &content).await?;
    }
    match change::save(&mut tx, &app, &whole, (&content, form.version())).await {
        Err(Problem::Conflict(_)) => {
            let theirs = &load::row(&tx, id).await?;
            let theirs = super::content::content(&tx, theirs)?;
            Err(Problem::Conflict(whole.words(ctx.lang).conflict(&content, &theirs)))
        }
        Err(other) => Err(other),
        Ok(()) => {
            tx.commit().await?;
            Ok(see(&ctx, &home, Some("support-saved")))
        }
    }
}

fn remove(content: &mut Content, section: Section, form: &Form) {
    let Ok(n) = form.get("item").parse::<usize>() else { return };
    match section {
        Section::Goals if n < content.goals.len() => drop(content.goals.remove(n)),
        Section::Sources if n < content.sources.len() => drop(content.sources.remove(n)),
        _ => {}
    }
}

/// What was typed, put in its place; mistakes stand beside the boxes.
fn read(
    content: &mut Content,
    (whole, section): (&Whole, Section),
    (form, today): (&mut Form, Day),
) {
    match section {
        Section::Team => read_team(content, (whole, today), form),
        Section::Sources => edit_source::read(content, whole.frame(), (form, today)),
        Section::Needs => read_needs(content, whole, form),
        Section::Goals => edit_goal::read(content, whole, form),
        Section::Outcomes => {
            for (n, goal) in content.goals.iter_mut().enumerate() {
                goal.reached = one_of(form, &format!("reached-{n}"), &REACHED);
                goal.reached_why = form.optional(&format!("why-{n}"), LONG);
            }
        }
        _ => {
            for code in section.texts() {
                let text = form.optional(code, LONG);
                content.said.insert((*code).to_owned(), text);
            }
            if section == Section::View {
                content.fits = one_of(form, "fits", &YES_NO);
            }
            if section == Section::Items {
                content.health = one_of(form, "health", &YES_NO);
                content.joint = one_of(form, "joint", &YES_NO);
            }
        }
    }
}

/// One of the codes, or nothing yet: what is missing is told when it is approved.
pub fn one_of(form: &mut Form, name: &str, codes: &[&str]) -> String {
    let value = form.optional(name, 50);
    if !value.is_empty() && !codes.contains(&value.as_str()) {
        form.wrong(name, "form-choose");
    }
    value
}

fn read_team(content: &mut Content, (whole, today): (&Whole, Day), form: &mut Form) {
    content.team = team_of(&form.optional("team", 2_000));
    if content.team.len() == 1 && matches!(whole.kind, Kind::Assessment | Kind::Plan) {
        form.wrong("team", "support-missing-team");
    }
    content.ended_on = form.day_optional("ended_on");
    if content.ended_on.is_some_and(|on| on > today) {
        form.wrong("ended_on", "support-day-future");
    }
    if whole.kind == Kind::Assessment {
        content.begun_on = form.day_optional("begun_on");
        let wrong = |on: Day| on > today || content.ended_on.is_some_and(|end| end < on);
        if content.begun_on.is_some_and(wrong) {
            form.wrong("begun_on", "support-day-order");
        }
        let chosen = METHODS.into_iter().filter(|code| form.has_value("methods", code));
        content.methods = chosen.map(str::to_owned).collect();
    }
    content.longer = one_of(form, "longer", &LONGER_CODES);
    if content.longer == LONGER_CODES[0] {
        content.longer.clear();
    }
    content.longer_why = form.optional("longer_why", LONG);
    if !content.longer.is_empty() && content.longer_why.is_empty() {
        form.wrong("longer_why", "form-required");
    }
}

fn read_needs(content: &mut Content, whole: &Whole, form: &mut Form) {
    for area in &whole.around.areas {
        let name = |part: &str| format!("{part}-{}", area.code);
        if !form.has(&name("level")) {
            continue;
        }
        let need = Need {
            level: one_of(form, &name("level"), &LEVELS),
            strength: form.optional(&name("strength"), LONG),
            need: form.optional(&name("need"), LONG),
        };
        if need.is_empty() {
            content.needs.remove(&area.code);
        } else {
            content.needs.insert(area.code.clone(), need);
        }
    }
}
