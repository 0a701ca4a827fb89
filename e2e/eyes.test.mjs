// The harness itself: a check that cannot fail is no check.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { enter, launch } from "./browser.mjs";
import { codeAt } from "./totp.mjs";

const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'";
const GOOD = page("<p>Всичко е наред.</p>");
const BAD = {
  "/contrast": [page('<p style="color:#bbb">Бледо</p>'), /axe color-contrast/],
  "/policy": [page('<p>Чужда картина</p><img alt="x" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'), /Content Security Policy.*img-src/],
  "/inline": [page("<p>Код</p><script>1</script>"), /Content Security Policy.*script-src/, "with scripts"],
  "/wide": [page('<p style="width:2000px">Широко</p>'), /scrolls sideways/],
  "/heavy": [page(`<p>${"дълго ".repeat(6000)}</p>`), /weighs/],
  "/lost": [page('<p>Стил</p><link rel="stylesheet" href="/none.css">'), /console: Failed to load resource/],
  "/elsewhere": [page('<p>Друг</p><img alt="x" src="http://127.0.0.2:9/x.png">'), /asks another host/],
  "/error": [page("<p>Грешка</p>"), /status 500/],
};

let server;
let browser;
let url;
before(async () => {
  server = createServer((request, response) => {
    const [body] = BAD[request.url] ?? [request.url === "/none.css" ? undefined : GOOD];
    const status = request.url === "/error" ? 500 : body ? 200 : 404;
    response.writeHead(status, { "content-type": "text/html; charset=utf-8", "content-security-policy": POLICY });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${server.address().port}`;
  browser = await launch();
  await mkdir("out", { recursive: true });
});
after(async () => {
  await browser?.close();
  server?.close();
});

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";
  test(`the eyes let a good page pass, ${how}`, () => look("/", scripts));
  for (const [path, [, complaint, only = how]] of Object.entries(BAD)) {
    if (only !== how) continue;
    test(`the eyes see ${path}, ${how}`, () => assert.rejects(look(path, scripts), complaint));
  }
}

test("a code of the second factor is the one of RFC 6238", () => {
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  assert.equal(codeAt(secret, 59_000), "287082");
  assert.equal(codeAt(secret, 1_111_111_109_000), "081804");
});

async function look(path, scripts) {
  const { context, visit } = await enter(browser, { url, width: 360, height: 740, scripts });
  try {
    await visit(path, "eyes");
  } finally {
    await context.close();
  }
}

function page(content) {
  return `<!doctype html><html lang="bg"><head><meta charset="utf-8"><title>Проба</title>
    <meta name="viewport" content="width=device-width"></head>
    <body><main><h1>Проба</h1>${content}</main></body></html>`;
}
