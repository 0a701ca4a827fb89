// Training: the year, a seminar from the catalogue to its certificates; the own address of a participant
// with the code of the day; messages to participants; norms; supervision in which no case can be written,
// and its protocol.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const head = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.head`));

const send = (page) => page.locator("main form button[type=submit]:not([name])").last().click();

const follow = (page, text) => page.locator("main a", { hasText: text }).first().click();

journey("the year opens a seminar, its certificates and what participants learnt", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/training");
  await see("training-year", { picture: true });
  await page.goto("/ruse/training/certificates");
  await see("training-certificates", { picture: true });
  assert.ok(await page.locator("main tbody a[href*='/training/issued/']").count());
  await page.goto("/ruse/training?state=held");
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/training\/seminars\/[0-9a-z]{13}$/);
  await see("training-seminar", { picture: true });
  await follow(page, "Оценки");
  await page.waitForURL(/\/scores$/);
  await see("training-scores", { picture: true });
  assert.ok(await page.locator("main svg rect").count());
});

// The first walk notes it; the others find nothing that waits.
journey("a seminar over and not noted is noted as held", async (window) => {
  const { page, see } = window;
  await head(window, "mezdra");
  await page.goto("/mezdra/training?state=to-close");
  if (!(await page.locator("main tbody tr th a").count())) return see("training-nothing-waits");
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/training\/seminars\//);
  await page.locator("main tbody a[href*='/training/days/']").first().click();
  await page.waitForURL(/\/training\/days\//);
  await see("training-day", { picture: true });
  await page.goBack();
  await follow(page, "Отбележи като проведено");
  await page.waitForURL(/\/close$/);
  await see("training-close");
  await send(page);
  await page.waitForURL(/\/training\/seminars\/[0-9a-z]{13}$/);
  assert.match(await page.locator("main").textContent(), /Проведено/);
});

journey("norms say who is behind, and supervision holds no case", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/training/norms");
  await see("training-norms", { picture: true });
  await page.goto("/ruse/training/norms/rules");
  await see("training-rules");
  await page.goto("/ruse/training/supervision");
  await see("training-supervision");
  await page.goto("/ruse/training/supervision?state=running");
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/training\/supervision\/[0-9a-z]{13}$/);
  await see("training-supervision-one", { picture: true });
  await follow(page, "Впиши договореното");
  await page.waitForURL(/\/agree$/);
  await page.locator("[name=text]").fill("Разговор с ЕГН 7523169263");
  for (const [part, value] of [["day", "1"], ["month", "12"], ["year", "2030"]]) {
    await page.locator(`[name=due-${part}]`).fill(value);
  }
  await send(page);
  await see("training-agree-refused", { status: 422 });
  assert.match(await page.locator("main").textContent(), /прилича на ЕГН/);
});

journey("participants are written to, or it is said why not", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/training?state=planned");
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/training\/seminars\/[0-9a-z]{13}$/);
  const seminar = page.url();
  await follow(page, "Писма до участниците");
  await page.waitForURL(/\/mail$/);
  await see("training-mail", { picture: true });
  await page.locator("[name=kind][value=invitation]").check();
  await send(page);
  await see("training-mail-refused", { status: 422 });
  assert.match(await page.locator("main").textContent(), /не е настроено/);
  await page.goto(seminar);
  await page.locator("main tbody a[href*='/training/invited/']").first().click();
  await page.waitForURL(/\/training\/invited\//);
  await see("training-link", { picture: true });
});

journey("a meeting of supervision gets its protocol, and the year its summary", async (window) => {
  const { page, see } = window;
  await head(window);
  await page.goto("/ruse/training/supervision?state=running");
  await page.locator("main tbody tr th a").first().click();
  await page.waitForURL(/\/training\/supervision\/[0-9a-z]{13}$/);
  await page.locator("main tbody a[href*='/training/meetings/']").first().click();
  await page.waitForURL(/\/training\/meetings\/[0-9a-z]{13}$/);
  await follow(page, "Издай протокол");
  await page.waitForURL(/\/protocol$/);
  await see("training-protocol");
  await send(page);
  await page.waitForURL(/\/training\/meetings\/[0-9a-z]{13}$/);
  await see("training-meeting", { picture: true });
  assert.ok(await page.locator("main a[href*='/training/supervision-papers/']").count());
  await follow(page, "Към супервизията");
  await follow(page, "Издай справка за година");
  await page.waitForURL(/\/year$/);
  await page.locator("[name=year]").fill("2019");
  await send(page);
  await see("training-guided-year", { status: 422 });
});
