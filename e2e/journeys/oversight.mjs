// Oversight: the programme with its arithmetic, a check from its order to the tablet, the tablet without a
// network, prescriptions, checklists, monitoring.

import assert from "node:assert/strict";
import { journey, longJourney } from "../journey.mjs";
import { choose, main, writeDay } from "../office.mjs";

const inspector = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.inspector`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const follow = (page, text) => page.locator("main a", { hasText: text }).first().click();

journey("the programme says who is checked first and why", async (window) => {
  const { page, see } = window;
  await inspector(window);
  await page.goto("/ruse/oversight/programme");
  await see("oversight-programme", { picture: true });
  await follow(page, "Кого първо");
  await page.waitForURL(/\/programme\/risk/);
  await see("oversight-risk", { picture: true });
  assert.match(await page.locator("main").textContent(), / × /);
});

journey("a check shows its findings, its prescriptions and its papers", async (window) => {
  const { page, see } = window;
  await inspector(window);
  await page.goto("/ruse/oversight?state=closed");
  await see("oversight-checks", { picture: true });
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/oversight\/checks\/[0-9a-z]{13}$/);
  await see("oversight-check", { picture: true });
  assert.match(await page.locator("main").textContent(), /Констатации/);
  await page.goto("/ruse/oversight/prescriptions");
  await see("oversight-prescriptions");
});

journey("the tablet keeps what is typed without a network and sends it once", async (window) => {
  const { page, see, world } = window;
  await inspector(window);
  await page.goto("/ruse/oversight?state=visiting");
  if (!(await page.locator("main tbody tr th a").count())) return see("oversight-no-visit");
  await page.locator("main tbody tr th a").first().click();
  await follow(page, "Лист на таблета");
  await page.waitForURL(/\/tablet$/);
  await see("oversight-tablet");
  await follow(page, "Отвори листа тук");
  await page.waitForURL(/\/check-visit\//);
  await see("oversight-visit", { picture: true });
  await page.locator("main li a[data-keep]").last().click();
  await page.waitForURL(/\/part\?no=/);
  await see("oversight-part", { picture: true });
  const box = page.locator("main form textarea").first();
  await box.fill("Видяно без мрежа.");
  await page.locator("main form input[type=radio][value=skipped]").first().check();
  if (!world.scripts) {
    await send(page);
  } else {
    await page.context().setOffline(true);
    await send(page);
    await page.locator("[data-later-status]:visible").waitFor();
    await page.context().setOffline(false);
  }
  await page.waitForURL(/\/check-visit\/[^/]+$/);
});

journey("checklists, numbers and monitoring open", async (window) => {
  const { page, see } = window;
  await inspector(window, "mezdra");
  await page.goto("/mezdra/oversight/checklists?appendix=10");
  await see("oversight-checklists", { picture: true });
  await page.goto("/mezdra/oversight/numbers");
  await see("oversight-numbers");
  await page.goto("/mezdra/oversight/monitoring");
  await see("oversight-monitoring", { picture: true });
});

const CHECKED = "СНЦ „Еквилибриум“";

/** Goes to a deed of the check, fills what it asks for, and does it. */
const doing = (page, home) => async (deed, words = {}, days = {}) => {
  await page.goto(`${home}/${deed}`);
  for (const [name, text] of Object.entries(words)) await page.locator(`[name=${name}]`).fill(text);
  for (const [name, day] of Object.entries(days)) await writeDay(page, name, day);
  await send(page);
  await page.waitForURL((url) => url.pathname.startsWith(home) && !url.pathname.endsWith(`/${deed}`));
};

longJourney("a check goes from the programme to the report to the agency", { narrow: 360 }, async (window) => {
  const { page, see, ...office } = await window.later("2027-01-11");
  await inspector({ page, ...office });
  await page.goto("/ruse/oversight/programme?year=2027");
  await follow(page, CHECKED);
  await page.waitForURL(/\/check-plans\//);
  await see("oversight-line");
  await follow(page, "Подготви проверка");
  await page.waitForURL(/\/checks\/new\?provider=/);
  await page.locator("[name=standard]").selectOption("05");
  await page.locator("[name=basis]").fill("Годишна програма за проверките, януари");
  await send(page);
  await page.waitForURL(/\/oversight\/checks\/[0-9a-z]{13}$/);
  assert.match(await main(page), /Няма заповед: посещение не може да започне/);
  const home = new URL(page.url()).pathname;
  const deed = doing(page, home);
  const people = "Проверяващ Първи (измислен), началник на отдел";
  const order = { scope: "Спазване на стандартите за качество", people, place: "на мястото на услугата" };
  await deed("order", order, { from: "2027-01-11", to: "2027-01-15" });
  await deed("begin", { present: "ръководителят на услугата" }, { on: "2027-01-11" });
  await page.goto(`${home}/tablet`);
  await follow(page, "Отвори листа тук");
  await page.waitForURL(/\/check-visit\//);
  await page.locator("main li a[data-keep]").first().click();
  await page.waitForURL(/\/part\?no=1/);
  for (const radio of await page.locator("input[type=radio][value=skipped]").all()) await radio.check();
  await choose(page, "result-S02", "not-met");
  await page.locator("[name=note-S02]").fill("Графикът на дейностите не е утвърден.");
  await send(page);
  await page.waitForURL(/\/check-visit\/[^/]+$/);
  await deed("end", {}, { on: "2027-01-11" });
  const told = await main(page);
  // Ten days from the visit, one part of what was seen comes from our own records (чл. 33 НКСУ).
  assert.match(told, /Доклад до\s*21\.01\.2027/);
  assert.match(told, /Графикът на дейностите не е утвърден/);
  assert.match(told, /от обученията/);
  await page.goto(`${home}/prescribe`);
  await page.locator("[name=text]").fill("Да се утвърди график на дейностите.");
  await page.locator("[name=responsible]").fill("Ръководителят на услугата");
  await writeDay(page, "due", "2027-02-15");
  await send(page);
  await page.waitForURL((url) => url.pathname === home);
  await deed("report", { other: "Услугата работи при пълен капацитет." });
  await deed("send", {}, { on: "2027-01-11" });
  // A check with a fault is not closed before the agency was told, three days from the report (чл. 34 НКСУ).
  await page.goto(`${home}/close`);
  await send(page);
  await see("oversight-close-early", { status: 422 });
  await deed("agency");
  const agency = await main(page);
  assert.match(agency, /До АКСУ най-късно на\s*14\.01\.2027/);
  assert.match(agency, /Писмо до АКСУ/);
  await see("oversight-agency", { picture: true });
});
