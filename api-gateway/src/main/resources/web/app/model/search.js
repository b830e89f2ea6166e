/**
 * @param {string} text
 * @returns {string} in a form in which case and accents do not matter
 */
export const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * @param {string} text what is looked for; nothing finds all
 * @returns {(candidate: string) => boolean}
 */
export function finder(text) {
  const wanted = folded(text.trim());
  return wanted === '' ? () => true : (candidate) => folded(candidate).includes(wanted);
}
