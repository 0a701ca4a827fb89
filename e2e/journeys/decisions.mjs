// Decisions: the register with what is late, a decision entered twice, followed to its end, shown to anybody.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const head = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const fillDay = async (page, name, [day, month, year]) => {
  await page.locator(`[name=${name}-day]`).fill(day);
  await page.locator(`[name=${name}-month]`).fill(month);
  await page.locator(`[name=${name}-year]`).fill(year);
};

journey("what is late opens its list and the decision with its history", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/decisions");
  await see("decisions", { picture: true });
  await page.locator("main a.opora-tile").first().click();
  await page.waitForURL(/state=late/);
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/decisions\/[0-9a-z]{13}$/);
  await see("decision", { picture: true });
  assert.match(await page.locator("main").textContent(), /Просрочено/);
});

journey("a number stands once, and what was done is noted", async (window) => {
  const { page, see, world } = window;
  await head(window);
  const number = `${world.width}-${world.scripts ? 1 : 0}`;
  const enter = async () => {
    await page.goto("/ruse/decisions/new");
    await page.locator("[name=body][value=mayor]").check();
    await page.locator("[name=number]").fill(number);
    await fillDay(page, "taken", ["2", "11", "2026"]);
    await page.locator("[name=text]").fill("Пробно решение");
    await page.locator("[name=responsible]").fill("Кмет на общината");
    await page.locator("[name=public][value=yes]").check();
    await send(page);
  };
  await enter();
  await page.waitForURL(/\/decisions\/[0-9a-z]{13}$/);
  const path = new URL(page.url()).pathname;
  await enter();
  await see("decisions-taken", { status: 422 });
  await page.goto(`${path}/progress`);
  await see("decisions-progress");
  await page.locator("[name=note]").fill("Изпълнено с писмо");
  await page.locator("[name=state][value=done]").check();
  await fillDay(page, "done", ["16", "11", "2026"]);
  await send(page);
  await page.waitForURL(new RegExp(`${path}$`));
  assert.match(await page.locator("main").textContent(), /Изпълнено с писмо/);
});

journey("anybody reads what was decided", async ({ page, see }) => {
  await page.goto("/ruse/decisions/public");
  await see("decisions-public", { picture: true });
  assert.match(await page.locator("main").textContent(), /Общностна работа/);
});
