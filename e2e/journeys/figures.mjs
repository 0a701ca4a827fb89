// Figures and needs: what contradicts itself, a table with its columns, a figure corrected, gaps and the sum behind them.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const analyst = ({ signIn, signIns }, town = "mezdra") => signIn(signIns.find((one) => one.username === `${town}.analyst`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const fillDay = async (page, name, [day, month, year]) => {
  await page.locator(`[name=${name}-day]`).fill(day);
  await page.locator(`[name=${name}-month]`).fill(month);
  await page.locator(`[name=${name}-year]`).fill(year);
};

journey("the census and the registers stand side by side", async (window) => {
  const { page, see } = window;
  await analyst(window);
  await page.goto("/mezdra/figures");
  await see("figures", { picture: true });
  await page.goto("/mezdra/figures/conflicts");
  await see("figures-conflicts", { picture: true });
  assert.match((await page.locator("main").textContent()).replaceAll("\u00a0", " "), /17 669/);
  await page.goto("/mezdra/figures/checks");
  await see("figures-checks");
  await page.goto("/mezdra/figures/groups");
  await see("figures-groups");
});

journey("a table of settlements is mapped, looked at and entered", async (window) => {
  const { page, see, world } = window;
  await analyst(window);
  // A source of its own for each window: the same figure twice would be nothing new.
  const source = `Проба ${world.width}-${world.scripts ? 1 : 0}`;
  await page.goto("/mezdra/figures/import");
  await see("figures-import", { picture: true });
  const text = "Население\nНаселено място;Общ брой на населението\nс. Зверино;1 498*\nс. Никъде;5\n* по предварителни данни\n";
  await page.locator("input[type=file]").setInputFiles({ name: "grao.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await send(page);
  await page.waitForURL(/\/columns$/);
  await see("figures-columns", { picture: true });
  await page.locator("[name=kind]").selectOption("permanent");
  await fillDay(page, "on", ["31", "12", "2022"]);
  await page.locator("[name=source]").fill(source);
  await send(page);
  await page.waitForURL(/\/figure-imports\/[0-9a-z]{13}$/);
  await see("figures-import-wrong", { picture: true });
  assert.match(await page.locator("main").textContent(), /няма такова населено място в ЕКАТТЕ/);
  // The file is mended and read again.
  await page.goto("/mezdra/figures/import");
  const right = text.replace("с. Никъде;5\n", "");
  await page.locator("input[type=file]").setInputFiles({ name: "grao.csv", mimeType: "text/csv", buffer: Buffer.from(right) });
  await send(page);
  await page.waitForURL(/\/columns$/);
  await page.locator("[name=kind]").selectOption("permanent");
  await fillDay(page, "on", ["31", "12", "2022"]);
  await page.locator("[name=source]").fill(source);
  await send(page);
  await page.waitForURL(/\/figure-imports\/[0-9a-z]{13}$/);
  await page.locator("form[action$='/enter'] button").click();
  await see("figures-entered");
  await page.goto(`/mezdra/figures?q=${encodeURIComponent(source)}`);
  assert.match((await page.locator("main").textContent()).replaceAll("\u00a0", " "), /1 498/);
});

journey("a figure is corrected and the old one stays", async (window) => {
  const { page, see, world } = window;
  await analyst(window);
  const source = `Поправка ${world.width}-${world.scripts ? 1 : 0}`;
  await page.goto("/mezdra/figures/new?group=unemployed");
  await see("figures-new");
  await page.locator("[name=place]").selectOption("municipality");
  await page.locator("[name=kind][value=register]").check();
  await fillDay(page, "on", ["30", "6", "2026"]);
  await page.locator("[name=amount]").fill("1.234");
  await page.locator("[name=source]").fill(source);
  await send(page);
  await see("figures-ambiguous", { status: 422 });
  await page.locator("[name=amount]").fill("512");
  await send(page);
  await page.waitForURL(/\/figures\/[0-9a-z]{13}$/);
  await page.locator("main a[href$='/correct']").click();
  await page.locator("[name=amount]").fill("498");
  await page.locator("[name=why]").fill("Окончателни данни");
  await see("figures-correct");
  await send(page);
  await page.waitForURL(/\/figures\/[0-9a-z]{13}$/);
  await see("figures-value", { picture: true });
  const told = await page.locator("main").textContent();
  assert.match(told, /498/);
  assert.match(told, /поправена/);
});

journey("a gap opens its sum, and the sum its figures and services", async (window) => {
  const { page, see } = window;
  await analyst(window);
  await page.goto("/mezdra/needs");
  await see("needs", { picture: true });
  await page.locator("main tbody tr th a").nth(4).click();
  await page.waitForURL(/\/needs\/5/);
  await see("needs-sum", { picture: true });
  assert.match(await page.locator("main").textContent(), /нагоре –/);
  await page.locator("main table").first().locator("td a").first().click();
  await page.waitForURL(/\/figures\/[0-9a-z]{13}$/);
  await page.goto("/mezdra/needs/map");
  await see("needs-map");
  await page.goto("/mezdra/needs/services");
  await see("needs-services");
  await page.goto("/mezdra/needs/papers");
  await see("needs-papers");
});
