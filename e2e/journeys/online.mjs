// Online: a wish is begun, saved, gone on with by its code, sent and followed by number and code; the office
// asks for what is missing and answers.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const head = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const onward = async (page, to) => {
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(to);
};

const follow = (page, text) => page.locator("main a", { hasText: text }).first().click();

journey("somebody states a wish: saves, goes on by the code, sends and follows", async (window) => {
  const { page, see } = window;
  await page.goto("/mezdra/online");
  await see("online-start", { picture: true });
  await follow(page, "Желание за социална услуга");
  await page.waitForURL(/\/online\/wish\/new$/);
  await see("online-begin");
  await onward(page, /\/online\/begun\/\d{16}$/);
  await see("online-overview", { picture: true });
  const code = page.url().split("/").pop();
  await follow(page, "Започнете");
  await page.waitForURL(/\/behalf$/);
  await see("online-question", { picture: true });
  await page.locator("[name=behalf][value=self]").check();
  await onward(page, /\/person$/);
  await page.locator("main form button[type=submit]").first().click();
  await see("online-question-refused", { status: 422 });
  await page.locator("[name=name]").fill("Проба Измислена");
  await page.locator("[name=born-day]").fill("3");
  await page.locator("[name=born-month]").fill("4");
  await page.locator("[name=born-year]").fill("1949");
  await page.locator("button[name=later]").click();
  await page.waitForURL(/\/online\/begun\/\d{16}$/);
  await page.goto("/mezdra/online");
  await page.locator("[name=code]").fill(code);
  await onward(page, /\/online\/begun\/\d{16}$/);
  await follow(page, "Продължете");
  await page.waitForURL(/\/lives$/);
  await page.locator("[name=lives]").fill("с. Примерово");
  await onward(page, /\/reach$/);
  await page.locator("[name=phone]").fill("0000 123 456");
  await onward(page, /\/words$/);
  await page.locator("[name=words]").fill("Трудно ми е да готвя.");
  await onward(page, /\/service$/);
  await onward(page, /\/danger$/);
  await page.locator("[name=danger][value=no]").check();
  await onward(page, /\/files$/);
  await see("online-files", { picture: true });
  await send(page);
  await page.waitForURL(/\/check$/);
  await see("online-check", { picture: true });
  await send(page);
  await page.waitForURL(/\/online\/follow\/\d+-\d{16}\?sent=1$/);
  await see("online-follow", { picture: true });
  const [number, secret] = page.url().split("/").pop().split("?")[0].split("-");
  await page.goto("/mezdra/online/status");
  await page.locator("[name=number]").fill(number);
  await page.locator("[name=code]").fill("1111222233334444");
  await send(page);
  await see("online-status-refused", { status: 422 });
  await page.locator("[name=number]").fill(number);
  await page.locator("[name=code]").fill(secret);
  await send(page);
  await page.waitForURL(/\/online\/follow\//);
  assert.match(await page.locator("main").textContent(), /Получено/);
});

journey("the office takes what came online, sees who may be meant, asks back", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/online/inbox");
  await see("online-inbox", { picture: true });
  await page.goto("/ruse/online/inbox?kind=wish&state=received");
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/online\/inbox\/[0-9a-z]{13}$/);
  await see("online-matter", { picture: true });
  await follow(page, "Регистрирай за човек");
  await page.waitForURL(/\/person$/);
  await see("online-person");
  await page.goBack();
  await follow(page, "Поискай допълване");
  await page.waitForURL(/\/ask$/);
  await send(page);
  await see("online-ask-refused", { status: 422 });
});
