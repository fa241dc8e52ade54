/** Days as ISO texts, which sort as they follow each other, and moments as milliseconds. */

const DAY = 86_400_000;
const FIRST_DAY = -719_162; // 0001-01-01
const LAST_DAY = 2_932_896; // 9999-12-31

/** The last second of the year 9999. */
export const MOST_SECONDS = 253_402_300_799;

/** The day so many days after 1970-01-01; null outside the years 1 to 9999. */
export function dayOf(days) {
  return days < FIRST_DAY || days > LAST_DAY ? null : new Date(days * DAY).toISOString().slice(0, 10);
}

/** The day, in UTC, of so many seconds since 1970. */
export const dayOfSeconds = (seconds) => dayOf(Math.floor(seconds / 86_400));

/** The day in UTC of a moment in milliseconds. */
export const dayOfMoment = (moment) => dayOf(Math.floor(moment / DAY));

/** The day where the reader stands. */
export function today(now) {
  const shifted = now.getTime() - now.getTimezoneOffset() * 60_000;
  return dayOfMoment(shifted);
}

export function isDay(text) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return found !== null && milliseconds(found.slice(1, 4).map(Number)) !== null;
}

/** Milliseconds of `2026-11-01T09:00:00+00:00`; null for any other text, and for days that no month has. */
export function momentOf(text) {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)([+-])(\d\d):(\d\d)$/.exec(text);
  if (!found) return null;
  const [hour, minute, second, , beyondHours, beyondMinutes] = [4, 5, 6, 7, 8, 9].map((place) => Number(found[place]));
  if (hour > 23 || minute > 59 || second > 59 || beyondHours > 23 || beyondMinutes > 59) return null;
  const start = milliseconds(found.slice(1, 4).map(Number));
  if (start === null) return null;
  const offset = (beyondHours * 60 + beyondMinutes) * 60_000 * (found[7] === "-" ? -1 : 1);
  return start + ((hour * 60 + minute) * 60 + second) * 1000 - offset;
}

function milliseconds([year, month, day]) {
  const made = new Date(0);
  made.setUTCFullYear(year, month - 1, day);
  const kept = made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
  return kept && year > 0 ? made.getTime() : null;
}
