// From the assessment into a service: a provider answers by link, a contract follows; a refusal and
// another choice; who waits gets a place.

import assert from "node:assert/strict";
import { boxesFromNow } from "../calendar.mjs";
import { journey } from "../journey.mjs";

// What all three need: an officer at a placement of the demonstration in a state.
const at = async ({ page, signIn, signIns }, state, town = "ruse") => {
  await signIn(signIns.find((one) => one.username === `${town}.social1`));
  await page.goto(`/${town}/placements?state=${state}`);
  await page.locator("main tbody a[href*='/placements/']").first().click();
  await page.waitForURL(/\/placements\/[0-9a-z]{13}/);
  return page.url().split("?")[0];
};

const forms = ({ page }) => {
  const fill = (name, value) => page.locator(`[name="${name}"]`).first().fill(value);
  const choose = (name, value) => page.locator(`input[name="${name}"][value="${value}"]`).check();
  const day = async (name, { day, month, year } = boxesFromNow(0)) => {
    await fill(`${name}-day`, day);
    await fill(`${name}-month`, month);
    await fill(`${name}-year`, year);
  };
  const send = () => page.locator("main form button[type=submit]:not([name])").last().click();
  const open = (rest) => page.locator(`main a[href$='${rest}']`).first().click();
  const led = (home) => page.waitForURL((url) => url.pathname === new URL(home).pathname);
  return { fill, choose, day, send, open, led };
};

