// A municipality begins with the personal assistance that it gives already: a table is made and uploaded, its columns are
// told, what is wrong is seen, the good rows are entered, an agreement is opened, and all is taken back.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const head = (signIns) => signIns.find((one) => one.username === "mezdra.head");

const HEADS =
  "Ползвател;ЕГН на ползвателя;Направление №;Часове по направлението;Асистент;ЕГН на асистента;Споразумение №;" +
  "Споразумение от дата;Часове на месец;В сила до";

/** Each world has its own people, for the four share one municipality. */
const place = (world) => (world.scripts ? 0 : 1) + (world.width > 400 ? 0 : 2);

/** An invented number of somebody born in 1898, with its control digit: nobody alive has it. */
function egn(serial) {
  const two = (n) => String(n).padStart(2, "0");
  const nine = `98${21 + (serial % 12)}${two((serial % 27) + 1)}${String(serial).padStart(3, "0")}`;
  const sum = [2, 4, 8, 5, 10, 9, 7, 3, 6].reduce((all, weight, at) => all + weight * Number(nine[at]), 0);
  return `${nine}${(sum % 11) % 10}`;
}

const word = (n) => [...String(n).padStart(3, "0")].map((digit) => "абвгдежзик"[Number(digit)]).join("");

function row(world, n, { hours = 84, until = "31.12.2031", user } = {}) {
  const serial = place(world) * 100 + n * 2;
  const cells = [
    `Ана Образцова Б${word(serial)}ова`,
    user ?? egn(serial),
    `Н-${serial}`,
    84,
    `Вяра Примерова Б${word(serial + 1)}ова`,
    egn(serial + 1),
    `${serial}/Д`,
    "01.02.2025",
    hours,
    until,
  ];
  return cells.join(";");
}

/** The page comes again by itself until the program is ready. */
const ready = (page, state) => page.locator("main .govuk-tag", { hasText: state }).waitFor({ timeout: 60_000 });

journey("agreements of before are uploaded, checked, entered and taken back", async (window) => {
  const { page, see, visit, signIn, signIns, world } = window;
  await signIn(head(signIns));
  await page.goto("/mezdra/assistance/agreements");
  await page.getByRole("link", { name: "Заварени споразумения от таблица" }).click();
  await page.waitForURL(/\/brought$/);
  await visit("/mezdra/brought", "brought", { picture: true });
  const template = await page.request.get("/mezdra/brought/template");
  assert.equal((await template.body()).subarray(0, 2).toString(), "PK", "an empty table to fill in");
  const lines = [
    row(world, 1),
    row(world, 2),
    row(world, 3, { hours: 90 }),
    row(world, 4, { until: "31.12.2025" }),
    row(world, 5, { user: "6101047501" }),
  ];
  const buffer = Buffer.from(`\ufeff${[HEADS, ...lines].join("\r\n")}\r\n`);
  const name = `помощ-${place(world)}.csv`;
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Качи файла" }).click();
  await page.waitForURL(/\/columns$/);
  const held = page.locator("main input[list=fields]");
  assert.equal(await held.nth(1).inputValue(), "ЕГН на ползвателя", "the columns are recognised");
  await see("brought-columns", { picture: true });
  // A column that is left out and is needed is told of.
  await held.nth(8).fill("");
  await page.getByRole("button", { name: "Провери редовете" }).click();
  await see("brought-columns-wrong", { status: 422 });
  await held.nth(8).fill("Часове на месец");
  await page.getByRole("button", { name: "Провери редовете" }).click();
  await ready(page, "проверено");
  await page.getByText("Часовете са повече от тези в направлението: 84").waitFor();
  await page.getByText("Споразумението е изтекло на 31.12.2025").waitFor();
  await page.getByText("Контролната цифра не съвпада").waitFor();
  await see("brought-checked", { picture: true });
  await page.getByRole("button", { name: "Запиши 2 споразумения" }).click();
  await ready(page, "готово");
  await see("brought-done", { picture: true });
  const table = page.url();
  await page.goto(`${table}/agreements`);
  assert.equal(await page.locator("main table tbody tr").count(), 2);
  await see("brought-agreements");
  await page.locator("main table tbody tr a").first().click();
  await page.waitForURL(/\/assistance\/agreements\/[0-9a-z]{13}$/);
  assert.match(await page.locator("main").textContent(), /\/Д/, "the number of before");
  await see("brought-agreement");
  await page.goto(table);
  await page.locator("details", { hasText: "Връщане на въведеното" }).locator("summary").click();
  await page.getByRole("button", { name: "Махни записаните споразумения" }).click();
  await ready(page, "върнато");
  await see("brought-undone");
});
