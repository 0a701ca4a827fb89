// A worker leaves and a colleague takes over everything: the office sees that work is waiting, passes it on in one step, the
// colleague goes on where it was left; a slip is taken back on the same day. Deputies, the load of a week, unfinished forms.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const of = (signIns, name) => signIns.find((one) => one.username === name);
const LEAVER = "Образчо Изнесенов Местоработов";

journey("a worker leaves and a colleague takes over everything", async ({ page, see, signIn, signIns }) => {
  const button = (name) => page.getByRole("button", { name, exact: true });
  const as = async (name) => {
    await page.context().clearCookies();
    await signIn(of(signIns, name));
  };

  // Whoever leaves has begun something that nobody else may read.
  await as("ruse.social3");
  await page.goto("/ruse/work/drafts");
  await see("drafts", { picture: true });
  const drafts = await page.locator("main tbody tr").count();
  assert.ok(drafts >= 2, "unfinished forms wait");
  const begun = await page.locator("main tbody tr a", { hasText: "Незавършена бележка" }).first().getAttribute("href");
  await page.goto(begun);
  await page.getByText("Продължавате започнатото").waitFor();
  const typed = await page.locator("#text").inputValue();
  assert.match(typed, /Обади се дъщерята/, "what was typed is there");
  await see("draft-resumed", { picture: true });

  // The access cannot be closed while work waits.
  await as("ruse.admin");
  await page.goto("/ruse/office/accounts");
  await page.locator("main a", { hasText: LEAVER }).first().click();
  const account = new URL(page.url()).pathname;
  await page.goto(`${account}/close`);
  await page.getByText("Предайте ги на колега").waitFor();
  await see("account-has-work", { picture: true });
  assert.equal(await button("Закриване на достъпа").count(), 0, "no button while work waits");

  // The head passes everything on.
  await as("ruse.head");
  await page.goto("/ruse/work");
  await see("work-team", { picture: true });
  await page.getByRole("link", { name: "Предаване на работа" }).click();
  await page.waitForURL(/\/work\/hand-over$/);
  await see("hand-over", { picture: true });
  await page.locator("main tbody tr", { hasText: LEAVER }).getByRole("link", { name: /Предай работата/ }).click();
  await page.waitForURL(/\/work\/hand-over\/[0-9a-z]{13}$/);
  const from = new URL(page.url()).pathname.split("/").pop();
  const cases = Number((await page.locator("main a", { hasText: /отворен/ }).first().textContent()).match(/\d+/)[0]);
  assert.ok(cases > 0, "cases wait");
  const taker = await page.locator("#all option", { hasText: "Примерна Социална" }).getAttribute("value");
  await page.locator("#all").selectOption(taker);
  await page.locator("#drafts").selectOption(taker);
  await see("hand-over-form", { picture: true });
  await button("Преглед").click();
  await page.waitForURL(/\/preview\?/);
  await page.locator("#reason").fill("Напуска на 30 ноември.");
  await see("hand-over-preview", { picture: true });
  await button("Предай работата").click();
  await page.waitForURL(/\/work\/transfers\/[0-9a-z]{13}/);
  const transfer = new URL(page.url()).pathname;
  await see("transfer", { picture: true });
  await page.goto(`/ruse/work/load/list?what=open&who=${from}`);
  await page.getByText("Няма такива.").waitFor();

  // The colleague finds all of it, and goes on with the note.
  await as("ruse.social1");
  await page.goto("/ruse/work?who=me");
  await see("work-mine", { picture: true });
  await page.goto(begun);
  assert.equal(await page.locator("#text").inputValue(), typed, "the note went over, word by word");
  await page.goto("/ruse/work/deadlines?who=me");
  await see("deadlines", { picture: true });
  await page.goto("/ruse/work?list=suspended&who=me");
  await see("work-suspended", { picture: true });
  await page.goto("/ruse/work/deputies");
  await see("deputies", { picture: true });
  await page.goto("/ruse/work/deputies/new");
  await see("deputy-new");

  // It was the wrong colleague: on the same day all comes back.
  await as("ruse.head");
  await page.goto(transfer);
  await button("Върни работата").click();
  await page.getByText("Това предаване е върнато.").waitFor();
  await see("transfer-undone");
  await page.goto(`/ruse/work/load/list?what=open&who=${from}`);
  await see("load-list");
  await page.goto("/ruse/work/load");
  await see("load", { picture: true });
  await page.goto("/ruse/work?list=stalled");
  await see("work-stalled", { picture: true });
  await page.goto("/ruse/work/numbers");
  await see("work-numbers");
});

journey("nothing typed is lost", async ({ page, see, signIn, signIns, world }) => {
  await signIn(of(signIns, "ruse.social2"));
  const form = "/ruse/work/deputies/new";
  const words = "обучение в София, записано и неизпратено";
  if (!world.scripts) {
    await page.goto(form);
    await page.locator("#reason").fill(words);
    await page.getByRole("button", { name: "Запиши", exact: true }).click();
    assert.equal(await page.locator("#reason").inputValue(), words, "the form comes back with what was typed");
    await see("draft-mistakes", { status: 422 });
    return;
  }

  // The network goes away and comes back: what was typed meanwhile is kept at once. A window of its own, for it must complain.
  const shaky = await page.context().newPage();
  await shaky.goto(form);
  await shaky.locator("#reason").fill(words);
  await shaky.locator("[data-draft-status]", { hasText: "Черновата е запазена" }).waitFor();
  await page.context().setOffline(true);
  await shaky.locator("#reason").fill(`${words}, без мрежа`);
  await shaky.locator("[data-draft-status]", { hasText: "не е запазена" }).waitFor();
  await page.context().setOffline(false);
  await shaky.locator("[data-draft-status]", { hasText: "Черновата е запазена" }).waitFor();
  await shaky.close();
  await page.goto(form);
  assert.equal(await page.locator("#reason").inputValue(), `${words}, без мрежа`);

  // Whoever follows a link right after the last letter has typed it all the same.
  await page.locator("#reason").fill(`${words}, и после`);
  await page.goto("/ruse/work/drafts");
  await page.locator("main tbody tr", { hasText: "заместник" }).locator("a").first().click();
  await page.waitForURL(/\/deputies\/new/);
  assert.equal(await page.locator("#reason").inputValue(), `${words}, и после`);
  await see("draft-kept");

  // Thrown away, and taken back while the day lasts.
  await page.goto("/ruse/work/drafts");
  await page.locator("main tbody tr", { hasText: "заместник" }).getByRole("button", { name: /Изхвърли/ }).click();
  await page.getByText("Изхвърлени през последния ден").waitFor();
  await see("drafts-gone");
  await page.getByRole("button", { name: /Върни.*заместник/ }).first().click();
  await page.locator("main tbody tr", { hasText: "заместник" }).waitFor();
  await page.locator("main tbody tr", { hasText: "заместник" }).getByRole("button", { name: /Изхвърли/ }).click();
});