journey("a provider answers by a safe link and a contract follows", async (window) => {
  const { page, see } = window;
  const home = await at(window, "at_provider");
  const { fill, choose, day, send, open, led } = forms(window);
  await see("placement", { picture: true });
  await open("/link");
  await see("placement-link-form");
  await send();
  await led(home);
  const href = await page.locator("main a[href*='/provider/']").getAttribute("href");
  await page.goto(href);
  await see("provider-link", { picture: true });
  await choose("answer", "accepted");
  await send();
  await see("provider-link-wrong", { status: 422 });
  await choose("answer", "accepted");
  await fill("name", "Мария Примерова, ръководител");
  await send();
  // Each thing has a link of its own; the first one tells what happened.
  await page.waitForURL((url) => url.pathname.includes("/provider/") && !href.endsWith(url.pathname));
  const second = page.url();
  await see("provider-assessment", { picture: true });
  await page.goto(href);
  await see("provider-link-after", { picture: true });
  assert.match(await page.locator("main").textContent(), /Отговорът ви е получен/);
  await page.goto(second);
  await choose("fits", "yes");
  await day("assessed_on");
  await day("received_on");
  await fill("team", "Мария Примерова, психолог\nИван Измислен, социален работник");
  await fill("conclusions", "Услугата отговаря на потребностите.");
  await day("planned_on");
  await fill("plan", "Два пъти седмично; преглед след шест месеца.");
  await send();
  await page.waitForURL((url) => url.pathname.includes("/provider/") && !second.endsWith(url.pathname));
  await day("signed_on");
  await day("from_on");
  await day("until_on", boxesFromNow(120));
  await see("provider-contract");
  await send();
  await page.waitForURL(/\/provider\//);
  await page.locator(".govuk-inset-text").waitFor();
  assert.match(await page.locator("main").textContent(), /договорът е съобщен/);
  await page.goto(home);
  await see("placement-contract", { picture: true });
  assert.match(await page.locator("main").textContent(), /Договор \d{4}-\d+/);
  await page.goto("/ruse/placements");
  await see("placements", { picture: true });
});

journey("a refusal is appealed and another service is chosen", async (window) => {
  const { page, see } = window;
  const home = await at(window, "at_provider", "mezdra");
  const { fill, choose, day, send, open, led } = forms(window);
  await open("/assessment");
  await choose("fits", "no");
  await day("assessed_on");
  await fill("team", "Мария Примерова, психолог\nИван Измислен, социален работник");
  await fill("conclusions", "Нужна е подкрепа вечер, каквато тук не се предоставя.");
  await send();
  await led(home);
  await see("placement-refused", { picture: true });
  // The person gets a numbered notice of it.
  const notice = await page.locator("main a[href*='/papers/']").first().getAttribute("href");
  const paper = await page.request.get(notice);
  assert.equal(paper.headers()["content-type"], "application/pdf");
  await open("/appeal");
  await choose("by", "person");
  await send();
  await led(home);
  await open("/outcome");
  await choose("outcome", "rejected");
  await see("placement-outcome");
  await send();
  await led(home);
  await open("/again");
  await see("placement-again", { picture: true });
  const offered = page.locator("main input[name=service]");
  if ((await offered.count()) === 0) {
    // Before the full division of referral those paid by the state are not this office's.
    assert.match(await page.locator("main").textContent(), /насочва|Няма друга/);
    return;
  }
  assert.match(await page.locator("main").textContent(), /по въздух|разстоянието не е известно/);
  await offered.first().check();
  await day("on");
  await send();
  await page.waitForURL((url) => /\/placements\/[0-9a-z]{13}$/.test(url.pathname) && url.pathname !== new URL(home).pathname);
  await see("placement-chosen-again");
});

journey("who waits is offered a place and takes it", async (window) => {
  const { page, see } = window;
  const home = await at(window, "waiting");
  const { fill, choose, send, open, led } = forms(window);
  await see("placement-waiting");
  await page.locator("main a[href*='/places/']").first().click();
  await page.waitForURL(/\/places\/[0-9a-z]{13}/);
  await see("waiting-list", { picture: true });
  // The town pays for one place more: the first in the order is offered it.
  const line = page.url().split("?")[0];
  await page.locator("main tbody a[href*='/units/']").first().click();
  const total = await page.locator("[name=total]").inputValue();
  await fill("total", String(Number(total) + 1));
  await see("places-unit");
  await send();
  await led(line);
  await page.locator("main tbody a[href*='/placements/']").first().click();
  await page.waitForURL(/\/placements\/[0-9a-z]{13}/);
  const first = page.url().split("?")[0];
  assert.ok(home && first);
  await open("/offer");
  await choose("how", "phone");
  if (await page.locator("[name=reason]").count()) {
    await choose("skip", "declined");
    await fill("reason", "Предишният чакащ не желае мястото сега.");
  }
  await see("placement-offer");
  await send();
  await led(first);
  await open("/answer");
  await choose("answer", "accepted");
  await send();
  await led(first);
  await see("placement-accepted");
  assert.match(await page.locator("main").textContent(), /Индивидуална оценка и план от доставчика/);
});

journey("a text for reasons is kept, changed and chosen", async (window) => {
  const { page, see, signIn, signIns, world } = window;
  // Each way of looking has a text of its own.
  const own = (world.width === 360 ? 1 : 0) + (world.scripts ? 0 : 2);
  const title = ["Само през деня", "Само сутрин", "Само следобед", "Само в делник"][own];
  const { fill, choose, day, send, open, led } = forms(window);
  await signIn(signIns.find((one) => one.username === "ruse.head"));
  await page.goto("/ruse/placements/reasons");
  await see("placement-reasons", { picture: true });
  await open("/reasons/new");
  await see("placement-reason-new");
  await choose("kind", "not_provided");
  await fill("title", title);
  await send();
  await see("placement-reason-wrong", { status: 422 });
  await fill("body", "Услугата се предоставя само през деня.");
  await send();
  await page.waitForURL(/\/placements\/reasons\/[0-9a-z]{13}/);
  await open("/edit");
  await fill("body", "Услугата се предоставя само през деня и в работни дни.");
  await send();
  await page.waitForURL((url) => /\/placements\/reasons\/[0-9a-z]{13}$/.test(url.pathname));
  await see("placement-reason");
  assert.match(await page.locator("main").textContent(), /версия 2/);
  const home = await at(window, "at_provider");
  await open("/refuse");
  const text = await page.locator("select[name=text] option", { hasText: title }).getAttribute("value");
  await page.locator("select[name=text]").selectOption(text);
  await fill("reason", "Предлагаме консултиране.");
  await choose("child", "no");
  await day("on");
  await see("placement-refuse", { picture: true });
  await send();
  await led(home);
  assert.match(await page.locator("main").textContent(), /и в работни дни\.\s+Предлагаме консултиране\./);
});
