import { FIRST_PAUSE, elapsed, isPassing, longer } from './pause.js';

/**
 * Does something as long as the page is looked at: what runs is ended when the page is hidden, and begun again when it
 * is shown, so that a hidden tab costs nothing.
 *
 * @param {() => (() => void)} begin begins it; answers how it is ended
 * @returns {() => void} ends it for good
 */
export function whileVisible(begin) {
  let end = null;
  const look = () => {
    if (document.hidden && end) {
      end();
      end = null;
    } else if (!document.hidden && !end) {
      end = begin();
    }
  };
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    end?.();
    end = null;
  };
}

/**
 * Asks again and again while the page is looked at; the next question waits for the last answer. What throws is asked
 * again after growing pauses, or, when it was refused, no more until the page is looked at anew.
 *
 * @param {(signal: AbortSignal) => Promise<void>} question
 * @param {() => number} pause in milliseconds, after each
 */
export function repeatedly(question, pause) {
  return whileVisible(() => {
    const leaving = new AbortController();
    goOn(question, pause, leaving.signal);
    return () => leaving.abort();
  });
}

async function goOn(question, pause, signal) {
  let atLeast = FIRST_PAUSE;
  while (!signal.aborted) {
    try {
      await question(signal);
      atLeast = FIRST_PAUSE;
      await elapsed(pause(), signal);
    } catch (e) {
      if (!isPassing(e)) {
        return;
      }
      await elapsed(Math.max(atLeast, pause()), signal);
      atLeast = longer(atLeast);
    }
  }
}
