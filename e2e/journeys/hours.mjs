// The reports of a month: by phone with the network off and on, confirmed with a number; entered from
// paper; a late one refused without explanations. The way of one family is in month.mjs.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";
import { as, monthFromNow, phoneOf, send } from "../office.mjs";

const PIN = "2580";

const head = as("head");

/** The page of the first contract of last month whose report stands so. */
const first = async (page, shown) => {
  await page.goto(`/ruse/worktime?month=${monthFromNow(-1)}&shown=${shown}`);
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/worktime\/labour\//);
};

/**
 * The network goes off, a tab is closed while the report is typed, a second one after it was sent; when the network is back the
 * open tab sends what waits, once.
 */
const throughClosedTabs = async (page) => {
  const context = page.context();
  const link = await page.locator(".opora-phone-card a.govuk-button").first().getAttribute("href");
  const text = "Помощ у дома; написано без мрежа.";
  const first = await context.newPage();
  await first.goto(link);
  await first.waitForFunction(async () => navigator.serviceWorker.controller && (await caches.match(location.href)));
  await context.setOffline(true);
  await first.locator("[name=account]").fill(text);
  await first.close();
  const second = await context.newPage();
  await second.goto(link);
  assert.equal(await second.locator("[name=account]").inputValue(), text, "typed, not sent, and not lost");
  await second.locator("button[name=do][value=send]").click();
  await second.locator("[data-later-status]:visible").waitFor();
  await second.close();
  const sent = [];
  context.on("request", (one) => one.method() === "POST" && one.url().endsWith("/write") && sent.push(one.url()));
  await context.setOffline(false);
  await page.locator(".opora-phone-card", { hasText: "Чака потвърждение" }).first().waitFor();
  assert.equal(sent.length, 1, "sent once");
  // Nothing of the report stays on the phone.
  await page.waitForFunction(() => !Object.values(localStorage).some((value) => value.includes("account=")));
};

journey("the month of all assistants, and what may be done with it", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto(`/ruse/worktime?month=${monthFromNow(-1)}`);
  await see("hours-month", { picture: true });
  await first(page, "accepted");
  await see("hours-accepted", { picture: true });
  assert.match(await page.locator("main").textContent(), /Договорени за месеца/);
  await page.goto(`/ruse/worktime/bundle?month=${monthFromNow(-1)}`);
  await see("hours-bundle");
});

journey("a report goes by phone with the network off, and is confirmed with a number", async (window) => {
  const { page, see, world } = window;
  await head(window);
  await first(page, "missing");
  const user = page.locator("main a[href*='/worktime/people/']").nth(1);
  const contract = page.url();
  await user.click();
  await page.waitForURL(/\/worktime\/people\//);
  await page.locator("[name=pin]").fill(PIN);
  await page.locator("form[action$='/pin'] button").click();
  await page.waitForURL(/\/worktime\/people\//);
  await see("hours-person");
  await page.goto(contract);
  const address = await phoneOf(page, "assistant");
  await page.goto(`${address}?month=${monthFromNow(-1)}`);
  await see("hours-phone", { picture: true });
  await page.locator(".opora-phone-card a.govuk-button").first().click();
  await page.waitForURL(/\/write\?/);
  await page.locator("[name=account]").fill("Помощ у дома през целия месец.");
  await see("hours-write", { picture: true });
  const sends = page.locator("button[name=do][value=send]");
  if (world.scripts) {
    await page.goto(`${address}?month=${monthFromNow(-1)}`);
    await throughClosedTabs(page);
  } else {
    await sends.click();
    await page.waitForURL((url) => url.pathname === address);
  }
  await page.goto(`${address}?month=${monthFromNow(-1)}`);
  await page.locator(".opora-phone-card a.govuk-button").first().click();
  await page.waitForURL(/\/report\?/);
  if (world.scripts) assert.match(await page.locator("main").textContent(), /написано без мрежа/);
  await page.locator("[name=pin]").fill("9999");
  await page.locator("form[action$='/confirm'] button").click();
  await see("hours-pin-wrong", { status: 422 });
  await page.locator("[name=pin]").fill(PIN);
  await page.locator("form[action$='/confirm'] button").click();
  await page.waitForURL((url) => url.pathname === address);
  await see("hours-phone-done");
  await page.goto(contract);
  const said = await page.locator("main").textContent();
  assert.match(said, /Отчет 1/);
  assert.doesNotMatch(said, /Отчет 2/, "sent through all that, it is one report");
});

journey("a late report wants explanations of both and is refused with reasons", async (window) => {
  const { page, see } = window;
  await head(window);
  await first(page, "late");
  await see("hours-late");
  await page.locator("main a[href$='/decide']").first().click();
  await page.waitForURL(/\/decide$/);
  await page.locator("[name=what][value=refuse]").check();
  await send(page);
  await see("hours-decide-wrong", { status: 422 });
  await page.locator("[name=what][value=refuse]").check();
  await page.locator("[name=reason]").fill("Няма обяснения в срока по чл. 32, ал. 3 ЗЛП.");
  await send(page);
  await page.waitForURL(/\/worktime\/labour\//);
  assert.match(await page.locator("main").textContent(), /Отказан/);
});

journey("a report on paper is printed with a code and entered as signed by both", async (window) => {
  const { page, see } = window;
  await head(window);
  // One that was given back: the missing ones are taken by the journey of the phone.
  await first(page, "returned");
  const contract = page.url();
  const code = `${new URL(contract).pathname}/blank${new URL(contract).search}`;
  await page.goto(code);
  await see("hours-blank");
  await page.goto(contract);
  await page.locator("main a[href*='/enter?']").first().click();
  await page.waitForURL(/\/enter\?/);
  await page.locator("[name=account]").fill("Помощ у дома.");
  await see("hours-enter", { picture: true });
  await send(page);
  await page.waitForURL(/\/worktime\/labour\/[0-9a-z]{13}\?/);
  await see("hours-entered");
});
