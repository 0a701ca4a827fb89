// Oversight: the programme with its arithmetic, a check from its order to the tablet, the tablet without a
// network, prescriptions, checklists, monitoring.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const inspector = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.inspector`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const follow = (page, text) => page.locator("main a", { hasText: text }).first().click();

journey("the programme says who is checked first and why", async (window) => {
  const { page, see } = window;
  await inspector(window);
  await page.goto("/ruse/oversight/programme");
  await see("oversight-programme", { picture: true });
  await follow(page, "Кого първо");
  await page.waitForURL(/\/programme\/risk/);
  await see("oversight-risk", { picture: true });
  assert.match(await page.locator("main").textContent(), / × /);
});

journey("a check shows its findings, its prescriptions and its papers", async (window) => {
  const { page, see } = window;
  await inspector(window);
  await page.goto("/ruse/oversight?state=closed");
  await see("oversight-checks", { picture: true });
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/oversight\/checks\/[0-9a-z]{13}$/);
  await see("oversight-check", { picture: true });
  assert.match(await page.locator("main").textContent(), /Констатации/);
  await page.goto("/ruse/oversight/prescriptions");
  await see("oversight-prescriptions");
});

journey("the tablet keeps what is typed without a network and sends it once", async (window) => {
  const { page, see, world } = window;
  await inspector(window);
  await page.goto("/ruse/oversight?state=visiting");
  if (!(await page.locator("main tbody tr th a").count())) return see("oversight-no-visit");
  await page.locator("main tbody tr th a").first().click();
  await follow(page, "Лист на таблета");
  await page.waitForURL(/\/tablet$/);
  await see("oversight-tablet");
  await follow(page, "Отвори листа тук");
  await page.waitForURL(/\/check-visit\//);
  await see("oversight-visit", { picture: true });
  await page.locator("main li a[data-keep]").last().click();
  await page.waitForURL(/\/part\?no=/);
  await see("oversight-part", { picture: true });
  const box = page.locator("main form textarea").first();
  await box.fill("Видяно без мрежа.");
  await page.locator("main form input[type=radio][value=skipped]").first().check();
  if (!world.scripts) {
    await send(page);
  } else {
    await page.context().setOffline(true);
    await send(page);
    await page.locator("[data-later-status]:visible").waitFor();
    await page.context().setOffline(false);
  }
  await page.waitForURL(/\/check-visit\/[^/]+$/);
});

journey("checklists, numbers and monitoring open", async (window) => {
  const { page, see } = window;
  await inspector(window, "mezdra");
  await page.goto("/mezdra/oversight/checklists?appendix=10");
  await see("oversight-checklists", { picture: true });
  await page.goto("/mezdra/oversight/numbers");
  await see("oversight-numbers");
  await page.goto("/mezdra/oversight/monitoring");
  await see("oversight-monitoring", { picture: true });
});
