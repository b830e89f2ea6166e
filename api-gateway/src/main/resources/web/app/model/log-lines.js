/** As much of a log as is kept in the page, in characters. */
export const MOST = 5 * 1024 * 1024;

/** The last lines of a log that grows: when there is too much of it, what came first is forgotten. */
export class LogLines {
  /** @type {string[]} */
  lines = [];
  /** How many lines are gone, so that line numbers stay true. */
  forgotten = 0;

  #characters = 0;
  #rest = '';
  #most;

  constructor(most = MOST) {
    this.#most = most;
  }

  /** @param {string} text the next of it, cut anywhere */
  take(text) {
    const parts = text.split('\n');
    if (this.#rest !== '') {
      this.#characters -= this.lines.pop().length;
      parts[0] = this.#rest + parts[0];
    }
    this.#rest = parts.at(-1);
    if (this.#rest === '') {
      parts.pop();
    }
    for (const line of parts) {
      // A progress bar draws over itself; its last state is what stays.
      const shown = line.slice(line.replace(/\r+$/, '').lastIndexOf('\r') + 1).replace(/\r+$/, '');
      this.lines.push(shown);
      this.#characters += shown.length;
    }
    this.#forget();
  }

  #forget() {
    if (this.#characters <= this.#most) {
      return;
    }
    let gone = 0;
    while (this.#characters > this.#most * 0.9 && gone < this.lines.length - 1) {
      this.#characters -= this.lines[gone].length;
      gone++;
    }
    this.lines = this.lines.slice(gone);
    this.forgotten += gone;
    if (this.#rest.length > this.#most) {
      this.#rest = this.#rest.slice(-this.#most / 2);
    }
  }
}
