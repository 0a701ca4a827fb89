// Planning: a part with figures that open their lists, an edit in place, what citizens see and say, no adoption
// before the discussion is over, and a plan from its first draft to what was adopted and sent.

import assert from "node:assert/strict";
import { journey, longJourney } from "../journey.mjs";
import { as, choose, dayFromNow, follow, leave, main, send, today, writeDay } from "../office.mjs";

const head = as("head");

const CYCLE = /\/planning\/cycles\/[0-9a-z]{13}$/;

const openCycle = async (page, text) => {
  await page.goto("/ruse/planning");
  await page.locator("main tbody tr th a", { hasText: text }).first().click();
  await page.waitForURL(CYCLE);
};

journey("the annual plan was adopted and sent, and its figures open their lists", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/planning");
  await see("planning-list");
  await openCycle(page, "Годишен план");
  await see("planning-annual", { picture: true });
  assert.match(await page.locator("main").textContent(), /Изпратено на АСП/);
  await follow(page, "Услуги по Националната карта, които се финансират");
  await page.waitForURL(/\/part\?part=map-funded$/);
  await see("planning-part", { picture: true });
  const list = await page.locator("main tbody tr th a").first().getAttribute("href");
  assert.ok(list.startsWith("/ruse/services"), list);
});

journey("a part is edited in place, with a figure put in by its code", async (window) => {
  const { page, see } = window;
  await head(window);
  await openCycle(page, "Анализ на потребностите");
  await follow(page, "Мотиви");
  await page.waitForURL(/\/part\?part=proposal-reasons$/);
  await follow(page, "Редактирай частта");
  await page.waitForURL(/\/edit\?part=proposal-reasons$/);
  await see("planning-edit");
  const box = page.locator("[name=text]");
  const before = await box.inputValue();
  await box.fill(`${before}\nНепознат [[need:99]].`);
  await send(page);
  await see("planning-edit-wrong", { status: 422 });
  await page.locator("[name=text]").fill(`${before}\nУслугите са [[services]].`);
  await send(page);
  await page.waitForURL(/\/part\?part=proposal-reasons$/);
  assert.match(await page.locator("main").textContent(), /Услугите са \d/);
  await follow(page, "Версии на частта");
  await page.waitForURL(/\/editions\?part=proposal-reasons$/);
  await see("planning-editions");
});

journey("anybody reads what is discussed and says what they think", async (window) => {
  const { page, see } = window;
  await page.goto("/ruse/planning-public");
  await see("planning-public-list");
  await follow(page, "Анализ на потребностите");
  await page.waitForURL(/\/planning-public\/[0-9a-z]{13}$/);
  await see("planning-public", { picture: true });
  await page.locator("[name=document][value=analysis]").check();
  await send(page);
  await see("planning-public-wrong", { status: 422 });
  await page.locator("[name=document][value=analysis]").check();
  await page.locator("[name=text]").fill("В селото няма лекар.");
  await send(page);
  await page.waitForURL(/\/planning-public\/[0-9a-z]{13}/);
  assert.match(await page.locator("body").textContent(), /Становището е прието/);
  await follow(page, "Анализ на потребностите");
  await page.waitForURL(/\/document\?document=analysis$/);
  await see("planning-public-document");
});

journey("nothing is adopted before the discussion is over", async (window) => {
  const { page, see } = window;
  await head(window);
  await openCycle(page, "Анализ на потребностите");
  await follow(page, "Впиши приемането");
  await page.waitForURL(/\/adopt$/);
  await see("planning-adopt");
  await page.locator("[name=number]").fill("12");
  await writeDay(page, "on", dayFromNow(1));
  await send(page);
  await see("planning-adopt-ahead", { status: 422 });
  assert.match(await main(page), /Денят още не е дошъл/);
  await writeDay(page, "on", today());
  await send(page);
  await see("planning-adopt-early", { status: 422 });
  assert.match(await main(page), /още не е приключило/);
});

/** The day that stands in the boxes of a form. */
const dayOf = async (page, name) => {
  const part = (which) => page.locator(`[name="${name}-${which}"]`).inputValue();
  const [day, month, year] = [await part("day"), await part("month"), await part("year")];
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
};

