// The pay of a month: made by one person, a rate that changed makes corrections, approved and released by
// another; the account to АСП and the money that came. The first walk does it, the others find it done.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";
import { as, leave, monthFromNow } from "../office.mjs";

const accountant = as("accountant");
const head = as("head");
const admin = as("admin");

const press = async (page, action) => {
  await page.locator(`main form[action$='${action}'] button`).first().click();
  await page.waitForURL(/\/payroll\//);
};

/** The runs of a month: addresses by their kind, newest state on the page. */
const open = async (page) => {
  await page.goto(`/ruse/payroll?month=${monthFromNow(-1)}`);
  const begin = page.locator("main form:has(input[name=kind][value=regular]) button");
  if (await begin.count()) {
    await begin.click();
    await page.waitForURL(/\/payroll\/[0-9a-z]{13}/);
    return page.url();
  }
  await page.locator("main table").first().locator("tbody tr th a").first().click();
  await page.waitForURL(/\/payroll\/[0-9a-z]{13}/);
  return page.url();
};

journey("a rate of the municipality is put right and the next run brings the corrections", async (window) => {
  const { page, see } = window;
  await admin(window);
  await page.goto("/ruse/law/rules/pay.service-supplement/value");
  await page.fill("[name=value]", "0.7");
  const [year, month] = monthFromNow(-2).split("-");
  await page.fill("[name=from-day]", "1");
  await page.fill("[name=from-month]", month);
  await page.fill("[name=from-year]", year);
  await page.fill("[name=act]", "Заповед РД-01-77");
  await page.fill("[name=reason]", "Вътрешни правила за заплатите");
  await page.locator("main form button[type=submit]").last().click();
  await page.waitForLoadState();
  await leave(page);
  await accountant(window);
  await page.goto(`/ruse/payroll?month=${monthFromNow(-1)}`);
  await see("payroll-month", { picture: true });
  const run = await open(page);
  for (let tries = 0; tries < 30 && (await page.locator("main [role=status]").count()); tries += 1) {
    await page.waitForTimeout(1_000);
    await page.goto(run);
  }
  await see("payroll-run", { picture: true });
  assert.match(await page.locator("main").textContent(), /Поправка/);
  await page.goto(`${run.split("?")[0]}?shown=correction`);
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/payroll\/lines\//);
  await see("payroll-line", { picture: true });
  assert.match(await page.locator("main").textContent(), /вместо/);
});

journey("two persons release a run, and its account is filed and paid", async (window) => {
  const { page, see } = window;
  await accountant(window);
  const run = (await open(page)).split("?")[0];
  if (await page.locator("main form[action$='/submit']").count()) {
    await press(page, "/submit");
    await see("payroll-prepared");
    await leave(page);
    await head(window);
    await page.goto(run);
    await press(page, "/approve");
    await press(page, "/release");
    await see("payroll-released", { picture: true });
    await leave(page);
    await accountant(window);
  }
  await page.goto(run);
  await press(page, "/account");
  await see("payroll-account", { picture: true });
  const account = page.url();
  const filed = page.locator("main a[href$='/filed']");
  if (await filed.count()) {
    await filed.click();
    await page.fill("[name=document]", "ССЕВ 2026-00991");
    await page.locator("main form button[type=submit]:not([name])").last().click();
    await page.waitForURL(/\/payroll\/asp\/[0-9a-z]{13}$/);
  }
  await page.goto(`${account.split("?")[0]}/transfer`);
  await page.fill("[name=sum]", "много");
  await page.fill("[name=document]", "бордеро 7");
  await page.locator("main form button[type=submit]:not([name])").last().click();
  await see("payroll-transfer-wrong", { status: 422 });
  await page.fill("[name=sum]", "100,00");
  await page.locator("main form button[type=submit]:not([name])").last().click();
  await page.waitForURL(/\/payroll\/asp\/[0-9a-z]{13}$/);
  assert.match(await page.locator("main").textContent(), /100,00/);
  await page.goto("/ruse/payroll/asp");
  await see("payroll-asp");
  await page.goto("/ruse/payroll/year");
  await see("payroll-year");
});
