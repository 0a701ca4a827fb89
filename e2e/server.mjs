// A server of one's own: the demo's data in a folder that goes away.

import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { today } from "./calendar.mjs";

const START_LIMIT_MS = 180_000;

/** Fills a folder with the demonstration, for servers to come: see `OPORA_FILLED` below. */
export async function fill(folder) {
  const { stop } = await start("fill", folder, today());
  await stop();
}

/**
 * A server on a folder of its own: a copy of the one that `OPORA_FILLED` names, unless it is to begin on
 * another day than the journeys do; without one it fills its own.
 */
export async function serve(name, begin) {
  const data = await mkdtemp(join(tmpdir(), "opora-e2e-"));
  const filled = process.env.OPORA_FILLED;
  if (filled && !begin) await cp(filled, data, { recursive: true });
  let running = await start(name, data, begin ?? today());
  const signIns = JSON.parse(await readFile(join(data, "sign-ins.json"), "utf8"));
  return {
    get url() {
      return running.url;
    },
    data,
    signIns,
    /** Goes on with the same data on another day, at another address. */
    async move(day) {
      await running.stop();
      running = await start(`${name}-${day}`, data, day);
    },
    async stop() {
      await running.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/**
 * Starts `opora demo` on a free port and a day. The program says `listening on http://…` on standard output
 * when it serves, and ends well on SIGTERM. By then it has written `sign-ins.json` into its folder:
 * a list of `{ municipality, role, username, name, password, secret }`, the secret in base 32.
 */
async function start(name, data, day) {
  const program = process.env.OPORA_BIN;
  if (!program) throw new Error("OPORA_BIN must name the program to test; bin/test does that");
  await mkdir("out", { recursive: true });
  const log = join("out", `${name}.log`);
  const child = spawn(program, ["demo", "--data", data, "--listen", "127.0.0.1:0", "--today", day], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stderr.pipe(createWriteStream(log));
  const ended = new Promise((resolve) => {
    child.on("error", resolve);
    child.on("exit", (code, signal) => resolve(code ?? signal));
  });
  try {
    const url = await Promise.race([
      said(child.stdout, /listening on (http:\/\/\S+)/),
      ended.then((how) => { throw new Error(`the server ended before it served: ${how}, see e2e/${log}`); }),
      late(),
    ]);
    return { url: url.replace(/\/$/, ""), stop };
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }

  async function stop() {
    child.kill("SIGTERM");
    const how = await ended;
    if (how !== 0) throw new Error(`the server did not end well: ${how}, see e2e/${log}`);
  }
}

function said(stream, pattern) {
  return new Promise((resolve) => {
    createInterface({ input: stream }).on("line", (line) => {
      const found = pattern.exec(line);
      if (found) resolve(found[1]);
    });
  });
}

function late() {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`the server said nothing for ${START_LIMIT_MS} ms`)), START_LIMIT_MS).unref();
  });
}
