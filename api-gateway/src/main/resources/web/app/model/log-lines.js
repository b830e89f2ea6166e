/** As much of a log as is kept in the page, in characters. */
export const MOST = 5 * 1024 * 1024;

/** The last lines of a log that grows: when there is too much of it, what came first is forgotten. */
export class LogLines {
  /** @type {string[]} */
  lines = [];
  /** How many lines are gone, so that line numbers stay true. */
  forgotten = 0;

  #characters = 0;
  /** What is seen of the line that has not ended; the last of the lines, once there is anything of it. */
  #open = '';
  /** Whether what comes next of it is written over what is seen. */
  #isReturned = false;
  #most;

  constructor(most = MOST) {
    this.#most = most;
  }

  /** @param {string} text the next of it, cut anywhere */
  take(text) {
    const parts = text.split('\n');
    if (this.#hasOpen) {
      this.#characters -= this.lines.pop().length + 1;
    }
    const last = parts.pop();
    for (const part of parts) {
      this.#write(part);
      this.#push();
      this.#open = '';
      this.#isReturned = false;
    }
    this.#write(last);
    if (this.#hasOpen) {
      this.#push();
    }
    this.#forget();
  }

  get #hasOpen() {
    return this.#open !== '' || this.#isReturned;
  }

  /** A progress bar draws over itself; its last state is what stays. Only what is new is looked at. */
  #write(part) {
    let end = part.length;
    while (end > 0 && part[end - 1] === '\r') {
      end--;
    }
    if (end > 0) {
      const from = part.lastIndexOf('\r', end - 1) + 1;
      const kept = from > 0 || this.#isReturned ? '' : this.#open;
      // Of a line that is as long as a whole log may be, its beginning is seen and its end is in the download.
      this.#open = kept + part.slice(from, Math.min(end, from + this.#most / 2 - kept.length));
      this.#isReturned = false;
    }
    this.#isReturned ||= end < part.length;
  }

  #push() {
    this.lines.push(this.#open);
    // With its end, or a log of empty lines would have no bound.
    this.#characters += this.#open.length + 1;
  }

  #forget() {
    if (this.#characters <= this.#most) {
      return;
    }
    let gone = 0;
    while (this.#characters > this.#most * 0.9 && gone < this.lines.length - 1) {
      this.#characters -= this.lines[gone].length + 1;
      gone++;
    }
    this.lines = this.lines.slice(gone);
    this.forgotten += gone;
  }
}
