// Staff: the register, an employee, a new appointment with another payer, a month of hourly work with
// a line that cannot be, its paper; what ends with the money.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const head = ({ signIn, signIns }, town = "mezdra") => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const follow = (page, text) => page.locator("main a", { hasText: text }).first().click();

journey("the register leads to an employee, and funding changes without ending the appointment", async (window) => {
  const { page, see } = window;
  await head(window, "ruse");
  await page.goto("/ruse/workforce");
  await see("workforce-list", { picture: true });
  await page.goto("/ruse/workforce?source=municipal&state=own");
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/workforce\/employees\/[0-9a-z]{13}$/);
  await see("workforce-employee", { picture: true });
  await page.locator("main tbody a[href*='/workforce/appointments/']").first().click();
  await page.waitForURL(/\/workforce\/appointments\/[0-9a-z]{13}$/);
  await see("workforce-appointment");
  await follow(page, "Смяна на финансирането");
  await page.waitForURL(/\/fund$/);
  await page.locator("[name=source]").selectOption("state");
  await send(page);
  await page.waitForURL(/\/workforce\/appointments\/[0-9a-z]{13}$/);
  assert.match(await page.locator("main").textContent(), /Държавен бюджет/);
});

journey("a month of hourly work names what cannot be, and is issued for signing", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/mezdra/workforce/supplements");
  await see("workforce-supplements");
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/workforce\/supplements\/[0-9a-z]{13}$/);
  await see("workforce-supplement", { picture: true });
  await follow(page, "Отчет за");
  await page.waitForURL(/\/month\?month=/);
  await page.locator("input[name^='begin-']").first().fill("19:00");
  await page.locator("input[name^='end-']").first().fill("17:30");
  await page.locator("input[name^='work-']").first().fill("Консултации");
  await send(page);
  await see("workforce-month-wrong", { status: 422 });
  await page.goto("/mezdra/workforce/timesheets?state=draft");
  await see("workforce-timesheets");
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/workforce\/timesheets\/[0-9a-z]{13}$/);
  await follow(page, "Издай отчета за подпис");
  await page.waitForURL(/\/print$/);
  await send(page);
  await page.waitForURL(/\/workforce\/timesheets\/[0-9a-z]{13}$/);
  await see("workforce-timesheet", { picture: true });
  assert.ok(await page.locator("main a[href*='/sheet-papers/']").count());
});

journey("what ends with the money and what stays", async (window) => {
  const { page, see } = window;
  await head(window, "ruse");
  await page.goto("/ruse/workforce/after");
  await see("workforce-after", { picture: true });
  await page.goto("/ruse/workforce/load");
  await see("workforce-load", { picture: true });
  await page.goto("/ruse/workforce/leave");
  await see("workforce-leave", { picture: true });
  for (const path of ["posts", "units", "competences", "plans", "import"]) {
    await page.goto(`/ruse/workforce/${path}`);
    await see(`workforce-${path}`);
  }
});
