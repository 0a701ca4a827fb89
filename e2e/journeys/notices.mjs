// Notices: the numbers open the queue, a template is previewed, e-delivery is confirmed by hand, news are asked for on
// a phone; the settings of the administrator.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const enter = ({ signIn, signIns }, who, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.${who}`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const follow = (page, text) => page.locator("main a", { hasText: text }).first().click();

journey("the numbers of notices open their lists and the lists open a notice", async (window) => {
  const { page, see } = window;
  await enter(window, "head");
  await page.goto("/ruse/notices");
  await see("notices-numbers", { picture: true });
  await page.locator("main a.opora-tile").first().click();
  await page.waitForURL(/\/notices\/queue/);
  await see("notices-queue", { picture: true });
  await page.locator("main tbody a").first().click();
  await see("notices-one");
});

journey("a template is changed with a wrong name, then seen with examples", async (window) => {
  const { page, see } = window;
  await enter(window, "head");
  await page.goto("/ruse/notices/templates/letter/in/bg/edit");
  await page.locator("textarea[name=body]").fill("{text} {egn}");
  await send(page);
  await see("notices-template-refused", { status: 422 });
  await page.locator("textarea[name=body]").fill("{text}");
  await page.locator("button[name=preview]").click();
  await see("notices-template-preview", { picture: true });
});

journey("a message for e-delivery asks for its number and day", async (window) => {
  const { page, see } = window;
  await enter(window, "head", "mezdra");
  await page.goto("/mezdra/notices/deliveries");
  await see("notices-deliveries", { picture: true });
  await page.locator("main tbody a").first().click();
  await follow(page, "Отбележи, че е изпратено");
  await page.waitForURL(/\/do\/sent$/);
  await send(page);
  await see("notices-sent-refused", { status: 422 });
});

journey("anybody asks for news and is told to look at the mailbox", async (window) => {
  const { page, see } = window;
  await page.goto("/ruse/subscribe");
  await see("subscribe");
  await page.locator("input[name=email]").fill("nobody");
  await send(page);
  await see("subscribe-refused", { status: 422 });
  await page.locator("input[name=email]").fill("chitatel@example.bg");
  await send(page);
  await see("subscribe-asked");
  assert.ok(await page.locator("main", { hasText: "Погледнете пощата си" }).count());
});
