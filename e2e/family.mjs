// Personal assistance as pages show it: from an application to a contract, and a report by phone.

import { choose, dayFromNow, follow, main, monthFromNow, send, writeDay } from "./office.mjs";

/** The month after this one: work begins on its first day. */
export const FIRST = monthFromNow(1);
/** The month in which that month is reported and paid. */
export const AFTER = monthFromNow(2);
/** The short account of a report. */
export const ACCOUNT = "Помощ при хранене, хигиена и разходка; пазаруване и аптека.";
/** Phones of older people. */
export const NARROW = { narrow: 320 };

/** The first sum of money in a text, in cents. */
export const cents = (text) => Number(/(\d[\d\s]*),(\d\d)\s€/.exec(text).slice(1).join("").replace(/\s/g, ""));

/** A form behind a link: opened, looked at, filled, sent; then the page that it leads to. */
export async function act({ page, see }, text, name, fill, to) {
  await follow(page, text);
  await page.waitForURL(/\/(do|plan)/);
  await see(`month-${name}`);
  await fill();
  await send(page);
  await page.waitForURL(to).catch(async (e) => { await page.screenshot({ path: "out/fail.png", fullPage: true }); throw e; });
}

/** From the application of a person to the labour contract; gives its number and the monthly pay. */
export async function contract(window, person) {
  const { page, see } = window;
  await page.goto(`${person}/assistance/new`);
  await page.locator("[name=directive_number]").fill("ЛП-901");
  await writeDay(page, "directive_from", dayFromNow(-5));
  await writeDay(page, "directive_until", dayFromNow(700));
  await page.locator("[name=directive_hours]").fill("84");
  await page.locator("[name=assistant-1]").fill(await free(page));
  for (const name of ["is_true", "lets_in", "no_other"]) await choose(page, name, "yes");
  for (const name of ["gets_child_aid", "gets_supplement", "uses_similar"]) await choose(page, name, "no");
  await see("month-application-new");
  await send(page);
  const application = /\/assistance\/applications\/[0-9a-z]{13}$/;
  await page.waitForURL(application);
  await see("month-application");
  await act(window, "Заявлението е редовно", "regular", async () => {}, application);
  await act(window, "Проверка за двойно финансиране", "check", async () => {
    await page.locator("[name=sources]").fill("АСП, НОИ, регистърът на общината");
    await choose(page, "found", "no");
  }, application);
  const agreement = /\/assistance\/agreements\/[0-9a-z]{13}$/;
  await act(window, "Сключване на споразумение", "agree", () => page.locator("[name=place]").fill("в дома на ползвателя"), agreement);
  await act(window, "План-график", "plan", async () => {
    for (const day of [1, 2, 3, 4, 5]) {
      await page.locator(`[name=from-${day}-1]`).fill("9:00");
      await page.locator(`[name=to-${day}-1]`).fill("13:00");
      await page.locator(`[name=activities-${day}-1]`).fill("тоалет, хранене, разходка");
    }
  }, agreement);
  await act(window, "Сключване на трудов договор", "labour", async () => {}, agreement);
  await see("month-agreement", { picture: true });
  const said = await main(page);
  const pay = ["Основно възнаграждение", "Допълнително за стаж"].map((label) => cents(said.split(label)[1]));
  return { number: /ТД-\d{4}-\d{5}/.exec(said)[0], pay: pay[0] + pay[1] };
}

/** Somebody on the list with the whole week free. */
const free = (page) => page.locator('#names option[value*="свободни 168 ч."]').last().getAttribute("value");

/** The page of a contract and a month, by what stands in a cell of its row. */
export const labour = async (page, query, hasText) => {
  await page.goto(`/ruse/worktime?${query}`);
  const row = page.locator("main tbody tr", { has: page.locator("th, td", { hasText }) });
  await row.first().locator("th a").click();
  await page.waitForURL(/\/worktime\/labour\//);
};

/** The assistant opens the report on the phone. */
export const write = async (page, address, month) => {
  await page.goto(`${address}?month=${month}`);
  await page.locator(".opora-phone-card a.govuk-button").first().click();
  await page.waitForURL(/\/write\?/);
  await page.locator("[name=account]").fill(ACCOUNT);
};

/** The user looks at the report on a phone of their own, and confirms it. */
export const confirm = async ({ page, see }, address, month) => {
  await page.goto(`${address}?month=${month}`);
  await see("month-user", { picture: true });
  await page.locator(".opora-phone-card a.govuk-button").first().click();
  await page.waitForURL(/\/report\?/);
  await see("month-user-report", { picture: true });
  await page.locator("form[action$='/confirm'] button").click();
  await page.waitForURL((url) => url.pathname === address);
  await see("month-user-confirmed");
};
