// The contact log: an anonymous phone question in half a minute, an outreach day on one sheet, a village mayor's office that
// sends its wishes to the centre, and the numbers that open their lists.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const of = (signIns, role) => signIns.find((one) => one.municipality === "ruse" && one.role === role);

/** Twenty invented people of one village. */
const GIVEN = "Аглика Биляна Виолета Гергина Дафина Евдокия Жечка Злата Искра Калина Лиляна Мирослава Невена Огняна Пламена Росица Снежана Теменуга Цветана Яница".split(" ");

journey("an anonymous phone question", async ({ page, see, signIn, signIns, world }) => {
  await signIn(of(signIns, "intake"));
  await page.goto("/ruse/contacts/new");
  await page.locator("#channel").selectOption("phone");
  if (world.scripts && world.width > 600) {
    // By keyboard alone: the focus stands on the topic, its number chooses it, Ctrl+Enter saves. Three strokes.
    await page.locator("#topic").focus();
    const began = Date.now();
    let strokes = 0;
    const press = async (key) => {
      await page.keyboard.press(key);
      strokes += 1;
    };
    await press("3");
    await page.locator("#answer .govuk-inset-text").waitFor();
    await see("contacts-answer", { picture: true });
    await press("Control+Enter");
    await page.waitForURL(/saved=/);
    assert.ok(strokes <= 4, `${strokes} strokes`);
    assert.ok(Date.now() - began < 30_000, "half a minute");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "topic", "ready for the next one");
  } else {
    await page.locator("#topic").selectOption({ index: 4 });
    if (!world.scripts) {
      await page.getByRole("button", { name: "Покажи отговора" }).click();
      await page.locator("#answer .govuk-inset-text").waitFor();
    }
    await page.getByRole("button", { name: "Запиши", exact: true }).click();
    await page.waitForURL(/saved=/);
  }
  await page.getByRole("button", { name: "Поправи го" }).waitFor();
  await see("contacts-saved", { picture: true });
  assert.equal(await page.locator("#channel").inputValue(), "phone", "as the last time");
  await page.getByRole("button", { name: "Поправи го" }).click();
  await page.waitForURL(/\/edit$/);
  await page.locator("#minutes").fill("12");
  await page.getByRole("button", { name: "Запиши", exact: true }).click();
  await page.waitForURL(/\/contacts\/[0-9a-z]{13}$/);
  await see("contact", { picture: true });
});

journey("an outreach day on one sheet", async ({ page, see, signIn, signIns }) => {
  await signIn(of(signIns, "intake"));
  await page.goto("/ruse/sheets/contacts/new");
  await page.locator("#ekatte").selectOption({ index: 3 });
  await page.locator("#topic").selectOption({ index: 2 });
  await page.locator("#r0-note").fill("Пита кога започва новият ред.");
  await page.locator("#r1-topic").fill("времето");
  await page.getByRole("button", { name: "Запиши целия лист" }).click();
  await page.getByText("Въведете номер или име на тема").first().waitFor();
  assert.equal(await page.locator("#r0-note").inputValue(), "Пита кога започва новият ред.", "nothing is lost");
  await see("sheet-wrong", { picture: true, status: 422 });
  await page.locator("#r1-topic").fill("3");
  await page.getByRole("button", { name: "Запиши целия лист" }).click();
  await page.waitForURL(/\/sheets\/[0-9a-z]{13}$/);
  await see("sheet", { picture: true });
});

journey("a village mayor's office sends its wishes", async ({ page, see, signIn, signIns, world }) => {
  await signIn(of(signIns, "village_office"));
  await page.waitForURL(/\/sheets$/);
  await see("sheets", { picture: true });
  await page.goto("/ruse/sheets/wishes/new");
  await page.getByRole("button", { name: "Добави още 10 реда" }).click();
  await page.locator("#r19-name").waitFor();
  await page.locator("#ekatte").selectOption({ index: 4 });
  await page.locator("#service").selectOption({ index: 1 });
  const family = world.scripts ? (world.width > 600 ? "Полска" : "Речна") : world.width > 600 ? "Горска" : "Планинска";
  for (let row = 0; row < 20; row += 1) {
    await page.locator(`#r${row}-name`).fill(`${GIVEN[row]} Образцова ${family}`);
    await page.locator(`#r${row}-egn`).fill(`${row + 1}.0${(world.width % 8) + 1}.19${world.scripts ? 38 : 47}`);
  }
  await see("sheet-wishes", { picture: true });
  await page.getByRole("button", { name: "Запиши целия лист" }).click();
  await page.waitForURL(/\/sheets\/[0-9a-z]{13}$/);
  const sheet = page.url().split("/").at(-1);
  await page.context().clearCookies();
  await signIn(of(signIns, "referral_officer"));
  await page.goto(`/ruse/wishes?sheet=${sheet}`);
  assert.equal(await page.locator("main table tbody tr").count(), 20, "all stand in the centre's list");
  await see("wishes", { picture: true });
});

journey("numbers that open their lists, answers in versions", async ({ page, see, signIn, signIns }) => {
  await signIn(of(signIns, "head"));
  await page.goto("/ruse/contacts/statistics");
  await see("contacts-statistics", { picture: true });
  const first = page.locator("main table").first().locator("tbody tr").first().locator("a").nth(1);
  const people = Number((await first.innerText()).replace(/\D/g, ""));
  await first.click();
  await page.waitForURL(/\/contacts\/people\?/);
  const shown = await page.locator("main table tbody tr").count();
  assert.equal(shown, Math.min(people, 50), "the number opens the people it counted");
  await see("contacts-people", { picture: true });
  await page.goto("/ruse/contacts/statistics?period=all");
  await page.getByRole("link", { name: /Покажи всички/ }).first().click();
  await page.waitForURL(/by=/);
  assert.equal(await page.locator("main table").count(), 1, "all lines of one table");
  await see("contacts-statistics-one");
  await page.goto("/ruse/contacts/scripts");
  await see("contacts-scripts", { picture: true });
  await page.goto("/ruse/contacts/scripts/wish_service");
  await page.locator("ins").first().waitFor();
  await see("contacts-script", { picture: true });
  await page.goto("/ruse/contacts/lists");
  await see("contacts-lists", { picture: true });
});
