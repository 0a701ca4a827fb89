// A municipality begins with the people it has in a spreadsheet: upload, columns, what is wrong where, entering, taking back.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const head = (signIns) => signIns.find((one) => one.municipality === "ruse" && one.role === "head");
const HEADS = "Име;Презиме;Фамилия;ЕГН;Дата на раждане;Пол;Телефон;Населено място;Адрес;Забележка";

/** Each world has its own people, for the four share one municipality. */
const family = (world) => `${world.scripts ? "Вносна" : "Безвносна"}${world.width > 400 ? "" : "-Тясна"}`;

const word = (n) => [...String(n).padStart(5, "0")].map((digit) => "абвгдежзик"[Number(digit)]).join("");

/** Good rows; with so many that the work can be watched. */
function good(world, count) {
  const given = ["Радка", "Стефан", "Цонка", "Минчо"];
  return Array.from({ length: count }, (_, n) => {
    const born = `${(n % 28) + 1}.${(n % 12) + 1}.${1930 + (n % 60)}`;
    const name = count > 10 ? `${family(world)}${word(n)}` : family(world);
    return `${given[n % 4]};;${name};;${born};;;гр. Русе;ул. „Примерна“ № ${n + 1};`;
  });
}

const WRONG = [
  "Пeтър;;Грешков;;;;;гр. Русе;;",
  "Мария;;Грешкова;6101047501;31.02.1961;;;;;",
  "Тодор;;Грешков;;1.1.1950;друг;;с. Никъде;;",
];

async function upload(page, name, lines) {
  await page.goto("/ruse/imports");
  const buffer = Buffer.from(`\ufeff${[HEADS, ...lines].join("\r\n")}\r\n`);
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Качи файла" }).click();
  await page.waitForURL(/\/columns$/);
}

/** The page comes again by itself until the program is ready. */
async function ready(page, state) {
  await page.locator("main .govuk-tag", { hasText: state }).waitFor({ timeout: 60_000 });
}

journey("a table is uploaded, checked, entered and taken back", async ({ page, see, visit, signIn, signIns, world }) => {
  await signIn(head(signIns));
  await visit("/ruse/imports", "imports", { picture: true });
  const template = await page.request.get("/ruse/imports/template");
  assert.equal((await template.body()).subarray(0, 2).toString(), "PK", "an empty table to fill in");
  await upload(page, `хора-${family(world)}.csv`, [...good(world, 4), ...WRONG]);
  assert.equal(await page.locator("select").nth(2).inputValue(), "family", "the columns are recognised");
  await see("import-columns", { picture: true });
  await page.getByRole("button", { name: "Провери редовете" }).click();
  await ready(page, "проверено");
  await page.getByText("Името смесва кирилица и латиница").waitFor();
  await see("import-checked", { picture: true });
  await page.getByRole("button", { name: "Запиши 4 нови хора" }).click();
  await ready(page, "готово");
  await see("import-done", { picture: true });
  const list = page.url();
  await page.goto(`${list}/people`);
  assert.equal(await page.locator("main table tbody tr").count(), 4);
  await see("import-people", { picture: true });
  await page.locator("main table tbody tr a").first().click();
  await page.waitForURL(/\/people\/[0-9a-z]{13}$/);
  // Somebody like one of them, in another table: the office is asked.
  const known = good(world, 4)[0].replace("Радка", "Раткa".replace("a", "а"));
  await upload(page, `още-${family(world)}.csv`, [known]);
  await page.getByRole("button", { name: "Провери редовете" }).click();
  await ready(page, "проверено");
  await page.getByRole("link", { name: `Радка ${family(world)}` }).first().waitFor();
  await page.locator("details", { hasText: "Отказване от внасянето" }).locator("summary").click();
  await page.getByRole("button", { name: "Откажи внасянето" }).click();
  await page.waitForURL(/\/imports$/);
  await page.goto(list);
  await page.locator("details", { hasText: "Връщане на внасянето" }).locator("summary").click();
  await page.getByRole("button", { name: "Махни записаните хора" }).click();
  await ready(page, "върнато");
  await see("import-undone");
});

journey("a large table is watched while it is worked on", async ({ page, see, signIn, signIns, world }) => {
  await signIn(head(signIns));
  // The page is held still, so that it can be looked at.
  await page.route("**/ruse/imports/*", async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    const { refresh: _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await upload(page, "много.csv", good(world, 12_000));
  await page.getByRole("button", { name: "Провери редовете" }).click();
  await page.locator("progress").waitFor();
  const began = async () => Number(await page.locator("progress").getAttribute("value")) >= 20;
  for (let look = 0; look < 40 && !(await began()); look += 1) {
    await page.waitForTimeout(100);
    await page.reload();
  }
  await see("import-busy", { picture: true });
  await page.unroute("**/ruse/imports/*");
  await page.reload();
  await ready(page, "проверено");
});

journey("the register is taken away as a file", async ({ page, visit, signIn, signIns }) => {
  await signIn(head(signIns));
  await visit("/ruse/people/export", "people-export", { picture: true });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Свали файла" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "people.xlsx");
});
