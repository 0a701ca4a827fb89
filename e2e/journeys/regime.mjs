// The same wish on two sides of 1 January 2027: who refers changes, and the page says why.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { enter, launch } from "../browser.mjs";
import { as } from "../office.mjs";
import { serve } from "../server.mjs";

const DAYS = [
  { today: "2026-12-30", who: /Насочва Дирекция „Социално подпомагане“/, article: /§ 3 ППЗСУ/, next: /За изпращане до ДСП/ },
  { today: "2027-01-04", who: /Насочва нашата община/, article: /чл\. 75, ал\. 1 ЗСУ/, next: /Предстои среща/ },
];
const SERVICE = "Дневна грижа";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

for (const { today, who, article, next } of DAYS) {
  test(`a wish for state-funded day care on ${today}`, { timeout: 180_000 }, async () => {
    const server = await serve(`regime-${today}`, today);
    const world = { url: server.url, width: 1280, height: 900, scripts: true, moved: true };
    const { context, page, see, signIn } = await enter(browser, world);
    try {
      await as("social1")({ signIn, signIns: server.signIns });

      await page.goto("/ruse/people?q=%D0%98%D0%B2%D0%B0%D0%BD");
      await page.locator("#results a[href*='/people/']").first().click();
      await page.locator("a[href$='/wishes/new']").first().click();
      await page.locator("select[name=service]").selectOption(await page.locator("select[name=service] option", { hasText: SERVICE }).first().getAttribute("value"));
      await page.locator("input[name=channel][value=oral_on_site]").check();
      await page.locator("input[name=urgent][value=none]").check();
      await page.locator("main form button[type=submit]").last().click();
      await see(`regime-${today}`, { picture: true });
      const said = await page.locator("main").textContent();
      assert.match(said, who);
      assert.match(said, article);
      await page.locator("main form button[type=submit]").first().click();
      await page.waitForURL(/\/wishes\/[0-9a-z]{13}/);
      await page.locator("main a[href*='/referrals/']").first().click();
      assert.match(await page.locator("main").textContent(), next);
      await see(`regime-case-${today}`);
    } finally {
      await context.close();
      await server.stop();
    }
  });
}
