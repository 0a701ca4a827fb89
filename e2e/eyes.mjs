// What every page is held to, whoever looks at it.

import assert from "node:assert/strict";
import { appendFile, copyFile, mkdir } from "node:fs/promises";
import axe from "axe-core";

const PAGE_LIMIT_BYTES = 60_000;

/**
 * Watches a page from its first request on: scripts that fail, whatever the browser reports (a breach of
 * the content security policy among it), requests to other hosts.
 */
export function watch(page, world) {
  const complaints = [];
  let answer;
  page.on("pageerror", (error) => complaints.push(`script failed: ${error.message}`));
  page.on("console", (message) => {
    const itself = message.location().url === page.url() && /^Failed to load resource/.test(message.text());
    if (message.type() === "error" && !itself) complaints.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on("requestfailed", (request) => {
    // Leaving a page ends what it was still loading; that is no failure.
    const left = request.failure()?.errorText === "net::ERR_ABORTED";
    if (!left && !request.isNavigationRequest()) complaints.push(`not loaded: ${request.url()}`);
  });
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "data:" && origin !== world.url) complaints.push(`asks another host: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.frame() === page.mainFrame() && response.request().isNavigationRequest()) answer = response;
  });

  /**
   * Holds the page as it stands to every rule and keeps its picture in out/. With `picture` the one at
   * desktop width also goes to the folder that OPORA_PICTURES names, for the guides.
   */
  return async function see(name, { status = 200, picture = false } = {}) {
    if (answer?.status() !== status) complaints.push(`status ${answer?.status()}, not ${status}`);
    const bytes = (await answer.body().catch(() => "")).length;
    if (bytes > PAGE_LIMIT_BYTES) complaints.push(`weighs ${bytes} bytes, more than ${PAGE_LIMIT_BYTES}`);
    const [content, screen] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    if (content > screen) complaints.push(`scrolls sideways: ${content} px on a screen of ${screen}`);
    const found = await barriers(page, world.scripts);
    complaints.push(...found);
    // A line for each page that was looked at: how many barriers it had. The reporter counts them.
    if (process.env.OPORA_SEEN) await appendFile(process.env.OPORA_SEEN, `${found.length}\n`);

    if (process.env.OPORA_PICTURES !== "none") await keep(page, world, { name, picture });
    assert.deepEqual(complaints.splice(0), [], `${name} at ${page.url()}`);
  };
}

async function keep(page, world, { name, picture }) {
  const file = `out/${name}-${world.width}${world.scripts ? "" : "-plain"}.png`;
  await page.screenshot({ path: file, fullPage: true, animations: "disabled" });
  const album = process.env.OPORA_PICTURES;
  if (picture && album && world.scripts && world.width > 600) {
    await mkdir(album, { recursive: true });
    await copyFile(file, `${album}/${name}.png`);
  }
}

/** What axe finds, its advice on good practice included. */
async function barriers(page, scripts) {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (timers) => {
    // Where scripts are off timers never fire. Axe needs the short ones, only to let others breathe.
    if (!timers) window.setTimeout = (run, ms = 0) => void (ms < 50 && Promise.resolve().then(run));
    const rules = { "target-size": { enabled: true } };
    return (await window.axe.run(document, { rules, preload: false })).violations;
  }, scripts);
  return violations.map(({ id, help, nodes }) => `axe ${id}: ${help}: ${nodes.map((node) => node.html).join(" ")}`);
}
