// A family asks for personal assistance: the candidates' list, the application in the official form,
// its regularity, the agreement with its plan-schedule, the labour contract, what goes out.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";
import { as, follow, send, today } from "../office.mjs";

const head = as("head");

journey("the list of candidates is filtered, sorted and one of them is looked at", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/assistants");
  await see("assistants", { picture: true });
  await page.goto("/ruse/assistants?sort=experience&free=1");
  await see("assistants-sorted");
  await page.goto("/ruse/assistants?state=applied");
  await page.locator("main tbody a").first().click();
  await page.waitForURL(/\/assistants\/[0-9a-z]{13}/);
  await see("assistant", { picture: true });
  await follow(page, "Събеседване");
  await page.waitForURL(/\/do\/interview/);
  await send(page);
  await see("assistant-interview-wrong", { status: 422 });
  for (const code of ["motivation", "experience", "daily", "household", "outside", "schedule"]) {
    await page.locator(`[name=score-${code}]`).fill("4");
  }
  await page.locator("[name=fits][value=yes]").check();
  await page.locator("[name=why]").fill("Отговаря на изискванията.");
  await send(page);
  await page.waitForURL(/\/assistants\/[0-9a-z]{13}/);
  await follow(page, "Вписване в списъка");
  await page.waitForURL(/\/do\/enter/);
  await send(page);
  await page.waitForURL(/\/assistants\/[0-9a-z]{13}/);
  await see("assistant-entered");
  assert.match(await page.locator("main").textContent(), /В списъка/);
});

journey("a family applies and comes to an agreement and a contract", async (window) => {
  const { page, see, world } = window;
  await head(window);
  await page.goto("/ruse/assistance");
  await see("assistance", { picture: true });
  await page.goto("/ruse/people?q=" + encodeURIComponent("Иван"));
  // Each way of looking has a person of its own: one application is enough for one.
  const turn = (world.width === 360 ? 1 : 0) + (world.scripts ? 0 : 2);
  await page.locator("#results a[href*='/people/']").nth(turn).click();
  await page.waitForURL(/\/people\/[0-9a-z]{13}/);
  const person = page.url().split("?")[0];
  await page.goto(`${person}/assistance`);
  await see("assistance-person");
  await page.goto(`${person}/assistance/new`);
  await see("assistance-new", { picture: true });
  await page.locator("[name=directive_number]").fill("ЛП-901");
  await page.locator("[name=directive_hours]").fill("84");
  const year = String(Number(today().slice(0, 4)) + 2);
  await page.locator("[name=directive_until-day]").fill("19");
  await page.locator("[name=directive_until-month]").fill("10");
  await page.locator("[name=directive_until-year]").fill(year);
  await page.locator("[name=assistant-1]").fill("Непознат");
  await send(page);
  await see("assistance-new-nobody", { status: 422 });
  const named = page.locator("#names option").nth(turn);
  await page.locator("[name=assistant-1]").fill(await named.getAttribute("value"));
  for (const name of ["is_true", "lets_in", "no_other"]) {
    await page.locator(`[name=${name}][value=yes]`).check();
  }
  for (const name of ["gets_child_aid", "gets_supplement", "uses_similar"]) {
    await page.locator(`[name=${name}][value=no]`).check();
  }
  await send(page);
  await page.waitForURL(/\/assistance\/applications\/[0-9a-z]{13}/);
  await see("assistance-application", { picture: true });
  await follow(page, "Заявлението е редовно");
  await page.waitForURL(/\/do\/accept/);
  await send(page);
  await page.waitForURL(/\/applications\/[0-9a-z]{13}$/);
  await follow(page, "Проверка за двойно финансиране");
  await page.waitForURL(/\/do\/check/);
  await page.locator("[name=sources]").fill("АСП, регистър на общината");
  await page.locator("[name=found][value=no]").check();
  await send(page);
  await page.waitForURL(/\/applications\/[0-9a-z]{13}$/);
  await follow(page, "Сключване на споразумение");
  await page.waitForURL(/\/do\/agree/);
  await see("assistance-agree");
  await page.locator("[name=place]").fill("в дома на ползвателя");
  await send(page);
  await page.waitForURL(/\/agreements\/[0-9a-z]{13}/);
  await follow(page, "План-график");
  await page.waitForURL(/\/plan$/);
  for (const day of [1, 2, 3, 4, 5]) {
    await page.locator(`[name=from-${day}-1]`).fill("17:00");
    await page.locator(`[name=to-${day}-1]`).fill("17:30");
  }
  await see("assistance-plan", { picture: true });
  await send(page);
  await page.waitForURL(/\/agreements\/[0-9a-z]{13}/);
  await follow(page, "Сключване на трудов договор");
  await page.waitForURL(/\/do\/contract/);
  await see("assistance-contract", { picture: true });
  await page.locator("[name=work_place]").fill("в дома на ползвателя");
  await send(page);
  await page.waitForURL(/\/agreements\/[0-9a-z]{13}/);
  await see("assistance-agreement", { picture: true });
  assert.match(await page.locator("main").textContent(), /ТД-\d{4}-\d{5}/);
});

journey("what goes out stands with its days", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/assistance/agreements");
  await see("assistance-agreements", { picture: true });
  await page.goto("/ruse/assistance/records");
  await see("assistance-records", { picture: true });
  await page.locator("main tbody a").first().click();
  await page.waitForURL(/\/records\/[0-9a-z]{13}/);
  await page.locator("[name=protocol]").fill("000/2026");
  await send(page);
  await page.waitForURL(/\/assistance\/records/);
  await page.goto("/ruse/assistance/messages");
  await see("assistance-messages");
});