/** Takes a step of the cycle on the page, by the form behind the words of its link. */
const take = async (page, words, fill = async () => {}) => {
  await follow(page, words);
  await page.locator("main form").first().waitFor();
  await fill();
  await send(page);
  await page.waitForURL((url) => CYCLE.test(url.pathname));
};

longJourney("a plan goes from its draft over thirty days of discussion to what was sent", { narrow: 360 }, async (window) => {
  const { page, see } = window;
  // Two years on: the next one has its plan.
  const year = String(Number(today().slice(0, 4)) + 2);
  await head(window);
  await page.goto("/ruse/planning");
  await follow(page, "Започни планиране");
  await page.waitForURL(/\/planning\/new$/);
  await choose(page, "kind", "annual");
  await page.locator("[name=year]").fill("2020");
  await send(page);
  await see("planning-new-wrong", { status: 422 });
  await page.locator("[name=year]").fill(year);
  await send(page);
  await page.waitForURL((url) => CYCLE.test(url.pathname));
  await see("planning-draft");
  const home = new URL(page.url()).pathname;
  const open = home.replace("/planning/cycles/", "/planning-public/");

  await page.goto(`${home}/edit?part=map-new`);
  await page.locator("[name=text]").fill("Открива се дневна грижа за пълнолетни хора в Мартен.");
  await send(page);
  await page.waitForURL(/\/part\?part=map-new$/);
  await page.goto(home);
  let ends;
  await take(page, "Публикувай за обсъждане", async () => {
    ends = await dayOf(page, "on");
    assert.ok(ends >= dayFromNow(30), `at least thirty days, not until ${ends}`);
    await writeDay(page, "on", dayFromNow(20));
    await send(page);
    await see("planning-publish-short", { status: 422 });
    await writeDay(page, "on", ends);
  });

  await leave(page);
  await page.goto(open);
  await choose(page, "document", "plan");
  await page.locator("[name=text]").fill("И в Николово се чака за място.");
  await send(page);
  await page.locator("text=Становището е прието").first().waitFor();

  const after = new Date(`${ends}T12:00:00Z`);
  after.setUTCDate(after.getUTCDate() + 1);
  const voted = after.toISOString().slice(0, 10);
  const then = await window.later(voted);
  await head(then);
  await then.page.goto(home);
  const held = (kind) => async () => {
    await choose(then.page, "kind", kind);
    await writeDay(then.page, "on", ends);
    await then.page.locator("[name=place]").fill("залата на общината");
    await then.page.locator("[name=people]").fill("24");
    await then.page.locator("[name=text]").fill("Питат за местата в селата.");
  };
  await take(then.page, "Впиши обсъждане", held("public"));
  await take(then.page, "Впиши обсъждане", held("council"));
  await then.page.goto(`${home}/opinions`);
  await then.page.locator("main tbody a[href*='/planning/opinions/']").first().click();
  await then.page.waitForURL(/\/planning\/opinions\//);
  await then.see("planning-opinion");
  await then.page.goto(`${new URL(then.page.url()).pathname}/answer`);
  await choose(then.page, "outcome", "accepted");
  await then.page.locator("[name=text]").fill("Приема се: мястото се проучва.");
  await choose(then.page, "shown", "yes");
  await send(then.page);
  await then.page.waitForURL((url) => !url.pathname.endsWith("/answer"));
  await then.page.goto(home);
  await take(then.page, "Състави обобщението");
  await take(then.page, "Впиши приемането", async () => {
    await then.page.locator("[name=number]").fill("77");
    await writeDay(then.page, "on", voted);
  });
  assert.match(await main(then.page), /Прието/);
  await take(then.page, "Изпрати на АСП", async () => {
    await then.page.locator("[name=number]").fill("30-101");
    await writeDay(then.page, "on", voted);
  });
  await then.see("planning-sent");
  assert.match(await main(then.page), /Изпратено на АСП/);
  await then.page.goto(`${home}/edit?part=map-new`);
  await then.see("planning-closed", { status: 422 });

  await leave(then.page);
  await then.page.goto(open);
  await then.see("planning-public-adopted");
  const said = await main(then.page);
  assert.match(said, /И в Николово се чака за място\./);
  assert.match(said, /Приема се: мястото се проучва\./);
});
