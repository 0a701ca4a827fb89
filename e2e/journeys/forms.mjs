// A form that the municipality changes without code: the head adds a field in both languages and puts it into force, the clerk
// sees it in the form, a wrong value is told beside it, the numbers count it, the file has its column.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { journey } from "../journey.mjs";

/** Each window changes a form of its own: a version that began today is followed only from tomorrow. */
const place = (world) => ({
  town: world.width > 600 ? "ruse" : "mezdra",
  form: world.scripts ? "contact" : "wish",
});

journey("a field is added, asked, counted, taken away as a file", async ({ page, see, visit, signIn, signIns, world }) => {
  const { town, form } = place(world);
  const of = (role) => signIns.find((one) => one.municipality === town && one.role === role);
  const fill = (name, value) => page.locator(`[name="${name}"]`).first().fill(value);
  const go = (name) => page.getByRole("button", { name, exact: true }).first().click();
  const base = `/${town}/office/forms/${form}`;

  // The head prepares the next version.
  await signIn(of("head"));
  await visit(`/${town}/office/forms`, "forms", { picture: true });
  await visit(base, "forms-in-force");
  await go("Подготвяне на следваща версия");
  await page.getByRole("button", { name: "Добавяне на поле" }).waitFor();
  await page.getByRole("button", { name: "Добавяне на поле" }).click();
  await page.waitForURL(/\/field/);
  await page.locator("#kind").selectOption("one");
  await fill("bg", "Какъв превоз ползва");
  await page.locator("main form button[type=submit]").last().click();
  await page.getByText("Посочете поне два възможни отговора.").first().waitFor();
  assert.equal(await page.locator("#bg").inputValue(), "Какъв превоз ползва", "nothing typed is lost");
  await see("forms-field-wrong", { status: 422 });
  await fill("en", "Which transport is used");
  await fill("help_bg", "Ако са няколко – най-честият.");
  await fill("help_en", "The most usual one.");
  const answers = [
    ["автобус", "bus"],
    ["такси", "taxi"],
    ["кара го близък", "a relative drives"],
  ];
  for (const [row, [bg, en]] of answers.entries()) {
    await fill(`option-${row}-bg`, bg);
    await fill(`option-${row}-en`, en);
  }
  await go("Запиши");
  await page.waitForURL((url) => url.pathname === base);
  await page.getByRole("link", { name: "Какъв превоз ползва" }).click();
  await page.waitForURL(/\/field\?key=/);
  await see("forms-field", { picture: true });
  await page.goto(base);
  await page.getByRole("button", { name: "Добавяне на поле" }).click();
  await page.waitForURL(/\/field/);
  await page.locator("#kind").selectOption("number");
  await fill("bg", "Километри до услугата");
  await fill("en", "Kilometres to the service");
  await go("Запиши");
  await page.waitForURL((url) => url.pathname === base);
  await see("forms-draft", { picture: true });
  await page.getByRole("button", { name: "Как ще изглежда" }).click();
  await page.waitForURL(/\/preview/);
  await see("forms-preview", { picture: true });
  await page.getByRole("link", { name: "На английски" }).click();
  await page.getByText("Which transport is used").first().waitFor();
  await page.goto(base);
  await page.getByRole("button", { name: "Към влизане в сила" }).click();
  await page.waitForURL(/\/publish/);
  await see("forms-publish", { picture: true });
  await go("Въвеждане в сила");
  await page.waitForURL((url) => url.pathname === base);
  await see("forms-versions");
  await page.locator("main a[href*='/compare?']").first().click();
  await see("forms-compare");

  // The clerk is asked for it.
  await page.context().clearCookies();
  await signIn(of("intake"));
  if (form === "contact") {
    await page.goto(`/${town}/contacts/new`);
    await page.locator("#topic").selectOption({ index: 4 });
  } else {
    await page.goto(`/${town}/wishes`);
    await page.locator("main table tbody a").first().click();
    await page.locator("main .govuk-summary-list a[href*='/people/']").first().click();
    await page.waitForURL(/\/people\/[0-9a-z]{13}/);
    await page.goto(`${page.url().split("?")[0]}/wishes/new`);
    await page.locator("#service option").nth(1).waitFor({ state: "attached" });
    await page.locator("#service").selectOption({ index: 1 });
  }
  const group = page.locator("fieldset", { hasText: "Какъв превоз ползва" }).last();
  await group.getByLabel("такси").check();
  const distance = page.getByLabel(/Километри до услугата/);
  await distance.fill("дванайсет");
  const send = form === "contact" ? "Запиши" : "Провери какво казва законът";
  await page.getByRole("button", { name: send }).first().click();
  await page.getByText("Въведете цяло число, например 12.").first().waitFor();
  assert.equal(await distance.inputValue(), "дванайсет", "nothing typed is lost");
  assert.ok(await group.getByLabel("такси").isChecked());
  await see(`forms-asked-${form}`, { picture: true, status: 422 });
  if (form !== "contact") return;
  await distance.fill("12");
  await page.getByRole("button", { name: "Запиши и отвори контакта" }).click();
  await page.waitForURL(/\/contacts\/[0-9a-z]{13}$/);
  assert.match(await page.locator("main").textContent(), /такси/);
  await see("forms-contact");

  // The numbers count it, and open the list.
  await page.goto(`/${town}/contacts/statistics?period=all`);
  await page.getByRole("link", { name: "Какъв превоз ползва" }).click();
  await page.waitForURL(/by=extra-/);
  await see("forms-numbers", { picture: true });
  const row = page.locator("main table tbody tr", { hasText: "такси" });
  const count = Number((await row.locator("a").first().innerText()).replace(/\D/g, ""));
  await row.locator("a").first().click();
  await page.waitForURL(/\/contacts\?.*extra-/);
  assert.equal(await page.locator("main table tbody tr").count(), count, "the number opens the contacts it counted");
  await see("forms-list");

  // The file has the column.
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("main a[href*='/contacts/export']").first().click()]);
  const text = await readFile(await file.path(), "utf8");
  assert.match(text, /Какъв превоз ползва/);
  assert.match(text, /такси/);
});
