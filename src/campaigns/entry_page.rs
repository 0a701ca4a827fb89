//! The registers on the screen: copies printed and handed out, media items, new approaches.

use super::choice::Words;
use super::course::COPIES_MAX;
use super::entry::{self, APPROACH, Entered, HANDED, MEDIA, NewEntry, PRINTED, REGISTERS, is_link};
use super::event_page::campaign_choices;
use super::frame::{self, HOME, LINE, TEXT, settlement_names};
use super::paper::{self, Made};
use super::plan::{self, Campaign};
use super::plan_page::project_choices;
use super::table::{self, Cell, Line, List, Thing};
use super::{EntryId, WRITE};
use crate::app::App;
use crate::projects::{self, ProjectId, ProjectName};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, day_values, see};
use std::collections::HashMap;
use ui::{Choice, Link};

const COLUMNS: [&str; 7] =
    ["title", "day", "register", "settlement", "place", "amount", "campaign"];
const SHOWN: [&str; 2] = ["holds", "revoked"];

/// What the registers are shown with.
struct Desk {
    campaigns: Vec<Campaign>,
    projects: Vec<ProjectName>,
    papers: Vec<Made>,
    words: Words,
    names: HashMap<String, String>,
    places: Vec<Choice>,
}

async fn desk(app: &App, ctx: &Ctx) -> Result<Desk, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let desk = Desk {
        campaigns: plan::campaigns(&tx).await?,
        projects: projects::names(&tx).await?,
        papers: paper::papers(&tx, None).await?,
        words: Words::load(&tx).await?,
        names: settlement_names(&tx, &ctx.municipality.code).await?,
        places: frame::settlement_choices(&tx, &ctx.municipality.code).await?,
    };
    tx.audit(audit::Entry::list("campaign-entries"));
    tx.commit().await?;
    Ok(desk)
}

async fn lines(
    app: &App,
    ctx: &Ctx,
    (desk, form, what): (&Desk, &Form, audit::Entry),
) -> Result<Vec<Line>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut all = entry::entries(&tx, None).await?;
    tx.audit(what);
    tx.commit().await?;
    let (state, register) = (form.get("state"), form.get("register"));
    let (campaign, ekatte) = (form.get("campaign"), form.get("ekatte"));
    all.retain(|one| one.row.revoked_at.is_some() == (state == "revoked"));
    all.retain(|one| register.is_empty() || one.row.register == register);
    all.retain(|one| ekatte.is_empty() || one.row.ekatte == ekatte);
    let of = |one: &Entered| one.row.campaign_id.map(|id| id.to_string()).unwrap_or_default();
    all.retain(|one| campaign.is_empty() || of(one) == campaign);
    let line = |one: &Entered| {
        let row = &one.row;
        let name = desk.campaigns.iter().find(|known| Some(known.row.id) == row.campaign_id);
        let (word, colour) =
            if row.revoked_at.is_some() { ("revoked", "grey") } else { ("holds", "green") };
        Line {
            href: ctx.url(&one.home()),
            cells: vec![
                Cell::new(row.title.clone()),
                Cell::day(Some(row.entry_on)),
                Cell::new(ctx.t(&format!("campaigns-register-{}", row.register))),
                Cell::new(desk.names.get(&row.ekatte).cloned().unwrap_or_default()),
                Cell::new(row.place.clone()),
                Cell::number(row.amount),
                Cell::new(name.map(|known| known.row.name.clone()).unwrap_or_default()),
            ],
            word: ctx.t(&format!("campaigns-entry-{word}")).into_owned(),
            colour,
        }
    };
    Ok(all.iter().map(line).collect())
}

