import { html } from 'lit';
import { PageElement } from '../core/element.js';
import { clock, duration, moment, shortened } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { bindKeys } from '../core/keys.js';
import { activityPath, go, parameter, setParameters } from '../core/router.js';
import { STATES, stateName } from '../core/states.js';
import { comparison } from '../model/order.js';
import { finder } from '../model/search.js';
import { stateBadge } from '../parts/state-badge.js';
import '../parts/virtual-rows.js';

const COLUMNS = ['name', 'state', 'attempt', 'startedAt', 'duration', 'node'];

/** All activities of a run as a table, of which only what is seen is in the page. */
export class ActivitiesView extends PageElement {
  static properties = {
    model: { attribute: false }, version: { attribute: false }, now: { attribute: false }, chosen: { state: true },
  };

  constructor() {
    super();
    /** @type {import('../model/run-model.js').RunModel} */
    this.model = null;
    this.version = 0;
    this.now = 0;
    this.chosen = -1;
    this.found = [];
    this.made = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.whileHere(bindKeys({
      '/': () => this.querySelector('#find').focus(),
      j: () => this.#move(1), ArrowDown: () => this.#move(1),
      k: () => this.#move(-1), ArrowUp: () => this.#move(-1),
      Enter: () => this.chosen >= 0 && this.#open(this.found[this.chosen]),
    }));
  }

  get sort() {
    const [column, order] = parameter('sort').split('.');
    return { column: COLUMNS.includes(column) ? column : '', isDown: order === 'desc' };
  }

  get states() {
    return parameter('state').split(',').filter((state) => STATES.includes(state));
  }

  willUpdate() {
    // What is shown depends on these only; anything else, such as the time, needs no new order.
    const key = [this.version, parameter('q'), parameter('state'), parameter('sort')].join('\n');
    if (key !== this.made) {
      this.made = key;
      this.found = this.#ordered();
      this.chosen = Math.min(this.chosen, this.found.length - 1);
    }
  }

  #ordered() {
    const fits = finder(parameter('q'));
    const states = new Set(this.states);
    const { model } = this;
    const found = [];
    for (let i = 0; i < model.size; i++) {
      if ((states.size === 0 || states.has(model.state(i))) && fits(model.names[i])) {
        found.push(i);
      }
    }
    const { column, isDown } = this.sort;
    if (column) {
      found.sort(comparison(column, model, isDown));
    }
    return found;
  }

  render() {
    const present = STATES.filter((state) => this.model.run?.counts[state] > 0 || this.states.includes(state));
    return html`<div class="filters">
        <input id="find" type="search" .value=${parameter('q')} placeholder=${t('activities.find')}
          aria-label=${t('activities.find')} @input=${this.#search}
          @keydown=${(event) => ['Escape', 'Enter'].includes(event.key) && event.target.blur()}>
        <div class="chips" role="group" aria-label=${t('activities.filter')}>${present.map((state) => html`
          <button class="chip" data-state=${state} aria-pressed=${this.states.includes(state)}
            @click=${() => this.#toggle(state)}>${stateName(state)}</button>`)}</div>
        <span class="muted found" role="status">${tn('runs.activities', this.found.length)}</span></div>
      <div class="activity-head" role="group" aria-label=${t('activities.sort')}>${COLUMNS.map((column) => this.#head(column))}</div>
      <ak-virtual-rows class="activity-rows" .count=${this.found.length} .rowHeight=${36} .label=${t('run.view.activities')}
        .kind=${'list'} .row=${(i) => this.#row(i)} .version=${`${this.made}${this.now}${this.chosen}`}></ak-virtual-rows>`;
  }

  #head(column) {
    const { column: sorted, isDown } = this.sort;
    const mark = sorted === column ? (isDown ? '▼' : '▲') : '';
    return html`<button class=${`quiet column-${column}`} aria-pressed=${sorted === column} @click=${() => this.#sortBy(column)}>
      ${t(`activities.${column}`)} <span aria-hidden="true">${mark}</span></button>`;
  }

  #row(i) {
    const { model } = this;
    const activity = this.found[i];
    return html`<div class=${`activity-row ${i === this.chosen ? 'chosen' : ''}`} role="listitem">
      <span class="column-name"><a href=${activityPath(model.run.id, model.names[activity])}><bdi>${
        shortened(model.names[activity], 120)}</bdi></a></span>
      <span class="column-state">${stateBadge(model.state(activity))}</span>
      <span class="column-attempt">${model.attempt[activity] || '–'}</span>
      <span class="column-startedAt" title=${moment(model.startedAt[activity])}>${clock(model.startedAt[activity])}</span>
      <span class="column-duration">${duration(model.duration(activity, this.now))}</span>
      <span class="column-node"><bdi>${model.nodes[model.node[activity]] ?? '–'}</bdi></span></div>`;
  }

  #search(event) {
    setParameters({ q: event.target.value });
    this.chosen = -1;
    this.requestUpdate();
  }

  #toggle(state) {
    const states = this.states.includes(state) ? this.states.filter((one) => one !== state) : [...this.states, state];
    setParameters({ state: states.join(',') });
    this.requestUpdate();
  }

  #sortBy(column) {
    const { column: sorted, isDown } = this.sort;
    setParameters({ sort: sorted !== column ? column : isDown ? '' : `${column}.desc` });
    this.requestUpdate();
  }

  #move(by) {
    if (this.found.length === 0) {
      return;
    }
    this.chosen = Math.max(0, Math.min(this.found.length - 1, this.chosen + by));
    this.querySelector('ak-virtual-rows').show(this.chosen);
  }

  #open(activity) {
    go(activityPath(this.model.run.id, this.model.names[activity]));
  }
}

customElements.define('ak-activities-view', ActivitiesView);
