// Assistant support: entitlement of a person, the hours plan, assistants, a report on the sheet and
// on a telephone, approval, the closed month with its numbered list.

import assert from "node:assert/strict";
import { monthFromNow } from "../calendar.mjs";
import { journey } from "../journey.mjs";
import { textOf } from "../paper.mjs";

const months = (back) => monthFromNow(-back);

const send = (page) => page.locator("main form button[type=submit]:not([name]):not([aria-hidden])").last().click();

// Each way of looking has a contract and a name of its own.
const turn = ({ world }) => (world.width === 360 ? 1 : 0) + (world.scripts ? 0 : 2);

// A contract of the list that has an assistant.
const contract = async ({ page, signIn, signIns, world }, who, town = "ruse") => {
  await signIn(signIns.find((one) => one.username === `${town}.${who}`));
  await page.goto(`/${town}/homecare`);
  const named = page.locator("main tbody tr", { hasText: /Помощникова|Грижовна/ });
  const row = named.nth(turn({ world }) % (await named.count()));
  const link = row.locator("th a");
  return await link.getAttribute("href");
};

journey("whether a person is entitled is explained and a fact is entered", async (window) => {
  const { page, see } = window;
  const home = await contract(window, "social1");
  await see("homecare", { picture: true });
  await page.goto(home);
  await see("homecare-contract", { picture: true });
  await page.locator("main a[href$='/homecare']").first().click();
  await page.waitForURL(/\/people\/[0-9a-z]{13}\/homecare$/);
  assert.match(await page.locator("main").textContent(), /чл\. 93, ал\. 2, т\. 1 ЗСУ/);
  await see("homecare-person", { picture: true });
  await page.locator("main a[href$='/homecare/new']").click();
  await page.waitForURL(/\/homecare\/new$/);
  await send(page);
  await see("homecare-fact-wrong", { status: 422 });
  await page.locator("label", { hasText: "Помощ за асистент" }).click();
  await page.locator("input[name=says][value=no]").check();
  await page.locator("input[name=by][value=person]").check();
  await page.locator("[name=who]").fill("Лично, декларация");
  await see("homecare-fact", { status: 422 });
  await send(page);
  await page.waitForURL(/\/homecare$/);
  assert.match(await page.locator("main").textContent(), /Помощ за асистент или за грижа в дома по друг закон: не/);
});

journey("hours are planned and an assistant is named", async (window) => {
  const { page, see } = window;
  const home = await contract(window, "social1", "mezdra");
  const name = ["Диана Нова", "Дора Нова", "Донка Нова", "Деница Нова"][turn(window)];
  await page.goto(`${home}/plan`);
  await see("homecare-plan", { picture: true });
  await page.locator("[name=hours]").fill("много");
  await send(page);
  await see("homecare-plan-wrong", { status: 422 });
  await page.locator("[name=hours]").fill("40");
  await send(page);
  await page.waitForURL(/\/homecare\/contracts\/[0-9a-z]{13}$/);
  assert.match(await page.locator("main").textContent(), /40 ч месечно/);
  await page.goto("/mezdra/homecare/assistants");
  await see("homecare-assistants", { picture: true });
  await page.locator("main a[href$='/assistants/new']").click();
  await page.locator("[name=name]").fill(name);
  await page.locator("[name=week]").fill("40");
  await see("homecare-assistant-new");
  await send(page);
  await page.waitForURL(/\/assistants\/[0-9a-z]{13}$/);
  await see("homecare-assistant");
  await page.goto(`${home}/assign`);
  await page.locator("label", { hasText: name }).click();
  await page.locator("input[name=part][value=substitute]").check();
  await see("homecare-assign");
  await send(page);
  await page.waitForURL(/\/homecare\/contracts\/[0-9a-z]{13}$/);
  assert.ok((await page.locator("main").textContent()).includes(name));
});

journey("a report is entered on the sheet of a month", async (window) => {
  const { page, see } = window;
  const home = await contract(window, "social1");
  await page.goto(home);
  await page.locator("main a[href*='/sheet?']").first().click();
  await page.waitForURL(/\/sheet\?/);
  await see("homecare-sheet", { picture: true });
  await page.locator("main button[name=do]").click();
  await page.waitForLoadState();
  await send(page);
  await page.waitForURL(/\/homecare\/report\/[0-9a-z]{13}$/);
  await see("homecare-report", { picture: true });
  await page.locator("main a[href$='/confirm']").click();
  await page.waitForURL(/\/confirm$/);
  await see("homecare-confirm");
  await send(page);
  await page.waitForURL(/\/homecare\/report\/[0-9a-z]{13}$/);
  assert.match(await page.locator("main").textContent(), /Чака одобрение/);
});

journey("the head approves, gives back, and the list of a closed month is printed", async (window) => {
  const { page, see, signIn, signIns, world } = window;
  // Two reports wait in each town.
  const town = world.scripts ? "mezdra" : "ruse";
  await signIn(signIns.find((one) => one.username === `${town}.head`));
  await page.goto(`/${town}/homecare?month=${months(1)}&kind=sent`);
  await see("homecare-waiting");
  await page.locator("main tbody a[href*='/report/']").first().click();
  await page.waitForURL(/\/homecare\/report\/[0-9a-z]{13}$/);
  await page.locator("form[action$='/approve'] button").click();
  await page.waitForLoadState();
  await page.locator("main a[href$='/return']").click();
  await page.waitForURL(/\/return$/);
  await page.locator("[name=reason]").fill("Липсва посещение");
  await see("homecare-return");
  await send(page);
  await page.waitForURL(/\/homecare\/report\/[0-9a-z]{13}$/);
  assert.match(await page.locator("main").textContent(), /Липсва посещение/);
  await page.goto(`/${town}/homecare?month=${months(2)}`);
  await see("homecare-closed");
  const list = await page.locator("main a[href*='/months/']").first().getAttribute("href");
  const pdf = await page.request.get(list);
  assert.equal(pdf.status(), 200);
  assert.match(await textOf(await pdf.body(), "homecare-month"), /Месечен списък на асистентската подкрепа.*Общо/);
});

journey("an assistant reports from a telephone by a personal address", async (window) => {
  const { page, see } = window;
  await contract(window, "social1");
  await page.goto("/ruse/homecare/assistants");
  await page.locator("main tbody th a").first().click();
  await page.waitForURL(/\/assistants\/[0-9a-z]{13}$/);
  await page.locator("form[action$='/link'] button").click();
  await page.waitForLoadState();
  await see("homecare-link");
  const address = await page.locator("main a[href*='/assistant/']").first().getAttribute("href");
  await page.context().clearCookies();
  await page.goto(address);
  await see("homecare-phone", { picture: true });
  const enter = page.locator("main a[href*='/day?']").last();
  await enter.click();
  await page.waitForURL(/\/day\?/);
  await see("homecare-phone-day", { picture: true });
});
