// What anyone may see: the start page and the door of a municipality.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

journey("public pages", async ({ page, visit, see }) => {
  await visit("/", "start", { picture: true });
  assert.equal(await page.getAttribute("html", "lang"), "bg");
  for (const town of ["Русе", "Мездра"]) {
    await page.getByRole("link", { name: town }).first().waitFor();
  }

  await visit("/ruse/sign-in", "sign-in");
  await page.getByRole("heading", { level: 1 }).waitFor();

  await page.goto("/no-such-town/sign-in");
  await see("not-found", { status: 404 });
});
