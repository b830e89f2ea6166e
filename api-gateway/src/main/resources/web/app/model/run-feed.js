import * as api from '../core/api.js';
import { listen } from '../core/sse.js';
import { RunModel } from './run-model.js';

/**
 * Follows a run: asks for its outline, then hears what changes. Whoever draws is told at most once a frame.
 */
export class RunFeed extends EventTarget {
  /** @type {RunModel | null} */
  model = null;
  /** @type {any} */
  run = null;
  /** @type {import('../core/api.js').Problem | null} */
  problem = null;
  connection = 'opening';

  #id;
  #leaving = new AbortController();
  #end = null;
  #frame = 0;
  #early = [];

  /** @param {string} id */
  constructor(id) {
    super();
    this.#id = id;
  }

  async start() {
    this.#end = listen(`${api.runUrl(this.#id)}/events?brief=true`, {
      onEvent: (event, data) => this.#hear(event, data),
      onState: (state) => {
        this.connection = state;
        this.#tell();
      },
      onRefused: (problem) => {
        this.problem = problem;
        this.#tell();
      },
    });
    await this.outline();
  }

  /** Asks anew what activities there are, as after an edited file. */
  async outline() {
    try {
      const before = this.model;
      const model = new RunModel(await api.outline(this.#id, this.#leaving.signal));
      model.run = this.run;
      if (before) {
        copy(before, model);
      }
      model.apply(this.#early.splice(0).flat());
      this.model = model;
    } catch (e) {
      if (!this.#leaving.signal.aborted) {
        this.problem = e;
      }
    }
    this.#tell();
  }

  end() {
    this.#leaving.abort();
    this.#end?.();
    cancelAnimationFrame(this.#frame);
  }

  #hear(event, data) {
    if (event === 'run') {
      const grown = this.run && data.activities !== this.run.activities;
      this.run = data;
      if (this.model) {
        this.model.run = data;
        this.model.version++;
      }
      if (grown) {
        this.outline();
      }
    } else if (event === 'activities') {
      if (this.model) {
        this.model.apply(data);
      } else {
        this.#early.push(data);
      }
    }
    this.#tell();
  }

  #tell() {
    if (!this.#frame) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.dispatchEvent(new Event('change'));
      });
    }
  }
}

/** What was known stays known until events say otherwise; ordinals of an edited file may differ, names may not. */
function copy(from, to) {
  const ordinals = new Map(from.names.map((name, i) => [name, i]));
  to.nodes = from.nodes;
  to.names.forEach((name, i) => {
    const before = ordinals.get(name);
    if (before !== undefined) {
      for (const array of ['code', 'attempt', 'startedAt', 'endedAt', 'node']) {
        to[array][i] = from[array][before];
      }
    }
  });
}
