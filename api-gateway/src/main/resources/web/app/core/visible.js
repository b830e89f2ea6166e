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
 * Asks again and again while the page is looked at; the next question waits for the last answer.
 *
 * @param {(signal: AbortSignal) => Promise<void>} question
 * @param {() => number} pause in milliseconds, after each
 */
export function repeatedly(question, pause) {
  return whileVisible(() => {
    const leaving = new AbortController();
    let timer = 0;
    const once = async () => {
      await question(leaving.signal).catch(() => undefined);
      if (!leaving.signal.aborted) {
        timer = setTimeout(once, pause());
      }
    };
    once();
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  });
}
