// What happens to a family while the months go on: a decision of ТЕЛК that does not come, a stay in hospital.

import assert from "node:assert/strict";
import { longJourney } from "../journey.mjs";
import { AFTER, FIRST, NARROW, act, confirm, contract, labour, write } from "../family.mjs";
import { as, choose, dayFromNow, follow, main, phoneOf, send, writeDay } from "../office.mjs";

const head = as("head");

longJourney("a decision of ТЕЛК that does not come keeps the agreement alive", NARROW, async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/assistance/agreements");
  const [other, own] = await page.locator("main tbody tr", { hasText: "В сила" }).all();
  const names = await Promise.all([other, own].map((row) => row.locator("td").first().innerText()));
  await own.locator("a").click();
  await page.waitForURL(/\/agreements\/[0-9a-z]{13}$/);
  const agreement = new URL(page.url()).pathname;
  await see("month-telk-ends");
  assert.match(await main(page), /Проверете подадено ли е заявление/);
  await follow(page, "Към лицето");
  await page.waitForURL(/\/assistance$/);
  await page.goto(page.url().replace(/\/assistance$/, "/disability/new?kind=expert"));
  await page.locator("[name=number]").fill("Т-0417");
  await choose(page, "board", "telk");
  await writeDay(page, "issued", dayFromNow(-945));
  await choose(page, "term", "until");
  await writeDay(page, "until", dayFromNow(150));
  await page.locator("[name=degree]").fill("92");
  await choose(page, "help", "yes");
  await see("month-telk-decision");
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(/\/disability$/);
  await page.locator("main a[href$='/filed']").first().click();
  await page.locator("[name=number]").fill("РКМЕ-3301");
  await see("month-telk-filed");
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(/\/disability$/);
  await page.goto(agreement);
  await act(window, "Подадено е в срок", "telk-hold", async () => {
    assert.match(await page.locator("[name=document]").inputValue(), /РКМЕ-3301/, "the proof is known to the office");
  }, /\/agreements\/[0-9a-z]{13}$/);

  // The decision is still not here, long after the old one ended.
  const after = dayFromNow(190);
  const late = await window.later(after);
  await head(late);
  await late.page.goto(agreement);
  await late.see("month-telk-held", { picture: true });
  assert.match(await main(late.page), /Пази се от заявление до ТЕЛК/);
  await late.page.goto(`/ruse/worktime?month=${after.slice(0, 7)}`);
  const rows = await late.page.locator("main tbody").textContent();
  assert.ok(rows.includes(names[1].split("\n")[0]), "who filed in time goes on reporting");
  assert.ok(!rows.includes(names[0].split("\n")[0]), "who did not does not");
  await late.see("month-telk-month");
});

longJourney("a stay in hospital warns while hours are typed", NARROW, async (window) => {
  await head(window);
  await window.page.goto("/ruse/delivery");
  await window.page.locator("main tbody th a").first().click();
  await window.page.waitForURL(/\/delivery\/[0-9a-z]{13}/);
  const link = window.page.locator("main a[href*='/people/']").first();
  const name = (await link.textContent()).trim();
  await link.click();
  await window.page.waitForURL(/\/people\/[0-9a-z]{13}\?/);
  const person = await window.page.locator("main a", { hasText: "Досието на лицето" }).getAttribute("href");
  await follow(window.page, "Известно отсъствие");
  await window.page.waitForURL(/\/away$/);
  await writeDay(window.page, "from_on", `${FIRST}-07`);
  await writeDay(window.page, "until_on", `${FIRST}-11`);
  await choose(window.page, "reason", "hospital");
  await window.see("month-hospital");
  await send(window.page);
  await window.page.waitForURL(/\/people\/[0-9a-z]{13}/);
  await contract(window, person);
  await labour(window.page, `month=${FIRST}`, name);
  const report = new URL(window.page.url());
  const [assistant, user] = [await phoneOf(window.page, "assistant"), await phoneOf(window.page, "user")];

  const { page, see, world, ...after } = await window.later(`${AFTER}-01`);
  await write(page, assistant, FIRST);
  assert.match(await main(page), /Потребителят е в болница/);
  await see("month-hospital-warns", { picture: true });
  await page.locator("summary", { hasText: "Промяна на ден" }).click();
  if (world.scripts) {
    // What is wrong is said while days are typed, before anything is sent.
    const long = page.locator("[name^=h]:visible").first();
    const planned = await long.inputValue();
    await long.fill("9");
    await page.locator("[data-found]", { hasText: "До 9 ч в един ден при нормално 8 ч" }).waitFor();
    await long.fill(planned);
    await page.locator("[data-found]:not(:has-text('в един ден при нормално'))").waitFor();
  }
  for (const day of [7, 8, 9, 10, 11]) {
    const box = page.locator(`[name=h${day}]`);
    if (await box.isVisible()) await box.fill("0");
  }
  await see("month-hospital-typed");
  await page.locator("button[name=do][value=save]").click();
  await page.waitForURL((url) => url.pathname === assistant);
  await write(page, assistant, FIRST);
  assert.doesNotMatch(await main(page), /Потребителят е в болница/);
  assert.match(await main(page), /Различава се от план-графика/);
  await page.locator("button[name=do][value=send]").click();
  await page.waitForURL((url) => url.pathname === assistant);
  await confirm({ page, see }, user, FIRST);
  await head({ page, ...after });
  await page.goto(report.pathname + report.search);
  assert.match(await main(page), /Отчетът се различава от план-графика/);
  await see("month-hospital-report", { picture: true });
});
