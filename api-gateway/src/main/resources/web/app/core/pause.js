/** Before what did not work is tried again, in milliseconds. */
export const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;

/** @param {number} pause @returns {number} the pause after that one, if it did not work again */
export const longer = (pause) => Math.min(pause * 2, LONGEST_PAUSE);

/**
 * Whether the same question may be answered later: nobody answered, or somebody who could not. An answer that says no
 * would say it again.
 *
 * @param {any} e what was thrown
 */
export const isPassing = (e) => !(e?.status >= 400 && e.status < 500 && e.status !== 429);

/**
 * @param {number} millis
 * @param {AbortSignal} signal ends it before
 * @returns {Promise<void>}
 */
export function elapsed(millis, signal) {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, signal.aborted ? 0 : millis);
    signal.addEventListener('abort', end);
  });
}
