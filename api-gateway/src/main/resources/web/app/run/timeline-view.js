import { html } from 'lit';
import { PageElement } from '../core/element.js';
import { clock, duration, number, shortened } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { bindKeys } from '../core/keys.js';
import { activityPath, go, parameter, setParameters } from '../core/router.js';
import { stateName } from '../core/states.js';
import { onTheme } from '../core/theme.js';
import { criticalPath } from '../model/critical-path.js';
import { rowsByActivity, rowsByNode } from '../model/rows.js';
import { finder } from '../model/search.js';
import { TimelineCanvas } from './timeline-canvas.js';

const ROW = 22;
/** While activities change all the time, rows are ordered anew this often at most. */
const PAUSE = 400;

/** When each activity ran, and where: a row for each activity or for each place on a node. */
export class TimelineView extends PageElement {
  static properties = {
    model: { attribute: false }, version: { attribute: false }, now: { attribute: false },
    rows: { state: true }, path: { state: true },
  };

  constructor() {
    super();
    /** @type {import('../model/run-model.js').RunModel} */
    this.model = null;
    this.version = 0;
    this.now = 0;
    /** @type {import('../model/rows.js').Row[]} */
    this.rows = [];
    /** @type {Set<number>} */
    this.path = new Set();
    this.chosen = -1;
    this.ordered = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.whileHere(onTheme(() => this.canvas?.draw()));
    this.whileHere(() => clearTimeout(this.timer));
    this.whileHere(bindKeys({
      '/': () => this.querySelector('#find').focus(),
      '+': () => this.canvas.zoom(1.5), '=': () => this.canvas.zoom(1.5),
      '-': () => this.canvas.zoom(1 / 1.5), 0: () => this.canvas.all(),
      ArrowLeft: () => this.canvas.pan(-0.15), ArrowRight: () => this.canvas.pan(0.15),
      j: () => this.#move(1), ArrowDown: () => this.#move(1),
      k: () => this.#move(-1), ArrowUp: () => this.#move(-1),
      Enter: () => this.chosen >= 0 && this.#go(this.rows[this.chosen].activities[0]),
    }));
  }

  get isByNode() {
    return parameter('by') === 'node';
  }

  get isCritical() {
    return parameter('only') === 'critical';
  }

  firstUpdated() {
    this.canvas = new TimelineCanvas(this.querySelector('.timeline'), ROW, {
      go: (activity) => this.#go(activity),
      tell: (activity) => this.#tip(activity),
    });
    this.whileHere(() => this.canvas.end());
    this.#order();
  }

  updated() {
    const wanted = [this.version, parameter('by'), parameter('only'), parameter('q')].join('\n');
    if (wanted !== this.ordered && !this.timer) {
      const isAsked = wanted.split('\n').slice(1).join() !== this.ordered.split('\n').slice(1).join();
      this.timer = setTimeout(() => this.#order(), isAsked ? 0 : PAUSE);
    }
    this.canvas.show(this.model, this.rows, this.path, this.chosen);
  }

  #order() {
    this.timer = 0;
    this.ordered = [this.version, parameter('by'), parameter('only'), parameter('q')].join('\n');
    this.path = criticalPath(this.model);
    const fits = finder(parameter('q'));
    const wanted = (i) => (!this.isCritical || this.path.has(i)) && fits(this.model.names[i]);
    this.rows = this.isByNode ? rowsByNode(this.model, wanted) : rowsByActivity(this.model, wanted);
    this.chosen = Math.min(this.chosen, this.rows.length - 1);
  }

  render() {
    const length = [...this.path].reduce((sum, i) => sum + (this.model.duration(i, this.now) || 0), 0);
    const summary = tn('timeline.path', this.path.size, { length: duration(length) });
    return html`<div class="graph-tools">
        <div class="chips" role="group" aria-label=${t('timeline.by')}>
          <button class="chip" aria-pressed=${!this.isByNode} @click=${() => this.#set({ by: '' })}>${t('timeline.byActivity')}</button>
          <button class="chip" aria-pressed=${this.isByNode} @click=${() => this.#set({ by: 'node' })}>${t('timeline.byNode')}</button>
          <button class="chip" aria-pressed=${this.isCritical}
            @click=${() => this.#set({ only: this.isCritical ? '' : 'critical' })}>${t('timeline.critical')}</button></div>
        <input id="find" type="search" .value=${parameter('q')} placeholder=${t('activities.find')} aria-label=${t('activities.find')}
          @input=${(event) => this.#set({ q: event.target.value })}
          @keydown=${(event) => ['Escape', 'Enter'].includes(event.key) && event.target.blur()}>
        <span class="zoom" role="group" aria-label=${t('graph.zoom')}>
          <button class="quiet" aria-label=${t('graph.out')} @click=${() => this.canvas.zoom(1 / 1.5)}>−</button>
          <button class="quiet" aria-label=${t('graph.in')} @click=${() => this.canvas.zoom(1.5)}>+</button>
          <button class="quiet" aria-label=${t('graph.fit')} @click=${() => this.canvas.all()}>${t('graph.all')}</button></span></div>
      <div class="timeline" tabindex="0" data-keeps-nothing role="group" aria-label=${t('timeline.label')}>
        <div class="timeline-height"></div>
        <canvas role="img" aria-label=${`${tn('runs.activities', this.rows.length)}. ${summary}`}></canvas></div>
      <div class="tip" hidden aria-hidden="true"></div>
      ${this.rows.length === 0 ? html`<p class="muted">${t('timeline.nothing')}</p>` : ''}
      ${this.path.size > 0 ? this.#path(summary) : ''}`;
  }

  #path(summary) {
    const all = [...this.path].reverse();
    return html`<details class="path"><summary>${summary}</summary><ol>${all.slice(0, 200).map((i) => html`<li>
      <a href=${activityPath(this.model.run.id, this.model.names[i])}><bdi>${shortened(this.model.names[i], 80)}</bdi></a>
      <span class="muted">${duration(this.model.duration(i, this.now))}</span></li>`)}</ol></details>`;
  }

  #set(values) {
    setParameters(values);
    this.chosen = -1;
    this.requestUpdate();
  }

  #move(by) {
    if (this.rows.length === 0) {
      return;
    }
    this.chosen = Math.max(0, Math.min(this.rows.length - 1, this.chosen + by));
    this.canvas.bring(this.chosen);
    this.requestUpdate();
  }

  #go(activity) {
    go(activityPath(this.model.run.id, this.model.names[activity]));
  }

  /** @param {{activity: number, x: number, y: number} | null} at */
  #tip(at) {
    const tip = this.querySelector('.tip');
    tip.hidden = at === null;
    if (!at) {
      return;
    }
    const { model } = this;
    const i = at.activity;
    const lines = [
      shortened(model.names[i], 80),
      `${stateName(model.state(i))} · ${duration(model.duration(i))}`,
      `${clock(model.startedAt[i])} – ${clock(model.endedAt[i])}`,
      [model.nodes[model.node[i]], model.attempt[i] > 1 ? t('activity.attempt', { n: number(model.attempt[i]) }) : '']
        .filter(Boolean).join(' · '),
      this.path.has(i) ? t('timeline.onPath') : '',
    ].filter(Boolean);
    tip.replaceChildren(...lines.map((line) => {
      const element = document.createElement('div');
      element.textContent = line;
      return element;
    }));
    tip.style.left = `${Math.min(at.x + 14, innerWidth - tip.offsetWidth - 8)}px`;
    tip.style.top = `${Math.min(at.y + 14, innerHeight - tip.offsetHeight - 8)}px`;
  }
}

customElements.define('ak-timeline-view', TimelineView);
