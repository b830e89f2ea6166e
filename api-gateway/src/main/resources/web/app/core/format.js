import { language, t } from './i18n.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @param {string | undefined} text ISO 8601 @returns {number} milliseconds, NaN for nothing */
export const time = (text) => (text ? Date.parse(text) : NaN);

/**
 * How long, in two units at most.
 *
 * @param {number} millis
 */
export function duration(millis) {
  if (!Number.isFinite(millis)) {
    return '–';
  }
  const rest = Math.max(0, millis);
  if (rest < 10 * SECOND) {
    return `${number(rest / SECOND, 1)} s`;
  }
  const total = Math.round(rest / SECOND) * SECOND;
  if (total < MINUTE) {
    return `${total / SECOND} s`;
  }
  if (total < HOUR) {
    return `${Math.floor(total / MINUTE)} min ${pad((total % MINUTE) / SECOND)} s`;
  }
  if (total < DAY) {
    return `${Math.floor(total / HOUR)} h ${pad(Math.floor((total % HOUR) / MINUTE))} min`;
  }
  return `${Math.floor(total / DAY)} d ${pad(Math.floor((total % DAY) / HOUR))} h`;
}

const pad = (n) => String(n).padStart(2, '0');

/** @param {number} n */
export function number(n, digits = 0) {
  return n.toLocaleString(language(), { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** @param {number} part @param {number} whole */
export function percent(part, whole) {
  // 100 % only when nothing is left
  const floor = whole === 0 ? 0 : Math.floor((part / whole) * 100);
  return `${floor} %`;
}

/** @param {number} millis since 1970 */
export function moment(millis) {
  return Number.isFinite(millis)
    ? new Date(millis).toLocaleString(language(), { dateStyle: 'medium', timeStyle: 'medium' })
    : '–';
}

/** @param {number} millis since 1970 */
export function clock(millis) {
  return Number.isFinite(millis) ? new Date(millis).toLocaleTimeString(language()) : '–';
}

/** @param {number} millis since 1970 */
export function ago(millis, now = Date.now()) {
  const format = new Intl.RelativeTimeFormat(language(), { numeric: 'auto', style: 'short' });
  const past = now - millis;
  if (past < 10 * SECOND) {
    return t('time.now');
  }
  if (past < MINUTE) {
    return format.format(-Math.round(past / SECOND), 'second');
  }
  if (past < HOUR) {
    return format.format(-Math.round(past / MINUTE), 'minute');
  }
  return past < DAY
    ? format.format(-Math.round(past / HOUR), 'hour')
    : format.format(-Math.round(past / DAY), 'day');
}

/** @param {number | undefined} bytes */
export function bytes(bytes) {
  if (bytes === undefined || !Number.isFinite(bytes)) {
    return '–';
  }
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${number(value, unit === 0 || value >= 100 ? 0 : 1)} ${units[unit]}`;
}

/** @param {string | undefined} text of a duration, ISO 8601 @returns {number} milliseconds */
export function isoDuration(text) {
  const found = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(text ?? '');
  return found ? Number(found[1] ?? 0) * HOUR + Number(found[2] ?? 0) * MINUTE + Number(found[3] ?? 0) * SECOND : NaN;
}

/** A text that is too long to be shown, with its end left out. */
export function shortened(text, most = 200) {
  const letters = Array.from(text.slice(0, most * 2));
  return letters.length > most ? `${letters.slice(0, most).join('')}…` : text;
}

/** A text in which nothing is unseen, or makes the rest be read in another direction: such characters are told as codes. */
export const exposed = (text) =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u200b\ufeff]/gu, (one) => `\\u{${one.codePointAt(0).toString(16)}}`);

const SUFFIXES = {
  '': 1, n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18,
  Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60,
};

/** @param {string | undefined} text a quantity as Kubernetes writes it @returns {number} NaN for nothing */
export function quantity(text) {
  const found = /^([\d.]+(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(text ?? '');
  return found ? Number(found[1]) * (SUFFIXES[found[2]] ?? NaN) : NaN;
}
