import { FIRST_PAUSE, elapsed, isPassing, longer } from './pause.js';
import { whileVisible } from './visible.js';

/**
 * @typedef {object} Answering
 * @property {(signal: AbortSignal) => Promise<any>} ask
 * @property {(answer: any) => void} onAnswer
 * @property {(problem: any) => void} onProblem each time that there was no answer
 */

/**
 * Something that is asked when it is wanted, and again until there is an answer: as long as the page is looked at, after
 * growing pauses, and not after a refusal. One request at a time, so no old answer comes after a new one.
 */
export class Question {
  #answering;
  #wanted = 0;
  #answered = 0;
  /** @type {AbortSignal | null} of the time that the page is looked at */
  #looking = null;
  /** @type {AbortSignal | null} of the time in which it is being asked */
  #asking = null;
  #end;

  /** @param {Answering} answering */
  constructor(answering) {
    this.#answering = answering;
    this.#end = whileVisible(() => {
      const leaving = new AbortController();
      this.#looking = leaving.signal;
      this.#go(leaving.signal);
      return () => {
        this.#looking = null;
        leaving.abort();
      };
    });
  }

  /** From now on, only an answer to a question that is asked after this one is an answer. */
  want() {
    this.#wanted++;
    if (this.#looking) {
      this.#go(this.#looking);
    }
  }

  /** Whether it was wanted, and is not answered yet. */
  get isOpen() {
    return this.#answered < this.#wanted;
  }

  end() {
    this.#end();
  }

  async #go(signal) {
    if (this.#asking === signal) {
      return;
    }
    this.#asking = signal;
    for (let pause = FIRST_PAUSE; this.isOpen && !signal.aborted;) {
      if (await this.#once(signal)) {
        pause = FIRST_PAUSE;
      } else {
        await elapsed(pause, signal);
        pause = longer(pause);
      }
    }
    if (this.#asking === signal) {
      this.#asking = null;
    }
  }

  /** @returns {Promise<boolean>} whether it needs not be asked again */
  async #once(signal) {
    const wanted = this.#wanted;
    let answer;
    try {
      answer = await this.#answering.ask(signal);
    } catch (e) {
      if (!signal.aborted) {
        this.#answered = isPassing(e) ? this.#answered : wanted;
        this.#answering.onProblem(e);
      }
      return !isPassing(e);
    }
    if (!signal.aborted) {
      this.#answered = wanted;
      this.#answering.onAnswer(answer);
    }
    return true;
  }
}
