// One line a test as it ends, every failure in full, and the count as the last line. Where OPORA_STATEMENT
// names a file, the counts go there for the statement of accessibility (src/portal/statement.rs).

import { readFile, writeFile } from "node:fs/promises";

export default async function* report(events) {
  const failures = [];
  let passed = 0;
  let skipped = 0;
  for await (const { type, data } of events) {
    if (type === "test:stderr" || type === "test:stdout") yield data.message;
    if (type !== "test:pass" && type !== "test:fail") continue;
    const time = `${(data.details.duration_ms / 1000).toFixed(1)} s`;
    if (data.skip !== undefined) skipped += 1;
    else if (type === "test:pass") passed += 1;
    else failures.push(data);
    yield `${type === "test:pass" ? "  ok" : "FAIL"}  ${data.name}  (${time})\n`;
  }
  for (const { name, details } of failures) {
    const cause = details.error.cause ?? details.error;
    yield `\nFAIL  ${name}\n${cause.stack ?? cause}\n`;
  }
  if (process.env.OPORA_STATEMENT) await keep(process.env.OPORA_STATEMENT, passed, failures.length);
  yield `\n${passed} passed, ${failures.length} failed${skipped ? `, ${skipped} skipped` : ""}\n`;
}

/** Writes what a whole walk counted: its day, its journeys, the pages looked at and the barriers found on them. */
async function keep(file, passed, failed) {
  const lines = await readFile(process.env.OPORA_SEEN, "utf8").catch(() => "");
  const found = lines.split("\n").filter(Boolean).map(Number);
  const counts = {
    day: new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Sofia" }).format(new Date()),
    journeys: passed + failed,
    failed,
    pages: found.length,
    barriers: found.reduce((sum, count) => sum + count, 0),
  };
  await writeFile(file, `${JSON.stringify(counts)}\n`);
}
