// Control of personal assistance: the month, a visit with the official protocol, its measure followed
// up; a signal to its answer; a round closed; who came to a training; what is missing in a file.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";
import { as, follow, send } from "../office.mjs";

const head = as("head");

/** The first row of a list. */
const first = async (page, path, url) => {
  await page.goto(path);
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(url);
};

journey("the month leads to a visit, its protocol and a measure that is followed up", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/control");
  await see("control-month", { picture: true });
  await first(page, "/ruse/control?state=planned", /\/control\/visits\//);
  await see("control-visit-planned");
  await follow(page, "Протокол от проверката");
  await page.waitForURL(/\/hold$/);
  for (const n of [0, 1, 2]) {
    await page.locator(`[name=found-${n}]`).fill("Разговор с двамата в дома на ползвателя.");
  }
  await page.locator("[name=user-2][value=bad]").check();
  await send(page);
  await see("control-hold-wrong", { status: 422 });
  await page.locator("[name=recommendation]").fill("Графикът да започва в 7:30.");
  await send(page);
  await page.waitForURL(/\/control\/visits\/[0-9a-z]{13}$/);
  await see("control-visit", { picture: true });
  assert.match(await page.locator("main").textContent(), /Графикът да започва/);
  assert.ok(await page.locator("main a[href*='/papers/']").count());
  await page.locator("main tbody a[href*='/control/measures/']").first().click();
  await page.waitForURL(/\/control\/measures\//);
  await see("control-measure");
  await page.locator("[name=outcome][value=done]").check();
  await page.locator("[name=result]").fill("Новият график е подписан.");
  await send(page);
  await page.waitForURL(/\/control\/visits\//);
  assert.match(await page.locator("main").textContent(), /Изпълнена/);
});

journey("a signal is entered, decided and answered", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/control/signals");
  await see("control-signals", { picture: true });
  await follow(page, "Впиши жалба или сигнал");
  await page.waitForURL(/\/signals\/new$/);
  await page.locator("[name=kind][value=complaint]").check();
  await page.locator("[name=via][value=desk]").check();
  await page.locator("[name=from]").fill("Съсед (измислен)");
  await page.locator("[name=about]").fill("Асистентът не идва в петък.");
  await send(page);
  await page.waitForURL(/\/control\/signals\/[0-9a-z]{13}$/);
  await see("control-signal");
  await follow(page, "Решение");
  await page.waitForURL(/\/decide$/);
  await page.locator("[name=outcome][value=unfounded]").check();
  await page.locator("[name=decision]").fill("По план-графика петък е почивен.");
  await send(page);
  await page.waitForURL(/\/control\/signals\/[0-9a-z]{13}$/);
  await follow(page, "Отговор до подателя");
  await page.waitForURL(/\/answer$/);
  await page.locator("[name=text]").fill("Проверихме: петък не е ден по план-графика.");
  await send(page);
  await page.waitForURL(/\/control\/signals\/[0-9a-z]{13}$/);
  assert.match(await page.locator("main").textContent(), /Приключен/);
});

journey("rounds, training and files stand with what is missing", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/control/rounds");
  await see("control-rounds", { picture: true });
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/control\/rounds\/[0-9a-z]{13}$/);
  await see("control-round");
  await first(page, "/ruse/control/training?sort=held", /\/control\/training\//);
  await see("control-training");
  assert.match(await page.locator("main").textContent(), /Присъствал/);
  await page.goto("/ruse/control/trained?state=behind");
  await see("control-trained");
  await page.goto("/ruse/control/files");
  await see("control-files", { picture: true });
  await first(page, "/ruse/control/files?state=missing", /\/control\/pairs\//);
  await see("control-pair", { picture: true });
  await page.goto("/ruse/control/forms");
  await see("control-forms");
});
