// The way from a case to its person, and from the person to a new wish.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

journey("from a case to the person and to a new wish", async ({ page, see, signIn, signIns, world }) => {
  await signIn(signIns.find((one) => one.municipality === "ruse" && one.role === "referral_officer"));
  await page.goto("/ruse/referrals");
  await page.locator("main table tbody a").nth(world.width > 600 ? 3 : 7).click();
  await page.waitForURL(/\/referrals\/[0-9a-z]{13}$/);
  await page.getByRole("link", { name: "Досие на човека" }).click();
  await page.waitForURL(/\/people\/[0-9a-z]{13}$/);
  await see("person", { picture: true });
  await page.locator("main a[href$='/wishes/new']").first().click();
  await page.waitForURL(/\/wishes\/new$/);
  await see("wish-form");
});
