// Lighthouse on a phone's profile over the pages for anybody: performance, accessibility, best practices.
// Prints a table; ends with 1 when a score is below the bar.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../server.mjs";

const BAR = 95;
const CATEGORIES = ["performance", "accessibility", "best-practices"];
const PAGES = [
  "/ruse/portal",
  "/ruse/portal/services",
  "/ruse/portal/guide",
  "/ruse/portal/guide/older-parent",
  "/mezdra/portal/guide/violence",
  "/ruse/portal/news",
  "/ruse/portal/accessibility",
  "/ruse/entitlements",
  "/ruse/entitlements/check",
  "/mezdra/online",
  "/mezdra/online/wish/new",
  "/mezdra/online/status",
  "/ruse/chat",
  "/ruse/book",
];

const program = join(import.meta.dirname, "node_modules/lighthouse/cli/index.js");

/** Runs Lighthouse on one address; its scores of 100 and what takes points away. */
async function scores(url, out) {
  const file = join(out, "report.json");
  const args = [
    program,
    url,
    "--quiet",
    "--output=json",
    `--output-path=${file}`,
    `--only-categories=${CATEGORIES.join(",")}`,
    "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
  ];
  const env = { ...process.env, CHROME_PATH: process.env.OPORA_CHROMIUM };
  const run = () =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"], env });
      child.on("error", reject);
      child.on("exit", resolve);
    });
  // The browser sometimes gives no trace of a page: it is asked once more.
  const code = (await run()) && (await run());
  if (code !== 0) throw new Error(`Lighthouse ended with ${code} on ${url}`);
  const report = JSON.parse(await readFile(file, "utf8"));
  const lost = CATEGORIES.flatMap((name) =>
    report.categories[name].auditRefs
      .filter(({ id, weight }) => weight > 0 && report.audits[id].score !== null && report.audits[id].score < 0.9)
      .map(({ id }) => id),
  );
  return { all: CATEGORIES.map((name) => Math.round(report.categories[name].score * 100)), lost };
}

const server = await serve("lighthouse");
const out = await mkdtemp(join(tmpdir(), "opora-lighthouse-"));
try {
  console.log(`${"".padEnd(36)}${CATEGORIES.join("  ")}`);
  for (const page of PAGES) {
    const { all, lost } = await scores(server.url + page, out);
    const row = all.map((score, at) => String(score).padStart(CATEGORIES[at].length)).join("  ");
    const low = all.some((score) => score < BAR);
    if (low) process.exitCode = 1;
    console.log(`${page.padEnd(36)}${row}${low ? "  below the bar" : ""}${lost.length ? `  (${lost.join(", ")})` : ""}`);
  }
} finally {
  await server.stop();
  await rm(out, { recursive: true, force: true });
}
