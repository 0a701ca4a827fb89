// One person once: a duplicate is caught before it is saved; two records are merged, a note is added, the merge is undone.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const officer = (signIns) => signIns.find((one) => one.municipality === "ruse" && one.role === "referral_officer");

/** Each world has its own people, for the four share one municipality. */
const family = (world) => `${world.scripts ? "Скриптова" : "Безскриптова"}${world.width > 400 ? "" : "-Тясна"}`;

async function fill(page, { given, middle = "", family, day = "", month = "", year = "", phone = "" }) {
  await page.fill("[name=given]", given);
  await page.fill("[name=middle]", middle);
  await page.fill("[name=family]", family);
  await page.fill("[name=birth-day]", day);
  await page.fill("[name=birth-month]", month);
  await page.fill("[name=birth-year]", year);
  await page.fill("[name=phone]", phone);
}

const save = (page) => page.locator("main form button[type=submit]").last().click();
/** Nobody shares a telephone or a day of birth with the people of another world. */
const mark = (world) => (world.scripts ? 1 : 2) + (world.width > 400 ? 0 : 2);
const maria = (world, more = {}) => ({
  given: "Мария", middle: "Колева", family: family(world), day: "12", month: String(mark(world)), year: String(1950 + mark(world)), phone: phone(world, 3), ...more,
});
const phone = (world, n) => `0880 00${mark(world)} ${n}${n}${n}`;

journey("a duplicate is caught before it is saved", async ({ page, see, visit, signIn, signIns, world }) => {
  await signIn(officer(signIns));
  await page.goto("/ruse/people/new");
  await fill(page, maria(world));
  await save(page);
  await page.waitForURL(/\/people\/[0-9a-z]{13}$/);
  const known = page.url();
  await page.goto("/ruse/people/new");
  await fill(page, maria(world, { given: "Миме", phone: "" }));
  if (world.scripts) {
    await page.locator("#likely li").first().waitFor();
    assert.match(await page.locator("#likely").innerText(), /вероятно същият/i);
    await see("person-likely", { picture: true });
  }
  await save(page);
  await page.locator("input[name=same]").first().waitFor({ state: "attached" });
  await see("person-same", { picture: true, status: 422 });
  await page.locator("input[name=same]").first().check({ force: true });
  await save(page);
  await page.waitForURL(known);
  await visit("/ruse/people/duplicates", "duplicates", { picture: true });
});

journey("two records are merged, a note is added, the merge is undone", async ({ page, see, signIn, signIns, world }) => {
  await signIn(officer(signIns));
  const enter = async (person) => {
    await page.goto("/ruse/people/new");
    await fill(page, person);
    await save(page);
    const different = page.locator("input[name=same][value=different]");
    await page.waitForLoadState();
    if (await different.count()) {
      await different.check({ force: true });
      await save(page);
    }
    await page.waitForURL(/\/people\/[0-9a-z]{13}$/);
    return page.url();
  };
  const kept = await enter(maria(world, { given: "Пенка", phone: phone(world, 4) }));
  const gone = await enter(maria(world, { given: "Пенка", middle: "Колева", day: "13", phone: phone(world, 4) }));
  const id = (url) => url.split("/").pop();
  await page.goto(`/ruse/people/${id(kept)}/merge/${id(gone)}`);
  await see("person-merge", { picture: true });
  await page.fill("[name=why]", "Сверено с личната карта: един човек е.");
  const confirm = page.locator("input[name=confirm]");
  if (await confirm.count()) await confirm.check({ force: true });
  await page.locator("main form").first().locator("button[type=submit]").click();
  await page.waitForURL(kept);
  await see("person-merged", { picture: true });
  await page.goto(gone);
  assert.equal(page.url(), kept, "an old link leads to where everything is");
  await page.goto(`${kept}/edit`);
  await page.fill("[name=note]", "Обажда се по телефона.");
  await save(page);
  await page.waitForURL(kept);
  await page.locator("main a[href*='/merges/']").first().click();
  await page.waitForURL(/\/merges\//);
  await see("person-undo", { picture: true });
  await page.locator("main input[value=give]").first().check({ force: true });
  await page.fill("[name=why]", "Двама души са.");
  await page.locator("main form button[type=submit]").click();
  await page.waitForURL(gone);
  await page.goto(kept);
  assert.match(await page.locator("main").innerText(), /Обажда се по телефона/);
  await page.goto(gone);
  await page.goto("/ruse/people/duplicates?state=dismissed");
});
