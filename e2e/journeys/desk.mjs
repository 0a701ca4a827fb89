// The consultation desk: somebody asks without an account, a worker takes the talk and makes a contact of it; words of
// danger show telephones; when nobody is there the talk becomes a question.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";
import { as, choose, leave, main, send } from "../office.mjs";

/** A worker goes on duty, beyond the hours too: a walk may happen at night. */
const onDuty = async (window, code) => {
  const { page } = window;
  await as("intake1")(window);
  await page.goto("/ruse/desk");
  await choose(page, "duty", code);
  await page.locator("form[action$='/desk/duty'] button").click();
  await page.waitForLoadState("load");
};

/** Whose talk it is among those of the other worlds. */
const nameOf = ({ width, scripts }) => `Пробна ${width > 600 ? "Широка" : "Тясна"} ${scripts ? "Жива" : "Тиха"}`;

const begin = async (page, text, name) => {
  await page.goto("/ruse/chat");
  await page.locator("[name=text]").fill(text);
  if (name) await page.locator("[name=name]").fill(name);
  await page.locator("main form[action$='/chat'] button[type=submit]").click();
  await page.waitForURL(/\/chat\/[0-9a-f]{32}$/);
  return page.url();
};

journey("a talk is taken by a worker and turned into a contact", async (window) => {
  const { page, see, world } = window;
  const name = nameOf(world);
  await onDuty(window, "extra");
  await see("desk", { picture: true });
  await leave(page);

  // Anybody begins a talk, with no account.
  await page.goto("/ruse/chat");
  await see("desk-start", { picture: true });
  const chat = await begin(page, "Кой може да помага на майка ми вкъщи?", name);
  await see("desk-chat", { picture: true });
  assert.match(await main(page), /номер \d+ на опашката/);

  // A worker takes it and answers.
  await as("intake1")(window);
  await page.goto("/ruse/desk");
  await page.locator("main table a", { hasText: name }).first().click();
  await page.waitForURL(/\/desk\/talks\/[0-9a-z]{13}$/);
  const talk = page.url();
  await page.locator("form[action$='/take'] button").click();
  await page.waitForURL(/\/desk\/talks\/[0-9a-z]{13}$/);
  await page.locator("[name=text]").fill("Има асистентска подкрепа и лична помощ.");
  await page.locator("main form:has([name=text]) button[type=submit]").first().click();
  await page.getByText("Има асистентска подкрепа и лична помощ.").first().waitFor();
  await see("desk-talk", { picture: true });

  // The talk becomes a contact: the worker looks it through and saves it.
  await page.locator("main a[href$='/pass']").click();
  await page.waitForURL(/\/pass$/);
  await see("desk-pass", { picture: true });
  await choose(page, "kind", "contact");
  await send(page);
  await page.waitForURL(/\/contacts\/new/);
  assert.match(await page.locator("[name=note]").inputValue(), /Кой може да помага на майка ми вкъщи\?/);
  await page.locator("select[name=topic]").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Запиши", exact: true }).click();
  await page.waitForURL(/\/contacts\/new\?saved=[0-9a-z]{13}/);

  // The citizen reads the answer and ends the talk; without an agreement the words go.
  await leave(page);
  await page.goto(chat);
  assert.match(await main(page), /Има асистентска подкрепа/);
  await page.locator("main details summary").first().click();
  await page.locator("form[action$='/end'] button").last().click();
  await page.waitForURL(/\/chat\/[0-9a-f]{32}$/);
  await page.getByText("е изтрит").first().waitFor();
  await see("desk-over");
  assert.ok(talk);
});

journey("words of danger show whom to call, and a question takes the place of an empty desk", async (window) => {
  const { page, see, world } = window;
  await onDuty(window, "extra");
  await leave(page);
  const chat = await begin(page, "Мъжът ми ме бие.", nameOf(world));
  await see("desk-danger", { picture: true });
  assert.ok(await page.locator("main a[href='tel:112']").count());

  // The last worker leaves while somebody waits: what was typed stands in the question.
  await onDuty(window, "off");
  await leave(page);
  await page.goto(chat);
  assert.match(await page.locator("[name=text]").inputValue(), /Мъжът ми ме бие\./);
  await see("desk-left", { picture: true });
  await page.locator("form[action$='/question'] button").click();
  await page.waitForURL(/\/chat\/[0-9a-f]{32}$/);
  assert.match(await main(page), /Таен код/);
  await see("desk-question", { picture: true });
  await page.goto("/ruse/chat");
  await see("desk-closed", { picture: true });
});

journey("the head sets hours, sites and how long words stay", async (window) => {
  const { page, see } = window;
  await as("head")(window);
  await page.goto("/ruse/desk/ended");
  await see("desk-ended", { picture: true });
  await page.locator("main tbody a").first().click();
  await see("desk-kept");
  await page.goto("/ruse/desk/settings");
  await see("desk-settings", { picture: true });
  await page.locator("[name=sites]").fill("example");
  await send(page);
  await see("desk-settings-wrong", { status: 422 });
  await page.goto("/ruse/desk/settings");
  await page.locator("main tbody a").first().click();
  await see("desk-point");
});
