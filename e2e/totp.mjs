// The second factor as a phone computes it (RFC 6238: SHA-1, six digits, thirty seconds).

import { createHmac } from "node:crypto";
import { now } from "./calendar.mjs";

const PERIOD_MS = 30_000;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function codeAt(secret, ms) {
  const moment = Buffer.alloc(8);
  moment.writeBigUInt64BE(BigInt(Math.floor(ms / PERIOD_MS)));
  const mac = createHmac("sha1", fromBase32(secret)).update(moment).digest();
  const number = mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

const lastUsed = new Map();

/** A code not used before: a server takes each once. It takes the next one early; else this waits. */
export async function freshCode(secret) {
  const used = lastUsed.get(secret) ?? -Infinity;
  const step = Math.max(Math.floor(now() / PERIOD_MS), used + 1);
  const early = (step - 1) * PERIOD_MS - now();
  if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
  lastUsed.set(secret, step);
  return codeAt(secret, step * PERIOD_MS);
}

function fromBase32(text) {
  let bits = "";
  for (const letter of text.replace(/[\s=]/g, "").toUpperCase()) {
    bits += LETTERS.indexOf(letter).toString(2).padStart(5, "0");
  }
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}
