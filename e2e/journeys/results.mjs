// Results of the projects of both municipalities: target and value at the start, in the middle and at
// the end of the period, the records behind each figure; participants, a report, an evidence pack.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const head = ({ signIn, signIns }, town) => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

/** What the public page of each project promised. */
const PROMISED = { ruse: [15], mezdra: [1, 2, 4, 2, 1, 1, 22] };

/** The page of the project that has indicators. */
const project = async (page, town) => {
  await page.goto(`/${town}/results?sort=-indicators`);
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/results\/projects\/[0-9a-z]{13}$/);
  return new URL(page.url()).pathname;
};

for (const town of ["ruse", "mezdra"]) {
  journey(`the results of ${town} are read at the start, in the middle and at the end`, async (window) => {
    const { page, see } = window;
    await head(window, town);
    const home = await project(page, town);
    await see(`results-${town}`, { picture: true });
    const rows = await page.locator("main tbody tr").all();
    assert.equal(rows.length, PROMISED[town].length);
    const figures = [];
    for (const [n, row] of rows.entries()) {
      const cells = await row.locator("td").all();
      assert.match(await cells[0].textContent(), new RegExp(`\\b${PROMISED[town][n]}\\b`), "the target");
      const links = await row.locator("td a").evaluateAll((all) => all.map((a) => [a.getAttribute("href"), a.textContent.trim()]));
      assert.equal(links.length, 4, "start, middle, end and today");
      const values = links.map(([, value]) => Number(value));
      assert.ok(values[0] <= values[1] && values[1] <= values[2], "a value does not fall");
      assert.ok(values[2] >= PROMISED[town][n], "the target is reached at the end");
      figures.push(links[2][0]);
    }
    for (const href of figures) {
      await page.goto(href);
      const record = page.locator("main tbody tr th a").first();
      assert.ok(await record.count(), `${href} has records`);
      await record.click();
      await page.waitForURL((url) => !url.pathname.includes("/results/"));
      assert.ok(await page.locator("main").count());
    }
    await page.goto(home);
    await page.locator("main tbody tr th a").first().click();
    await page.waitForURL(/\/results\/indicators\//);
    await see(`results-indicator-${town}`, { picture: true });
    await page.locator("[name=known][value=then]").check();
    await send(page);
    await page.waitForURL(/known=then/);
  });
}

journey("participants, a report and an evidence pack of Mezdra", async (window) => {
  const { page, see } = window;
  await head(window, "mezdra");
  const home = await project(page, "mezdra");
  await page.goto(`${home}/microdata`);
  await see("results-microdata", { picture: true });
  await page.goto(`${home}/after`);
  await see("results-after");
  await page.goto(`${home}/headings`);
  await see("results-headings");
  await page.goto(`${home}/double`);
  await see("results-double");
  await page.goto(`${home}/reports`);
  await send(page);
  await page.waitForURL(/\/reports$/);
  await see("results-reports", { picture: true });
  await page.goto(`${home}/packs`);
  await send(page);
  await page.waitForURL(/\/results\/packs\/[0-9a-z]{13}$/);
  await page.locator("main a[href$='/file']").waitFor({ timeout: 60_000 });
  await see("results-pack", { picture: true });
});
