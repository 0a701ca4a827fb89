// Somebody who has never seen the site states a wish on a phone over a slow line: reads each page at the pace of
// a slow reader, types with two thumbs. Prints how long it took by the clock; ends with 1 above four minutes.

import { enter, launch } from "../browser.mjs";
import { serve } from "../server.mjs";

const BAR_S = 240;
/** A phone at the edge of a village: 400 kbit/s, 400 ms there and back, a processor four times slower. */
const LINE = { offline: false, downloadThroughput: 50_000, uploadThroughput: 50_000, latency: 400 };
const SLOWER = 4;
/** Words a minute that somebody reads who reads a page for the first time; nobody reads more than so many. */
const READS = 200;
const MOST_WORDS = 60;
/** Between two letters. */
const LETTER_MS = 250;

const words = (text) => text.trim().split(/\s+/).length;

const server = await serve("first-time");
const browser = await launch();
const { page, context } = await enter(browser, {
  url: server.url, width: 360, height: 740, scripts: true, moved: false,
});
const wire = await context.newCDPSession(page);
await wire.send("Network.enable");
await wire.send("Network.emulateNetworkConditions", LINE);
await wire.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });

let pages = 0;
/** Reads what the page says before doing anything on it. */
async function read() {
  pages += 1;
  const said = Math.min(words(await page.locator("main").innerText()), MOST_WORDS);
  await page.waitForTimeout((said / READS) * 60_000);
}
const write = (name, text) => page.locator(`[name=${name}]`).pressSequentially(text, { delay: LETTER_MS });
const tick = (name, value) => page.locator(`[name=${name}][value=${value}]`).check();
async function onward(to, button = "first") {
  const buttons = page.locator("main form button[type=submit]:not([name])");
  await (button === "last" ? buttons.last() : page.locator("main form button[type=submit]").first()).click();
  await page.waitForURL(to);
  await read();
}
async function follow(text, to) {
  await page.locator("main a", { hasText: text }).first().click();
  await page.waitForURL(to);
  await read();
}

const began = performance.now();
await page.goto("/mezdra/portal");
await read();
await follow("Кажете какво", /\/online\/wish\/new$/);
await onward(/\/online\/begun\/\d{16}$/);
await follow("Започнете", /\/behalf$/);
await tick("behalf", "self");
await onward(/\/person$/);
await write("name", "Проба Измислена");
await write("born-day", "3");
await write("born-month", "4");
await write("born-year", "1949");
await onward(/\/lives$/);
await write("lives", "с. Примерово");
await onward(/\/reach$/);
await write("phone", "0000 123 456");
await onward(/\/words$/);
await write("words", "Трудно ми е да готвя и да пазарувам.");
await onward(/\/service$/);
await onward(/\/danger$/);
await tick("danger", "no");
await onward(/\/files$/);
await onward(/\/check$/, "last");
await onward(/\/online\/follow\/\d+-\d{16}\?sent=1$/, "last");
const took = (performance.now() - began) / 1000;
await browser.close();
await server.stop();

console.log(`a first wish by phone on a slow line: ${took.toFixed(0)} s over ${pages} pages, bar ${BAR_S} s`);
if (took > BAR_S) process.exitCode = 1;
