// All journeys. The demonstration is filled once; every file of journeys walks through a copy of its own.

import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fill } from "./server.mjs";

const filled = await mkdtemp(join(tmpdir(), "opora-filled-"));
try {
  await fill(filled);
  const files = (await readdir("journeys")).filter((name) => name.endsWith(".mjs"));
  // Each file is a server, a browser and who drives it, who take turns: a file for each core.
  const walks = [
    "--test",
    `--test-concurrency=${availableParallelism()}`,
    "--test-reporter=./reporter.mjs",
    "./eyes.test.mjs",
    ...files.sort().map((name) => `journeys/${name}`),
  ];
  // A walk whose counts are to be kept starts counting anew.
  const env = { ...process.env, OPORA_FILLED: filled };
  if (env.OPORA_STATEMENT) env.OPORA_SEEN = join(filled, "seen");
  process.exitCode = await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, walks, { stdio: "inherit", env });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
} finally {
  await rm(filled, { recursive: true, force: true });
}
