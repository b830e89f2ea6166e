import english from '../messages/en.json';
import portuguese from '../messages/pt-BR.json';

const MESSAGES = { en: english, 'pt-BR': portuguese };
const KEPT_AS = 'akoflow.language';
const listeners = new Set();

export const LANGUAGES = Object.keys(MESSAGES);

let current = first();
apply();

function first() {
  const kept = localStorage.getItem(KEPT_AS);
  if (kept && kept in MESSAGES) {
    return kept;
  }
  return navigator.languages.some((one) => one.toLowerCase().startsWith('pt'))
    && !navigator.languages[0].toLowerCase().startsWith('en') ? 'pt-BR' : 'en';
}

function apply() {
  document.documentElement.lang = current;
}

/** @returns {string} the language that is spoken now */
export function language() {
  return current;
}

/** @param {string} wanted one of {@link LANGUAGES} */
export function speak(wanted) {
  current = wanted;
  localStorage.setItem(KEPT_AS, wanted);
  apply();
  listeners.forEach((listener) => listener());
}

/**
 * @param {() => void} listener called after the language changed
 * @returns {() => void} ends it
 */
export function onLanguage(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * @param {string} key of a message
 * @param {Record<string, unknown>} [values] for what is in braces there
 * @returns {string}
 */
export function t(key, values = {}) {
  const text = MESSAGES[current][key] ?? MESSAGES.en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/**
 * A message that depends on how many: `key.one`, `key.other`.
 *
 * @param {string} key
 * @param {number} n
 * @param {Record<string, unknown>} [values]
 */
export function tn(key, n, values = {}) {
  const form = new Intl.PluralRules(current).select(n) === 'one' ? 'one' : 'other';
  return t(`${key}.${form}`, { n: n.toLocaleString(current), ...values });
}
