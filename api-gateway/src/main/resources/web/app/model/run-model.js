import { STATES } from '../core/states.js';
import { time } from '../core/format.js';

const CODES = new Map(STATES.map((state, code) => [state, code]));
const WAITING = CODES.get('WAITING');

/**
 * What is known of a run and all its activities: what stays as it is, from its outline, and what changes, from its
 * events. In arrays by ordinal, since there may be 100,000.
 */
export class RunModel {
  /**
   * @param {{names: string[], types: string[], type: number[], level: number[], dependsOn: number[][],
   *   edition: string | null}} outline
   */
  constructor(outline) {
    const n = outline.names.length;
    this.size = n;
    this.names = outline.names;
    this.types = outline.types;
    this.type = outline.type;
    this.level = outline.level;
    this.dependsOn = outline.dependsOn;
    this.edition = outline.edition;
    this.code = new Uint8Array(n).fill(WAITING);
    this.attempt = new Uint32Array(n);
    this.startedAt = new Float64Array(n).fill(NaN);
    this.endedAt = new Float64Array(n).fill(NaN);
    this.node = new Int32Array(n).fill(-1);
    /** @type {string[]} */
    this.nodes = [];
    this.version = 0;
    this.run = null;
  }

  /** @param {number} activity a layout may have more of them than the outline, until that is here too */
  state(activity) {
    return STATES[this.code[activity] ?? WAITING];
  }

  /** How long it has run, until now if it still does. */
  duration(activity, now = Date.now()) {
    const end = this.endedAt[activity];
    return (Number.isNaN(end) ? (this.state(activity) === 'RUNNING' ? now : NaN) : end) - this.startedAt[activity];
  }

  /** @param {{activity: number, state: string, attempt: number, startedAt?: string, endedAt?: string, node?: string}[]} changes */
  apply(changes) {
    for (const change of changes) {
      const i = change.activity;
      if (i >= this.size) {
        continue;
      }
      this.code[i] = CODES.get(change.state) ?? WAITING;
      this.attempt[i] = change.attempt ?? 0;
      this.startedAt[i] = time(change.startedAt);
      this.endedAt[i] = time(change.endedAt);
      this.node[i] = change.node ? this.#nodeNumber(change.node) : -1;
    }
    this.version++;
  }

  #nodeNumber(name) {
    const known = this.nodes.indexOf(name);
    return known >= 0 ? known : this.nodes.push(name) - 1;
  }

  /**
   * How many of these are in each state.
   *
   * @param {[number, number][]} ranges of ordinals, both ends included
   * @returns {Uint32Array} in the order of {@link STATES}
   */
  counts(ranges) {
    const counts = new Uint32Array(STATES.length);
    for (const [from, to] of ranges) {
      for (let i = from; i <= to && i < this.size; i++) {
        counts[this.code[i]]++;
      }
    }
    return counts;
  }

  /** When anything of it was first seen, and last; until now while it goes on. */
  span(now = Date.now()) {
    let from = time(this.run?.startedAt ?? this.run?.submittedAt);
    let to = time(this.run?.endedAt);
    for (let i = 0; i < this.size; i++) {
      if (this.startedAt[i] < from || Number.isNaN(from)) {
        from = this.startedAt[i];
      }
    }
    if (Number.isNaN(from)) {
      from = now;
    }
    if (Number.isNaN(to)) {
      to = now;
    }
    return { from, to: Math.max(to, from + 1000) };
  }
}
