// A person with a keyboard and nothing else: no mouse, no finger. Each place where the focus stops on the way is
// held to what its eye needs: it is seen, nothing lies over it, and it looks other than without the focus.

import assert from "node:assert/strict";
import { enter } from "./browser.mjs";
import { freshCode } from "./totp.mjs";

/** Where Tab has not come in so many steps, nobody comes. */
const STEPS = 160;

/** Somebody at the keyboard of a window: `page` and the ways to go through it. */
export function keyboard(page) {
  const press = (key) => page.keyboard.press(key);
  const stands = (target) => target.evaluateAll((all) => all.includes(document.activeElement));

  /** Tab (or Shift+Tab) until the focus stands on what `target` means; the first step only if it is not there yet. */
  const reach = async (target, { back = false } = {}) => {
    await target.first().waitFor({ state: "attached" });
    await page.evaluate(remember);
    const passed = [];
    for (let step = 0; !(await stands(target)); step += 1) {
      const way = `${target} at ${page.url()}, passed: ${passed.join(" | ")}`;
      assert.ok(step < STEPS, `Tab does not come to ${way}`);
      await press(back ? "Shift+Tab" : "Tab");
      const { name, wrong, isSame } = await page.evaluate(stop);
      assert.deepEqual(wrong, [], `${name} on the way to ${way}`);
      assert.ok(!isSame, `the focus stays on ${name}, on the way to ${way}`);
      passed.push(name);
    }
  };

  /** Does what leads to another page, waits for it and asks for its address. */
  const arrives = async (to, act) => {
    const loaded = page.waitForEvent("load");
    await act();
    await loaded;
    // A form that is shown again with mistakes keeps its address, and so does one that saves and stays.
    if (to) await page.waitForURL(to, { timeout: 10_000 }).catch(() => assert.fail(`${page.url()} is not ${to}`));
  };

  /** Goes to a link or a button and follows it by Enter to another page. */
  const open = async (target, to) => {
    await reach(target);
    await arrives(to, () => press("Enter"));
  };

  /** Goes to a button that stays on its page. */
  const push = async (target) => {
    await reach(target);
    await press("Enter");
  };

  /** Writes into a box, in place of what stands in it. */
  const write = async (target, text) => {
    await reach(target);
    await press("Control+A");
    await page.keyboard.type(text);
    assert.equal(await target.inputValue(), text);
  };

  /** Chooses one of several answers: Tab comes to the group, the arrows go through it, Space takes where one stands. */
  const choose = async (name, value) => {
    const group = page.locator(`input[type=radio][name="${name}"]`);
    const wanted = page.locator(`input[type=radio][name="${name}"][value="${value}"]`);
    await reach(group);
    for (let step = await group.count(); !(await stands(wanted)); step -= 1) {
      assert.ok(step > 0, `the arrows do not come to ${wanted}`);
      await press("ArrowDown");
    }
    if (!(await wanted.isChecked())) await press("Space");
    assert.ok(await wanted.isChecked());
  };

  const tick = async (target) => {
    await reach(target);
    await press("Space");
    assert.ok(await target.isChecked());
  };

  /** Goes down a list to an option, told by its place. */
  const pick = async (target, place) => {
    await reach(target);
    await press("Home");
    for (let step = 0; step < place; step += 1) await press("ArrowDown");
    assert.equal(await target.evaluate((list) => list.selectedIndex), place);
  };

  /** Opens what is folded (a `details`). */
  const unfold = async (target) => {
    await push(target);
    assert.ok(await target.evaluate((summary) => summary.parentElement.open), `${target} opens`);
  };

  /** On a fresh page the skip link is the first stop, and leads past the menu into the page. */
  const skip = async () => {
    const link = page.locator("a.govuk-skip-link");
    await page.evaluate(remember);
    await press("Tab");
    assert.ok(await stands(link), `the skip link is not the first stop at ${page.url()}`);
    assert.deepEqual((await page.evaluate(stop)).wrong, [], `the skip link at ${page.url()}`);
    await press("Enter");
    await press("Tab");
    const isPast = await page.evaluate(() => {
      const place = document.querySelector("main").compareDocumentPosition(document.activeElement);
      return Boolean(place & Node.DOCUMENT_POSITION_FOLLOWING);
    });
    assert.ok(isPast, `the skip link at ${page.url()} does not lead past the menu`);
    assert.deepEqual((await page.evaluate(stop)).wrong, [], `the first stop in ${page.url()}`);
  };

  /** After a refused form: the summary leads to the box; with scripts the focus already stands in the summary. */
  const toMistake = async (target, { scripts }) => {
    const summary = page.locator(".govuk-error-summary");
    if (scripts) assert.ok(await stands(summary), "the summary of mistakes has the focus");
    await push(summary.locator("a").first());
    assert.ok(await stands(target), `the summary leads to ${target}`);
  };

  /** Signs a worker in, from the page that asks for it. */
  const signIn = async ({ username, password, secret }) => {
    await write(page.locator("#username"), username);
    await write(page.locator("#password"), password);
    await write(page.locator("#code"), await freshCode(secret));
    await open(page.locator("main form button[type=submit]").first(), (url) => !url.pathname.endsWith("/sign-in"));
  };

  /** Opens the group of the menu that holds an address, and follows it. */
  const menu = async (path) => {
    const entry = page.locator(`.opora-menu__page[href$="${path}"]`);
    const group = page.locator(".opora-menu__group", { has: entry });
    if (await group.count()) await unfold(group.locator("summary"));
    await open(page.locator(`.opora-menu a[href$="${path}"]`), new RegExp(`${path}$`));
  };

  const walk = { press, stands, reach, arrives, skip, menu, signIn, toMistake };
  return { page, ...walk, open, push, write, choose, tick, pick, unfold };
}

