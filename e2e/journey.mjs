// A journey is walked at desktop and phone width, with and without JavaScript: by hand and for the
// pictures of the guides all four ways, in bin/test two of them that differ in both. Which two goes by
// the file, so that the journeys of a file meet what they left behind, and all four ways are walked.

import { after, before, test } from "node:test";
import { basename } from "node:path";
import { enter, launch } from "./browser.mjs";
import { serve } from "./server.mjs";

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };
const PAIRS = [
  [{ ...DESKTOP, scripts: true }, { ...PHONE, scripts: false }],
  [{ ...PHONE, scripts: true }, { ...DESKTOP, scripts: false }],
];
const FILE = basename(process.argv[1], ".mjs");
const WORLDS = process.env.OPORA_PICTURES === "none" ? PAIRS[FILE.length % 2] : PAIRS.flat();
const JOURNEY_LIMIT_MS = 300_000;

let server;
let browser;
before(async () => {
  server = await serve(FILE);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Declares a journey. `walk` gets a window (see browser.mjs), its `world` and the server's `signIns`. */
export function journey(name, walk) {
  for (const kind of WORLDS) {
    test(title(name, kind), { timeout: JOURNEY_LIMIT_MS }, async () => {
      const world = { ...kind, url: server.url };
      const { context, ...window } = await enter(browser, world);
      try {
        await walk({ ...window, world, signIns: server.signIns });
      } finally {
        await context.close();
      }
    });
  }
}

/**
 * Declares a journey that goes on for weeks, on a server and a screen of its own: `walk` gets what that of
 * `journey` gets, and `later(day)`, which closes its window and opens one on the same data on another day.
 */
export function longJourney(name, { narrow }, walk) {
  for (const kind of WORLDS) {
    const width = kind.width < 600 ? narrow : kind.width;
    test(title(name, { ...kind, width }), { timeout: JOURNEY_LIMIT_MS }, async () => {
      const own = await serve(FILE);
      const open = async (moved) => {
        const world = { ...kind, width, moved, url: own.url };
        return { ...(await enter(browser, world)), world, signIns: own.signIns };
      };
      let window = await open(false);
      const later = async (day) => {
        await window.context.close();
        await own.move(day);
        window = await open(true);
        return { ...window, later };
      };
      try {
        await walk({ ...window, later });
      } finally {
        await window.context.close();
        await own.stop();
      }
    });
  }
}

const title = (name, { width, scripts }) => `${name}, ${width} px, ${scripts ? "with" : "without"} scripts`;
