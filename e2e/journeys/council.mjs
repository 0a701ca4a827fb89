// The council: its composition and rules; a meeting from the agenda over attendance, recusal and votes to
// minutes that are signed, sent and published; the page for the room; what is refused on the way.

import assert from "node:assert/strict";
import { journey, longJourney } from "../journey.mjs";
import { as, choose, dayFromNow, follow, main, send, today, writeDay } from "../office.mjs";

const secretary = as("council", "mezdra");

/** Opens the meeting that a journey has just made, and gives its path. */
const here = (page) => new URL(page.url()).pathname;

journey("the composition says who is missing, the rules how they are counted", async (window) => {
  const { page, see } = window;
  await secretary(window);
  await page.goto("/mezdra/council/mandates");
  await see("council-mandates");
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/council\/mandates\/[0-9a-z]{13}$/);
  await see("council-mandate", { picture: true });
  const home = here(page);
  await follow(page, "Добави член");
  await page.waitForURL(/\/members$/);
  await page.locator("[name=name]").fill("Здравка Болнична (измислена)");
  await choose(page, "body", "health");
  await choose(page, "kind", "reserve");
  await choose(page, "role", "member");
  await send(page);
  await see("council-member-twice", { status: 422 });
  assert.match(await main(page), /вече е в състава/);
  await page.goto(home);
  await page.goto("/mezdra/council/rules");
  await see("council-rules", { picture: true });
});

