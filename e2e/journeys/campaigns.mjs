// Information campaigns: the figures open their lists, an event is planned and reported, a brochure is issued,
// reach names what is not covered, anybody opens the public page.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const head = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const follow = (page, text) => page.locator("main a", { hasText: text }).first().click();

/** The first row of a list. */
const first = async (page, path, url) => {
  await page.goto(path);
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(url);
};

journey("a campaign shows its figures and each opens its list", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/campaigns?state=over");
  await see("campaigns", { picture: true });
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/campaigns\/plans\/[0-9a-z]{13}$/);
  await see("campaign-plan", { picture: true });
  assert.match(await page.locator("main").textContent(), /100 %/);
  await page.locator("main tbody a[href*='/campaigns/events?']").first().click();
  await page.waitForURL(/\/campaigns\/events\?/);
  await see("campaign-events");
  assert.equal(await page.locator("main tbody tr").count(), 8);
});

// The first walk reports the event that waits; the others find it held.
journey("an event is reported: nobody came is no report", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/campaigns/events?state=missing");
  if (!(await page.locator("main tbody tr th a").count())) {
    await first(page, "/ruse/campaigns/events?state=held", /\/campaigns\/events\/[0-9a-z]{13}$/);
    await see("campaign-event-held");
    assert.match(await page.locator("main").textContent(), /Проведено/);
    return;
  }
  await first(page, "/ruse/campaigns/events?state=missing", /\/campaigns\/events\/[0-9a-z]{13}$/);
  await see("campaign-event");
  await follow(page, "Отчети събитието");
  await page.waitForURL(/\/report$/);
  await page.locator("[name=report]").fill("Въпроси за асистентската подкрепа.");
  await send(page);
  await see("campaign-report-wrong", { status: 422 });
  await page.locator("[name=came-citizens]").fill("14");
  await send(page);
  await page.waitForURL(/\/campaigns\/events\/[0-9a-z]{13}$/);
  assert.match(await page.locator("main").textContent(), /Проведено/);
  await follow(page, "Качи снимка");
  await page.waitForURL(/\/photo$/);
  await see("campaign-photo");
});

journey("a brochure is issued from the directory and reach names the settlements", async (window) => {
  const { page, see } = window;
  await head(window, "mezdra");
  await first(page, "/mezdra/campaigns?state=running", /\/campaigns\/plans\//);
  await follow(page, "Брошура, плакат или листовка");
  await page.waitForURL(/\/material$/);
  await see("campaign-material", { picture: true });
  await page.goto("/mezdra/campaigns/reach");
  await see("campaign-reach", { picture: true });
  assert.match(await page.locator("main").textContent(), /Необхванати населени места/);
  await page.goto("/mezdra/campaigns/materials");
  await see("campaign-materials");
  await page.goto("/mezdra/campaigns/entries");
  await see("campaign-entries");
  await page.goto("/mezdra/campaigns/lists");
  await see("campaign-lists");
});

journey("anybody opens the page of a campaign", async ({ page, see }) => {
  await page.goto("/ruse/campaigns/2026-1");
  await see("campaign-public");
  assert.match(await page.locator("main").textContent(), /Къде да ни намерите/);
});

journey("anybody finds what may be taken home, and only what is current", async ({ page, see }) => {
  for (const town of ["ruse", "mezdra"]) {
    await page.goto(`/${town}/campaigns/materials/public`);
    await see(`campaign-download-${town}`);
    assert.match(await page.locator("h1").textContent(), /Материали за сваляне/);
    const link = page.locator("main a[href$='/public']").first();
    if (!(await link.count())) continue;
    const file = await page.request.get(await link.getAttribute("href"));
    assert.equal(file.headers()["content-type"], "application/pdf");
  }
});

journey("a table says what is wrong with its rows before anything is entered", async (window) => {
  const { page, see } = window;
  await head(window, "mezdra");
  await first(page, "/mezdra/campaigns?state=running", /\/campaigns\/plans\//);
  await follow(page, "Внеси от таблица");
  await page.waitForURL(/\/import$/);
  await see("campaign-import-new");
  const table = "Дата;Населено място;Събитие;Вид;Жители\n1.1.2020;Никъде;Среща;Среща с жители;9\n";
  await page.locator("input[type=file]").setInputFiles({
    name: "срещи.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(table),
  });
  await send(page);
  await page.waitForURL(/\/campaigns\/imports\//);
  await see("campaign-import", { picture: true });
  const text = await page.locator("main").textContent();
  assert.match(text, /Денят е извън периода/);
  assert.doesNotMatch(text, /Въведи редовете/);
  await follow(page, "Откажи файла");
  await page.waitForURL(/\/revoke$/);
  await page.locator("[name=why]").fill("Проба.");
  await send(page);
  await page.waitForURL(/\/campaigns\/imports\/[0-9a-z]{13}$/);
  assert.match(await page.locator("main").textContent(), /Отказан/);
});

journey("the menu opens by groups and says where one is", async (window) => {
  const { page } = window;
  await head(window);
  await page.goto("/ruse/campaigns");
  const group = page.locator("nav summary", { hasText: "Проекти" });
  assert.match(await group.textContent(), /Кампании/);
  await group.click();
  await page.locator("nav details[open] a", { hasText: "Обучение" }).click();
  await page.waitForURL(/\/training/);
  await page.locator("nav summary", { hasText: "Управление" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("nav details[open] a", { hasText: "Журнал" }).waitFor();
});
