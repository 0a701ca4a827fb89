// The first month of a family in personal assistance, with the days that pass between: application,
// agreement, contract, report by phone, pay, account to АСП; a month on paper; a late report refused.

import assert from "node:assert/strict";
import { longJourney } from "../journey.mjs";
import { ACCOUNT, AFTER, FIRST, NARROW, cents, confirm, contract, labour, write } from "../family.mjs";
import { as, choose, follow, leave, main, monthFromNow, phoneOf, send, writeDay } from "../office.mjs";
import { textOf } from "../paper.mjs";

const head = as("head");

/** Somebody of the register who has no agreement yet. */
const stranger = async (page) => {
  await page.goto(`/ruse/people?q=${encodeURIComponent("Иван")}`);
  const link = page.locator("#results a[href*='/people/']").first();
  return { person: await link.getAttribute("href"), name: (await link.textContent()).trim() };
};

/** Sends what is written; with scripts from a phone whose network is off, and on again later. */
const sendByPhone = async ({ page, see, world }, address) => {
  const button = page.locator("button[name=do][value=send]");
  if (world.scripts) {
    await page.waitForFunction(async () => navigator.serviceWorker.controller && (await caches.match(location.href)));
    await page.context().setOffline(true);
    // The page comes from the phone itself.
    await page.reload();
    await page.locator("[name=account]").fill(ACCOUNT);
    await button.click();
    await page.locator("[data-later-status]:visible").waitFor();
    await see("month-phone-offline", { picture: true });
    await page.context().setOffline(false);
  } else {
    await button.click();
  }
  await page.waitForURL((url) => url.pathname === address);
  await see("month-phone-sent");
};

