import * as api from '../core/api.js';
import { Question } from '../core/question.js';
import { listen } from '../core/sse.js';
import { isOver } from '../core/states.js';
import { RunModel } from './run-model.js';

/**
 * Follows a run: asks for its outline, then hears what changes. Whoever draws is told at most once a frame.
 */
export class RunFeed extends EventTarget {
  /** @type {RunModel | null} */
  model = null;
  /** @type {any} */
  run = null;
  connection = 'opening';

  #id;
  /** @type {import('../core/api.js').Problem | null} */
  #refused = null;
  /** @type {import('../core/api.js').Problem | null} */
  #unanswered = null;
  /** @type {Question | null} */
  #outline = null;
  #end = null;
  #frame = 0;
  /** What was heard and belongs to an outline that is not here yet. */
  #early = [];

  /** @param {string} id */
  constructor(id) {
    super();
    this.#id = id;
  }

  /** What is wrong now; nothing when it was mended. */
  get problem() {
    return this.#refused ?? this.#unanswered;
  }

  start() {
    this.#outline = new Question({
      ask: (signal) => api.outline(this.#id, signal),
      onAnswer: (outline) => this.#take(outline),
      onProblem: (problem) => {
        this.#unanswered = problem;
        this.#tell();
      },
    });
    this.#outline.want();
    this.#end = listen(`${api.runUrl(this.#id)}/events?brief=true`, {
      onEvent: (event, data) => this.#hear(event, data),
      onState: (state) => this.#turn(state),
      onRefused: (problem) => {
        this.#refused = problem;
        this.#tell();
      },
    });
  }

  end() {
    this.#outline?.end();
    this.#end?.();
    cancelAnimationFrame(this.#frame);
  }

  #turn(state) {
    if (state === 'open') {
      this.#refused = null;
      if (this.connection !== 'opening') {
        // The run may have been resumed with another file meanwhile.
        this.#outline.want();
      }
    }
    this.connection = state;
    this.#tell();
  }

  #take(outline) {
    this.#unanswered = null;
    const before = this.model;
    const isKnown = before !== null && outline.edition !== null && outline.edition === before.edition;
    const model = isKnown ? before : new RunModel(outline);
    if (!isKnown) {
      model.run = this.run;
      if (before) {
        copy(before, model);
      }
      this.model = model;
    }
    const early = this.#early.splice(0).flat();
    model.apply(early);
    this.#early.push(early.filter((change) => change.activity >= model.size));
    this.#tell();
  }

  #hear(event, data) {
    if (event === 'run') {
      this.#hearRun(data);
    } else if (event === 'activities') {
      this.#hearActivities(data);
    }
    this.#tell();
  }

  #hearRun(run) {
    const before = this.run;
    this.run = run;
    if (this.model) {
      this.model.run = run;
      this.model.version++;
    }
    // An edited file may bring activities, and other dependencies between as many as before.
    if (before && (run.activities !== before.activities || (isOver(before.state) && !isOver(run.state)))) {
      this.#outline.want();
    }
  }

  /** Activities are heard before the run that says how many there are now. */
  #hearActivities(changes) {
    const isNews = this.model !== null && changes.some((change) => change.activity >= this.model.size);
    if (this.#outline.isOpen || isNews) {
      this.#early.push(changes);
    }
    this.model?.apply(changes);
    if (isNews) {
      this.#outline.want();
    }
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
  // Whoever has drawn the one before sees that this is another.
  to.version = from.version + 1;
  to.names.forEach((name, i) => {
    const before = ordinals.get(name);
    if (before !== undefined) {
      for (const array of ['code', 'attempt', 'startedAt', 'endedAt', 'node']) {
        to[array][i] = from[array][before];
      }
    }
  });
}
