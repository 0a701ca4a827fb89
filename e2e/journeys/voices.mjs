// Voices of users: somebody files a complaint without a name and follows it; the office answers; a survey
// is answered on a phone, also easy to read, and its results keep small groups.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const head = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const follow = (page, text) => page.locator("main a", { hasText: text }).first().click();

journey("anybody files a complaint without a name and follows it", async (window) => {
  const { page, see } = window;
  await page.goto("/mezdra/complaint");
  await see("voices-public", { picture: true });
  await page.locator("[name=about]").fill("Рампата е заледена.");
  await page.locator("[name=kind][value=signal]").check();
  await page.locator("[name=topic][value=safety]").check();
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(/\/complaint\/\d{16}$/);
  await see("voices-follow", { picture: true });
  assert.match(await page.locator("main").textContent(), /Чака отговор/);
});

journey("the register opens a complaint with its steps, and the year in numbers", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/voices");
  await see("voices-register", { picture: true });
  await page.goto("/ruse/voices?state=late");
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/voices\/complaints\/[0-9a-z]{13}$/);
  await see("voices-complaint", { picture: true });
  await follow(page, "Отговори");
  await page.waitForURL(/\/answer$/);
  await send(page);
  await see("voices-answer-refused", { status: 422 });
  await page.goto("/ruse/voices/statistics");
  await see("voices-statistics", { picture: true });
});

journey("a survey is given out, entered by keyboard, and its results open the answers", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/voices/surveys?state=open");
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/voices\/surveys\/[0-9a-z]{13}$/);
  await see("voices-survey", { picture: true });
  const survey = page.url();
  await page.goto(`${survey}/enter`);
  await see("voices-enter", { picture: true });
  await page.goto(`${survey}/talk?easy=1`);
  await see("voices-easy", { picture: true });
  assert.ok(await page.locator("main form svg").count());
  await page.goto("/ruse/voices/surveys?state=closed");
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/voices\/surveys\/[0-9a-z]{13}$/);
  await follow(page, "Резултати");
  await page.waitForURL(/\/results$/);
  await see("voices-results", { picture: true });
  await page.locator("main tbody td a").first().click();
  await page.waitForURL(/sheets-behind/);
  await see("voices-sheets");
  await page.goto("/ruse/voices/questionnaires");
  await page.locator("main tbody tr th a").first().click();
  await see("voices-questionnaire");
});
