// From the list of cases into one: what the law said, what is next, what happened.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

journey("a case is opened", async ({ page, see, signIn, signIns }) => {
  await signIn(signIns.find((one) => one.municipality === "ruse" && one.role === "head"));
  await page.goto("/ruse/referrals");
  await page.locator("main table tbody a").first().click();
  await page.waitForURL(/\/referrals\/[0-9a-z]{13}$/);
  await see("case", { picture: true });
  assert.match(await page.locator("main").textContent(), /чл\. \d+/, "the page names an article");
});
