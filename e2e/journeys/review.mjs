// The yearly analysis: its sections with figures that open their lists, an edited section, and no signature
// without the council.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const head = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const follow = (page, text) => page.locator("main a", { hasText: text }).first().click();

journey("the analysis of the year before shows its figures and is edited in versions", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/review");
  await see("review-list");
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/review\/analyses\/[0-9a-z]{13}$/);
  await see("review-one", { picture: true });
  assert.ok(await page.locator("main tbody tr").count() > 20);
  await follow(page, "Редактирай раздела");
  await page.waitForURL(/\/edit\?block=results$/);
  await see("review-edit");
  await send(page);
  await page.waitForURL(/\/review\/analyses\/[0-9a-z]{13}$/);
  await follow(page, "Версии на раздела");
  await page.waitForURL(/\/editions\?block=results$/);
  await see("review-editions");
});