/// `GET /campaigns/entries?register=&campaign=&state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let desk = desk(&app, &ctx).await?;
    let what = audit::Entry::list("campaign-entries");
    let lines = lines(&app, &ctx, (&desk, &form, what)).await?;
    let mut list = List::new(("/entries", "campaigns-entries"), &COLUMNS, lines);
    list.lead = ctx.t("campaigns-entries-lead").into_owned();
    list.states =
        choices(&ctx, &SHOWN, form.get("state"), |code| format!("campaigns-entry-{code}"));
    let registers = choices(&ctx, &REGISTERS, form.get("register"), |code| {
        format!("campaigns-register-{code}")
    });
    let campaigns = campaign_choices(&desk.campaigns);
    list.picks = vec![
        ("register", ctx.t("campaigns-column-register").into_owned(), registers),
        ("campaign", ctx.t("campaigns-column-campaign").into_owned(), campaigns),
        ("ekatte", ctx.t("campaigns-column-settlement").into_owned(), desk.places.clone()),
    ];
    list.file = "/entries.csv".to_owned();
    if ctx.actor.may(WRITE) {
        for register in REGISTERS {
            let href = ctx.url(&format!("{HOME}/entries/new?register={register}"));
            list.actions.push(Link::new(href, ctx.t(&format!("campaigns-enter-{register}"))));
        }
    }
    table::shown(&ctx, form, list)
}

/// `GET /campaigns/entries.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let desk = desk(&app, &ctx).await?;
    let what = audit::Entry::new("print", "campaign-entries", "list");
    let lines = lines(&app, &ctx, (&desk, &form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "entries"), lines)
}

/// The register that a form is for.
fn register_of(form: &Form) -> Result<&'static str, Problem> {
    let asked = form.get("register");
    let known = REGISTERS.into_iter().find(|register| *register == asked);
    match (known, asked) {
        (Some(register), _) => Ok(register),
        (None, "") => Ok(HANDED),
        _ => Err(Problem::NotFound),
    }
}

fn new_shown(ctx: &Ctx, desk: &Desk, form: &Form) -> Result<Response, Problem> {
    let register = register_of(form)?;
    let both = (ctx, form);
    let label = |key: &str| ctx.t(key).into_owned();
    let campaigns = campaign_choices(&desk.campaigns);
    let title = match register {
        PRINTED => "campaigns-enter-printed",
        MEDIA => "campaigns-enter-media",
        APPROACH => "campaigns-enter-approach",
        _ => "campaigns-enter-handed",
    };
    let day = if register == APPROACH { "campaigns-since" } else { "campaigns-column-day" };
    let mut act = Act::new(title, "/new", "ui-save")
        .hidden(form, "register")
        .choice(both, "campaign", (label("campaigns-column-campaign"), campaigns))
        .line(both, "title", "campaigns-column-title")
        .day(both, "on", (day, String::new()));
    let papers = desk.papers.iter().filter(|one| one.is_material());
    let papers = papers.map(|one| Choice::new(one.id.to_string(), one.words())).collect();
    act = match register {
        PRINTED => act.choice(both, "paper", (label("campaigns-column-paper"), papers)).line(
            both,
            "amount",
            "campaigns-column-amount",
        ),
        HANDED => act
            .choice(both, "paper", (label("campaigns-column-paper"), papers))
            .choice(both, "ekatte", (label("campaigns-column-settlement"), desk.places.clone()))
            .line(both, "place", "campaigns-column-place")
            .line(both, "amount", "campaigns-column-amount"),
        MEDIA => act
            .choice(
                both,
                "kind",
                (label("campaigns-column-kind"), desk.words.choices("media", &[], ctx.lang)),
            )
            .line(both, "place", "campaigns-medium")
            .line(both, "link", "campaigns-link"),
        _ => {
            let projects = project_choices(ctx, &desk.projects, form.get("project"));
            act.choice(both, "project", (label("campaigns-project"), projects)).area(
                both,
                "detail",
                ("campaigns-proof", "campaigns-proof-hint"),
            )
        }
    };
    if register != APPROACH {
        act = act.area(both, "detail", ("campaigns-note", ""));
    }
    let page = frame::page(ctx, ctx.t(title), ("/entries", "campaigns-entries"));
    act.shown(ctx, Around { page, home: format!("{HOME}/entries"), version: 0 }, form)
}

