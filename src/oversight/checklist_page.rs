//! The checklists on the screen: the standards of an appendix with their lines, where each is from and how
//! sure it is; writing a line of the municipality's own.

use super::WRITE;
use super::checklist::{self, Appendix, Line as Asked, STATES, SURE};
use super::frame::{self, HOME, LINE, TEXT};
use super::table::{Cell, Line, Part};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, chosen, cut, day_values, html, list_address, see};
use ui::{Choice, Link, NavItem};

const BACK: (&str, &str) = ("/checklists", "oversight-checklists");
const COLUMNS: [&str; 6] = ["line", "how", "evidence", "source", "sure", "from"];
const YES_NO: [&str; 2] = ["no", "yes"];
/// The most standards of an appendix.
const STANDARDS: i32 = 30;

#[derive(Template)]
#[template(path = "oversight/checklists.html")]
struct ChecklistPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    action: String,
    all: Vec<Choice>,
    form: Form,
    about: String,
    note: String,
    part: Part,
    pages: ui::Pages,
    new: Option<Link>,
}

/// The appendix that an address asks for; the first one when it names none.
fn asked(form: &Form) -> Result<&'static Appendix, Problem> {
    let all = checklist::appendices()?;
    let code = form.get("appendix");
    let found = all.iter().find(|one| one.code == code).or(all.first());
    found.ok_or(Problem::NotFound)
}

fn row(ctx: &Ctx, (appendix, line): (&Appendix, &Asked)) -> Line {
    let yes_no = if line.evidence { "oversight-yes" } else { "oversight-no" };
    let source = match (line.is_own, line.computed.as_str()) {
        (_, code) if !code.is_empty() => ctx.t(&format!("oversight-source-{code}")).into_owned(),
        (true, _) => ctx.t("oversight-own-line").into_owned(),
        _ => String::new(),
    };
    let edit = format!("{HOME}/checklists/edit?appendix={}&code={}", appendix.code, line.code);
    Line {
        href: if ctx.actor.may(WRITE) { ctx.url(&edit) } else { String::new() },
        cells: vec![
            Cell::new(line.label()),
            Cell::new(line.how.clone()),
            Cell::new(ctx.t(yes_no)),
            Cell::new(source),
            Cell::new(ctx.t(&format!("oversight-sure-{}", line.confidence))),
            Cell::day(Some(line.from)),
        ],
        word: ctx.t(&format!("oversight-line-{}", STATES[usize::from(line.is_closed)])).into(),
        colour: if line.is_closed { "grey" } else { "green" },
    }
}

/// `GET /oversight/checklists?appendix=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let appendix = asked(&form)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let lines = checklist::all(&tx, (&appendix.code, tx.today())).await?;
    tx.audit(Entry::list("oversight-checklist"));
    tx.commit().await?;
    let args = [
        ("source", checklist::source()?.to_owned()),
        ("known", lines.iter().filter(|line| !line.number.is_empty()).count().to_string()),
        ("total", appendix.total.to_string()),
    ];
    let about = ctx.ta("oversight-checklist-about", &args).into_owned();
    let rows: Vec<Line> = lines.iter().map(|line| row(&ctx, (appendix, line))).collect();
    let home = ctx.url(&format!("{HOME}/checklists"));
    let base = list_address(&home, &[("appendix", appendix.code.as_str())]);
    let (rows, pages) = cut(rows, &form, &base);
    let choice = |one: &Appendix| {
        let is_chosen = one.code == appendix.code;
        let text = format!("№ {} – {}", one.code.trim_start_matches('0'), one.name);
        Choice::new(one.code.clone(), text).checked(is_chosen)
    };
    let edit = ctx.url(&format!("{HOME}/checklists/edit?appendix={}", appendix.code));
    let new = ctx.actor.may(WRITE).then(|| Link::new(edit, ctx.t("oversight-line-new")));
    html(&ChecklistPage {
        page: ctx.page(ctx.t("oversight-checklists")),
        sections: frame::sections(&ctx, "/checklists"),
        action: home,
        all: checklist::appendices()?.iter().map(choice).collect(),
        about,
        note: appendix.note.clone(),
        part: Part::new(&ctx, "oversight-checklist", &COLUMNS, rows),
        pages,
        new,
        form,
    })
}

