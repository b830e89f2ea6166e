import { finder } from './search.js';

/** @typedef {{path: string, bytes: number, modifiedAt: string}} OutputFile */

const names = new Intl.Collator(undefined, { numeric: true });

/**
 * @param {OutputFile[]} files
 * @param {string} wanted a part of their paths
 * @param {{column: string, isDown: boolean}} sort
 * @returns {OutputFile[]} those that are looked for; what is equal by the column is in the order of paths
 */
export function filesInOrder(files, wanted, { column, isDown }) {
  const fits = finder(wanted);
  const byPath = (a, b) => names.compare(a.path, b.path);
  const by = { bytes: (a, b) => a.bytes - b.bytes, modifiedAt: (a, b) => Date.parse(a.modifiedAt) - Date.parse(b.modifiedAt) }[column] ?? byPath;
  const compare = isDown ? (a, b) => by(b, a) : by;
  return files.filter((file) => fits(file.path)).sort((a, b) => compare(a, b) || byPath(a, b));
}
