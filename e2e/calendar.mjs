// The calendar of the journeys. The program is told which day to take for today, so that a walk is the
// same in whatever year it is walked; `OPORA_TODAY=2027-02-01` walks on another one.

const WALKED_ON = process.env.OPORA_TODAY || "2026-11-24";
const DAY_MS = 86_400_000;
const ZONE = "Europe/Sofia";

const ofDay = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE });
const ofSecond = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "medium" });

/** So much the clocks of Sofia are ahead of Greenwich at a moment. */
const ahead = (ms) => Date.parse(`${ofSecond.format(ms).replace(" ", "T")}Z`) - Math.floor(ms / 1000) * 1000;

/** From our clock to the program's: whole days, by which its walls show the same hour. */
const shift = () => {
  const at = Date.now();
  const days = Date.parse(WALKED_ON) - Date.parse(ofDay.format(at));
  return days + ahead(at) - ahead(at + days);
};
const SHIFT_MS = shift();

/** Now on the program's clock, in milliseconds. */
export const now = () => Date.now() + SHIFT_MS;

/** A day of Sofia so many days from today, as `2026-11-23`. */
export const dayFromNow = (days) => ofDay.format(now() + days * DAY_MS);

/** Today in Sofia. */
export const today = () => dayFromNow(0);

/** A month so many months from this one, as `2026-12`. */
export const monthFromNow = (months) => {
  const [year, month] = today().split("-").map(Number);
  const at = year * 12 + month - 1 + months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
};

/** A day so many days from today for the three boxes of a form: `{ day: "3", month: "12", year: "2026" }`. */
export const boxesFromNow = (days) => {
  const [year, month, day] = dayFromNow(days).split("-").map((part) => String(Number(part)));
  return { day, month, year };
};
