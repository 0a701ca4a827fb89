// Studies: a questionnaire and its next version, a sample with its draw, answering on a phone, the round of an interviewer
// without a network, results with intervals and two questions beside each other.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const head = ({ signIn, signIns }, town = "mezdra") => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const follow = (page, text) => page.locator("main a", { hasText: text }).first().click();

const study = async (page, state) => {
  await page.goto(`/mezdra/studies?state=${state}`);
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/studies\/[0-9a-z]{13}$/);
};

journey("a published questionnaire is changed only in its next version", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/mezdra/studies/questionnaires");
  await see("studies-questionnaires", { picture: true });
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/study-forms\/[0-9a-z]{13}$/);
  await see("studies-questionnaire", { picture: true });
  if (!(await page.locator("main a", { hasText: "Нова версия" }).count())) return;
  await follow(page, "Нова версия");
  await send(page);
  await page.waitForURL(/\/study-forms\/[0-9a-z]{13}$/);
  await follow(page, "Добави въпрос");
  await see("studies-question", { picture: true });
  await page.locator("[name=text]").fill("Имате ли асансьор?");
  await page.locator("[name=kind][value=choice]").check();
  await page.locator("[name=options]").fill("Да\nНе");
  await page.locator("[name=place]").fill("2");
  await send(page);
  await page.waitForURL(/\/study-forms\/[0-9a-z]{13}$/);
  assert.match(await page.locator("main").textContent(), /2\. Имате ли асансьор\?/);
});

journey("a sample is planned and says how it was drawn", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/mezdra/studies?state=open");
  // The other one asks everybody.
  await page.locator("main tbody tr", { hasNotText: "наблизо" }).locator("th a").first().click();
  await page.waitForURL(/\/studies\/[0-9a-z]{13}$/);
  await see("studies-study", { picture: true });
  await page.locator("main details summary").first().click();
  assert.match(await page.locator("main").textContent(), /SHA-256/);
  await page.goto("/mezdra/studies/new");
  await see("studies-new", { picture: true });
  await send(page);
  await see("studies-new-refused", { status: 422 });
});

journey("somebody answers on a phone and is not asked what does not concern them", async (window) => {
  const { page, see, world } = window;
  await head(window);
  await page.goto("/mezdra/studies?q=наблизо");
  await page.locator("main tbody tr th a").first().click();
  await follow(page, "Обща връзка");
  await see("studies-link", { picture: true });
  await follow(page, "Отвори тук");
  await page.waitForURL(/\/study-open\//);
  await see("studies-answer", { picture: true });
  await page.locator("[name=q-sex][value=woman]").check();
  await page.locator("[name=q-age][value='65-79']").check();
  await page.locator("[name=q-help][value=no]").check();
  if (world.scripts) assert.equal(await page.locator("[name=q-hours]").isVisible(), false);
  await page.locator("[name=stratum]").selectOption({ index: 1 });
  await send(page);
  await page.locator("main", { hasText: /./ }).waitFor();
  await see("studies-thanks");
});

journey("an interviewer works without a network and sends once", async (window) => {
  const { page, see, world } = window;
  await head(window);
  await page.goto("/mezdra/studies?q=зима");
  await page.locator("main tbody tr th a").first().click();
  await follow(page, "Анкетьорка");
  await page.waitForURL(/\/study-rounds\//);
  await see("studies-round", { picture: true });
  await follow(page, "Адрес за таблета");
  await see("studies-round-address");
  await follow(page, "Отвори тук");
  await page.waitForURL(/\/study-visit\//);
  await see("studies-visit", { picture: true });
  await page.locator("main li a[data-keep]").last().click();
  await page.waitForURL(/\/write\?contract=/);
  await see("studies-visit-questions", { picture: true });
  await page.locator("[name=q-sex][value=man]").check();
  if (!world.scripts) {
    await send(page);
  } else {
    await page.context().setOffline(true);
    await send(page);
    await page.locator("[data-later-status]:visible").waitFor();
    await page.context().setOffline(false);
  }
  await page.waitForURL(/\/study-visit\/[^/]+$/);
  await see("studies-visit-kept");
});

journey("results have intervals, open their answers and stand beside each other", async (window) => {
  const { page, see } = window;
  await head(window);
  await study(page, "closed");
  const home = page.url();
  await follow(page, "Резултати");
  await page.waitForURL(/\/results$/);
  await see("studies-results", { picture: true });
  assert.ok(await page.locator("main figure svg").count());
  await page.locator("main tbody td a").first().click();
  await page.waitForURL(/\/behind\?/);
  await see("studies-behind");
  await page.goto(`${home}/cross?row=sex&column=help`);
  await see("studies-cross", { picture: true });
  await page.goto(`${home}/weights`);
  await see("studies-weights", { picture: true });
});