const press = async (page, action) => {
  await page.locator(`main form[action$='${action}'] button`).first().click();
  await page.waitForURL(/\/payroll\//);
};

longJourney("the first month of a family, from the application to the account", NARROW, async (window) => {
  await head(window);
  const { person, name } = await stranger(window.page);
  const { number, pay } = await contract(window, person);
  await labour(window.page, `month=${FIRST}`, name);
  await window.see("month-labour-planned");
  const [assistant, user] = [await phoneOf(window.page, "assistant"), await phoneOf(window.page, "user")];

  const first = await window.later(`${AFTER}-01`);
  await write(first.page, assistant, FIRST);
  await first.see("month-phone-write", { picture: true });
  await sendByPhone(first, assistant);
  await confirm(first, user, FIRST);

  const { page, see, ...office } = await window.later(`${AFTER}-08`);
  await head({ page, ...office });
  await page.goto(`/ruse/worktime?month=${FIRST}`);
  await see("month-reports", { picture: true });
  await page.locator("main form[action$='/accept'] button").click();
  await page.waitForURL(/\/worktime\/runs\//);
  await page.locator("main", { hasText: "Приети 1 от 1" }).waitFor();
  await labour(page, `month=${FIRST}&shown=accepted`, name);
  await see("month-labour-accepted", { picture: true });
  const { name: chief } = window.signIns.find((one) => one.username === "ruse.head");
  assert.match(await main(page), new RegExp(`приет – ${chief}`), "who pressed the button accepted it, not the program");
  await leave(page);

  await as("accountant")({ page, ...office });
  await page.goto(`/ruse/payroll?month=${FIRST}`);
  await see("month-pay");
  await page.locator("main form:has(input[name=kind][value=regular]) button").click();
  await page.waitForURL(/\/payroll\/[0-9a-z]{13}/);
  await page.locator("main form[action$='/submit']").waitFor();
  const run = page.url().split("?")[0];
  const line = page.locator("main tbody tr", { hasText: number });
  await see("month-pay-draft", { picture: true });
  assert.equal(cents(await line.textContent()), pay, "what is paid is what the contract says");
  await see("month-pay-draft", { picture: true });
  await press(page, "/submit");
  await see("month-pay-prepared");
  await leave(page);

  await head({ page, ...office });
  await page.goto(run);
  await press(page, "/approve");
  await see("month-pay-approved");
  await press(page, "/release");
  await see("month-pay-released", { picture: true });
  await leave(page);

  await as("accountant")({ page, ...office });
  await page.goto(run);
  await press(page, "/account");
  await see("month-account", { picture: true });
  await follow(page, "Отбелязване");
  await page.locator("[name=document]").fill("ССЕВ 2027-00991");
  await see("month-account-file");
  await send(page);
  await page.waitForURL(/\/payroll\/asp\/[0-9a-z]{13}$/);
  await see("month-account-filed");
  assert.ok((await main(page)).includes(name));
});

longJourney("a month on paper comes back by its code", NARROW, async (window) => {
  const { page, see, world } = window;
  await head(window);
  const month = monthFromNow(-1);
  await labour(page, `month=${month}&shown=missing`, /\d/);
  const report = page.url();
  await follow(page, "Празен отчет за печат");
  await page.waitForURL(/\/blank\?/);
  await see("month-blank");
  const form = {};
  for (const box of await page.locator("main form input[type=hidden]").all()) {
    form[await box.getAttribute("name")] = await box.inputValue();
  }
  const paper = await page.request.post(page.url(), { form, headers: { origin: world.url }, timeout: 60_000 });
  assert.equal(paper.status(), 200);
  const words = await textOf(await paper.body(), `month-paper-${world.width}${world.scripts ? "" : "-plain"}`);
  assert.match(words, /Отчет за положения труд/);
  // What a scanner reads from the paper goes into the box as it is.
  const scanned = /https?:\/\/\S+\/worktime\/scan\?code=\S+/.exec(words)[0];
  await page.goto(`/ruse/worktime?month=${month}`);
  await page.locator("[name=code]").fill("ГРЕШЕН-КОД");
  await page.locator("form[action$='/scan'] button").click();
  await see("month-scan-wrong", { status: 422 });
  await page.goto(`/ruse/worktime?month=${month}`);
  await page.locator("[name=code]").fill(scanned);
  await page.locator("form[action$='/scan'] button").click();
  await page.waitForURL(/\/enter\?/);
  await page.locator("[name=account]").fill(ACCOUNT);
  await writeDay(page, "filed", `${monthFromNow(0)}-01`);
  await see("month-enter", { picture: true });
  await send(page);
  await page.waitForURL(/\/worktime\/labour\/[0-9a-z]{13}\?/);
  assert.match(await main(page), /на хартия/);
  assert.match(await main(page), /Потвърден/);
  // A second paper, or the same scanned again, opens what was entered.
  await page.goto(new URL(scanned).pathname + new URL(scanned).search);
  assert.equal(page.url(), report.replace(/&.*/, ""));
  await see("month-entered");
});

longJourney("a late report is explained by both and refused with reasons", NARROW, async (window) => {
  await head(window);
  const month = monthFromNow(0);
  // Few hours: nothing else is wrong with the report.
  await labour(window.page, `month=${month}&shown=missing`, /^\s*15\s*$/);
  const report = new URL(window.page.url());
  const [assistant, user] = [await phoneOf(window.page, "assistant"), await phoneOf(window.page, "user")];
  const { page, see, ...late } = await window.later(`${FIRST}-12`);
  await write(page, assistant, month);
  await page.locator("button[name=do][value=send]").click();
  await page.waitForURL((url) => url.pathname === assistant);
  await confirm({ page, see }, user, month);
  assert.match(await main(page), /Отчетът закъсня/);
  await page.goto(`${assistant}?month=${month}`);
  await follow(page, "Преглед и обяснения");
  await page.locator("[name=explanation]").fill("Бях в болница; телефонът остана у дома.");
  await see("month-late-explain", { picture: true });
  await page.locator("form[action$='/explain'] button").click();
  await page.waitForURL((url) => url.pathname === assistant);

  await head({ page, ...late });
  await page.goto(report.pathname + report.search);
  await see("month-late");
  await follow(page, "Обяснения, донесени на хартия");
  await choose(page, "who", "user");
  await page.locator("[name=explanation]").fill("Не знаех, че се потвърждава.");
  await see("month-late-paper");
  await send(page);
  await page.waitForURL(/\/worktime\/labour\//);
  await follow(page, "Решение по отчета");
  await choose(page, "what", "refuse");
  await send(page);
  await see("month-refuse-why", { status: 422 });
  await choose(page, "what", "refuse");
  await page.locator("[name=reason]").fill("Обясненията не са основателни: асистентът не е бил в болница.");
  await send(page);
  await page.waitForURL(/\/worktime\/labour\//);
  await see("month-refused", { picture: true });
  assert.match(await main(page), /Отказан.*не са основателни/s);
  assert.doesNotMatch(await main(page), /Плаща се до/, "of a refused report nothing is promised");
  // Both read the reasons where they read the refusal.
  for (const address of [assistant, user]) {
    await page.goto(`${address}?month=${month}`);
    assert.match(await main(page), /Отчетът е отказан/);
    await see("month-refused-phone");
    await follow(page, "Преглед");
    await page.waitForURL(/\/report\?/);
    assert.match(await main(page), /Отчетът е отказан: Обясненията не са основателни: асистентът не е бил в болница/);
    assert.doesNotMatch(await main(page), /Плаща се до/);
    await see("month-refused-reasons", { picture: true });
  }
});
