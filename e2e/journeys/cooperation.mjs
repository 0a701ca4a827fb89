// Cooperation: a conference from the case to an agreed task, who may know what, a request with its term, numbers that open lists.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const officer = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const day = async (page, name, on) => {
  await page.locator(`[name='${name}-day']`).fill(String(on.getUTCDate()));
  await page.locator(`[name='${name}-month']`).fill(String(on.getUTCMonth() + 1));
  await page.locator(`[name='${name}-year']`).fill(String(on.getUTCFullYear()));
};

const open = async (page, town, state) => {
  await page.goto(`/${town}/cooperation?state=${state}`);
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/cooperation\/conferences\/[0-9a-z]{13}$/);
  return new URL(page.url()).pathname;
};

journey("a conference that was held shows who took part, what was shared and what is late", async (window) => {
  const { page, see } = window;
  await officer(window);
  await page.goto("/ruse/cooperation");
  await see("cooperation", { picture: true });
  await open(page, "ruse", "held");
  await see("cooperation-held", { picture: true });
  const text = await page.locator("main").textContent();
  assert.match(text, /Нищо за случая/);
  assert.match(text, /Просрочено/);
  await page.goto("/ruse/cooperation/tasks?state=late");
  await see("cooperation-tasks", { picture: true });
  assert.match(await page.locator("main").textContent(), /месечна помощ/);
});

journey("whoever is invited without a ground does not learn whom the conference is about", async (window) => {
  const { page, see } = window;
  await officer(window);
  await open(page, "ruse", "called");
  const name = (await page.locator("main .govuk-summary-list__value").first().textContent()).trim();
  const row = page.locator("main tr", { hasText: "Училище" }).last();
  await row.locator("a[href*='/cooperation/invitations/']").click();
  await page.waitForURL(/\/cooperation\/invitations\/[0-9a-z]{13}$/);
  await see("cooperation-message");
  await page.locator("main a[href*='/conference-invitation/']").click();
  await page.waitForURL(/\/conference-invitation\//);
  await see("cooperation-invited", { picture: true });
  assert.equal((await page.locator("main").textContent()).includes(name), false);
});

journey("a conference is called from the case, and held only after the person was told", async (window) => {
  const { page, see } = window;
  await officer(window, "mezdra");
  await page.goto("/mezdra/referrals");
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/referrals\/[0-9a-z]{13}$/);
  await page.locator("main a[href*='/cooperation/referrals/']").click();
  await page.waitForURL(/\/cooperation\/referrals\/[0-9a-z]{13}$/);
  await see("cooperation-case");
  await page.locator("main a[href$='/conference']").click();
  await page.waitForURL(/\/conference$/);
  await see("cooperation-conference-new");
  await page.locator("[name=purpose]").fill("Нуждите засягат и здраве, и доход.");
  await page.locator("[name=agenda]").fill("Кой какво поема");
  await page.locator("[name=place]").fill("Фронт-офис");
  await page.locator("[name=begins]").fill("10:30");
  await page.locator("[name=form][value=room]").check();
  await send(page);
  await see("cooperation-conference-wrong", { status: 422 });
  await day(page, "day", new Date(Date.UTC(2099, 0, 12)));
  await send(page);
  await page.waitForURL(/\/cooperation\/conferences\/[0-9a-z]{13}/);
  const path = new URL(page.url()).pathname;
  await see("cooperation-conference", { picture: true });
  assert.match(await page.locator("main").textContent(), /още не е уведомено/);
  await page.goto(`${path}/seat`);
  await see("cooperation-seat");
  await page.locator("[name=institution]").selectOption({ index: 1 });
  await page.locator("[name=sharing][value=consent]").check();
  await page.locator("[name=shared]").fill("Желаната услуга");
  await page.locator("[name=ground]").fill("съгласие");
  await send(page);
  await see("cooperation-seat-wrong", { status: 422 });
  await page.locator("[name=sharing][value=none]").check();
  await send(page);
  await page.waitForURL((url) => url.pathname === path);
  await page.goto(`${path}/citizen`);
  await page.locator("[name=how][value=phone]").check();
  await send(page);
  await page.waitForURL((url) => url.pathname === path);
  assert.match(await page.locator("main").textContent(), /По телефона/);
  await page.goto(`${path}/cancel`);
  await page.locator("[name=why]").fill("Лицето помоли за друг ден.");
  await send(page);
  await page.waitForURL((url) => url.pathname === path);
  assert.match(await page.locator("main").textContent(), /Отменена/);
});

journey("a request shows its term, and each number of a year opens its list", async (window) => {
  const { page, see } = window;
  await officer(window);
  await page.goto("/ruse/cooperation/requests?state=late");
  await see("cooperation-requests", { picture: true });
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/cooperation\/inquiries\/[0-9a-z]{13}$/);
  await see("cooperation-inquiry", { picture: true });
  assert.match(await page.locator("main").textContent(), /чл\. 76, ал\. 2 ЗСУ/);
  await page.goto("/ruse/cooperation/statistics");
  await see("cooperation-statistics", { picture: true });
  const first = page.locator("main tbody tr td a").first();
  const number = Number((await first.textContent()).trim());
  await first.click();
  await page.waitForURL(/\/cooperation\/requests\?/);
  assert.match(await page.locator("main").textContent(), new RegExp(`Намерени: ${number}`));
});
