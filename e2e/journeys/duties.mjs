// The calendar of duties: the year, the mayor's page, a duty noted as done and taken back; reminders. The
// yearly analysis: its figures, a section edited, nothing signed without the council.

import assert from "node:assert/strict";
import { journey, longJourney } from "../journey.mjs";

const head = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const follow = (page, text) => page.locator("main a", { hasText: text }).first().click();

journey("the year of duties opens its lists, and a duty tells how its term is counted", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/duties");
  await see("duties-year", { picture: true });
  await page.goto("/ruse/duties/mayor");
  await see("duties-mayor", { picture: true });
  await page.goto("/ruse/duties/list?state=late");
  await see("duties-late");
  assert.ok(await page.locator("main tbody a[href*='/duties/codes/']").count());
  await page.goto("/ruse/duties/codes/analysis/at/2026");
  await see("duties-one", { picture: true });
  await page.goto("/ruse/duties/rules");
  await see("duties-rules");
});

// Each walk finds the duty open: the walk before took its note back.
journey("a duty is noted as done with its document and taken back", async (window) => {
  const { page, see } = window;
  await head(window, "mezdra");
  await page.goto("/mezdra/duties/codes/public-information/at/2026");
  await follow(page, "Отбележи изпълнение");
  await page.waitForURL(/\/done$/);
  await send(page);
  await see("duties-done-refused", { status: 422 });
  await page.locator("input[name=record]").fill("/services");
  await send(page);
  await page.waitForURL(/\/at\/2026$/);
  await see("duties-done");
  await page.locator("main tbody a[href*='/duties/marks/']").last().click();
  await page.waitForURL(/\/duties\/marks\//);
  await page.locator("textarea[name=why]").fill("Вписано по грешка");
  await send(page);
  await page.waitForURL(/\/at\/2026$/);
  await see("duties-open-again");
});

journey("somebody says where to be reminded and gets a secret address for a calendar", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/duties/mine/feed");
  await send(page);
  await page.waitForURL(/\/duties\/mine$/);
  await see("duties-mine");
});

// Each day of the walk, with what the mayor has to find due in the thirty days after it and its last day.
const YEAR = [
  [
    "2027-01-04",
    ["Финансов отчет и искане за средства за лична помощ до АСП (12.2026 г.)", "08.01.2027"],
    ["Второ искане за приетите закъснели отчети (12.2026 г.)", "15.01.2027"],
    ["Възнагражденията на личните асистенти се изплащат (12.2026 г.)", "20.01.2027"],
    ["Събраните такси за държавно финансирани услуги се превеждат на МТСП (12.2026 г.)", "25.01.2027"],
    ["Годишен отчет за личната помощ до изпълнителния директор на АСП", "29.01.2027"],
    ["Програма за проверките: всеки доставчик поне веднъж на две години", "29.01.2027"],
  ],
  [
    "2027-03-15",
    ["Отчет за всяка услуга до АКСУ", "31.03.2027"],
    ["Финансов отчет и искане за средства за лична помощ до АСП (03.2027 г.)", "09.04.2027"],
    ["Събраните такси за държавно финансирани услуги се превеждат на МТСП (02.2027 г.)", "25.03.2027"],
  ],
  ["2027-04-12", ["Анализ на състоянието и ефективността на социалните услуги до АКСУ", "29.04.2027"]],
  ["2027-06-25", ["Проектът на годишния план се публикува за обсъждане поне 30 дни", "20.07.2027"]],
  ["2027-08-09", ["Годишният план за социалните услуги се приема от общинския съвет и се изпраща на АСП", "31.08.2027"]],
  [
    "2027-12-06",
    ["Годишен мониторинг по седемте способа", "31.12.2027"],
    ["Проучване на удовлетвореността на потребителите поне веднъж годишно", "31.12.2027"],
    ["Финансов отчет и искане за средства за лична помощ до АСП (11.2027 г.)", "10.12.2027"],
  ],
];
// The duties of a municipality by their rules: of days of the year, and of events (ЗСУ, ППЗСУ, НПСУ, НКСУ, ЗЛП).
const RULES = [25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 37, 38, 40, 41, 62].map((no) => `D${no}`);
const ASSISTANCE = [14, 15, 19, 20, 25, 26, 32].map((no) => `Z${no}`);

longJourney("the mayor finds each duty of the year before its day", { narrow: 360 }, async (window) => {
  await head(window);
  await window.page.goto("/ruse/duties/rules");
  let rules = "";
  for (;;) {
    rules += await window.page.locator("main").textContent();
    const next = window.page.locator("main a[rel=next]");
    if (!(await next.count())) break;
    await next.first().click();
    await window.page.waitForLoadState();
  }
  for (const rule of [...RULES, ...ASSISTANCE]) assert.match(rules, new RegExp(`правило ${rule}\\b`), rule);
  let now = window;
  for (const [day, ...duties] of YEAR) {
    now = await now.later(day);
    await head(now);
    await now.page.goto("/ruse/duties/mayor");
    const rows = await now.page.locator("main tbody tr").allTextContents();
    for (const [title, due] of duties) {
      const found = rows.find((row) => row.includes(title) && row.includes(due));
      assert.ok(found, `${day}: ${title} until ${due} is not there`);
    }
  }
  await now.see("duties-mayor-december");
});
