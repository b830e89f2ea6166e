import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import * as api from '../core/api.js';
import { PageElement } from '../core/element.js';
import { ago, duration, moment, percent, shortened, time } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { bindKeys } from '../core/keys.js';
import { go, parameter, runPath, setParameters } from '../core/router.js';
import { RUN_STATES, isOver, stateName } from '../core/states.js';
import { repeatedly } from '../core/visible.js';
import { ended, progressBar } from '../parts/progress-bar.js';
import { problemNote } from '../parts/problem-note.js';
import { stateBadge } from '../parts/state-badge.js';

const PAGE = 50;

/** All runs, newest first, alive. */
export class RunsPage extends PageElement {
  static properties = {
    items: { state: true }, next: { state: true }, problem: { state: true }, chosen: { state: true },
    now: { state: true },
  };

  constructor() {
    super();
    /** @type {any[] | null} */
    this.items = null;
    this.next = '';
    this.problem = null;
    this.chosen = -1;
    this.shown = PAGE;
    this.now = Date.now();
    this.asked = '';
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = `${t('shell.runs')} · akoflow`;
    this.#ask();
    this.whileHere(() => this.endAsking());
    this.whileHere(bindKeys({
      '/': () => this.querySelector('#search').focus(),
      j: () => this.#move(1), ArrowDown: () => this.#move(1),
      k: () => this.#move(-1), ArrowUp: () => this.#move(-1),
      Enter: () => this.chosen >= 0 && go(runPath(this.items[this.chosen].id)),
    }));
  }

  #ask() {
    this.endAsking?.();
    this.endAsking = repeatedly((signal) => this.#load(signal), () => (this.#isAlive() ? 1500 : 5000));
  }

  #isAlive() {
    return this.items?.some((run) => !isOver(run.state)) ?? true;
  }

  async #load(signal) {
    const wanted = { state: this.states, q: parameter('q') };
    try {
      const items = [];
      let cursor = '';
      do {
        const page = await api.runs({ ...wanted, cursor, limit: Math.min(500, this.shown - items.length) }, signal);
        items.push(...page.items);
        cursor = page.next ?? '';
      } while (cursor && items.length < this.shown);
      this.items = items;
      this.next = cursor;
      this.problem = null;
    } catch (e) {
      if (!signal.aborted) {
        this.problem = e;
      }
      throw e;
    } finally {
      this.now = Date.now();
    }
  }

  get states() {
    return parameter('state').split(',').filter((state) => RUN_STATES.includes(state));
  }

  render() {
    return html`<div class="page runs">
      <div class="heading"><h1>${t('runs.title')}</h1>
        <a class="button strong" href="/submit">${t('runs.submit')}</a></div>
      <div class="filters">
        <input id="search" type="search" .value=${parameter('q')} placeholder=${t('runs.search')}
          aria-label=${t('runs.search')} @input=${this.#search} @keydown=${this.#leaveSearch}>
        <div class="chips" role="group" aria-label=${t('runs.filter')}>${RUN_STATES.map((state) => html`
          <button class="chip" data-state=${state} aria-pressed=${this.states.includes(state)}
            @click=${() => this.#toggle(state)}>${stateName(state)}</button>`)}</div>
      </div>
      ${problemNote(this.problem)}
      ${this.items === null ? html`<p class="muted">${this.problem ? '' : t('loading')}</p>` : this.#list()}
      <p class="drop-hint muted">${t('runs.drop')}</p>
    </div>`;
  }

  #list() {
    if (this.items.length === 0) {
      const isFiltered = this.states.length > 0 || parameter('q');
      return html`<div class="empty"><p>${isFiltered ? t('runs.noneFound') : t('runs.none')}</p>
        ${isFiltered ? '' : html`<a class="button" href="/submit">${t('runs.submit')}</a>`}</div>`;
    }
    return html`<ol class="run-list" aria-label=${t('runs.title')}>
      ${repeat(this.items, (run) => run.id, (run, i) => this.#item(run, i))}</ol>
      ${this.next ? html`<p class="more"><button @click=${this.#more}>${t('runs.more')}</button></p>` : ''}`;
  }

  #item(run, i) {
    const from = time(run.startedAt ?? run.submittedAt);
    const to = run.endedAt ? time(run.endedAt) : this.now;
    const failed = run.counts.FAILED ?? 0;
    return html`<li class=${i === this.chosen ? 'chosen' : ''}>
      <a class="run-link" href=${runPath(run.id)} aria-current=${i === this.chosen}>
        <span class="run-state">${stateBadge(run.state)}</span>
        <span class="run-name"><bdi>${shortened(run.name, 120)}</bdi><span class="run-number">#${run.number}</span></span>
        <span class="run-progress">${progressBar(run.counts, run.activities, t('run.progress'))}
          <span class="run-count">${percent(ended(run.counts), run.activities)}
            <span class="muted">${tn('runs.activities', run.activities)}</span></span></span>
        <span class=${`run-failed ${failed ? 'some' : ''}`}>${failed ? tn('runs.failures', failed) : ''}</span>
        <span class="run-duration">${duration(to - from)}</span>
        <span class="run-when muted" title=${moment(time(run.submittedAt))}>${ago(time(run.submittedAt), this.now)}</span>
        <span class="run-owner muted"><bdi>${run.owner}</bdi></span>
      </a></li>`;
  }

  #search(event) {
    clearTimeout(this.typing);
    const text = event.target.value;
    this.typing = setTimeout(() => {
      setParameters({ q: text });
      this.#begin();
    }, 200);
  }

  #leaveSearch(event) {
    if (event.key === 'Escape' || event.key === 'Enter') {
      event.target.blur();
    }
  }

  #toggle(state) {
    const states = this.states.includes(state) ? this.states.filter((one) => one !== state) : [...this.states, state];
    setParameters({ state: states.join(',') });
    this.requestUpdate();
    this.#begin();
  }

  #begin() {
    this.shown = PAGE;
    this.chosen = -1;
    this.#ask();
  }

  #more() {
    this.shown += PAGE * 2;
    this.#ask();
  }

  #move(by) {
    if (this.items?.length) {
      this.chosen = Math.max(0, Math.min(this.items.length - 1, this.chosen + by));
      this.updateComplete.then(() => this.querySelector('.chosen a').focus());
    }
  }
}

customElements.define('ak-runs-page', RunsPage);
