// The citizen's side by keyboard alone, from the first page of a municipality on: nothing is clicked, and no address is
// typed but the first. Who meets a worker is in keyboard-desk.mjs.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";
import { atPortal, button, link, sending } from "../keyboard.mjs";
import { main } from "../office.mjs";

const ANSWERS = { age: "47", income: "640", members: "2" };
const CHOICES = {
  crisis: "none",
  place: "here",
  living: "home",
  disability: "95",
  foreign_help: "yes",
  pension: "social",
};

journey("by keyboard: a service and its free places are found", async ({ page, see, world }) => {
  const keys = await atPortal(page, "ruse");
  await see("keyboard-portal");
  await keys.unfold(page.locator("main details summary").first());
  await keys.open(link(page, "Дете с увреждане"), /need=child-disability/);
  await keys.skip();
  await see("keyboard-services");
  const filter = page.locator("main details:has([name=need]) > summary");
  if (world.scripts && world.width < 600) await keys.unfold(filter);
  await keys.pick(page.locator("select[name=need]"), 0);
  await keys.write(page.locator("[name=q]"), "дома");
  await keys.tick(page.locator("input[name=free]"));
  await keys.open(page.locator("main form button[type=submit]").first(), /free=yes/);
  await keys.skip();
  await see("keyboard-services-free");
  assert.match(await main(page), /свободн/);
  await keys.open(page.locator("main h2 a").first(), /\/portal\/services\/[0-9a-z]{13}$/);
  await see("keyboard-service");
  assert.match(await main(page), /свободн/);
  await keys.skip();
  await keys.reach(link(page, "Кажете"));
});

journey("by keyboard: from the check of entitlements to an appointment", async ({ page, see, world }) => {
  const keys = await atPortal(page, "ruse");
  await keys.open(link(page, "На какво имам право"), /\/entitlements$/);
  await keys.skip();
  await keys.open(page.locator("main a.govuk-button--start"), /\/check$/);
  const at = page.locator("[name=at]");
  const next = page.locator("main button[name=go][value=next]");
  await keys.open(next);
  await see("keyboard-question-refused", { status: 422 });
  await keys.toMistake(page.locator("input[name=crisis]"), world);
  for (let step = 0; step < 40 && (await at.count()); step += 1) {
    const key = await at.getAttribute("value");
    const box = page.locator(`input[type=text][name=${key}]`);
    const isTyped = (await box.count()) > 0;
    if (isTyped && ANSWERS[key]) await keys.write(box, ANSWERS[key]);
    if (!isTyped) await keys.choose(key, CHOICES[key] ?? "no");
    await keys.open(isTyped && !ANSWERS[key] ? page.locator("main button[value=unknown]") : next);
  }
  assert.match(await main(page), /Лична помощ/);
  await keys.skip();
  await keys.open(page.locator("form[action$='/entitlements/keep'] button"), /\/kept\/\d{12}$/);
  await see("keyboard-entitlements");

  // The way on stands in the foot of each page.
  await keys.open(page.locator("footer a", { hasText: "Помощ и услуги" }), /\/portal$/);
  await keys.skip();
  await keys.open(link(page, "Запазете час"), /\/book$/);
  await keys.skip();
  await keys.open(page.locator("main h2 a").first(), /\/book\/points\/[0-9a-z]{13}$/);
  const times = page.locator("main .opora-slots a");
  if (!(await times.count())) await keys.open(link(page, "По-късно"));
  await keys.skip();
  await keys.open(times.first(), /\/new\?slot=\d+$/);
  await keys.open(button(page, "Запишете часа"));
  await see("keyboard-booking-refused", { status: 422 });
  await keys.toMistake(page.locator("#subject"), world);
  await keys.pick(page.locator("#subject"), 1);
  await keys.write(page.locator("[name=name]"), "Пробна Клавиатурова");
  const number = `000 555 0${world.width > 600 ? 6 : 7} ${world.scripts ? "01" : "02"}`;
  await keys.write(page.locator("[name=phone]"), number);
  await keys.open(button(page, "Запишете часа"), /\/booked\/\d{12}$/);
  await see("keyboard-booked");
});

journey("by keyboard: a wish is saved, gone on with, sent and followed by its code", async ({ page, see, world }) => {
  const keys = await atPortal(page, "mezdra");
  const onward = (to) => keys.open(page.locator("main form button[type=submit]").first(), to);
  const write = (name, text) => keys.write(page.locator(`[name="${name}"]`), text);
  await keys.open(link(page, "Кажете какво ви трябва"), /\/online\/wish\/new$/);
  await keys.skip();
  await onward(/\/online\/begun\/\d{16}$/);
  const code = page.url().split("/").pop();
  await keys.open(link(page, "Започнете"), /\/behalf$/);
  await keys.skip();
  await keys.choose("behalf", "self");
  await onward(/\/person$/);
  await onward();
  await see("keyboard-person-refused", { status: 422 });
  await keys.toMistake(page.locator("[name=name]"), world);
  await write("name", "Проба Клавиатурова");
  await write("born-day", "3");
  await write("born-month", "4");
  await write("born-year", "1949");
  await keys.open(page.locator("button[name=later]"), /\/online\/begun\/\d{16}$/);

  // Another day: the code brings back what was written.
  const foot = page.locator("footer a", { hasText: "Помощ и услуги" });
  await keys.open(foot, /\/portal$/);
  await keys.skip();
  await keys.open(link(page, "Кажете какво ви трябва"), /\/new$/);
  await keys.open(page.locator("a.govuk-back-link"), /\/online$/);
  await keys.skip();
  await write("code", code);
  await onward(/\/online\/begun\/\d{16}$/);
  await see("keyboard-overview");
  await keys.open(link(page, "Продължете"), /\/lives$/);
  await write("lives", "с. Примерово");
  await onward(/\/reach$/);
  await write("phone", "0000 123 456");
  await onward(/\/words$/);
  await write("words", "Трудно ми е да готвя.");
  await onward(/\/service$/);
  await keys.pick(page.locator("main select").first(), 1);
  await onward(/\/danger$/);
  await keys.choose("danger", "no");
  await onward(/\/files$/);
  await keys.reach(page.locator("input[type=file]"));
  await keys.open(sending(page), /\/check$/);
  await see("keyboard-check");
  await keys.open(sending(page), /\/online\/follow\/\d+-\d{16}\?sent=1$/);
  const [number, secret] = page.url().split("/").pop().split("?")[0].split("-");

  await keys.open(foot, /\/portal$/);
  await keys.open(link(page, "Докъде е стигнало"), /\/status$/);
  await keys.skip();
  await write("number", number);
  await write("code", secret);
  await keys.open(sending(page), /\/online\/follow\//);
  await see("keyboard-follow");
  assert.match(await main(page), /Получено/);
});
