// What if and where to open: two scenarios made and compared, a search for sites with its proof, a mistake that
// keeps what was typed.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const head = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const follow = (page, text) => page.locator("main a", { hasText: text }).first().click();

const MADE = /\/scenarios\/made\/[0-9a-z]{13}$/;

const make = async (page, title, fields) => {
  await page.goto("/ruse/scenarios/new");
  await page.fill("[name=title]", title);
  for (const [name, value] of Object.entries(fields)) {
    await page.fill(`[name=${name}]`, value);
  }
  await send(page);
  await page.waitForURL(MADE);
};

journey("two scenarios are made and compared, and a mistake keeps what was typed", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/scenarios");
  await see("scenarios-list");
  await page.goto("/ruse/scenarios/new");
  await page.fill("[name=title]", "Грешен");
  await page.fill("[name=years]", "40");
  await send(page);
  await page.locator(".govuk-error-summary").waitFor();
  assert.equal(await page.inputValue("[name=title]"), "Грешен");
  await see("scenarios-wrong", { status: 422 });
  await make(page, "По-стари след пет години", { years: "5", growth_old: "2,5" });
  await see("scenarios-what-if", { picture: true });
  await follow(page, "№ 9");
  await page.waitForURL(/\/service\?of=9$/);
  await see("scenarios-service");
  await make(page, "По-малко деца", { years: "5", growth_children: "-3" });
  await page.goto("/ruse/scenarios/compare");
  await page.selectOption("[name=one]", { index: 1 });
  await page.selectOption("[name=other]", { index: 2 });
  await send(page);
  await page.waitForURL(/compare\?one=/);
  await see("scenarios-compared");
  assert.ok((await page.locator("main tbody tr").count()) > 5);
});

journey("a search for sites says where to open and that there is nothing better", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/scenarios/new-sites");
  await page.selectOption("[name=service]", "9");
  await page.selectOption("[name=goal]", "median");
  await page.fill("[name=services]", "3");
  await page.selectOption("[name=keeps]", "no");
  await see("scenarios-sites-form");
  await send(page);
  await page.waitForURL(MADE);
  await page.locator("main h2", { hasText: "Къде да има услуги" }).waitFor({ timeout: 60_000 });
  await see("scenarios-sites", { picture: true });
  assert.ok((await page.locator("main").innerText()).includes("Доказано е"));
  await follow(page, "Пресметни отново");
  await send(page);
  await page.waitForURL(MADE);
  assert.ok((await page.locator("body").innerText()).includes("Излезе същото"));
});
