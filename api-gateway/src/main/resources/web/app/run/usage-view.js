import { html } from 'lit';
import * as api from '../core/api.js';
import { PageElement } from '../core/element.js';
import { bytes, duration, number } from '../core/format.js';
import { t } from '../core/i18n.js';
import { Question } from '../core/question.js';
import { isOver } from '../core/states.js';
import { onTheme } from '../core/theme.js';
import { atOnce, byType, mostOf, thinned } from '../model/usage.js';
import { problemNote } from '../parts/problem-note.js';

const PAUSE = 1000;
/** More than there are places for in the width of a window. */
const PIECES = 1500;
/** Of how many activities it is looked at what they asked for and used. */
const LOOKED_AT = 3000;

/** Where time and resources went: how many ran at once, and how long each type took, of what it asked for. */
export class UsageView extends PageElement {
  static properties = {
    model: { attribute: false }, version: { attribute: false }, types: { state: true }, most: { state: true },
    isCut: { state: true }, problem: { state: true },
  };

  constructor() {
    super();
    /** @type {import('../model/run-model.js').RunModel} */
    this.model = null;
    this.version = 0;
    /** @type {import('../model/usage.js').TypeUse[]} */
    this.types = [];
    /** How many ran at once, at most. */
    this.most = 0;
    this.details = [];
    this.isCut = false;
    this.problem = null;
    this.isGone = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.whileHere(onTheme(() => this.#draw()));
    this.question = new Question({
      ask: (signal) => this.#details(signal),
      onAnswer: ({ details, isCut }) => {
        this.details = details;
        this.isCut = isCut;
        this.problem = null;
        this.types = byType(this.model, this.details);
      },
      onProblem: (problem) => {
        this.problem = problem;
      },
    });
    this.whileHere(() => {
      this.isGone = true;
      this.question.end();
      clearTimeout(this.timer);
      this.chart?.dispose();
    });
  }

  async firstUpdated() {
    this.#draw();
    const { Chart } = await import('./chart.js');
    if (this.isGone) {
      return;
    }
    this.chart = new Chart(this.querySelector('.chart'));
    const watching = new ResizeObserver(() => this.chart.resize());
    watching.observe(this.querySelector('.chart'));
    this.whileHere(() => watching.disconnect());
    this.#draw();
  }

  async #details(signal) {
    const details = [];
    let cursor = '';
    do {
      const page = await api.activities(this.model.run.id, { limit: 1000, cursor }, signal);
      details.push(...page.items);
      cursor = page.next ?? '';
    } while (cursor && details.length < LOOKED_AT);
    return { details, isCut: cursor !== '' };
  }

  willUpdate() {
    const isDone = isOver(this.model.run.state);
    // What was used is known of what has ended.
    if (this.wasDone === undefined || (isDone && !this.wasDone)) {
      this.question.want();
    }
    this.wasDone = isDone;
  }

  updated(changed) {
    if (changed.has('version') && !this.timer) {
      this.timer = setTimeout(() => {
        this.timer = 0;
        this.#draw();
      }, PAUSE);
    }
  }

  #draw() {
    this.types = byType(this.model, this.details);
    const points = atOnce(this.model);
    this.most = mostOf(points);
    this.chart?.show(thinned(points, PIECES), t('usage.atOnce'));
  }

  render() {
    const isMeasured = this.types.some((type) => type.peakMemory > 0 || type.peakCpu > 0);
    return html`${problemNote(this.problem)}
      <h2 class="small">${t('usage.atOnce')}</h2>
      <div class="chart" role="img" aria-label=${t('usage.chart', { n: number(this.most) })}></div>
      <h2 class="small">${t('usage.byType')}</h2>
      ${isMeasured ? '' : html`<p class="muted">${t('usage.notMeasured')}</p>`}
      ${this.isCut ? html`<p class="muted">${t('usage.cut', { n: number(this.details.length) })}</p>` : ''}
      <div class="table-frame" tabindex="0" role="group" aria-label=${t('usage.byType')}><table class="types">
        <thead><tr>${['type', 'count', 'mean', 'longest', 'total', 'cpu', 'memory'].map((name) =>
          html`<th scope="col" class=${name}>${t(`usage.${name}`)}</th>`)}</tr></thead>
        <tbody>${this.types.map((type) => html`<tr><th scope="row"><bdi>${type.name}</bdi></th>
          <td>${number(type.count)}</td><td>${duration(type.mean)}</td><td>${duration(type.longest)}</td>
          <td>${duration(type.total)}</td>
          <td>${against(type.peakCpu, type.cpu, (n) => number(n, 2))}</td>
          <td>${against(type.peakMemory, type.memory, bytes)}</td></tr>`)}</tbody></table></div>`;
  }
}

/** What was used at most, of what was asked for, with a bar if both are known. */
function against(used, asked, text) {
  const hasUsed = used > 0;
  const hasAsked = Number.isFinite(asked) && asked > 0;
  if (!hasUsed && !hasAsked) {
    return '–';
  }
  const words = `${hasUsed ? text(used) : '–'} / ${hasAsked ? text(asked) : '–'}`;
  return hasUsed && hasAsked
    ? html`<meter min="0" max="1" high="0.9" .value=${Math.min(1, used / asked)} aria-label=${words}></meter> ${words}` : words;
}

customElements.define('ak-usage-view', UsageView);
