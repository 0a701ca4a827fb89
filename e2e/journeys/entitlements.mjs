// "What am I entitled to": somebody answers without a name, goes back, changes an answer, takes a code, and the
// desk goes on from there.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const ANSWERS = {
  crisis: "none",
  place: "here",
  age: "47",
  living: "home",
  disability: "95",
  foreign_help: "yes",
  other_assistance: "no",
  pension: "social",
  works_or_studies: "no",
  income: "640",
  members: "2",
};

const at = (page) => page.locator("[name=at]").getAttribute("value");

const go = (page, value) => page.locator(`main button[name=go][value=${value}]`).first().click();

async function answer(page, key) {
  const value = ANSWERS[key];
  const typed = page.locator(`input[type=text][name=${key}]`);
  if (await typed.count()) {
    if (!value) return go(page, "unknown");
    await typed.fill(value);
  } else {
    await page.locator(`input[type=radio][name=${key}][value=${value ?? "no"}]`).check();
  }
  return go(page, "next");
}

journey("somebody finds out what they are entitled to and takes a code to the desk", async (window) => {
  const { page, see, signIn, signIns } = window;
  await page.goto("/ruse/entitlements");
  await see("entitlements-start", { picture: true });
  await page.locator("main a.govuk-button--start").click();
  await page.waitForURL(/\/check$/);
  await see("entitlements-question", { picture: true });
  await go(page, "next");
  await see("entitlements-question-refused", { status: 422 });
  await answer(page, "crisis");
  assert.equal(await at(page), "place");
  await go(page, "back");
  assert.equal(await at(page), "crisis");
  assert.ok(await page.locator("input[name=crisis][value=none]").isChecked());
  for (let step = 0; step < 40 && (await page.locator("[name=at]").count()); step += 1) {
    await answer(page, await at(page));
  }
  await see("entitlements-result", { picture: true });
  assert.match(await page.locator("main").textContent(), /Лична помощ/);
  await page.locator("button[value=to-age]").click();
  assert.equal(await at(page), "age");
  await answer(page, "age");
  await page.locator("form[action$='/entitlements/keep'] button").click();
  await page.waitForURL(/\/kept\/\d{12}$/);
  await see("entitlements-kept", { picture: true });
  const code = page.url().match(/\d{12}$/)[0];
  await signIn(signIns.find((one) => one.username === "ruse.head"));
  await page.goto("/ruse/entitlements/desk");
  await see("entitlements-desk", { picture: true });
  await page.locator("[name=code]").fill(code);
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(/\/saved\/[0-9a-z]{13}$/);
  await see("entitlements-opened", { picture: true });
});

journey("who tells of danger sees at once who helps", async ({ page, see }) => {
  await page.goto("/mezdra/entitlements/check");
  await page.locator("input[name=crisis][value=violence]").check();
  await go(page, "next");
  assert.ok(await page.locator("a[href='tel:112']").isVisible());
  await see("entitlements-danger", { picture: true });
});
