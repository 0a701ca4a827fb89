// The rules of the law: an officer asks, an administrator enters what the law leaves to the municipality.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

/** The pages that the law answers on, with a question where one is asked. */
const PAGES = [
  ["/law", "law"],
  ["/law?mark=C&open=yes", "law-open"],
  ["/law/rules/D01", "law-rule"],
  ["/law/rules/assistance.coefficient", "law-rate"],
  ["/law/ask/term", "law-ask-term"],
  ["/law/ask/term?rule=D01&from-day=11&from-month=12&from-year=2026", "law-term"],
  [
    "/law/ask/competence?date-day=30&date-month=12&date-year=2026&kind=7&access=specialised&level=municipal" +
      "&funding=state&provider=here&address=here",
    "law-competence",
  ],
  [
    "/law/ask/validity?signed-day=15&signed-month=12&signed-year=2026&duration=medium" +
      "&as-of-day=24&as-of-month=1&as-of-year=2027",
    "law-validity",
  ],
  ["/law/ask/money?amount=380&currency=bgn&rounding=benefits", "law-money"],
  ["/law/days", "law-days"],
];

journey("an officer asks the law", async ({ page, visit, signIn, signIns }) => {
  const officer = signIns.find((one) => one.municipality === "ruse" && one.role === "referral_officer");
  await signIn(officer);
  for (const [path, name] of PAGES) {
    await visit(`/ruse${path}`, name, { picture: true });
    assert.equal(await page.locator("h1").count(), 1, `one heading on ${path}`);
  }
  assert.match(await page.locator("main").innerText(), /чл\. 154 КТ/);
});

journey("an administrator sets a term that the law leaves open", async ({ page, visit, signIn, signIns, world }) => {
  const administrator = signIns.find((one) => one.municipality === "ruse" && one.role === "administrator");
  await signIn(administrator);
  await visit("/ruse/law/rules/D07/value", "law-value", { picture: true });
  // Each world sets its own year, for the four share one municipality.
  const year = String(2030 + (world.width > 400 ? 0 : 2) + (world.scripts ? 0 : 1));
  await page.fill("[name=value]", "5");
  await page.fill("[name=from-day]", "1");
  await page.fill("[name=from-month]", "1");
  await page.fill("[name=from-year]", year);
  await page.fill("[name=to-day]", "31");
  await page.fill("[name=to-month]", "12");
  await page.fill("[name=to-year]", year);
  await page.fill("[name=act]", `Заповед № 12/${year}`);
  await page.fill("[name=reason]", "По-кратък срок за отговор");
  await page.click("main form button");
  await page.waitForURL(/\/law\/rules\/D07$/);
  assert.match(await page.locator("main").innerText(), new RegExp(`Заповед № 12/${year}`));
  const before = `/ruse/law/ask/term?rule=D07&from-day=2&from-month=12&from-year=2029`;
  const within = `/ruse/law/ask/term?rule=D07&from-day=4&from-month=2&from-year=${year}`;
  await visit(before, "law-term-before");
  assert.match(await page.locator("main").innerText(), /7 дни/);
  await visit(within, "law-term-within");
  assert.match(await page.locator("main").innerText(), /5 дни/);
  await visit("/ruse/law/days/new", "law-day-new", { picture: true });
  await visit("/ruse/law?who=own&at-day=1&at-month=2&at-year=" + year, "law-own", { picture: true });
  assert.match(await page.locator("main").innerText(), /D07/);
});
