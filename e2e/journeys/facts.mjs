// What the office knows of a person: a decision that ends, filed in time; a warning; notes; a consent given
// and withdrawn; the sheet for the citizen; a request about data answered.

import assert from "node:assert/strict";
import { boxesFromNow } from "../calendar.mjs";
import { journey } from "../journey.mjs";
import { textOf } from "../paper.mjs";

journey("a decision is watched, a consent withdrawn, a sheet given", async (window) => {
  const { page, see, visit, signIn, signIns, world } = window;
  const fill = (name, value) => page.locator(`[name="${name}"]`).first().fill(value);
  const choose = (name, value) => page.locator(`input[name="${name}"][value="${value}"]`).first().check();
  const day = async (name, days) => {
    for (const [unit, value] of Object.entries(boxesFromNow(days))) {
      if (["day", "month", "year"].includes(unit)) await fill(`${name}-${unit}`, value);
    }
  };
  const send = () => page.locator("main form button[type=submit]").first().click();
  const main = () => page.locator("main").textContent();

  await signIn(signIns.find((one) => one.username === "ruse.social1"));

  // The working list: whose decision ends when.
  await visit("/ruse/disability", "disability-list", { picture: true });
  await visit("/ruse/disability?state=filed", "disability-list-filed");
  await page.goto("/ruse/disability?state=all");
  await page.locator("main table tbody a").first().click();
  await page.waitForURL(/\/people\/[0-9a-z]{13}\/disability$/);
  const person = page.url().replace(/\/disability$/, "");

  // A decision with a term, entered; a diagnosis is refused.
  await page.locator("main a[href*='kind=expert']").first().click();
  await fill("number", `Т-${world.width}`);
  await day("issued", -1000);
  await choose("board", "telk");
  await choose("term", "until");
  await day("until", 120);
  await fill("degree", "91");
  await choose("help", "yes");
  await fill("note", "Диагноза G80");
  await send();
  await see("disability-diagnosis", { status: 422 });
  assert.match(await main(), /код на диагноза/);
  await fill("note", "Нужен е придружител до кабинета.");
  await see("disability-entry", { status: 422, picture: true });
  await send();
  await page.waitForURL(/\/disability$/);
  await see("disability-person", { picture: true });

  // Filed in time: the old decision stays in force.
  await page.locator("main a[href$='/filed']").first().click();
  await fill("number", "РКМЕ-1");
  await see("disability-filed", { picture: true });
  await send();
  await page.waitForURL(/\/disability$/);
  assert.match(await main(), /заявено в срок/);
  await see("disability-filed-done");

  // A warning above every page.
  await page.goto(`${person}/warnings/new`);
  await choose("kind", "dog");
  await fill("text", "Куче без верига в двора.");
  await fill("why", "Каза съседката.");
  await see("warning-new");
  await send();
  await page.waitForURL(/\/warnings$/);
  await see("warnings", { picture: true });
  await visit(`${person}/notes`, "notes", { picture: true });
  assert.match(await main(), /Куче без верига/);

  // Consent: what needs none; given to words; withdrawn.
  await visit(`${person}/consents`, "consents");
  await page.locator("main a[href*='purpose=contact']").first().click();
  await choose("how", "paper");
  await see("consent-new", { picture: true });
  await page.locator("main form button[type=submit]").last().click();
  await page.waitForURL(/\/consents$/);
  await see("consents-given", { picture: true });
  await page.locator("main a[href$='/withdraw']").first().click();
  await choose("how", "in_person");
  await see("consent-withdraw");
  await send();
  await page.waitForURL(/\/consents$/);
  assert.match(await main(), /оттеглено/);
  await visit("/ruse/consents", "consent-register", { picture: true });
  await visit("/ruse/consents/texts", "consent-texts");

  // The timeline sifted, and the sheet for the citizen on paper.
  await visit(`${person}/timeline?of=disability`, "timeline-sifted", { picture: true });
  assert.match(await main(), /експертно решение/);
  await visit(`${person}/print`, "sheet", { picture: true });
  const sure = page.locator("input[name=sure]");
  assert.ok((await sure.count()) > 0, "what is left out is named");
  assert.doesNotMatch(await main(), /Куче без верига/);
  await sure.check();
  const csrf = await page.locator("main form input[name=_csrf]").first().inputValue();
  const form = { _csrf: csrf, _key: await page.locator("main form input[name=_key]").first().inputValue(), sure: "yes" };
  const paper = await page.request.post(`${person}/print`, { form, headers: { origin: world.url }, timeout: 60_000 });
  assert.equal(paper.status(), 200);
  const words = await textOf(await paper.body(), `sheet-${world.width}${world.scripts ? "" : "-plain"}`);
  assert.match(words, /Лист за лицето/i);
  assert.match(words, /Код за проверка/);
  assert.doesNotMatch(words, /Куче/);

  // What do you hold about me?
  await page.goto(`${person}/data-requests/new`);
  await see("request-new");
  await send();
  await page.waitForURL(/\/data-requests\/[0-9a-z]{13}/);
  await choose("outcome", "granted");
  await see("request", { picture: true });
  await send();
  await page.waitForURL(/\/data-requests\/[0-9a-z]{13}/);
  const href = await page.locator("main a[href*='/papers/']").first().getAttribute("href");
  const answer = await page.request.get(href, { timeout: 60_000 });
  assert.equal(answer.status(), 200);
  assert.match(await textOf(await answer.body(), `data-${world.width}${world.scripts ? "" : "-plain"}`), /гледани/i);
  await visit("/ruse/data-requests", "requests");
});
