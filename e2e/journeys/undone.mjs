// What was entered wrongly about personal assistance is taken back with a reason, and stays to be read: a
// stay in hospital, the end of an agreement.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";
import { as, choose, dayFromNow, follow, main, monthFromNow, send, writeDay } from "../office.mjs";

const head = as("head");
const PERSON = /\/worktime\/people\/[0-9a-z]{13}(\?|$)/;
const AGREEMENT = /\/assistance\/agreements\/[0-9a-z]{13}$/;

/** How often the page says something. */
const times = async (page, text) => (await main(page)).split(text).length - 1;

journey("a stay in hospital is written down, changed and struck out", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto(`/ruse/worktime?month=${monthFromNow(-1)}&shown=accepted`);
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/worktime\/labour\//);
  await page.locator("main a[href*='/worktime/people/']").nth(1).click();
  await page.waitForURL(PERSON);
  const struck = await times(page, "Заличен от");

  await follow(page, "Записване на престой");
  await page.waitForURL(/\/stay$/);
  await choose(page, "kind", "hospital");
  await writeDay(page, "from", dayFromNow(-10));
  await writeDay(page, "until", dayFromNow(-12));
  await page.locator("[name=source]").fill("Епикриза, донесена от дъщерята.");
  await send(page);
  await see("stay-days-wrong", { status: 422 });
  assert.equal(await page.locator("[name=source]").inputValue(), "Епикриза, донесена от дъщерята.", "what was typed stays");
  await writeDay(page, "until", dayFromNow(-8));
  await send(page);
  await page.waitForURL(PERSON);
  await see("stay-written", { picture: true });
  assert.match(await main(page), /Епикриза, донесена от дъщерята/);

  await follow(page, "Промяна на престоя");
  await page.waitForURL(/\/stay\?stay=/);
  await writeDay(page, "until", dayFromNow(-6));
  await send(page);
  await see("stay-change-wrong", { status: 422 });
  await page.locator("[name=why]").fill("Изписан е два дни по-късно.");
  await send(page);
  await page.waitForURL(PERSON);
  await see("stay-changed");

  await follow(page, "Заличаване на престоя");
  await page.waitForURL(/\/unstay\?stay=/);
  await see("stay-strike");
  await send(page);
  await see("stay-strike-wrong", { status: 422 });
  await page.locator("[name=why]").fill("Записът е за друг човек.");
  await send(page);
  await page.waitForURL(PERSON);
  await see("stay-struck", { picture: true });
  assert.ok((await times(page, "Заличен от")) > struck, "who struck it out, and why, stays to be read");
  assert.match(await main(page), /Записът е за друг човек/);
});

journey("the end of an agreement that was a mistake is taken back", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/assistance/agreements");
  await page.locator("main tbody tr", { hasText: "В сила" }).last().locator("a").first().click();
  await page.waitForURL(AGREEMENT);
  const agreement = page.url();
  const ends = await times(page, "Отменено прекратяване");

  await follow(page, "Прекратяване на споразумението");
  await page.waitForURL(/\/do\/end$/);
  await choose(page, "ground", "assistance.end.2");
  await page.locator("[name=text]").fill("Молба на ползвателя.");
  await see("end-agreement");
  await send(page);
  await page.waitForURL(AGREEMENT);
  await see("end-agreement-done", { picture: true });
  assert.match(await main(page), /Прекратено/);

  await follow(page, "Отмяна на последното прекратяване");
  await page.waitForURL(/\/do\/undo$/);
  await send(page);
  await see("end-undo-wrong", { status: 422 });
  await page.locator("[name=text]").fill("Молбата е на друг ползвател.");
  await send(page);
  await page.waitForURL(AGREEMENT);
  assert.equal(page.url(), agreement);
  await see("end-undone", { picture: true });
  const said = await main(page);
  assert.ok((await times(page, "Отменено прекратяване")) > ends, said);
  assert.match(said, /Молбата е на друг ползвател/);
  assert.match(said, /Прекратяване на споразумението/, "it may be ended again: it is in force");
});
