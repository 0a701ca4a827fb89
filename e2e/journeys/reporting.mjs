// Reports: put together, opened to the list behind a number, saved, taken away for publication.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const head = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

journey("a report is put together, its numbers open their lists, and it is saved", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/reporting");
  await see("reporting-home");
  await page.goto("/ruse/reporting/build?measure=users&split=kind");
  await see("reporting-build", { picture: true });
  assert.ok(await page.locator("main svg rect").count() > 1, "a picture stands beside the table");
  const number = page.locator("main tbody td a").first();
  const count = Number((await number.textContent()).trim());
  await number.click();
  await page.waitForURL(/\/reporting\/list\?/);
  await see("reporting-list");
  assert.equal(Number(await page.locator("[data-count]").getAttribute("data-count")), count);
  await page.goto("/ruse/reporting/build?measure=waiting&split=service");
  await page.locator("main a", { hasText: "Запазване на справката" }).first().click();
  await page.waitForURL(/\/reporting\/save\?/);
  await see("reporting-save");
  await page.locator("input[name=title]").fill("Чакащи по услуга");
  await send(page);
  await page.waitForURL(/\/reporting\/saved\/[0-9a-z]{13}$/);
  await page.locator("main a", { hasText: "Споделяне с колеги" }).first().click();
  await page.waitForURL(/\/share$/);
  await see("reporting-share");
});

journey("what is published hides small numbers", async (window) => {
  const { page, see } = window;
  await head(window, "mezdra");
  await page.goto("/mezdra/reporting/settings");
  await see("reporting-settings");
  await page.goto("/mezdra/reporting/build?measure=users&split=settlement");
  const links = page.locator("main ul a", { hasText: "За публикуване" });
  assert.equal(await links.count(), 2);
});
