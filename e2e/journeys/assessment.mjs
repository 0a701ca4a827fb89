// The main job: a citizen's wish becomes a signed preliminary assessment, printed and given.

import assert from "node:assert/strict";
import { boxesFromNow } from "../calendar.mjs";
import { journey } from "../journey.mjs";
import { textOf } from "../paper.mjs";

journey("a wish becomes a signed assessment", async (window) => {
  const { page, see, signIn, signIns, world } = window;
  const family = `Пътешественова${world.width}${world.scripts ? "с" : "без"}`.replace(/\d+/, (n) => (n > 600 ? "-Широка" : "-Тясна"));
  const button = (name) => page.getByRole("button", { name, exact: true });
  const fill = (name, value) => page.locator(`[name="${name}"]`).first().fill(value);
  const choose = (name, value) => page.locator(`input[name="${name}"][value="${value}"]`).check();
  const day = async (name, { day, month, year } = boxesFromNow(0)) => {
    await fill(`${name}-day`, day);
    await fill(`${name}-month`, month);
    await fill(`${name}-year`, year);
  };

  await signIn(signIns.find((one) => one.username === "ruse.social1"));

  // Search first, enter second.
  await page.goto("/ruse/people");
  await fill("q", `Пробна ${family}`);
  await button("Търси").click();
  await page.waitForURL(/\?q=/);
  await see("search-nothing");
  await page.getByRole("button", { name: /Въведи нов/ }).click();
  await page.waitForURL(/\/people\/new/);
  await fill("given", "Пробна");
  await fill("family", family);
  await day("birth", { day: "3", month: "3", year: "1948" });
  await choose("sex", "female");
  await fill("present-place", "Русе");
  await fill("present-line", "ул. „Пример“ № 5");
  await page.locator("input[name='permanent-same']").check();
  await fill("phone", "000 555 01 01");
  await see("person-form", { picture: true });
  await page.locator("main form button[type=submit]:not([name])").last().click();
  await page.waitForLoadState("load");
  await differs(page);
  await page.waitForURL(/\/people\/[0-9a-z]{13}(\?.*)?$/);
  await see("person-new");

  // The wish: typed, checked against the law, recorded.
  await page.locator("main a[href$='/wishes/new']").first().click();
  await page.locator("select[name=service]").selectOption({ label: "Асистентска подкрепа" });
  await fill("words", "Искам някой да ми помага вкъщи, краката не ме държат.");
  await choose("channel", "oral_on_site");
  await choose("urgent", "none");
  await see("wish-form");
  await page.locator("main form button[type=submit]").last().click();
  await see("wish-check", { picture: true });
  const said = await page.locator("main").textContent();
  assert.match(said, /чл\. 93, ал\. 3 ЗСУ/, "the law's article is shown");
  assert.match(said, /Община Русе|общината/, "and who is competent");
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(/\/wishes\/[0-9a-z]{13}/);
  await see("wish-recorded", { picture: true });
  await page.getByRole("button", { name: "Към случая" }).or(page.getByRole("link", { name: "Към случая" })).first().click();
  await page.waitForURL(/\/referrals\/[0-9a-z]{13}/);
  const caseUrl = page.url().split("?")[0];
  await see("case-new", { picture: true });

  // The meeting: offered and agreed, then held.
  await page.locator("main a[href$='/meeting']").first().click();
  await day("day");
  await fill("time", "0:01");
  await page.locator("input[name=agreed]").check();
  await see("meeting-form");
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL((url) => url.pathname === new URL(caseUrl).pathname);
  await see("case-meeting-set");
  await page.locator("main a[href$='/meeting/held']").first().click();
  await page.locator("main form button[type=submit]").first().click();
  await see("meeting-held", { status: 422 });
  await choose("informed", "orally");
  await choose("informed", "in_writing");
  await fill("note", "Живее сама на третия етаж. Дъщеря ѝ идва в неделя.");
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL((url) => url.pathname === new URL(caseUrl).pathname);

  // The assessment in three parts.
  await page.locator("main a[href$='/assessment']").first().click();
  await see("assessment-tasks");
  await page.locator("main a[href$='/assessment/needs']").first().click();
  await fill("sources", "Лицето\nДъщеря ѝ");
  await fill("everyday", "Не може сама да пазарува, да готви и да се къпе.");
  await see("assessment-needs");
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(/\/assessment(\?.*)?$/);
  await page.locator("main a[href$='/assessment/proposal']").first().click();
  await see("assessment-proposal");
  await page.getByLabel("Асистентска подкрепа", { exact: false }).first().check();
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(/\/assessment(\?.*)?$/);
  await page.locator("main a[href$='/assessment/choice']").first().click();
  await page.locator("input[name^='chosen-'][value=yes]").first().check();
  await page.locator("select[name^='duration-']").first().selectOption("long");
  await choose("consent", "yes");
  await day("consent_on");
  await fill("copies", "2 оригинала");
  await see("assessment-choice");
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(/\/assessment(\?.*)?$/);
  await see("assessment-ready");

  // Checked, signed, numbered, given.
  await page.locator("main a[href$='/sign']").first().click();
  await see("assessment-sign", { picture: true });
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL((url) => url.pathname === new URL(caseUrl).pathname);
  await see("case-signed", { picture: true });
  await page.locator("main a[href$='/give']").first().click();
  await choose("how", "in_person");
  await see("assessment-give");
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL((url) => url.pathname === new URL(caseUrl).pathname);
  await see("case-given", { picture: true });

  // The paper.
  const href = await page.locator("main a[href*='/documents/']").first().getAttribute("href");
  const answer = await page.request.get(href, { timeout: 60_000 });
  assert.equal(answer.status(), 200);
  const paper = await textOf(await answer.body(), `assessment-${world.width}`);
  for (const words of [/Предварителна оценка/i, /Асистентска подкрепа/, /Не може сама да пазарува/, /чл\. 149/]) {
    assert.match(paper, words, "the paper says what was written");
  }

  // Everything stands on the person's timeline.
  await page.getByRole("link", { name: "Досие на човека" }).click();
  await see("person-after", { picture: true });
  const timeline = await page.locator("main").textContent();
  for (const words of [/Подписана|подписана/, /Проведена среща/, /желание/]) assert.match(timeline, words);
});

/** The three other walks of this journey entered people of a like name: this one is different. */
async function differs(page) {
  const different = page.locator("input[name=same][value=different]");
  if ((await different.count()) === 0) return;
  await different.check();
  await page.locator("main form button[type=submit]:not([name])").last().click();
}
