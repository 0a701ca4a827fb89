// Projects: the register, an amendment revoked, a budget against its spending, contracts and claims with
// their documents, a document entered and refused, money by month, activities in time, double funding.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const manager = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.project`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const open = async (page, town = "ruse", q = "Капацитет") => {
  await page.goto(`/${town}/projects?q=${encodeURIComponent(q)}`);
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/projects\/[0-9a-z]{13}$/);
  return new URL(page.url()).pathname;
};

journey("a project is found by its contract in Latin letters and shows its sums in both currencies", async (window) => {
  const { page, see } = window;
  await manager(window);
  await page.goto("/ruse/projects");
  await see("projects", { picture: true });
  await open(page, "ruse", "2.002-0109-C01");
  await see("project", { picture: true });
  const text = (await page.locator("main").textContent()).replaceAll("\u00a0", " ");
  assert.match(text, /771 009,00 лв\./);
  assert.match(text, /655 357,65 лв\./);
  assert.match(text, /115 651,35 лв\./);
});

journey("the budget, money by month and the activities of Mezdra stand as tables", async (window) => {
  const { page, see } = window;
  await manager(window, "mezdra");
  const path = await open(page, "mezdra");
  await page.goto(`${path}/budget`);
  await see("projects-budget", { picture: true });
  const text = (await page.locator("main").textContent()).replaceAll("\u00a0", " ");
  assert.match(text, /137 538,00 лв\./);
  await page.goto(`${path}/flow`);
  await see("projects-flow", { picture: true });
  await page.goto(`${path}/activities`);
  await see("projects-activities", { picture: true });
  assert.ok((await page.locator("main tbody tr td").allTextContents()).some((text) => /Ръководител на проекта/.test(text)));
  await page.goto(`${path}/publicity`);
  await see("projects-publicity", { picture: true });
  for (const part of ["risks", "procurement", "upload"]) {
    await page.goto(`${path}/${part}`);
    await see(`projects-${part}`, { picture: true });
  }
});

journey("a contract and a claim of Mezdra open the documents behind them", async (window) => {
  const { page, see } = window;
  await manager(window, "mezdra");
  const path = await open(page, "mezdra");
  await page.goto(`${path}/commitments`);
  await see("projects-commitments");
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/projects\/commitments\/[0-9a-z]{13}$/);
  await see("projects-commitment", { picture: true });
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/projects\/spending\/[0-9a-z]{13}$/);
  await page.goto(`${path}/claims`);
  await see("projects-claims");
  await page.locator("main tbody tr th a", { hasText: "№ 2" }).click();
  await page.waitForURL(/\/projects\/payment-claims\/[0-9a-z]{13}$/);
  await see("projects-claim", { picture: true });
  assert.match(await page.locator("main").textContent(), /Мебел Макет/);
});

journey("an amendment entered by mistake is revoked, and what changes is told before", async (window) => {
  const { page, see, world } = window;
  await manager(window);
  const path = await open(page, "ruse", "Равен достъп");
  const number = `П-${world.width}-${world.scripts ? 1 : 0}`;
  await page.goto(`${path}/amend`);
  const fill = (name, value) => page.locator(`[name=${name}]`).fill(value);
  await fill("number", number);
  await fill("what", "Срокът се съкращава");
  await fill("until-day", "30");
  await fill("until-month", "11");
  await fill("until-year", "2024");
  await send(page);
  await page.waitForURL((url) => url.pathname === path);
  await page.locator("main tbody tr th a", { hasText: number }).click();
  await page.waitForURL(/\/projects\/amendments\/[0-9a-z]{13}$/);
  await page.locator("main a", { hasText: "Анулирай записа" }).click();
  await page.waitForURL(/\/revoke$/);
  await see("projects-amendment", { picture: true });
  assert.match(await page.locator("main").textContent(), /30\.11\.2024 → 01\.07\.2023 – 31\.12\.2024/);
  await fill("reason", "Споразумението е по друг проект.");
  await send(page);
  await page.waitForURL(/\/projects\/amendments\/[0-9a-z]{13}$/);
  assert.match(await page.locator("main").textContent(), /Споразумението е по друг проект/);
});

journey("spending after the period is refused, within it is entered", async (window) => {
  const { page, see, world } = window;
  await manager(window);
  const path = await open(page);
  await page.goto(`${path}/spend`);
  await see("projects-spend", { picture: true });
  const fill = (name, value) => page.locator(`[name=${name}]`).fill(value);
  await fill("number", `000000${world.width}${world.scripts ? 1 : 0}`);
  await fill("supplier", "Пробен доставчик (измислен)");
  await fill("what", "Материали");
  await fill("total", "100,00");
  await page.locator("select[name=code]").selectOption("1.3");
  await send(page);
  await see("projects-spend-wrong", { status: 422 });
  assert.match(await page.locator("main").textContent(), /след края на проекта/);
  await fill("issued-day", "3");
  await fill("issued-month", "2");
  await fill("issued-year", "2025");
  await send(page);
  await page.waitForURL(/\/projects\/spending\/[0-9a-z]{13}$/);
  await see("projects-spending");
  assert.match(await page.locator("main").textContent(), /85,00/);
});

journey("four things are paid twice, and one of them is justified", async (window) => {
  const { page, see } = window;
  await manager(window);
  await page.goto("/ruse/projects/double");
  await see("projects-double", { picture: true });
  assert.equal(await page.locator("main tbody tr").count(), 4);
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/double\/finding/);
  await see("projects-finding");
  await page.locator("main a", { hasText: "Решение по находка" }).first().click();
  await page.waitForURL(/\/double\/decide/);
  await page.locator("[name=outcome][value=justified]").check();
  await page.locator("[name=reason]").fill("Часовете са в различни части на деня.");
  await send(page);
  await page.waitForURL(/\/projects\/double$/);
  assert.match(await page.locator("main").textContent(), /Обоснована/);
});
