//! Entering a mayor's order and correcting it; a new one usually ends the one before.

use super::OrderId;
use super::frame::{page, sections};
use super::order::{self, Member, NewOrder, WholeOrder};
use super::order_pages::{LIST, one};
use super::point_pages::note;
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::access::{self, Account};
use kit::audit::Entry;
use kit::store::StoreError;
use kit::types::{AccountId, Day};
use kit::web::{Compared, Ctx, Form, Id, Problem, again, day_values, html, see};

#[derive(Template)]
#[template(path = "municipality/order_form.html")]
struct OrderForm {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    version: i32,
    people: Vec<ui::Choice>,
    earlier: Option<ui::Choice>,
    cancel: String,
}

/// What the form of an order is shown with.
struct Around {
    accounts: Vec<Account>,
    orders: Vec<WholeOrder>,
    edited: Option<(OrderId, i32)>,
}

impl Around {
    async fn load(app: &App, ctx: &Ctx, edited: Option<OrderId>) -> Result<Around, Problem> {
        let mut tx = app.db.read(&ctx.actor).await?;
        let orders = order::orders(&tx).await?;
        let accounts = access::accounts(&tx, app.today()).await?;
        tx.audit(Entry::list("order"));
        tx.commit().await?;
        let edited = match edited {
            Some(id) => {
                let order = orders.iter().find(|order| order.id == id).ok_or(Problem::NotFound)?;
                Some((id, order.version))
            }
            None => None,
        };
        Ok(Around { accounts, orders, edited })
    }

    fn order(&self) -> Option<&WholeOrder> {
        let (id, _) = self.edited?;
        self.orders.iter().find(|order| order.id == id)
    }

    /// Who can still be named: whoever is named already keeps the days that stand.
    fn can_be_named(&self) -> impl Iterator<Item = &Account> {
        let named: Vec<AccountId> = self
            .order()
            .map(|order| order.members.iter().map(|member| member.account).collect())
            .unwrap_or_default();
        let open = self.accounts.iter().filter(|account| account.disabled_at.is_none());
        open.filter(move |account| !named.contains(&account.id))
    }

    /// The open order that a new one usually replaces.
    fn open_one(&self, today: Day) -> Option<&WholeOrder> {
        self.orders.iter().find(|order| order.to.is_none() && order.from <= today)
    }
}

fn order_form(ctx: &Ctx, form: Form, around: &Around, today: Day) -> OrderForm {
    let is_new = around.edited.is_none();
    let title = ctx.t(if is_new { "office-order-new" } else { "office-order-edit" });
    let mut page = page(ctx, title, &[(LIST, &ctx.t("office-section-order"))]);
    page.errors = form.errors();
    let path = match around.edited {
        Some((id, _)) => ctx.url(&format!("{LIST}/{id}")),
        None => ctx.url(LIST),
    };
    let people = around.can_be_named().map(|account| {
        let value = account.id.to_string();
        let chosen = form.has_value("member", &value);
        ui::Choice::new(value, account.name.clone()).hint(account.post.clone()).checked(chosen)
    });
    let earlier = around.open_one(today).filter(|_| is_new).map(|order| replaces(ctx, order));
    let version = around.edited.map_or(0, |(_, version)| form.version_or(version));
    OrderForm {
        people: people.collect(),
        page,
        sections: sections(ctx),
        form,
        version,
        earlier,
        cancel: path.clone(),
        action: path,
    }
}

fn replaces(ctx: &Ctx, order: &WholeOrder) -> ui::Choice {
    ui::Choice::new("yes", ctx.ta("office-order-replaces", &[("number", &order.number)]))
}

pub async fn new(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let around = Around::load(&app, &ctx, None).await?;
    let form = ctx.resumed(Form::filled(ctx.lang, [("replaces", "yes")]), &[]).await?;
    html(&order_form(&ctx, form, &around, app.today()))
}

pub async fn edit(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<OrderId>,
) -> Result<Response, Problem> {
    let around = Around::load(&app, &ctx, Some(id)).await?;
    let values = around.order().map(values_of).unwrap_or_default();
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    html(&order_form(&ctx, form, &around, app.today()))
}