/** The first link of the page with these words. */
export const link = (page, text) => page.locator("main a", { hasText: text }).first();

export const button = (page, name) => page.getByRole("button", { name, exact: true });

/** The last button of the page that sends its form. */
export const sending = (page) => page.locator("main form button[type=submit]:not([name])").last();

/** Somebody comes to the first page of a municipality, and from there to the page for citizens. */
export async function atPortal(page, town) {
  const keys = keyboard(page);
  await page.goto(`/${town}`);
  await keys.skip();
  await keys.open(link(page, "Помощ и услуги"), /\/portal$/);
  await keys.skip();
  return keys;
}

/** Somebody else at a machine of their own, while `work` lasts. */
export async function beside({ page, world }, work) {
  const { context, ...window } = await enter(page.context().browser(), world);
  try {
    return await work({ ...window, world });
  } finally {
    await context.close();
  }
}

/** A worker comes in from the first page, and opens a page by the menu. */
export async function atWork({ page }, signIns, who, path) {
  const keys = keyboard(page);
  await page.goto("/ruse");
  await keys.open(link(page, "Вход за служители"), /\/sign-in$/);
  await keys.skip();
  await keys.signIn(signIns.find((one) => one.username === `ruse.${who}`));
  await keys.menu(path);
  await keys.skip();
  return keys;
}

/** In the page: keeps where the focus stands, and how everything that takes it looks without it. */
function remember() {
  window.oporaLook ??= (one) => {
    const clear = (colour) => /^rgba\(.*, 0\)$|^transparent$/.test(colour);
    const parts = [one, ...one.querySelectorAll("*"), ...(one.labels ?? [])];
    return parts
      .flatMap((part) => [null, "::before", "::after"].map((pseudo) => getComputedStyle(part, pseudo)))
      .map((style) => {
        const outlined = style.outlineStyle !== "none" && !clear(style.outlineColor);
        const outline = outlined ? `${style.outlineWidth} ${style.outlineColor}` : "";
        const ground = clear(style.backgroundColor) ? "" : style.backgroundColor;
        return [outline, style.boxShadow, ground, style.fill, style.stroke, style.strokeWidth].join(" ");
      })
      .join("|");
  };
  window.oporaLast = document.activeElement;
  window.oporaPlain ??= new WeakMap();
  for (const one of document.querySelectorAll("a, button, input, select, textarea, summary, [tabindex]")) {
    if (one !== document.activeElement) window.oporaPlain.set(one, window.oporaLook(one));
  }
}

/** In the page: what has the focus now, and what is wrong with it. */
function stop() {
  const at = document.activeElement;
  const isSame = at !== document.body && at === window.oporaLast;
  window.oporaLast = at;
  // Past its last stop the focus leaves a page, and comes in again at the beginning.
  if (at === document.body) return { name: "the window", wrong: [], isSame };
  const words = at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent;
  const name = `${at.localName}${at.id && `#${at.id}`} "${words.trim().replace(/\s+/g, " ").slice(0, 40)}"`;
  const wrong = [];
  const rects = [...at.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
  if (!rects.length || !at.checkVisibility({ visibilityProperty: true })) wrong.push("has no place on the page");
  const points = rects.flatMap(({ left, top, width, height }) =>
    [0.1, 0.5, 0.9].map((part) => [left + width * part, top + height / 2]),
  );
  const over = points.map(([x, y]) => document.elementFromPoint(x, y));
  const own = (one) => one && (at.contains(one) || [...(at.labels ?? [])].some((label) => label.contains(one)));
  if (rects.length && !over.some(own)) wrong.push(`is out of sight, or beneath ${over[1]?.outerHTML.slice(0, 80)}`);
  if (window.oporaPlain.get(at) === window.oporaLook(at)) wrong.push("looks the same with the focus and without");
  return { name, wrong, isSame };
}
