// Forecasts: one of need is begun, computed while the page waits, and opened down to a service; the
// assumptions with their sources; the waiting lists with their places changed; two forecasts compared.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const head = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const follow = (page, text) => page.locator("main a", { hasText: text }).first().click();

/** Waits until the job is done: the page comes again by itself. */
const computed = async (page) => {
  await page.waitForURL(/\/forecasts\/computed\/[0-9a-z]{13}/);
  await page.locator("main progress").waitFor({ state: "detached", timeout: 60_000 });
};

journey("the need in ten years is computed and opened down to a service", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/forecasts");
  await see("forecast-list");
  await follow(page, "Нова прогноза за потребностите");
  await page.waitForURL(/\/forecasts\/new$/);
  await see("forecast-new", { picture: true });
  await page.locator("input[name=ahead]").fill("40");
  await send(page);
  await see("forecast-new-refused", { status: 422 });
  await page.locator("input[name=ahead]").fill("10");
  await page.locator("input[name=runs]").fill("100");
  await send(page);
  await computed(page);
  await see("forecast-need", { picture: true });
  assert.ok(await page.locator("main svg").count());
  await page.locator("main a[href*='part?of=25']").click();
  await page.waitForURL(/part\?of=25$/);
  await see("forecast-service", { picture: true });
  await page.goBack();
  await follow(page, "Движение на населението");
  await page.waitForURL(/part\?of=movement$/);
  await see("forecast-movement");
});

journey("assumptions have a source, and a wrong number is told beside its box", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/forecasts/assumptions");
  await see("forecast-assumptions");
  await follow(page, "Нови числа за заселване");
  await page.waitForURL(/kind=migration$/);
  await see("forecast-assumption-new");
  await page.locator("input[name=name]").fill("Заселване за проба");
  await page.locator("input[name=women_4]").fill("много");
  await send(page);
  await see("forecast-assumption-refused", { status: 422 });
  await page.locator("input[name=women_4]").fill("-12,5");
  await send(page);
  await page.waitForURL(/\/forecasts\/assumptions\/[0-9a-z]{13}$/);
  await see("forecast-assumption");
  assert.ok(await page.locator("main td", { hasText: "-12,5" }).count());
});

journey("the waiting lists are played ahead and two forecasts stand beside each other", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/forecasts/new-waiting");
  await see("forecast-new-waiting");
  await page.locator("input[name=ahead]").fill("12");
  await page.locator("input[name=runs]").fill("100");
  await send(page);
  await computed(page);
  await see("forecast-waiting", { picture: true });
  await page.locator("main tbody th a").first().click();
  await page.waitForURL(/part\?of=/);
  await see("forecast-waiting-one");
  await page.goto("/ruse/forecasts/compare");
  await see("forecast-compare");
  const needs = page.locator("select[name=one] option", { hasText: "(Потребности" });
  const values = await needs.evaluateAll((all) => all.map((one) => one.value));
  assert.ok(values.length > 1, "the demonstration has two of need");
  await page.locator("select[name=one]").selectOption(values[0]);
  await page.locator("select[name=other]").selectOption(values[1]);
  await send(page);
  await page.waitForURL(/compare\?one=/);
  await see("forecast-compared", { picture: true });
});
