// The portal: a service and its free places are found by need, on a phone and without scripts; the guide, the
// button that leaves a page, news, open data and the statement; staff write a text and a piece of news.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";
import { as, choose, dayFromNow, follow, main, send, today, writeDay } from "../office.mjs";

const head = as("head");

journey("a service and its free places are found by need", async ({ page, visit, see }) => {
  await visit("/ruse", "first-page");
  await follow(page, "Помощ и услуги");
  await page.waitForURL(/\/ruse\/portal$/);
  await see("portal", { picture: true });
  await follow(page, "Дете с увреждане");
  await page.waitForURL(/need=child-disability/);
  await see("portal-services", { picture: true });
  assert.match(await main(page), /свободн|не се броят/);
  assert.match(await main(page), /преброени на/);
  await page.locator("main h2 a").first().click();
  await page.waitForURL(/\/portal\/services\/[0-9a-z]{13}$/);
  await see("portal-service", { picture: true });
  for (const part of ["Какво да носите", "Колко време отнема", "Колко струва", "Ако Ви откажат"]) {
    await page.getByRole("heading", { name: part }).waitFor();
  }
  await page.goto("/ruse/portal/services?q=nothing-like-this");
  await see("portal-services-none");
});

journey("the nearest come first", async ({ page, visit }) => {
  await visit("/mezdra/portal/services", "portal-services-mezdra");
  const from = await page.locator("select[name=from] option").nth(1).getAttribute("value");
  await page.goto(`/mezdra/portal/services?from=${from}`);
  assert.match(await main(page), /около [0-9,]+ (м|км)/);
});

journey("the guide is read in both languages, and a page is left at once", async ({ page, visit, see }) => {
  await visit("/ruse/portal/guide", "portal-guide", { picture: true });
  await follow(page, "Насилие вкъщи");
  await see("portal-violence", { picture: true });
  assert.match(await page.locator("a[data-leave]").getAttribute("href"), /^https:/);
  await visit("/ruse/portal/guide/violence?lang=en", "portal-violence-english");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await visit("/ruse/portal/glossary?lang=bg", "portal-glossary");
  await visit("/ruse/portal/news", "portal-news");
  await page.locator("main ul a").first().click();
  await see("portal-piece");
  await visit("/ruse/portal/data", "portal-data");
});

journey("the statement tells what was checked, and a remark gets a number", async ({ page, visit, see }) => {
  await visit("/ruse/portal", "portal-again");
  await page.locator("footer a", { hasText: "Достъпност" }).click();
  await see("portal-statement", { picture: true });
  await follow(page, "Кажете ни за пречка");
  await see("portal-feedback");
  await send(page);
  await see("portal-feedback-empty", { status: 422 });
  await page.locator("[name=text]").fill("Не стигам до бутона с клавиатурата.");
  await send(page);
  await see("portal-thanks");
  assert.match(await main(page), /Вашият код/);
});

journey("a text is previewed and published, and a plan asks for opinions", async (window) => {
  const { page, see, world } = window;
  await head(window);
  await page.goto("/ruse/portal-editing");
  await see("portal-editing", { picture: true });
  await page.goto("/ruse/portal-editing/guide/carer?text=bg");
  await see("portal-editing-text", { picture: true });
  await page.locator("[name=lead]").fill("Правоимащото лице подава заявление.");
  await page.locator("main form button[value=preview]").click();
  await see("portal-editing-preview");
  assert.match(await main(page), /Канцеларска дума/);
  await page.locator("[name=lead]").fill("И вие имате право на почивка.");
  await page.locator("main form button[value=publish]").click();
  await page.waitForURL(/text=bg$/);
  await page.goto("/ruse/portal-editing/news");
  await see("portal-editing-news");
  await page.goto("/ruse/portal-editing/news/new");
  await see("portal-editing-news-new");
  const title = `Пробен план ${world.width}-${world.scripts ? 1 : 0}`;
  await choose(page, "kind", "plan");
  await page.locator("[name=title]").fill(title);
  await page.locator("[name=body]").fill("Кажете какво мислите.");
  await writeDay(page, "from", today());
  await send(page);
  await see("portal-editing-no-day", { status: 422 });
  await writeDay(page, "until", dayFromNow(10));
  await send(page);
  await page.waitForURL(/\/portal-editing\/news\/[0-9a-z]{13}$/);
  await see("portal-editing-piece");
  await page.goto("/ruse/portal/news");
  await follow(page, title);
  await see("portal-plan");
});
