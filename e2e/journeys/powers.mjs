// Powers: a file with its course, a competition that is over, a step out of order, licences with their terms.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const head = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const open = async (page, town, q) => {
  await page.goto(`/${town}/powers?q=${encodeURIComponent(q)}`);
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/powers\/dossiers\/[0-9a-z]{13}$/);
  return new URL(page.url()).pathname;
};

journey("a competition shows its steps, its candidates and its contract", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/powers");
  await see("powers", { picture: true });
  await open(page, "ruse", "Център за обществена подкрепа");
  await see("powers-contest", { picture: true });
  assert.match(await page.locator("main").textContent(), /86 \/ 100/);
  await page.locator("main a[href*='/powers/assigned/']").first().click();
  await page.waitForURL(/\/powers\/assigned\/[0-9a-z]{13}$/);
  await see("powers-contract", { picture: true });
  assert.match(await page.locator("main").textContent(), /101 \/ 110/);
});

journey("a step before the one it rests on is refused", async (window) => {
  const { page, see } = window;
  await head(window);
  const path = await open(page, "ruse", "дневна грижа");
  await page.goto(`${path}/step`);
  await see("powers-step");
  await page.locator("[name=step][value=decision]").check();
  await page.locator("[name=number]").fill("999");
  await send(page);
  await see("powers-step-wrong", { status: 422 });
  assert.match(await page.locator("main").textContent(), /Преди нея трябва/);
});

journey("agreements and licences stand in their lists", async (window) => {
  const { page, see } = window;
  await head(window, "mezdra");
  await page.goto("/mezdra/powers/agreements");
  await see("powers-agreements", { picture: true });
  assert.match(await page.locator("main").textContent(), /Община Примерна/);
  await page.goto("/mezdra/powers/licences");
  await see("powers-licences");
  await page.goto("/mezdra/powers/contracts");
  await see("powers-contracts");
});
