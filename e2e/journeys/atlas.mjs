// Maps and charts: the map is walked and opened by keyboard alone, its table says the same, pictures leave as files,
// a table of road times says what is wrong with its rows, borders are drawn, anybody sees where the services are.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const head = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const follow = (page, text) => page.locator("main a", { hasText: text }).first().click();

/** Where the keyboard stands: the words of a mark of the map, or nothing. */
const mark = (page) =>
  page.evaluate(() => (document.activeElement?.closest("svg") ? document.activeElement.getAttribute("aria-label") : ""));

/** Brings a file in. */
const bring = async (page, kind, name, text) => {
  await page.goto("/mezdra/atlas/imports");
  await page.locator(`input[name=kind][value=${kind}]`).check();
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.locator("[name=source]").fill("Проба, измислено.");
  await send(page);
};

journey("a map by keyboard: Tab walks the settlements, Enter opens one", async (window) => {
  const { page, see } = window;
  await head(window, "mezdra");
  await page.goto("/mezdra/atlas");
  await see("atlas-map", { picture: true });
  const rows = await page.locator("main tbody tr th").allTextContents();
  await page.locator("main a[href='#table']").focus();
  const walked = [];
  for (let step = 0; step < 6 && walked.length < 3; step += 1) {
    await page.keyboard.press("Tab");
    const words = await mark(page);
    if (words) walked.push(words);
  }
  assert.equal(walked.length, 3);
  walked.forEach((words, at) => assert.ok(words.startsWith(`${rows[at].trim()}: `), `${words} – ${rows[at]}`));
  await page.keyboard.press("Shift+Tab");
  assert.equal(await mark(page), walked[1]);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/atlas\/settlements\/\d{5}/);
  await see("atlas-settlement");
  assert.equal((await page.locator("h1").textContent()).trim(), rows[1].trim());
});

journey("the filter says who has no service near, and each sum opens its rows", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/atlas?kind=6&by=km&limit=3");
  await see("atlas-far");
  const far = page.locator("main dd a[href*='state=far']").last();
  const count = Number((await far.textContent()).trim());
  await far.click();
  await page.waitForURL(/state=far/);
  assert.equal(await page.locator("main tbody tr").count(), Math.min(count, 20));
  for (const ending of ["svg", "png", "csv"]) {
    const href = await page.locator(`main a[href*='/atlas/map.${ending}']`).getAttribute("href");
    const answer = await page.request.get(new URL(href, page.url()).href);
    assert.equal(answer.status(), 200, ending);
  }
});

journey("the population and where users come from stand beside their tables", async (window) => {
  const { page, see } = window;
  await head(window, "mezdra");
  await page.goto("/mezdra/atlas/people");
  await see("atlas-people", { picture: true });
  await page.goto("/mezdra/atlas/trends");
  await see("atlas-trends");
  await page.goto("/mezdra/atlas/flows");
  await see("atlas-flows", { picture: true });
});

journey("a table of road times with a wrong row enters nothing, a right one is taken back", async (window) => {
  const { page, see } = window;
  await head(window, "mezdra");
  await bring(page, "roads", "пътища.csv", "От;До;Минути\nМездра;Брусен;9\nМездра;Атлантида;9\n");
  await see("atlas-import-wrong", { status: 422 });
  assert.match(await page.locator("main").textContent(), /Атлантида/);
  await bring(page, "roads", "пътища.csv", "От;До;Минути\nМездра;Брусен;9\n");
  await page.waitForURL(/\/atlas\/sources\/[0-9a-z]{13}$/);
  await see("atlas-source");
  await follow(page, "Връщане на файла");
  await page.waitForURL(/\/revoke$/);
  await page.locator("[name=why]").fill("Проба.");
  await send(page);
  await page.waitForURL(/\/atlas\/sources\/[0-9a-z]{13}$/);
  assert.match(await page.locator("main").textContent(), /Върнат/);
});

journey("borders are drawn beneath the settlements, and anybody sees where the services are", async (window) => {
  const { page, see } = window;
  await head(window, "mezdra");
  const coordinates = [[[23.4, 43.0], [23.9, 43.0], [23.9, 43.3], [23.4, 43.3], [23.4, 43.0]]];
  const properties = { code: "VRC27", name: "Измислена граница" };
  const feature = { type: "Feature", properties, geometry: { type: "Polygon", coordinates } };
  await bring(page, "borders", "граница.geojson", JSON.stringify({ type: "FeatureCollection", features: [feature] }));
  await page.waitForURL(/\/atlas\/sources\/[0-9a-z]{13}$/);
  await page.goto("/mezdra/atlas");
  assert.equal(await page.locator("svg path[fill-rule=evenodd]").count(), 1);
  await page.goto("/mezdra/service-map");
  await see("service-map");
  await page.locator("svg.opora-drawing a").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/#s-\d{5}$/);
});