/** A meeting from its agenda to its published minutes; gives the path of the point that was decided. */
async function meet({ page, see }, { recused }) {
  await page.goto("/mezdra/council/sittings/new");
  await writeDay(page, "day", today());
  await page.locator("[name=place]").fill("Зала 1");
  await send(page);
  await page.waitForURL(/\/council\/sittings\/[0-9a-z]{13}$/);
  const home = here(page);
  await follow(page, "Добави точка");
  await page.waitForURL(/\/item$/);
  await page.locator("[name=title]").fill("План за следващата година");
  await page.locator("[name=draft]").fill("Съветът подкрепя плана.");
  await send(page);
  await page.waitForURL((url) => url.pathname === home);
  // Called on its own day: late, so a reason is asked for.
  await follow(page, "Изпрати поканите");
  await page.waitForURL(/\/call$/);
  await send(page);
  await see("council-call-late", { status: 422 });
  await page.locator("[name=why]").fill("Срокът за плана изтича.");
  await send(page);
  await page.waitForURL((url) => url.pathname === home);
  await page.locator("main tbody a[href*='/council/messages/']").first().click();
  await page.waitForURL(/\/council\/messages\//);
  await see("council-message");
  await follow(page, "Страницата на члена");
  await page.waitForURL(/\/council-invitation\//);
  await see("council-invitation", { picture: true });
  await page.goto(`${home}/room`);
  await page.locator("form[action$='/open'] button").click();
  await page.waitForURL(/\/room$/);
  assert.match(await main(page), /Няма кворум/);
  await see("council-room", { picture: true });
  const point = await page.locator("main a[href*='/council/agenda/']").first().getAttribute("href");
  await page.goto(`${point}/vote`);
  await choose(page, "manner", "count");
  await page.locator("[name=for]").fill("3");
  await send(page);
  await see("council-no-quorum", { status: 422 });
  await page.goto(`${home}/room`);
  for (const box of await page.locator("select[name^=how-]").all()) await box.selectOption("present");
  await page.locator("form[action$='/attendance'] button").click();
  await page.waitForURL(/\/room$/);
  assert.match(await main(page), /Има кворум/);
  const screen = await page.locator("main a[href*='/council-live/']").getAttribute("href");
  await page.goto(`${point}/recuse`);
  await page.locator("[name=member]").selectOption({ index: recused });
  await page.locator("[name=why]").fill("Работи при доставчика.");
  await send(page);
  await page.waitForURL((url) => url.pathname === point);
  await page.goto(`${point}/vote`);
  await see("council-vote", { picture: true });
  await choose(page, "manner", "names");
  for (const box of await page.locator("select[name^=vote-]").all()) await box.selectOption("for");
  await send(page);
  await page.waitForURL((url) => url.pathname === point);
  await follow(page, "Впиши решение");
  await page.waitForURL(/\/decide$/);
  await page.locator("[name=responsible]").fill("директорът на дирекцията");
  await writeDay(page, "due", dayFromNow(60));
  await send(page);
  await page.waitForURL((url) => url.pathname === point);
  await see("council-point", { picture: true });
  await page.goto(`${new URL(screen).pathname}?still=1`);
  await see("council-live", { picture: true });
  await page.goto(`${home}/close`);
  await send(page);
  await page.waitForURL((url) => url.pathname === home);
  await page.goto(`${home}/minutes`);
  await send(page);
  await page.waitForURL(/\/minutes$/);
  assert.match(await page.locator("[name=part-0]").inputValue(), /Решение №/);
  await see("council-minutes", { picture: true });
  await page.locator("form[action$='/sign'] button").click();
  await page.waitForURL(/\/minutes$/);
  await page.locator("form[action$='/send'] button").click();
  await page.waitForURL(/\/minutes$/);
  await page.locator("form[action$='/publish'] button").click();
  await page.waitForURL(/\/minutes$/);
  await follow(page, "Публикуваният протокол");
  await page.waitForURL(/\/council-public\//);
  await see("council-public", { picture: true });
  return point;
}

journey("a meeting is called, voted and its minutes are published", async (window) => {
  await secretary(window);
  await meet(window, { recused: 6 });
  assert.doesNotMatch(await main(window.page), /Потребителка Услугова/);
});

const ORDER = ["Първи", "Втори", "Трети", "Четвърти", "Пети", "Шести", "Седми", "Осми", "Девети", "Десети"];
// The bodies and persons of чл. 26, ал. 1 ЗСУ, users among them.
const SEATS = [
  ["municipality", "chair"],
  ["labour", "deputy"],
  ["health", "member"],
  ["education", "member"],
  ["interior", "member"],
  ["provider", "member"],
  ["npo", "member"],
  ["users", "member"],
  ["university", "member"],
  ["municipality", "secretary"],
];

longJourney("a council is appointed, meets, and its decision is done a month later", { narrow: 360 }, async (window) => {
  const { page, see } = window;
  await secretary(window);
  // The composition before it ends early; who was in it votes no more.
  await page.goto("/mezdra/council/mandates");
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/council\/mandates\/[0-9a-z]{13}$/);
  const before = here(page);
  await page.goto(`${before}/end`);
  await writeDay(page, "day", dayFromNow(-1));
  await page.locator("[name=why]").fill("Общинският съвет определи нов състав.");
  await send(page);
  await page.waitForURL((url) => url.pathname === before);
  await page.goto("/mezdra/council/mandates/new");
  await page.locator("[name=decision]").fill("№ 111 (измислено)");
  await writeDay(page, "decided", dayFromNow(-10));
  await send(page);
  await page.waitForURL(/\/council\/mandates\/[0-9a-z]{13}$/);
  const mandate = here(page);
  for (const [at, [body, role]] of SEATS.entries()) {
    await page.goto(`${mandate}/members`);
    await page.locator("[name=name]").fill(`${ORDER[at]} Новоизбран (измислен)`);
    await choose(page, "body", body);
    await choose(page, "kind", "main");
    await choose(page, "role", role);
    await page.locator("[name=email]").fill(`member${at}@example.bg`);
    await send(page);
    await page.waitForURL((url) => url.pathname === mandate);
  }
  await see("council-appointed", { picture: true });
  const point = await meet(window, { recused: 2 });
  assert.match(await main(page), /Първи Новоизбран/);
  await page.goto(point);
  await page.locator("main tbody a[href*='/council/resolved/']").click();
  await page.waitForURL(/\/council\/resolved\//);
  await follow(page, "Как се изпълнява решението");
  await page.waitForURL(/\/decisions\//);
  const decision = here(page);
  const after = await window.later(dayFromNow(31));
  await secretary(after);
  await after.page.goto(`${decision}/progress`);
  await after.page.locator("[name=note]").fill("Планът е внесен и приет.");
  await choose(after.page, "state", "done");
  await writeDay(after.page, "done", dayFromNow(30));
  await send(after.page);
  await after.page.waitForURL((url) => url.pathname === decision);
  assert.match(await main(after.page), /Изпълнено/);
  await after.see("council-decision-done");
});


journey("letters that are late are shown, and the year is counted", async (window) => {
  const { page, see } = window;
  await secretary(window);
  await page.goto("/mezdra/council/letters");
  await see("council-letters");
  await page.goto("/mezdra/council/report");
  await see("council-report", { picture: true });
  await page.goto("/mezdra/council/proposals");
  await see("council-proposals");
});
