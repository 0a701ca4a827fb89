// The calendar of duties: the year, the mayor's page, a duty noted as done and taken back; reminders. The
// yearly analysis: its figures, a section edited, nothing signed without the council.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const head = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const follow = (page, text) => page.locator("main a", { hasText: text }).first().click();

journey("the year of duties opens its lists, and a duty tells how its term is counted", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/duties");
  await see("duties-year", { picture: true });
  await page.goto("/ruse/duties/mayor");
  await see("duties-mayor", { picture: true });
  await page.goto("/ruse/duties/list?state=late");
  await see("duties-late");
  assert.ok(await page.locator("main tbody a[href*='/duties/codes/']").count());
  await page.goto("/ruse/duties/codes/analysis/at/2026");
  await see("duties-one", { picture: true });
  await page.goto("/ruse/duties/rules");
  await see("duties-rules");
});

// Each walk finds the duty open: the walk before took its note back.
journey("a duty is noted as done with its document and taken back", async (window) => {
  const { page, see } = window;
  await head(window, "mezdra");
  await page.goto("/mezdra/duties/codes/public-information/at/2026");
  await follow(page, "Отбележи изпълнение");
  await page.waitForURL(/\/done$/);
  await send(page);
  await see("duties-done-refused", { status: 422 });
  await page.locator("input[name=record]").fill("/services");
  await send(page);
  await page.waitForURL(/\/at\/2026$/);
  await see("duties-done");
  await page.locator("main tbody a[href*='/duties/marks/']").last().click();
  await page.waitForURL(/\/duties\/marks\//);
  await page.locator("textarea[name=why]").fill("Вписано по грешка");
  await send(page);
  await page.waitForURL(/\/at\/2026$/);
  await see("duties-open-again");
});

journey("somebody says where to be reminded and gets a secret address for a calendar", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/duties/mine/feed");
  await send(page);
  await page.waitForURL(/\/duties\/mine$/);
  await see("duties-mine");
});
