// Writes pairs.csv: pairs of invented people, the same or different, in the ways in which offices
// meet them. Same seed, same file. Run: node crates/kit/testdata/names/generate.mjs
import { readFileSync, writeFileSync } from "node:fs";

const here = new URL(".", import.meta.url);
const lines = readFileSync(new URL("../../src/search/names.txt", here), "utf8").split("\n");
const short = readFileSync(new URL("../../src/search/short.txt", here), "utf8").split("\n");
const list = (kind) => lines.filter((l) => l.startsWith(kind)).flatMap((l) => l.slice(kind.length).trim().split(/\s+/));
const [men, women, roots] = [list("men:"), list("women:"), list("roots:")];
const shortOf = {};
for (const l of short) {
  if (l.startsWith("#") || !l.includes(":")) continue;
  const [form, full] = l.split(":");
  for (const name of full.trim().split(/\s+/)) (shortOf[name] ??= []).push(form);
}

let seed = 20261122;
const below = (n) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * n);
};
const one = (of) => of[Math.floor(of.length * (below(1000) / 1000) ** 2)];
const ending = (name) => {
  const stem = name.replace(/ър$/, "р");
  const soft = /[яйюичжшу]$/.test(stem);
  const base = stem.replace(/[аояйюу]+$/, "");
  return soft || /[аоеи]$/.test(base) ? `${base}ев` : `${base}ов`;
};
const gender = (name, woman) => (woman ? `${name}а` : name);
const two = (n) => String(n).padStart(2, "0");
const day = (from = 1935, to = 2015) => `${from + below(to - from)}-${two(1 + below(12))}-${two(1 + below(28))}`;
const phone = () => `+35988${two(below(10))}${String(below(1e6)).padStart(6, "0")}`.slice(0, 13);
const person = (woman = below(2) === 0) => ({
  woman,
  given: one(woman ? women : men),
  middle: gender(ending(one(men)), woman),
  family: gender(ending(one(roots)), woman),
  born: day(),
  phone: phone(),
  place: `ул. ${ending(one(roots))}а ${1 + below(90)}`,
  earlier: "",
});
const typo = (word) => {
  const abc = "абвгдежзиклмнопрстуфхцчшщюя";
  const at = 1 + below(word.length - 2);
  const way = below(4);
  if (way === 0) return word.slice(0, at) + abc[below(abc.length)] + word.slice(at + 1);
  if (way === 1) return word.slice(0, at) + word.slice(at + 1);
  if (way === 2) return word.slice(0, at) + abc[below(abc.length)] + word.slice(at);
  return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
};
const table = { а: "a", ъ: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ж: "zh", з: "z", и: "i", й: "y", ь: "y", к: "k", л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "h", ц: "ts", ч: "ch", ш: "sh", щ: "sht", ю: "yu", я: "ya" };
const latin = (word) => {
  const text = [...word.toLowerCase()].map((c) => table[c] ?? c).join("").replace(/iya$/, "ia");
  return text[0].toUpperCase() + text.slice(1);
};
const habits = [["ts", "c"], ["zh", "j"], ["ya", "ia"], ["ov", "off"], ["v", "w"], ["yu", "iu"], ["h", "x"]];
const popular = (word) => {
  let text = latin(word);
  for (const [from, to] of habits) if (below(2) === 0) text = text.replace(from, to);
  return text;
};
const slip = (born) => {
  const [y, m, d] = born.split("-");
  if (below(2) === 0 && Number(d) <= 12 && d !== m) return `${y}-${d}-${m}`;
  return `${y}-${m}-${two((Number(d) % 28) + 1)}`.replace(/-(\d)(\d)$/, (_, a) => `-${d[0]}${(Number(d[1]) % 8) + 1}`);
};
const twins = { а: "a", с: "c", е: "e", о: "o", р: "p", х: "x" };
const map = (p, f) => ({ ...p, given: f(p.given), middle: p.middle && f(p.middle), family: f(p.family) });

const same = {
  typo: (p) => (below(2) ? { ...p, family: typo(p.family) } : { ...p, given: p.given.length > 4 ? typo(p.given) : p.given, middle: typo(p.middle) }),
  two_typos: (p) => ({ ...p, family: typo(p.family), middle: typo(p.middle) }),
  no_middle: (p) => ({ ...p, middle: "" }),
  initial: (p) => ({ ...p, middle: `${p.middle[0]}.` }),
  married: (p) => ({ ...p, family: gender(ending(one(roots)), true), earlier: `${p.given} ${p.middle} ${p.family}` }),
  married_unknown: (p) => ({ ...p, family: gender(ending(one(roots)), true), phone: below(2) ? p.phone : "" }),
  latin: (p) => map(p, latin),
  latin_popular: (p) => map(p, popular),
  order: (p) => ({ ...p, given: p.family, middle: p.given, family: p.middle }),
  hyphen: (p) => ({ ...p, family: `${p.family}-${gender(ending(one(roots)), p.woman)}` }),
  short: (p) => ({ ...p, given: shortOf[p.given] ? one(shortOf[p.given]) : p.given }),
  mixed_script: (p) => map(p, (w) => [...w].map((c) => twins[c] ?? c).join("")),
  day_slip: (p) => ({ ...p, born: slip(p.born) }),
  no_birth_day: (p) => ({ ...p, born: "" }),
  other_phone: (p) => ({ ...p, phone: phone(), place: p.place }),
};
const other = {
  twins: (p) => ({ ...p, given: one((p.woman ? women : men).filter((n) => n !== p.given)) }),
  namesake: (p) => ({ ...p, born: day(), phone: phone(), place: person().place }),
  namesake_no_birth_day: (p) => ({ ...p, born: "", phone: phone(), place: person().place }),
  father_and_son: (p) => ({ ...p, born: `${Number(p.born.slice(0, 4)) + 27}${p.born.slice(4)}` }),
  sibling: (p) => ({ ...p, given: one((p.woman ? women : men).filter((n) => n !== p.given)), born: day() }),
  spouse: (p) => ({ ...person(!p.woman), family: p.woman ? p.family.slice(0, -1) : `${p.family}а`, phone: p.phone, place: p.place }),
  one_household: (p) => ({ ...person(), phone: p.phone, place: p.place }),
  one_birth_day: (p) => ({ ...person(p.woman), born: p.born }),
  other_father: (p) => ({ ...p, middle: gender(ending(one(men)), p.woman), born: day(), phone: phone(), place: person().place }),
  same_day_cousin: (p) => ({ ...p, middle: `${gender(ending("Захари"), p.woman)}`, phone: phone(), place: person().place }),
};

const EACH = 40;
const rows = ["same,kind,given,middle,family,born,phone,place,earlier,given2,middle2,family2,born2,phone2,place2,earlier2"];
const columns = ["given", "middle", "family", "born", "phone", "place", "earlier"];
const add = (isSame, kind, f, woman) => {
  for (let n = 0; n < EACH; n += 1) {
    let a = person(woman);
    while (kind === "short" && !shortOf[a.given]) a = person();
    const b = f(a);
    const words = (p) => columns.map((c) => p[c]);
    const text = (p) => words({ ...p, phone: "" }).join();
    if (!isSame && text(a) === text(b)) continue;
    rows.push([isSame ? "yes" : "no", kind, ...words(a), ...words(b)].join(","));
  }
};
for (const [kind, f] of Object.entries(same)) add(true, kind, f, kind.startsWith("married") ? true : undefined);
for (const [kind, f] of Object.entries(other)) add(false, kind, f);
writeFileSync(new URL("pairs.csv", here), `${rows.join("\n")}\n`);
console.log(`${rows.length - 1} pairs`);
