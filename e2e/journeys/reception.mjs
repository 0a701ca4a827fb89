// A queue day with three counters: numbers by touch, counters that call, the waiting room; then an hour is booked.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

journey("a queue day with three counters", async ({ page, see, signIn, signIns }) => {
  const button = (name) => page.getByRole("button", { name, exact: true });
  await signIn(signIns.find((one) => one.municipality === "ruse" && one.role === "head"));
  await page.goto("/ruse/reception");
  await see("reception", { picture: true });

  // The public addresses stand in the settings of the point.
  const section = page.locator("main section", { hasText: "Фронт-офис „Център“" });
  const queue = await section.locator("a[href*='/reception/points/']:not([href*='calendar']):not([href*='settings'])").first().getAttribute("href");
  await section.locator("a[href$='/settings']").click();
  await see("reception-settings", { picture: true });
  // Four worlds ask within one minute.
  await page.fill("[name=per_minute]", "60");
  await page.locator("main form[action$='/settings'] button").click();
  await page.waitForLoadState("load");
  const touch = await page.locator("a[href*='/touch/']").getAttribute("href");
  const hall = await page.locator("a[href*='/hall/']").getAttribute("href");

  // Whoever stood at a counter before is done; the day's numbers that still wait are served after ours.
  for (const counter of [1, 2, 3]) {
    await page.goto(`${queue}?counter=${counter}`);
    if (await button("Приключи").count()) await button("Приключи").click();
  }

  // Three people take numbers, each with priority, so that they come before those who wait from the morning.
  const numbers = [];
  for (const topic of ["Лична помощ и асистенти", "Деца и семейства", "Документи и справки"]) {
    await page.goto(touch);
    if (numbers.length === 0) await see("reception-touch", { picture: true });
    await page.locator("input[name=priority][value=child]").check();
    await button(topic).click();
    await page.waitForURL(/\/touch\/[^/]+\/[0-9a-z]{13}$/);
    numbers.push(Number(await page.locator(".opora-number").textContent()));
    if (numbers.length === 1) await see("reception-number", { picture: true });
  }
  assert.equal(new Set(numbers).size, 3, "each got a number of their own");

  // Three counters call.
  const called = [];
  for (const counter of [1, 2, 3]) {
    await page.goto(`${queue}?counter=${counter}`);
    await button("Повикай следващия").click();
    await page.waitForLoadState("load");
    called.push(Number(await page.locator(".opora-now .opora-number").textContent()));
  }
  assert.equal(new Set(called).size, 3, "no number is called twice");
  await see("reception-counter", { picture: true });
  const contact = await page.getByRole("link", { name: "Запиши контакта" }).getAttribute("href");
  assert.match(contact, /\/contacts\/new\?point=[0-9a-z]{13}&channel=/);

  // The waiting room says the last call. Where scripts are off the page would reload under the watcher's hands.
  await page.goto(`${hall}?still=1`);
  await see("reception-hall", { picture: true });
  assert.equal((await page.locator("[role=status]").first().textContent()).trim(), `Номер ${called[2]}, гише 3`);

  // Nobody comes to counter 3; the number can still be called later.
  await page.goto(`${queue}?counter=3`);
  await button("Не се яви").click();
  await page.waitForLoadState("load");
  await page.getByRole("heading", { name: "Не се явиха" }).waitFor();
  await page.goto(`${queue}?counter=1`);
  await button("Приключи").click();
  await see("reception-queue");

  await page.goto("/ruse/reception/statistics");
  await see("reception-statistics", { picture: true });
  await page.locator("main table a").first().click();
  await see("reception-tickets");
});

journey("an hour is booked, moved and cancelled", async ({ page, see, signIn, signIns, world }) => {
  await signIn(signIns.find((one) => one.municipality === "ruse" && one.role === "head"));
  await page.goto("/ruse/reception");
  await page.locator("main section", { hasText: "Фронт-офис „Център“" }).getByRole("button", { name: "Записани часове" }).click();
  await page.waitForURL(/\/calendar/);
  await page.getByRole("link", { name: /Следващи/ }).click();
  await see("reception-calendar", { picture: true });
  await page.getByRole("button", { name: "Запиши час" }).click();
  await page.waitForURL(/\/book/);
  await page.locator("input[name=slot]").nth(2).check();
  await page.locator("select[name=subject]").selectOption({ label: "Лична помощ и асистенти" });
  await see("reception-book", { picture: true });
  await page.getByRole("button", { name: "Запази" }).or(page.getByRole("button", { name: "Запиши", exact: true })).first().click();
  await see("reception-book-wrong", { status: 422 });
  await page.locator("input[name=slot]").nth(2).check();
  await page.fill("input[name=name]", `Пробна Записана ${world.width}`.replace(/\d+/, (n) => (n > 600 ? "Широка" : "Тясна")));
  await page.fill("input[name=phone]", "000 555 03 03");
  await page.locator("main form[action*='/book'] button").last().click();
  await page.waitForURL(/\/appointments\/[0-9a-z]{13}/);
  await see("reception-appointment");
  await page.getByRole("button", { name: "Премести" }).click();
  await page.waitForURL(/\/move/);
  await page.locator("input[name=slot]").nth(3).check();
  await page.locator("main form[action*='/move'] button").last().click();
  await page.waitForURL(/\/appointments\/[0-9a-z]{13}(\?.*)?$/);
  await page.getByRole("button", { name: "Откажи часа" }).click();
  await page.waitForURL(/\/cancel/);
  await page.fill("input[name=reason]", "обади се, че ще дойде друг път");
  await see("reception-cancel");
  await page.getByRole("button", { name: "Откажи часа" }).click();
  await page.waitForURL(/\/appointments\/[0-9a-z]{13}(\?.*)?$/);
  assert.match(await page.locator("main").textContent(), /отказан/);
});
