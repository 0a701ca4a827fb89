// Results of the projects of both municipalities: target and value at the start, in the middle and at
// the end of the period, the records behind each figure; participants, a report, an evidence pack.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const head = ({ signIn, signIns }, town) => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

/** What the public page of each project promised; what is counted at the start, in the middle and at the end; who keeps it. */
const PROMISED = {
  ruse: [{ target: 15, values: [0, 15, 15], kept: "workforce" }],
  mezdra: [
    { target: 1, values: [0, 1, 1], kept: "office/points" },
    { target: 2, values: [0, 2, 2], kept: "workforce" },
    { target: 4, values: [0, 4, 4], kept: "workforce" },
    { target: 2, values: [0, 2, 2], kept: "training" },
    { target: 1, values: [0, 1, 1], kept: "training" },
    { target: 1, values: [0, 2, 2], kept: "campaigns" },
    { target: 22, values: [0, 22, 22], kept: "training" },
  ],
};

/** The number in a cell, whatever stands before it on a phone. */
const number = async (cell) => Number((await cell.textContent()).replace(/\D/g, ""));

/** The records behind a figure: their addresses and how many they stand for. */
const behind = async (page, href) => {
  await page.goto(href);
  const rows = await page.locator("main tbody tr").all();
  const records = [];
  for (const row of rows) {
    const to = await row.locator("th a").getAttribute("href");
    records.push({ to, amount: await number(row.locator("td").nth(1)) });
  }
  return records;
};

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
      const { target, values, kept } = PROMISED[town][n];
      const cells = await row.locator("td").all();
      assert.equal(await number(cells[0]), target, "the target");
      const links = await row.locator("td a").evaluateAll((all) => all.map((a) => [a.getAttribute("href"), a.textContent.trim()]));
      assert.equal(links.length, 4, "start, middle, end and today");
      const shown = links.map(([, value]) => Number(value));
      assert.deepEqual(shown.slice(0, 3), values, `start, middle and end of result ${n + 1}`);
      figures.push({ hrefs: links.map(([href]) => href), shown, kept });
    }
    for (const { hrefs, shown, kept } of figures) {
      for (const [at, href] of hrefs.entries()) {
        const records = await behind(page, href);
        const sum = records.reduce((all, { amount }) => all + amount, 0);
        assert.equal(sum, shown[at], `the records behind ${href}`);
        for (const { to } of records) assert.ok(to.startsWith(`/${town}/${kept}`), `${to} is kept in ${kept}`);
        // Each record of the end of the period is opened, the first one by hand.
        if (at !== 2) continue;
        for (const to of new Set(records.map((record) => record.to))) {
          assert.equal((await page.request.get(to)).status(), 200, to);
        }
        await page.locator("main tbody tr th a").first().click();
        await page.waitForURL((url) => !url.pathname.includes("/results/"));
        assert.ok(await page.locator("main").count());
      }
    }
    await page.goto(figures[0].hrefs[2]);
    await see(`results-evidence-${town}`, { picture: true });
    await page.goto(home);
    await page.locator("main tbody tr th a").first().click();
    await page.waitForURL(/\/results\/indicators\//);
    await see(`results-indicator-${town}`, { picture: true });
    await page.locator("[name=known][value=then]").check();
    await send(page);
    await page.waitForURL(/known=then/);
  });
}

journey("four things of Ruse are paid twice and no more", async (window) => {
  const { page, see } = window;
  await head(window, "ruse");
  const home = await project(page, "ruse");
  await page.goto(`${home}/double`);
  await see("results-double-ruse");
  assert.equal(await page.locator("main tbody tr").count(), 4);
});

journey("participants, a report and an evidence pack of Mezdra", async (window) => {
  const { page, see } = window;
  await head(window, "mezdra");
  const home = await project(page, "mezdra");
  await page.goto(`${home}/microdata`);
  await see("results-microdata", { picture: true });
  await page.goto(`${home}/microdata/import`);
  await see("results-import", { picture: true });
  await page.goto(`${home}/after`);
  await see("results-after", { picture: true });
  await page.goto(`${home}/headings`);
  await see("results-headings", { picture: true });
  await page.goto(`${home}/double`);
  await see("results-double", { picture: true });
  assert.equal(await page.locator("main tbody tr").count(), 0, "nothing of Mezdra is paid twice");
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
