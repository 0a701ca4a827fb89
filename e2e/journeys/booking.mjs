// Somebody books an hour at a service point, moves it and cancels it by the code: on a phone, without an account, by plain pages.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";
import { as, main } from "../office.mjs";

journey("an hour is found, booked, moved and cancelled by its code", async (window) => {
  const { page, see, world } = window;
  // Each world has a telephone of its own: one contact has a few hours ahead.
  const phone = `000 555 0${world.width > 600 ? 4 : 5} ${world.scripts ? "01" : "02"}`;
  await page.goto("/ruse/book");
  await see("booking-points", { picture: true });
  await page.locator("main h2 a").first().click();
  await page.waitForURL(/\/book\/points\/[0-9a-z]{13}$/);
  if (!(await page.locator("main .opora-slots a").count())) await page.locator("main a", { hasText: "По-късно" }).click();
  await see("booking-times", { picture: true });
  await page.locator("main .opora-slots a").last().click();
  await page.waitForURL(/\/new\?slot=\d+$/);
  await see("booking-form", { picture: true });
  await page.getByRole("button", { name: "Запишете часа" }).click();
  await see("booking-wrong", { status: 422 });
  await page.locator("select[name=subject]").selectOption({ index: 1 });
  await page.locator("[name=name]").fill("Пробна Записваща");
  await page.locator("[name=phone]").fill(phone);
  await page.getByRole("button", { name: "Запишете часа" }).click();
  await page.waitForURL(/\/booked\/\d{12}$/);
  await see("booking-own", { picture: true });
  const code = page.url().split("/").at(-1);

  // By the code from another page.
  await page.goto("/ruse/booked");
  await see("booking-enter", { picture: true });
  await page.locator("[name=code]").fill(code.replace(/(\d{4})(?=\d)/g, "$1 "));
  await page.getByRole("button", { name: "Покажете часа" }).click();
  await page.waitForURL(/\/booked\/\d{12}$/);

  await page.getByRole("button", { name: "Преместете часа" }).click();
  await page.waitForURL(/\/move$/);
  await see("booking-move");
  await page.locator("input[name=slot]").first().check();
  await page.getByRole("button", { name: "Преместете часа" }).click();
  await page.waitForURL(/\/booked\/\d{12}$/);

  await page.locator("main details summary").first().click();
  await page.getByRole("button", { name: "Откажете часа" }).click();
  await page.waitForURL(/\/booked\/\d{12}$/);
  assert.match(await main(page), /отказан/);
  await see("booking-cancelled");
});

journey("the head opens and closes points for booking", async (window) => {
  const { page, see } = window;
  await as("head")(window);
  await page.goto("/ruse/booking/points");
  await see("booking-settings", { picture: true });
  await page.locator("main tbody th a").first().click();
  await page.waitForURL(/\/booking\/points\/[0-9a-z]{13}$/);
  await see("booking-point");
});
