import { time } from '../core/format.js';

/**
 * Where the time of an attempt went.
 *
 * @param {any} attempt
 * @param {number} submitted when the run, or what it waited for, was there
 * @returns {{phase: 'waiting' | 'queued' | 'starting' | 'running', from: number, to: number}[]}
 */
export function phases(attempt, submitted, now = Date.now()) {
  const marks = [
    ['waiting', submitted],
    ['queued', time(attempt.readyAt)],
    ['starting', time(attempt.dispatchedAt)],
    ['running', time(attempt.startedAt)],
  ].filter(([, from]) => Number.isFinite(from));
  const end = time(attempt.endedAt);
  const last = Number.isFinite(end) ? end : now;
  return marks
    .map(([phase, from], i) => ({ phase, from, to: i + 1 < marks.length ? marks[i + 1][1] : last }))
    .filter((one) => one.to > one.from);
}