fn shown(ctx: &Ctx, form: &Form, appendix: &Appendix) -> Result<Response, Problem> {
    let both = (ctx, form);
    let standard = |(at, title): (usize, &String)| {
        Choice::new((at + 1).to_string(), format!("{}. {title}", at + 1))
    };
    let standards = appendix.standards.iter().enumerate().map(standard).collect();
    let act = Act::new("oversight-line-write", "/edit", "ui-save")
        .lead(ctx.t("oversight-line-lead"))
        .facts(vec![(ctx.t("oversight-column-standard").into_owned(), appendix.name.clone())])
        .hidden(form, "appendix")
        .hidden(form, "code")
        .choice(both, "standard", (ctx.t("oversight-standard-no").into_owned(), standards))
        .line(both, "criterion", "oversight-criterion")
        .line(both, "number", "oversight-indicator-no")
        .area(both, "text", ("oversight-line-text", ""))
        .area(both, "how", ("oversight-column-how", ""))
        .one(both, "evidence", ("oversight-column-evidence", &YES_NO), |code| {
            format!("oversight-{code}")
        })
        .one(both, "sure", ("oversight-column-sure", &SURE), |code| {
            format!("oversight-sure-{code}")
        })
        .one(both, "state", ("oversight-column-state", &STATES), |code| {
            format!("oversight-line-{code}")
        })
        .day(both, "from", ("oversight-column-from", String::new()));
    let page = frame::page(ctx, ctx.t("oversight-line-write"), BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/checklists"), version: 0 }, form)
}

fn filled(appendix: &Appendix, line: Option<&Asked>, today: Day) -> Vec<(String, String)> {
    let yes_no = |is: bool| YES_NO[usize::from(is)].to_owned();
    let mut values = vec![("appendix".to_owned(), appendix.code.clone())];
    if let Some(line) = line {
        let pairs = [
            ("code", line.code.clone()),
            ("standard", line.standard.to_string()),
            ("criterion", line.criterion.clone()),
            ("number", line.number.clone()),
            ("text", line.text.clone()),
            ("how", line.how.clone()),
            ("evidence", yes_no(line.evidence)),
            ("sure", line.confidence.clone()),
            ("state", STATES[usize::from(line.is_closed)].to_owned()),
        ];
        values.extend(pairs.map(|(name, value)| (name.to_owned(), value)));
    } else {
        let pairs = [("evidence", YES_NO[0]), ("sure", SURE[1]), ("state", STATES[0])];
        values.extend(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
    values.extend(day_values("from", Some(today)));
    values
}

/// `GET /oversight/checklists/edit?appendix=&code=`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let appendix = asked(&form)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let lines = checklist::all(&tx, (&appendix.code, tx.today())).await?;
    tx.audit(Entry::list("oversight-checklist"));
    tx.commit().await?;
    let line = lines.iter().find(|line| line.code == form.get("code"));
    let fresh = Form::filled(ctx.lang, filled(appendix, line, app.today()));
    shown(&ctx, &fresh, appendix)
}

fn read(form: &mut Form, known: &[Asked]) -> Option<Asked> {
    let code = form.optional("code", 40);
    let old = known.iter().find(|line| line.code == code);
    if !code.is_empty() && old.is_none() {
        form.wrong("code", "form-choose");
    }
    let standard: Option<i32> = form.parsed_optional("standard", "form-choose");
    if standard.is_some_and(|standard| !(0..=STANDARDS).contains(&standard)) {
        form.wrong("standard", "form-choose");
    }
    let criterion = form.optional("criterion", LINE);
    let number = form.optional("number", 40);
    let text = form.required("text", TEXT);
    let how = form.optional("how", TEXT);
    let evidence = chosen(form, "evidence", &YES_NO) == YES_NO[1];
    let confidence = chosen(form, "sure", &SURE);
    let is_closed = chosen(form, "state", &STATES) == STATES[1];
    let from = form.day("from");
    Some(Asked {
        code,
        standard: standard.unwrap_or(0),
        criterion,
        number,
        text,
        how,
        computed: old.map(|line| line.computed.clone()).unwrap_or_default(),
        evidence,
        confidence,
        from: from?,
        is_own: true,
        is_closed,
    })
}

/// `POST /oversight/checklists/edit`: from a day on; what was checked before keeps what was asked then.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let appendix = asked(&form)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let known = checklist::all(&tx, (&appendix.code, tx.today())).await?;
    let line = read(&mut form, &known);
    if line.as_ref().is_some_and(|line| line.from < tx.today()) {
        form.wrong("from", "oversight-refused-past");
    }
    let (Some(line), true) = (line, form.ok()) else {
        tx.audit(Entry::list("oversight-checklist"));
        tx.commit().await?;
        return shown(&ctx, &form, appendix);
    };
    let home = format!("{HOME}/checklists?appendix={}", appendix.code);
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    checklist::put(&mut tx, &appendix.code, &line).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("oversight-done")))
}
