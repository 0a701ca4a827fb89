// What a printed document says, as the reader of a machine finds it.

import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The text of a PDF, its lines put together, without where they may break; the file is kept in out/. */
export async function textOf(bytes, name) {
  await mkdir("out", { recursive: true });
  const file = `out/${name}.pdf`;
  await writeFile(file, bytes);
  const { stdout } = await run("pdftotext", ["-layout", file, "-"]);
  return stdout.replace(/\u200b/g, "").replace(/\s+/g, " ");
}
