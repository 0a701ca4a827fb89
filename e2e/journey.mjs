// A journey is walked four times: at desktop and phone width, with and without JavaScript.

import { after, before, test } from "node:test";
import { basename } from "node:path";
import { enter, launch } from "./browser.mjs";
import { serve } from "./server.mjs";

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };
const WORLDS = [true, false].flatMap((scripts) => [{ ...DESKTOP, scripts }, { ...PHONE, scripts }]);
const JOURNEY_LIMIT_MS = 180_000;

let server;
let browser;
before(async () => {
  server = await serve(basename(process.argv[1], ".mjs"));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Declares a journey. `walk` gets a window (see browser.mjs), its `world` and the server's `signIns`. */
export function journey(name, walk) {
  for (const kind of WORLDS) {
    const title = `${name}, ${kind.width} px, ${kind.scripts ? "with" : "without"} scripts`;
    test(title, { timeout: JOURNEY_LIMIT_MS }, async () => {
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
