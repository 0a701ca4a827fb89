// The browser of the machine, and a window of it with its own eyes.

import { chromium } from "playwright-core";
import { watch } from "./eyes.mjs";
import { freshCode } from "./totp.mjs";

const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Only pages of this machine are opened, so the browser may do without its sandbox. */
export function launch() {
  const executablePath = process.env.OPORA_CHROMIUM || "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: QUIET, chromiumSandbox: false });
}

/** Who has signed in on which server: a code opens once in half a minute, a session opens every window. */
const sessions = new Map();

/**
 * A fresh window on a world (`url`, `width`, `height`, `scripts`, `moved` to another day): its `page`, `see(name)` to hold the
 * page as it stands to every rule, `visit(path, name)` to go there and see, `signIn(who)` for one of
 * the server's sign-ins.
 */
export async function enter(browser, world) {
  const context = await browser.newContext({
    baseURL: world.url,
    viewport: { width: world.width, height: world.height },
    javaScriptEnabled: world.scripts,
    hasTouch: world.width < 600,
    locale: "bg-BG",
    timezoneId: "Europe/Sofia",
    reducedMotion: "reduce",
  });
  // Long: how fast a page comes is for the bench to say; here a busy machine is not a fault.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const see = watch(page, world);
  const visit = async (path, name, how) => {
    await page.goto(path);
    await see(name, how);
  };
  const signIn = async ({ municipality, username, password, secret }) => {
    const whose = `${world.url} ${municipality} ${username}`;
    if (sessions.has(whose)) {
      await context.addCookies(sessions.get(whose));
      await page.goto(`/${municipality}`);
      // Who has signed out in another window signs in again.
      if (await page.locator("form[action$='/sign-out']").count()) return;
    }
    await page.goto(`/${municipality}/sign-in`);
    await page.locator("#username").fill(username);
    await page.locator("#password").fill(password);
    // Where the program's clock is not ours, the page of the demonstration shows the code of its moment.
    const shown = page.locator("tr", { hasText: username }).locator("td code").last();
    await page.locator("#code").fill(world.moved ? (await shown.textContent()).trim() : await freshCode(secret));
    await page.locator("main form button[type=submit]").first().click();
    await page.waitForURL((url) => !url.pathname.endsWith("/sign-in"));
    sessions.set(whose, await context.cookies());
  };
  return { context, page, see, visit, signIn };
}