/// `GET /campaigns/entries/new?register=&campaign=`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let register = register_of(&form)?;
    let desk = desk(&app, &ctx).await?;
    let mut values = day_values("on", Some(app.today()));
    values.push(("register".to_owned(), register.to_owned()));
    values.push(("campaign".to_owned(), form.get("campaign").to_owned()));
    new_shown(&ctx, &desk, &Form::filled(ctx.lang, values))
}

/// Reads the form; nothing when something is wrong.
fn read(form: &mut Form, desk: &Desk, register: &'static str) -> Option<NewEntry> {
    let title = form.required("title", LINE);
    let on = form.day("on");
    let among = |form: &mut Form, name: &str, is_known: &dyn Fn(&str) -> bool| {
        let value = form.optional(name, 50);
        if !value.is_empty() && !is_known(&value) {
            form.wrong(name, "form-choose");
        }
        value
    };
    let campaign = among(form, "campaign", &|id| {
        desk.campaigns.iter().any(|one| one.row.id.to_string() == id)
    });
    if campaign.is_empty() && register != APPROACH {
        form.wrong("campaign", "campaigns-wrong-campaign");
    }
    let project = among(form, "project", &|id| {
        id == "none" || desk.projects.iter().any(|one| one.id.to_string() == id)
    });
    let paper = among(form, "paper", &|id| desk.papers.iter().any(|one| one.id.to_string() == id));
    let ekatte = among(form, "ekatte", &|code| desk.names.contains_key(code));
    if register == HANDED && ekatte.is_empty() {
        form.wrong("ekatte", "campaigns-wrong-settlement");
    }
    let kind = among(form, "kind", &|code| desk.words.has("media", code));
    let place = form.optional("place", LINE);
    let link = form.optional("link", LINE);
    if !link.is_empty() && !is_link(&link) {
        form.wrong("link", "campaigns-wrong-link");
    }
    let detail = if register == APPROACH {
        form.required("detail", TEXT)
    } else {
        form.optional("detail", TEXT)
    };
    let amount = match register {
        PRINTED | HANDED => {
            let amount = frame::number(form, "amount", COPIES_MAX).unwrap_or(0);
            if amount == 0 {
                form.wrong("amount", "campaigns-wrong-number");
            }
            amount
        }
        _ => 1,
    };
    let new = NewEntry {
        campaign: campaign.parse().ok(),
        project: project.parse().ok(),
        paper: paper.parse().ok(),
        kind,
        ekatte,
        place,
        title,
        detail,
        link,
        amount,
        ..NewEntry::on(register, on?)
    };
    form.ok().then_some(new)
}

/// `POST /campaigns/entries/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let register = register_of(&form)?;
    let desk = desk(&app, &ctx).await?;
    let read = read(&mut form, &desk, register);
    let new = match read {
        Some(new) if new.on <= app.today() => new,
        Some(_) => {
            form.wrong("on", "campaigns-wrong-future");
            return new_shown(&ctx, &desk, &form);
        }
        None => return new_shown(&ctx, &desk, &form),
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/entries?register={register}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    entry::add(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("campaigns-done")))
}

async fn one(app: &App, ctx: &Ctx, id: EntryId) -> Result<Entered, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = entry::entry(&tx, id).await?;
    tx.audit(audit::Entry::read("campaign-entry", id.0));
    tx.commit().await?;
    Ok(one)
}

