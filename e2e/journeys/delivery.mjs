// What people are given each day: the sheet in the office, a correction, the week, a month closed
// and opened again, and the same sheet on a shared tablet with a personal number.

import assert from "node:assert/strict";
import { monthFromNow } from "../calendar.mjs";
import { journey } from "../journey.mjs";
import { textOf } from "../paper.mjs";

// The demonstration's worker, as demo/README.md tells.
const PIN = "2580";

const lastMonth = () => monthFromNow(-1);

// The month of the home of the demonstration: people are planned there every day.
const home = async ({ page, signIn, signIns }, who, town = "ruse") => {
  await signIn(signIns.find((one) => one.username === `${town}.${who}`));
  await page.goto(`/${town}/delivery`);
  const link = page.locator("main tbody a", { hasText: /грижа/ }).first();
  return `/${town}${(await link.getAttribute("href")).split("?")[0].replace(`/${town}`, "")}`;
};

const send = (page) => page.locator("main form button[type=submit]:not([name]), main form button:not([type]):not([name])").last().click();

journey("a day is said by one touch, corrected, and stands in the month", async (window) => {
  const { page, see, world } = window;
  const service = await home(window, "social1");
  await see("delivery", { picture: true });
  await page.goto(service);
  await see("delivery-month", { picture: true });
  await page.goto(`${service}/day`);
  await see("delivery-sheet", { picture: true });
  const open = page.locator(".opora-sheet__row", { has: page.locator("button[value$='.present']") }).first();
  if (world.scripts) {
    await open.locator("button[value$='.present']").click();
  } else {
    await open.locator("summary").click();
    await open.locator("button[value$='.illness']").click();
  }
  await page.waitForURL(/\/day\?day=/);
  await see("delivery-sheet-said", { picture: true });
  await page.locator(".opora-sheet__row a[href*='/entry']", { hasText: "Поправка" }).first().click();
  await page.waitForURL(/\/entry\?day=/);
  await see("delivery-entry");
  await page.locator("input[name=said][value=part]").check();
  await page.locator("[name=hours]").fill("два");
  await send(page);
  await see("delivery-entry-wrong", { status: 422 });
  await page.locator("[name=hours]").fill("2:30");
  await page.locator("[name=why]").fill("Тръгна си по-рано");
  await send(page);
  await page.waitForURL(/\/day\?day=/);
  assert.match(await page.locator("main").textContent(), /2:30 ч/);
  await page.locator(".opora-sheet__row a[href*='/people/']").first().click();
  await page.waitForURL(/\/people\/[0-9a-z]{13}$/);
  await see("delivery-person", { picture: true });
  await page.locator("main a[href$='/plan']").first().click();
  await page.waitForURL(/\/plan$/);
  await see("delivery-plan", { picture: true });
  await page.locator("[name=units]").fill("0");
  await send(page);
  await see("delivery-plan-wrong", { status: 422 });
  await page.goto(`${service}?month=${lastMonth()}`);
  await see("delivery-month-closed");
  await page.locator("a.opora-tile[href*='kind=hospital']").first().click();
  await page.waitForURL(/\/rows\?/);
  await see("delivery-rows", { picture: true });
});

journey("a month is closed with a numbered list and opened again", async (window) => {
  const { page, see, signIn, signIns } = window;
  await signIn(signIns.find((one) => one.username === "mezdra.head"));
  await page.goto(`/mezdra/delivery?month=${lastMonth()}`);
  await see("delivery-last-month");
  const row = page.locator("main tbody tr", { hasText: "Не е приключен" }).first();
  await row.locator("a").first().click();
  await page.waitForURL(/\/delivery\/[0-9a-z]{13}/);
  await page.locator("main a[href*='/close?']").click();
  await page.waitForURL(/\/close\?/);
  await see("delivery-close", { picture: true });
  await send(page);
  await page.waitForURL(/\/delivery\/[0-9a-z]{13}\?month=/);
  await see("delivery-closed", { picture: true });
  const list = await page.locator("main a[href*='/months/']").first().getAttribute("href");
  const pdf = await page.request.get(list);
  assert.equal(pdf.status(), 200);
  assert.match(await textOf(await pdf.body(), "delivery-month"), /Месечен списък на предоставената социална услуга.*Общо/);
  await page.locator("main a[href*='/reopen?']").click();
  await page.waitForURL(/\/reopen\?/);
  await page.locator("[name=reason]").fill("Пропуснат ден на един човек");
  await see("delivery-reopen");
  await send(page);
  await page.waitForURL(/\/delivery\/[0-9a-z]{13}\?month=/);
  assert.match(await page.locator("main").textContent(), /Отворен отново/);
  await see("delivery-reopened");
});

journey("a worker enters the day on a shared tablet with a personal number", async (window) => {
  const { page, see } = window;
  const service = await home(window, "head", "mezdra");
  await page.goto(`${service}/tablet`);
  await page.locator("[name=name]").fill("Таблет в залата");
  await page.locator("main form[action$='/tablet'] button").click();
  await page.waitForURL(/\/tablet$/);
  await see("delivery-tablet", { picture: true });
  const address = await page.locator("main a[href*='/tablet/']").first().getAttribute("href");
  await page.context().clearCookies();
  await page.goto(address);
  await see("delivery-door", { picture: true });
  await page.locator("label", { hasText: "Елена Примерова" }).click();
  await page.locator("[name=pin]").fill("9071");
  await send(page);
  await see("delivery-door-wrong", { status: 422 });
  assert.equal(await page.locator("[name=pin]").inputValue(), "");
  await page.locator("[name=pin]").fill(PIN);
  await send(page);
  await page.waitForURL(/\/sheet/);
  await see("delivery-tablet-sheet", { picture: true });
  const button = page.locator("button[value$='.present']").first();
  if (await button.count()) {
    await button.click();
    await page.waitForURL(/\/sheet\?day=/);
  }
  await page.locator(".opora-sheet__row a[href*='/entry']").first().click();
  await page.waitForURL(/\/entry\?/);
  await see("delivery-tablet-entry");
  await page.goBack();
  await page.locator("form[action$='/leave'] button").click();
  await page.waitForURL((url) => /\/tablet\/[0-9a-f]+$/.test(url.pathname));
  assert.match(await page.locator("main").textContent(), /Личен ПИН/);
});
