// One line a test as it ends, every failure in full, and the count as the last line.

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
  yield `\n${passed} passed, ${failures.length} failed${skipped ? `, ${skipped} skipped` : ""}\n`;
}