/// What is known of an entry.
fn facts(ctx: &Ctx, thing: &mut Thing, (desk, one): (&Desk, &Entered)) {
    let row = &one.row;
    let register = ctx.t(&format!("campaigns-register-{}", row.register));
    thing.say(ctx, "campaigns-column-register", register);
    let name =
        |id: ProjectId| desk.projects.iter().find(|known| known.id == id).map(|p| p.short.clone());
    thing.say(ctx, "campaigns-project", row.project_id.and_then(name).unwrap_or_default());
    let kind = if row.kind.is_empty() {
        String::new()
    } else {
        desk.words.say("media", &row.kind, ctx.lang)
    };
    thing.say(ctx, "campaigns-column-kind", kind);
    let settlement = desk.names.get(&row.ekatte).cloned().unwrap_or_default();
    thing.say(ctx, "campaigns-column-settlement", settlement);
    thing.say(ctx, "campaigns-column-place", row.place.clone());
    if [PRINTED, HANDED].contains(&row.register.as_str()) {
        thing.say(ctx, "campaigns-column-amount", row.amount.to_string());
    }
    let label = if row.register == APPROACH { "campaigns-proof" } else { "campaigns-note" };
    thing.say(ctx, label, row.detail.clone());
    thing.say(ctx, "campaigns-entered", format!("{}, {}", row.entered_at.bg(), row.account_name));
}

/// `GET /campaigns/entries/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EntryId>,
) -> Result<Response, Problem> {
    let one = one(&app, &ctx, id).await?;
    let desk = desk(&app, &ctx).await?;
    let row = &one.row;
    let page = frame::page(&ctx, row.title.clone(), ("/entries", "campaigns-entries"));
    let mut thing = Thing::new(page, row.title.clone());
    thing.number = row.entry_on.bg();
    let word = if row.revoked_at.is_some() { "revoked" } else { "holds" };
    thing.state = ctx.t(&format!("campaigns-entry-{word}")).into_owned();
    thing.warnings.extend(Some(one.why.clone()).filter(|why| !why.is_empty()));
    facts(&ctx, &mut thing, (&desk, &one));
    if is_link(&row.link) {
        thing.links.push(Link::new(row.link.clone(), row.link.clone()));
    }
    let campaign = desk.campaigns.iter().find(|known| Some(known.row.id) == row.campaign_id);
    if let Some(known) = campaign {
        thing.links.push(Link::new(ctx.url(&known.home()), known.row.name.clone()));
    }
    if let Some(paper) = row.paper_id {
        let href = ctx.url(&format!("{HOME}/prints/{paper}"));
        thing.links.push(Link::new(href, ctx.t("campaigns-column-paper")));
    }
    if ctx.actor.may(WRITE) && row.revoked_at.is_none() {
        let href = ctx.url(&format!("{}/revoke", one.home()));
        thing.actions.push(Link::new(href, ctx.t("campaigns-revoke")));
    }
    thing.shown()
}

fn revoke_page(ctx: &Ctx, one: &Entered, form: &Form) -> Result<Response, Problem> {
    let home = one.home();
    let page = frame::below(ctx, ctx.t("campaigns-revoke"), (&home, &one.row.title));
    let facts = vec![
        (ctx.t("campaigns-column-title").into_owned(), one.row.title.clone()),
        (ctx.t("campaigns-column-day").into_owned(), one.row.entry_on.bg()),
    ];
    let version = form.version_or(one.row.version);
    frame::revoke_shown(ctx, form, Around { page, home, version }, facts)
}

/// `GET /campaigns/entries/{id}/revoke`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EntryId>,
) -> Result<Response, Problem> {
    let one = one(&app, &ctx, id).await?;
    revoke_page(&ctx, &one, &Form::empty(ctx.lang))
}

/// `POST /campaigns/entries/{id}/revoke`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EntryId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut one = one(&app, &ctx, id).await?;
    let why = form.required("why", TEXT);
    if !form.ok() {
        return revoke_page(&ctx, &one, &form);
    }
    one.row.version = form.version_or(one.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&one.home())).await?;
    entry::revoke(&mut tx, &one, &why).await?;
    tx.commit().await?;
    Ok(see(&ctx, &one.home(), Some("campaigns-done")))
}
