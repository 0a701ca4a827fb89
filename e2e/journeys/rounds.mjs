// Every page that staff open from the navigation, as each role sees it.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const OFFICER = [
  "/work", "/people", "/contacts", "/contacts/new", "/contacts/statistics", "/signals", "/signals/new",
  "/referrals", "/services", "/account",
];
const ADMINISTRATOR = [
  "/office", "/office/points", "/office/order", "/office/accounts", "/office/roles", "/office/tokens",
  "/office/settings", "/office/jobs", "/services",
];
const AUDITOR = ["/audit"];
/** What the guides show. */
const PICTURES = ["/work", "/contacts/new", "/contacts/statistics", "/signals/new", "/referrals", "/office", "/office/order", "/office/roles", "/audit"];

/** `/office/points` becomes `office-points`. */
const nameOf = (path) => path.slice(1).replaceAll("/", "-");

for (const [role, paths] of Object.entries({ referral_officer: OFFICER, administrator: ADMINISTRATOR, auditor: AUDITOR })) {
  journey(`the rounds of ${role}`, async ({ page, visit, signIn, signIns }) => {
    const who = signIns.find((one) => one.municipality === "ruse" && one.role === role);
    assert.ok(who, `somebody in Ruse has the role ${role}`);
    await signIn(who);
    for (const path of paths) {
      await visit(`/ruse${path}`, nameOf(path), { picture: PICTURES.includes(path) });
      assert.ok((await page.locator("h1").count()) === 1, `one heading on ${path}`);
    }
  });
}
