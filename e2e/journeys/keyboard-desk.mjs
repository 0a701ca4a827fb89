// A citizen and a worker, both by keyboard alone, each at a machine of their own: a talk that is taken and becomes a
// contact, an account that is tied at the desk and shows who looked.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";
import { atPortal, atWork, beside, button, link, sending } from "../keyboard.mjs";
import { main } from "../office.mjs";
import { freshCode } from "../totp.mjs";

const ANSWER = "Има асистентска подкрепа и лична помощ.";
const PASSWORD = "изречение за вход";

/** Whose talk it is among those of the other worlds. */
const nameOf = ({ width, scripts }) => `Клавиша ${width} ${scripts ? "Жива" : "Тиха"}`;

/** Somebody begins a talk. */
async function begin(page, name) {
  const keys = await atPortal(page, "ruse");
  await keys.open(page.locator("main a[href$='/chat']"), /\/chat$/);
  await keys.skip();
  await keys.write(page.locator("[name=text]"), "Кой може да помага на майка ми вкъщи?");
  await keys.write(page.locator("[name=name]"), name);
  await keys.open(page.locator("main form[action$='/chat'] button[type=submit]"), /\/chat\/[0-9a-f]{32}$/);
  return keys;
}

journey("by keyboard: a talk is taken by a worker and turned into a contact", async (window) => {
  const { page, see, signIns, world } = window;
  await beside(window, async (desk) => {
    const worker = await atWork(desk, signIns, "intake1", "/desk");
    await worker.choose("duty", "extra");
    await worker.open(desk.page.locator("form[action$='/desk/duty'] button"));

    const keys = await begin(page, nameOf(world));
    await see("keyboard-chat");
    assert.match(await main(page), /номер \d+ на опашката/);

    // The worker finds the talk; with scripts it comes by itself, and more of them do not take the focus away.
    const row = desk.page.locator("main table a", { hasText: nameOf(world) }).first();
    if (!world.scripts) await worker.menu("/desk");
    await worker.reach(row);
    if (world.scripts) {
      await beside(window, ({ page: other }) => begin(other, `Друга ${nameOf(world)}`));
      await desk.page.locator("main table a", { hasText: `Друга ${nameOf(world)}` }).first().waitFor();
      assert.ok(await worker.stands(row), "a list that grows leaves the focus where it is");
    }
    await worker.open(row, /\/desk\/talks\/[0-9a-z]{13}$/);
    await worker.skip();
    await worker.open(desk.page.locator("form[action$='/take'] button"), /\/desk\/talks\/[0-9a-z]{13}$/);

    // Somebody is writing while the answer comes: the focus and the words stay.
    const box = page.locator("[name=text]");
    await keys.write(box, "И още нещо");
    await worker.write(desk.page.locator("[name=text]"), ANSWER);
    const send = desk.page.locator("main form:has([name=text]) button[type=submit]").first();
    if (world.scripts) await worker.push(send);
    else await worker.open(send);
    await desk.page.getByText(ANSWER).first().waitFor();
    await desk.see("keyboard-talk");
    if (world.scripts) {
      await page.getByText(ANSWER).first().waitFor();
      assert.ok(await keys.stands(box), "an answer that comes leaves the focus where it is");
      assert.equal(await box.inputValue(), "И още нещо");
      await keys.press("Control+Enter");
      await page.locator(".opora-chat__line--own", { hasText: "И още нещо" }).waitFor();
      assert.ok(await keys.stands(box), "what was sent leaves the focus in its box");
    } else {
      await keys.open(link(page, "Покажи новото"));
      await page.getByText(ANSWER).first().waitFor();
    }

    await worker.open(desk.page.locator("main a[href$='/pass']"), /\/pass$/);
    await worker.skip();
    await worker.choose("kind", "contact");
    await worker.open(sending(desk.page), /\/contacts\/new/);
    await worker.pick(desk.page.locator("select[name=topic]"), 1);
    await worker.open(button(desk.page, "Запиши"), /\/contacts\/new\?saved=[0-9a-z]{13}/);
    await desk.see("keyboard-contact");

    await keys.unfold(page.locator("main details summary").first());
    await keys.open(page.locator("form[action$='/end'] button").last());
    await page.getByText("е изтрит").first().waitFor();
    await see("keyboard-over");
  });
});

journey("by keyboard: they open an account and see who looked", async (window) => {
  const { page, see, signIns } = window;
  const keys = await atPortal(page, "ruse");
  await keys.open(link(page, "Моята страница"), /\/my\/sign-in$/);
  await keys.skip();
  await keys.open(link(page, "Нямам профил"), /\/my\/new$/);
  await keys.skip();
  // A phone reads the secret from the drawing.
  const secret = await page.locator("[name=secret]").inputValue();
  await keys.write(page.locator("[name=password]"), PASSWORD);
  await keys.write(page.locator("[name=again]"), PASSWORD);
  await keys.write(page.locator("[name=code]"), await freshCode(secret));
  await keys.open(sending(page), /\/my$/);
  await keys.skip();
  await see("keyboard-home");
  const login = (await page.locator("main strong", { hasText: /\d{3}/ }).first().textContent()).replace(/\D/g, "");
  await keys.open(page.locator("form[action$='/my/code'] button"));
  const code = (await page.locator(".govuk-heading-xl").textContent()).replace(/\D/g, "");

  // At the desk the account is tied to its person.
  await beside(window, async (desk) => {
    const worker = await atWork(desk, signIns, "head", "/people");
    await worker.write(desk.page.locator("#q"), "а");
    await worker.arrives(/q=/, () => worker.press("Enter"));
    await worker.skip();
    await worker.open(desk.page.locator("main tbody a[href*='/people/']").first(), /\/people\/[0-9a-z]{13}$/);
    await worker.skip();
    await worker.open(desk.page.locator("main a[href$='/citizen']").first(), /\/citizen$/);
    await worker.skip();
    await worker.choose("proof", "id_card");
    await worker.write(desk.page.locator("[name=code]"), code);
    await worker.open(desk.page.locator("main form:has([name=code]) button"), /\/citizen$/);
    await desk.see("keyboard-tied");
  });

  // Tying ends what was open: they come in anew, and what they see is their own.
  await keys.open(page.locator(".govuk-breadcrumbs a[href$='/my']"), /\/my\/sign-in$/);
  await keys.skip();
  await keys.write(page.locator("[name=login]"), login);
  await keys.write(page.locator("[name=password]"), PASSWORD);
  await keys.write(page.locator("[name=code]"), await freshCode(secret));
  await keys.open(sending(page), /\/my$/);
  await keys.skip();
  await keys.open(link(page, "Кой е гледал данните"));
  await keys.skip();
  await see("keyboard-looked");
  await keys.open(page.locator("main tbody a").first());
  await keys.skip();
  await keys.write(page.locator("[name=text]"), "Защо е отварян случаят ми?");
  await keys.open(sending(page));
  assert.match(await main(page), /Ще отговорим до/);
  await see("keyboard-asked");
});

journey("by keyboard: who tried a key that does not open stands where they were", async ({ page, world }) => {
  const keys = await atPortal(page, "ruse");
  await keys.open(link(page, "Моята страница"), /\/my\/sign-in$/);
  // No scripts, no keys: the password is all there is. Nobody looks with `see`: a key that fails is in the console.
  if (!world.scripts) return keys.reach(page.locator("[name=login]"));
  const passkey = page.locator("[data-passkey] button");
  await keys.push(passkey);
  await page.getByText("Не се получи").waitFor();
  assert.ok(await keys.stands(passkey), "a key that fails leaves the focus on its button");
});
