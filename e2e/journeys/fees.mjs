// From a closed month to what is passed on: the arithmetic, accounts issued in one action, a payment
// in parts and its reversal, who is late, rates and grounds.

import assert from "node:assert/strict";
import { monthFromNow } from "../calendar.mjs";
import { journey } from "../journey.mjs";
import { textOf } from "../paper.mjs";

const lastMonth = (back = 1) => monthFromNow(-back);

const head = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

journey("what is due is counted step by step and issued in one action", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto(`/ruse/fees?month=${lastMonth()}`);
  await see("fees", { picture: true });
  await page.locator("main tbody tr", { hasText: "€" }).first().locator("a").first().click();
  await page.waitForURL(/\/fees\/due\//);
  await see("fees-due", { picture: true });
  assert.match(await page.locator("main").textContent(), /Дължимо за месеца/);
  await page.goto(`/ruse/fees?month=${lastMonth()}&shown=missing`);
  await see("fees-missing");
  await page.goto(`/ruse/fees?month=${lastMonth()}`);
  const issue = page.locator("main form[action$='/fees/issue'] button");
  if (await issue.count()) {
    await issue.click();
    await page.waitForURL(/\/fees\?month=/);
    await see("fees-issuing");
  }
  await page.goto(`/ruse/fees/bills?month=${lastMonth(2)}`);
  await see("fees-bills", { picture: true });
});

journey("an account is paid in parts and a payment is taken back", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto(`/ruse/fees/bills?month=${lastMonth(2)}`);
  await page.locator("main tbody tr", { hasText: /Просрочена|За плащане|отчасти/ }).first().locator("a").first().click();
  await page.waitForURL(/\/fees\/bills\/[0-9a-z]{13}/);
  const bill = page.url().split("?")[0];
  await page.locator("main a[href$='/pay']").click();
  await page.waitForURL(/\/pay$/);
  await page.locator("[name=sum]").fill("1000000");
  await page.locator("[name=document]").fill("ПН 17/2026");
  await see("fees-pay");
  await send(page);
  await see("fees-pay-wrong", { status: 422 });
  await page.locator("[name=sum]").fill("1,25");
  await send(page);
  await page.waitForURL((url) => url.pathname === new URL(bill).pathname);
  await see("fees-bill", { picture: true });
  await page.locator("main a[href*='/reverse?']").last().click();
  await page.waitForURL(/\/reverse\?/);
  await page.locator("[name=document]").fill("Сторно 17/2026");
  await see("fees-reverse");
  await send(page);
  await page.waitForURL((url) => url.pathname === new URL(bill).pathname);
  assert.match(await page.locator("main").textContent(), /сторнирано/);
  const pdf = await page.request.get(await page.locator("main a[href*='/papers/']").first().getAttribute("href"));
  assert.match(await textOf(await pdf.body(), "fee-account"), /Сметка за такса.*Дължима сума/);
  await page.locator("main a[href*='/fees/people/']").first().click();
  await page.waitForURL(/\/fees\/people\//);
  await see("fees-person", { picture: true });
  await page.locator("main a[href$='/new']").first().click();
  await page.waitForURL(/\/new$/);
  await see("fees-ground");
  await send(page);
  await see("fees-ground-wrong", { status: 422 });
});

journey("who is late, what goes on, and by which rates", async (window) => {
  const { page, see } = window;
  await head(window, "mezdra");
  await page.goto("/mezdra/fees/arrears");
  await see("fees-arrears", { picture: true });
  await page.goto(`/mezdra/fees/remittance?month=${lastMonth()}`);
  await see("fees-remittance", { picture: true });
  await page.locator("main tbody a[href*='/fees/payments']").first().click();
  await page.waitForURL(/\/fees\/payments/);
  await see("fees-payments");
  await page.goto("/mezdra/fees/rates");
  await see("fees-rates", { picture: true });
  await page.locator("main a[href$='/fees/rates/new']").click();
  await page.waitForURL(/\/rates\/new$/);
  await see("fees-rate");
  await page.locator("[name=percent]").fill("много");
  await send(page);
  await see("fees-rate-wrong", { status: 422 });
});
