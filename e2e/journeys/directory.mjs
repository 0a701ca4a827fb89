// The directory: a service is found by a mistyped word, its capacity follows a decision of the council, it pauses with a
// reason, a licence is entered and warned of, a colleague reports a change.

import assert from "node:assert/strict";
import { journey } from "../journey.mjs";

const of = (signIns, role) => signIns.find((one) => one.municipality === "ruse" && one.role === role);

const day = async (page, name, [d, m, y]) => {
  await page.locator(`#${name}-day`).fill(d);
  await page.locator(`#${name}-month`).fill(m);
  await page.locator(`#${name}-year`).fill(y);
};

journey("a service is found in the directory", async ({ page, see, signIn, signIns, world }) => {
  await signIn(of(signIns, "intake"));
  await page.goto("/ruse/services");
  await see("directory-list", { picture: true });
  if (world.width > 600) {
    await page.locator("#q").fill("dnevna grija iskar");
    await page.locator("#q").press("Enter");
    await page.waitForURL(/q=dnevna/);
  } else {
    await page.goto("/ruse/services?q=dnevna+grija+iskar");
  }
  await page.getByRole("link", { name: /седмична|Искър|Дневна грижа/ }).first().waitFor();
  await see("directory-found", { picture: true });
  await page.locator("tbody th a").first().click();
  await page.waitForURL(/\/services\/[0-9a-z]{13}$/);
  await see("directory-service", { picture: true });
  await page.getByRole("link", { name: /мест/ }).first().click();
  await page.waitForURL(/\/capacity$/);
  await page.getByText("Решение № 1070").first().waitFor();
  await see("directory-capacity", { picture: true });
  await page.goBack();
  await page.getByRole("link", { name: "Съобщи за промяна" }).click();
  await page.locator("#text").fill("Телефонът на центъра вече е друг.");
  await see("directory-report", { picture: true });
  await page.getByRole("button", { name: "Съобщи" }).click();
  await page.waitForURL(/\/services\/[0-9a-z]{13}/);
});

journey("the directory is kept true", async ({ page, see, signIn, signIns, world }) => {
  await signIn(of(signIns, "head"));
  await page.goto("/ruse/services/reports");
  await see("directory-reports", { picture: true });
  await page.goto("/ruse/services?q=" + encodeURIComponent("Съседска"));
  await page.locator("tbody th a").first().click();
  await page.waitForURL(/\/services\/[0-9a-z]{13}$/);
  const service = page.url();
  await page.goto(`${service}/capacity`);
  const total = 26 + (world.scripts ? 1 : 0) + (world.width > 600 ? 2 : 0);
  await page.locator("#total").fill(String(total));
  await page.locator("#funded").fill("25");
  await day(page, "first", ["1", "1", "2027"]);
  await page.locator("#decision").fill("Решение № 901");
  await page.locator("#protocol").fill("41");
  await page.locator("#source").fill("obs.ruse-bg.eu, видяно на 20.11.2026");
  await page.getByRole("button", { name: "Запиши", exact: true }).click();
  await page.getByText("Решение № 901").first().waitFor();
  await see("directory-figure", { picture: true });
  await page.goto(`${service}/state`);
  await page.getByLabel("спряна").check();
  await page.getByRole("button", { name: "Запиши", exact: true }).click();
  await see("directory-state-wrong", { picture: true, status: 422 });
  await page.locator("#reason").fill("Ремонт на сградата");
  await page.getByRole("button", { name: "Запиши", exact: true }).click();
  await page.waitForURL(/\/services\/[0-9a-z]{13}/);
  await page.getByText("Ремонт на сградата").first().waitFor();
  await page.getByRole("button", { name: "Проверих: данните са верни" }).click();
  await page.getByText("Потвърдено е с днешна дата.").waitFor();
  await see("directory-assured", { picture: true });
  await page.goto(`${service}/state`);
  await page.getByLabel("работи").check();
  await page.getByRole("button", { name: "Запиши", exact: true }).click();
  await page.waitForURL(/\/services\/[0-9a-z]{13}/);
  await page.goto(`${service}/sites/new`);
  await page.locator("#ekatte").selectOption({ index: 1 });
  await page.locator("#address").fill("ул. „Нова“ № 5");
  await page.locator("#mon").fill("8:30-17:00");
  await see("directory-site", { picture: true });
  await page.getByRole("button", { name: "Запиши", exact: true }).click();
  await page.getByText("ул. „Нова“ № 5").first().waitFor();
  await page.goto("/ruse/services/settings");
  await see("directory-settings", { picture: true });
  assert.ok((await page.locator("#address").inputValue()).startsWith("http"));
});

journey("providers and their licences", async ({ page, see, signIn, signIns, world }) => {
  await signIn(of(signIns, "head"));
  await page.goto("/ruse/providers");
  await see("directory-providers", { picture: true });
  await page.getByRole("link", { name: "„Образцова старост“ ООД" }).click();
  await page.waitForURL(/\/providers\/[0-9a-z]{13}$/);
  await page.getByText(/Подновяването се иска най-късно на/).first().waitFor();
  await see("directory-provider", { picture: true });
  await page.getByRole("link", { name: "измислен-0417" }).click();
  await page.waitForURL(/\/licences\/[0-9a-z]{13}$/);
  await see("directory-licence", { picture: true });
  await page.goto("/ruse/providers/new");
  const name = `Пробен доставчик ${world.width}${world.scripts ? "с" : "без"}`;
  await page.locator("#name").fill(name);
  await page.getByLabel("частен доставчик", { exact: true }).check();
  await page.locator("#eik").fill("123456789");
  await page.getByRole("button", { name: "Запиши", exact: true }).click();
  await page.getByText("контролната цифра не съвпада").first().waitFor();
  await see("directory-provider-wrong", { picture: true, status: 422 });
  await page.locator("#eik").fill("");
  await page.getByRole("button", { name: "Запиши", exact: true }).click();
  await page.waitForURL(/\/providers\/[0-9a-z]{13}/);
  await page.getByRole("heading", { name }).waitFor();
});
