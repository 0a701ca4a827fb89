// Assessment and plan of a service that the municipality itself runs: made, approved, signed, given,
// followed on a phone.

import assert from "node:assert/strict";
import { boxesFromNow } from "../calendar.mjs";
import { journey } from "../journey.mjs";

const forms = ({ page }) => {
  const fill = (name, value) => page.locator(`[name="${name}"]`).first().fill(value);
  const choose = (name, value) => page.locator(`input[name="${name}"][value="${value}"]`).check();
  const pick = (name, value) => page.locator(`select[name="${name}"]`).selectOption(value);
  const day = async (name, { day, month, year } = boxesFromNow(0)) => {
    await fill(`${name}-day`, day);
    await fill(`${name}-month`, month);
    await fill(`${name}-year`, year);
  };
  const send = () => page.locator("main form button[type=submit]:not([name])").last().click();
  const led = (home) => page.waitForURL((url) => url.pathname === new URL(home).pathname);
  return { fill, choose, pick, day, send, led };
};

// A placement of Mezdra at a provider without a document: there all services are the town's own.
const untouched = async ({ page }) => {
  await page.goto("/mezdra/placements?state=at_provider");
  const hrefs = await page.locator("main tbody a[href*='/placements/']").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  for (const href of hrefs) {
    await page.goto(`${href}/support`);
    if (await page.locator("main a[href$='kind=assessment']").count()) return page.url().split("?")[0];
  }
  throw new Error("no placement waits for an assessment");
};

const signed = async (window, home, names) => {
  const { page, see, signIn, signIns } = window;
  const { choose, day, send, led, fill } = forms(window);
  const who = (role) => signIns.find((one) => one.municipality === "mezdra" && one.role === role);
  await signIn(who("head"));
  await page.goto(`${home}/approve`);
  await fill("by", "Елена Измислена");
  await day("on");
  await see(`${names}-approve`);
  await send();
  await led(home);
  await signIn(who("referral_officer"));
  await page.goto(`${home}/sign`);
  await day("on");
  await page.locator("input[name=signer]").first().check();
  await see(`${names}-sign`);
  await send();
  await led(home);
  await page.goto(`${home}/give`);
  await day("given_on");
  await day("sent_on");
  await choose("how", "file");
  await send();
  await led(home);
};

journey("an assessment and a plan are made, signed and followed", async (window) => {
  const { page, see, signIn, signIns } = window;
  const { fill, choose, pick, day, send, led } = forms(window);
  await signIn(signIns.find((one) => one.municipality === "mezdra" && one.role === "referral_officer"));
  const file = await untouched(window);
  await see("support-file-empty");
  await page.locator("main a[href$='kind=assessment']").click();
  await see("support-begin");
  await send();
  await page.waitForURL(/\/support\/[0-9a-z]{13}/);
  const home = page.url().split("?")[0];
  await see("support-draft", { picture: true });
  const part = (section) => page.goto(`${home}/edit?section=${section}`);

  await part("team");
  await fill("team", "Мария Примерова, психолог\nИван Измислен, социален работник");
  await day("begun_on");
  await day("ended_on");
  await choose("methods", "interview");
  await choose("methods", "home");
  await see("support-team");
  await send();
  await led(home);
  await part("sources");
  await choose("kind", "other");
  await fill("name", "лекуващ лекар");
  await fill("about", "Заболявания и лечение");
  await send();
  await see("support-source-refused", { status: 422, picture: true });
  assert.match(await page.locator("main").textContent(), /чл\. 81, ал\. 1 ЗСУ/);
  await day("consent_on");
  await choose("capacity", "self");
  await send();
  await led(home);
  await part("needs");
  await pick("level-movement", "2");
  await fill("strength-movement", "Ходи у дома без помощ");
  await fill("need-movement", "Упражнения и бастун навън");
  await see("support-needs", { picture: true });
  await send();
  await led(home);
  await part("view");
  await fill("person_view", "„Искам да съм сред хора.“");
  await fill("conclusions", "Липсват движение и общуване.");
  await fill("recommendations", "Дневна грижа пет дни в седмицата.");
  await choose("fits", "yes");
  await send();
  await led(home);
  await signed(window, home, "support-assessment");
  await see("support-assessment-given", { picture: true });

  await page.goto(`${file}/begin?kind=plan`);
  await send();
  await page.waitForURL((url) => /\/support\/[0-9a-z]{13}$/.test(url.pathname));
  const plan = page.url().split("?")[0];
  await page.goto(`${plan}/edit?section=team`);
  await day("ended_on");
  await send();
  await led(plan);
  await page.goto(`${plan}/edit?section=goals`);
  await pick("area", "movement");
  await fill("aim", "Стига сам до магазина");
  await fill("result", "Три пъти седмично без придружител");
  await fill("what-0", "Упражнения за равновесие");
  await fill("who-0", "рехабилитатор");
  await fill("often-0", "два пъти седмично");
  await day("until-0", boxesFromNow(30));
  await see("support-goal", { picture: true });
  await send();
  await led(plan);
  await page.goto(`${plan}/edit?section=items`);
  await fill("activities", "Дневна грижа, целодневно, пет дни в седмицата.");
  if (await page.locator("[name=leaving]").count()) await fill("leaving", "Обучение за самостоятелен живот.");
  await fill("results", "Повече движение и срещи.");
  await fill("terms", "Шест месеца.");
  await choose("joint", "no");
  await see("support-items");
  await send();
  await led(plan);
  // A residential or replacing service asks for more.
  for (const section of ["health", "replacement"]) {
    if (!(await page.locator(`main a[href$='section=${section}']`).count())) continue;
    await page.goto(`${plan}/edit?section=${section}`);
    for (const box of await page.locator("main textarea").all()) await box.fill("няма");
    await send();
    await led(plan);
  }
  await signed(window, plan, "support-plan");
  await see("support-plan-given", { picture: true });
  assert.match(await page.locator("main").textContent(), /Упражнения за равновесие/);
  await page.locator("main a[href*='/support/actions/']").first().click();
  await see("support-action", { picture: true });
  await choose("state", "not_done");
  await send();
  await see("support-action-why", { status: 422 });
  await fill("note", "Отложено заради болест; продължава от понеделник.");
  await send();
  await led(file);
  await see("support-file", { picture: true });
});

journey("what is due is listed and counted, and areas are the town's own", async (window) => {
  const { page, see, signIn, signIns } = window;
  const { fill, choose, send, led } = forms(window);
  await signIn(signIns.find((one) => one.municipality === "mezdra" && one.role === "head"));
  await page.goto("/mezdra/support");
  await see("support-due", { picture: true });
  await page.locator(".opora-tiles a").nth(1).click();
  await see("support-due-late");
  assert.match(await page.locator("main").textContent(), /Поръчване на бастун/);
  await page.goto("/mezdra/support/areas");
  await see("support-areas", { picture: true });
  await page.locator("main a[href*='area=work']").click();
  await see("support-area");
  await choose("off", "no");
  await fill("bg", "Труд и заетост");
  await send();
  await led(`${new URL(page.url()).origin}/mezdra/support/areas`);
  assert.match(await page.locator("main").textContent(), /Областта е записана|Труд и заетост/);
});