fn values_of(order: &WholeOrder) -> Vec<(String, String)> {
    let mut values = vec![("number".to_owned(), order.number.clone())];
    values.extend(day_values("day", Some(order.day)));
    values.extend(day_values("from", Some(order.from)));
    values.extend(day_values("to", order.to));
    values
}

/// The order typed; `None` when something is wrong, which the form then says.
fn read_order(form: &mut Form, around: &Around) -> Option<NewOrder> {
    let number = form.required("number", 100);
    let (day, valid_from) = (form.day("day"), form.day("from"));
    let valid_to = form.day_optional("to");
    if valid_from.is_some_and(|from| valid_to.is_some_and(|to| to < from)) {
        form.wrong("to", "office-days-order");
    }
    let known: Vec<AccountId> = around.can_be_named().map(|account| account.id).collect();
    let chosen = form.all("member").into_iter().filter_map(|id| id.parse::<AccountId>().ok());
    let members: Vec<Member> = chosen.filter(|id| known.contains(id)).map(Member::whole).collect();
    if members.is_empty() && around.edited.is_none() {
        form.wrong("member", "office-order-nobody");
    }
    let own = around.edited.map(|(id, _)| id);
    let twin = |order: &WholeOrder| {
        Some(order.id) != own && order.number == number && Some(order.day) == day
    };
    if around.orders.iter().any(twin) {
        form.wrong("number", "office-order-taken");
    }
    let (Some(day), Some(valid_from)) = (day, valid_from) else {
        return None;
    };
    form.ok().then_some(NewOrder { number, day, valid_from, valid_to, members })
}

pub async fn add(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let around = Around::load(&app, &ctx, None).await?;
    let today = app.today();
    let Some(new) = read_order(&mut form, &around) else {
        return again(&order_form(&ctx, form, &around, today));
    };
    let replaced = around.open_one(today).filter(|_| form.has_value("replaces", "yes"));
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(LIST)).await?;
    ctx.sent(&tx, &form).await?;
    if let Some(before) = replaced.filter(|before| before.from < new.valid_from) {
        let last = new.valid_from.plus(-1);
        let ended = NewOrder { valid_to: Some(last), ..before.as_new() };
        order::change(&tx, before.id, before.version, &ended).await?;
        note(&mut tx, "order-ended", &before.number).await?;
    }
    let id = order::create_order(&tx, &new).await?;
    note(&mut tx, "order-added", &new.number).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{LIST}/{id}"), Some("office-saved")))
}

pub async fn change(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<OrderId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let around = Around::load(&app, &ctx, Some(id)).await?;
    let Some(mut new) = read_order(&mut form, &around) else {
        return again(&order_form(&ctx, form, &around, app.today()));
    };
    let path = format!("{LIST}/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    let there = one(&tx, id).await?;
    new.members.splice(0..0, there.members.iter().copied());
    match order::change(&tx, id, form.version(), &new).await {
        Ok(()) => {}
        Err(StoreError::Conflict) => {
            tx.rollback().await;
            return Err(Problem::Conflict(compared(&ctx, &new, &there)));
        }
        Err(e) => return Err(e.into()),
    }
    note(&mut tx, "order-changed", &new.number).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("office-saved")))
}

fn compared(ctx: &Ctx, mine: &NewOrder, theirs: &WholeOrder) -> Vec<Compared> {
    let day = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    let rows = [
        ("office-order-number", mine.number.clone(), theirs.number.clone()),
        ("office-order-day", mine.day.bg(), theirs.day.bg()),
        ("office-first-day", mine.valid_from.bg(), theirs.from.bg()),
        ("office-last-day", day(mine.valid_to), day(theirs.to)),
    ];
    let differing = rows.into_iter().filter(|(_, mine, theirs)| mine != theirs);
    differing
        .map(|(key, mine, theirs)| Compared { label: ctx.t(key).into_owned(), mine, theirs })
        .collect()
}
