// What clerks do on many pages, and the days on which they do it.

export { dayFromNow, monthFromNow, today } from "./calendar.mjs";

/** Somebody of a town signs in. */
export const as = (who, town = "ruse") => ({ signIn, signIns }) =>
  signIn(signIns.find((one) => one.username === `${town}.${who}`));

/** Whoever sits at the machine leaves it. */
export const leave = (page) => page.context().clearCookies();

/** Sends the form of the page. */
export const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

/** Follows the first link with these words. */
export const follow = (page, text) => page.locator("main a", { hasText: text }).first().click();

/** What the page says. */
export const main = (page) => page.locator("main").textContent();

/** Writes a day into the three boxes of a form. */
export const writeDay = async (page, name, day) => {
  const [year, month, date] = day.split("-").map(Number);
  await page.locator(`[name="${name}-day"]`).fill(String(date));
  await page.locator(`[name="${name}-month"]`).fill(String(month));
  await page.locator(`[name="${name}-year"]`).fill(String(year));
};

/** Chooses one of several answers. */
export const choose = (page, name, value) => page.locator(`input[name="${name}"][value="${value}"]`).check();

/** A new address for the phone of somebody, by a link to them on the page: `assistant` or `user`. */
export const phoneOf = async (page, role) => {
  const back = page.url();
  await page.locator("main a[href*='/worktime/people/']").nth(role === "user" ? 1 : 0).click();
  await page.waitForURL(/\/worktime\/people\//);
  await choose(page, "role", role);
  await page.locator("form[action$='/link'] button").click();
  await page.waitForURL(/\/worktime\/people\//);
  const address = new URL((await page.locator(".opora-wrap").first().textContent()).trim());
  await page.goto(back);
  return address.pathname;
};
