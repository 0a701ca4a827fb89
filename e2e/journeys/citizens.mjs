// The account of a citizen: opened on a phone with a password and a second factor, tied at the desk, who looked,
// a question, the data; a passkey of the device; the place in a waiting list; a limit at the desk.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";
import { freshCode } from "../totp.mjs";

const PASSWORD = "изречение за вход";

const officer = ({ signIn, signIns }, town = "ruse") => signIn(signIns.find((one) => one.username === `${town}.head`));

const text = (page) => page.locator("main").textContent();

/** Opens an account and gives its number with the secret of the second factor. */
async function opened({ page, see }, town) {
  await page.goto(`/${town}/my/new`);
  await see("citizens-new", { picture: true });
  const secret = await page.locator("[name=secret]").inputValue();
  await page.locator("[name=password]").fill(PASSWORD);
  await page.locator("[name=again]").fill(PASSWORD);
  await page.locator("[name=code]").fill(await freshCode(secret));
  await page.locator("main form button[type=submit]").last().click();
  await page.waitForURL(new RegExp(`/${town}/my$`));
  await see("citizens-home", { picture: true });
  const login = (await page.locator("main strong", { hasText: /\d{3}/ }).first().textContent()).replace(/\D/g, "");
  assert.equal(login.length, 9);
  return { login, secret };
}

async function comeIn({ page }, town, { login, secret }) {
  await page.goto(`/${town}/my/sign-in`);
  await page.locator("[name=login]").fill(login);
  await page.locator("[name=password]").first().fill(PASSWORD);
  await page.locator("[name=code]").fill(await freshCode(secret));
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(new RegExp(`/${town}/my$`));
}

journey("a citizen opens an account, it is tied at the desk, and they see who looked", async (window) => {
  const { page, see } = window;
  const account = await opened(window, "ruse");
  await page.locator("form[action$='/my/code'] button").click();
  await see("citizens-code", { picture: true });
  const code = (await page.locator(".govuk-heading-xl").textContent()).replace(/\D/g, "");
  assert.equal(code.length, 8);
  await officer(window);
  await page.goto("/ruse/people?q=а");
  const person = await page.locator("main tbody a[href*='/people/']").first().getAttribute("href");
  await page.goto(`${person}/citizen`);
  await see("citizens-desk", { picture: true });
  await page.locator("[name=proof][value=id_card]").check();
  await page.locator("[name=code]").fill(code);
  await page.locator("main form button[type=submit]").first().click();
  await page.waitForURL(/\/citizen$/);
  await comeIn(window, "ruse", account);
  await page.locator("main a", { hasText: "Кой е гледал данните" }).first().click();
  await see("citizens-log", { picture: true });
  await page.locator("main tbody a").first().click();
  await page.locator("[name=text]").fill("Защо е отварян случаят ми?");
  await see("citizens-ask");
  await page.locator("main form button[type=submit]").click();
  await see("citizens-asked", { picture: true });
  assert.match(await text(page), /Ще отговорим до/);
  await page.goto("/ruse/my");
  await page.locator("main a", { hasText: "Какво пазим" }).first().click();
  await see("citizens-data", { picture: true });
});

journey("whoever waits sees why and says that they still wait", async (window) => {
  const { page, see } = window;
  await page.goto("/mezdra/my/sign-in");
  await see("citizens-sign-in", { picture: true });
  // A code opens once: who walked here a moment before has used it, and the next one comes in half a minute.
  for (let tries = 0; !page.url().endsWith("/mezdra/my"); tries += 1) {
    assert.ok(tries < 3, "the account of the demonstration opens");
    if (tries > 0) await page.waitForTimeout(30_000);
    await page.goto("/mezdra/my/sign-in");
    const shown = await page.locator("main code").allTextContents();
    assert.ok(shown.length >= 3, "the demonstration shows its account");
    await page.locator("[name=login]").fill(shown[0]);
    await page.locator("[name=password]").first().fill(shown[1]);
    await page.locator("[name=code]").fill(shown[2]);
    await page.locator("main form button[type=submit]").first().click();
    await page.waitForLoadState("load");
  }
  await page.goto("/mezdra/my/waiting");
  await see("citizens-waiting", { picture: true });
  const still = page.locator("button[value=still]").first();
  if (await still.count()) {
    await still.click();
    await page.waitForURL(/\/my\/waiting$/);
    assert.match(await text(page), /Последно потвърдихте/);
  }
});

journey("the head looks at limits that end soon and sets one", async (window) => {
  const { page, see } = window;
  await officer(window);
  await page.goto("/ruse/citizens");
  await see("citizens-limits", { picture: true });
  await page.locator("main tbody a").first().click();
  await page.waitForURL(/\/citizen$/);
  await page.locator("main a", { hasText: "Ново ограничение" }).click();
  await see("citizens-limit", { picture: true });
  await page.locator("main form button[type=submit]").last().click();
  await see("citizens-limit-refused", { status: 422 });
});
