import { html } from 'lit';
import * as api from '../core/api.js';
import { PageElement } from '../core/element.js';
import { duration, isoDuration, moment, number, percent, time } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { bindKeys } from '../core/keys.js';
import { go, parameter, setParameters } from '../core/router.js';
import { STATES, isOver, stateIcon, stateName } from '../core/states.js';
import { repeatedly } from '../core/visible.js';
import { RunFeed } from '../model/run-feed.js';
import { ended, progressBar } from '../parts/progress-bar.js';
import { problemNote } from '../parts/problem-note.js';
import { stateBadge } from '../parts/state-badge.js';
import '../run/activities-view.js';
import '../run/files-view.js';
import '../run/run-actions.js';
import '../run/run-graph.js';
import '../run/timeline-view.js';
import '../run/usage-view.js';

const VIEWS = ['graph', 'timeline', 'activities', 'usage', 'files'];

/** A run: what it is, how far it is, and its activities in several ways. */
export class RunPage extends PageElement {
  static properties = { runId: { attribute: false }, estimate: { state: true }, now: { state: true } };

  constructor() {
    super();
    this.runId = '';
    /** @type {any} */
    this.estimate = null;
    this.now = Date.now();
  }

  connectedCallback() {
    super.connectedCallback();
    this.feed = new RunFeed(this.runId);
    const changed = () => this.requestUpdate();
    this.feed.addEventListener('change', changed);
    this.feed.start();
    if (this.view === 'usage') {
      // It is large, and is needed as soon as the activities are here.
      import('../run/chart.js').catch(() => undefined);
    }
    this.whileHere(() => this.feed.end());
    this.whileHere(repeatedly(async (signal) => this.#lookAhead(signal), () => (this.run ? 5000 : 300)));
    this.whileHere(repeatedly(async () => {
      if (!this.run || !isOver(this.run.state)) {
        this.now = Date.now();
      }
    }, () => 1000));
    this.whileHere(bindKeys({
      Escape: () => go('/'),
      ...Object.fromEntries(VIEWS.map((view, i) => [String(i + 1), () => this.#choose(view)])),
    }));
  }

  get run() {
    return this.feed?.run;
  }

  get view() {
    return VIEWS.includes(parameter('view')) ? parameter('view') : 'graph';
  }

  async #lookAhead(signal) {
    this.estimate = this.run && !isOver(this.run.state) ? await api.estimate(this.runId, signal) : null;
  }

  render() {
    const { run, model, problem } = this.feed;
    if (!run || !model) {
      return html`<div class="page">${problem ? problemNote(problem) : html`<p class="muted" role="status">${
        t(this.feed.connection === 'lost' ? 'connection.lost' : 'loading')}</p>`}</div>`;
    }
    document.title = `${run.name} · akoflow`;
    return html`<div class="page run">
      ${this.#heading(run)}
      ${problemNote(problem)}
      ${this.#figures(run)}
      ${run.message && isOver(run.state) && run.state !== 'SUCCEEDED'
        ? html`<div class=${`note ${run.state === 'FAILED' ? 'bad' : ''}`}><p><bdi>${run.message}</bdi></p></div>` : ''}
      <div class="tabs" role="tablist" aria-label=${t('run.views')} data-keeps-arrows @keydown=${this.#alongTabs}>
        ${VIEWS.map((view) => html`<button role="tab" id=${`tab-${view}`} aria-controls="view"
          aria-selected=${view === this.view} tabindex=${view === this.view ? 0 : -1}
          @click=${() => this.#choose(view)}>${t(`run.view.${view}`)}</button>`)}</div>
      <section id="view" role="tabpanel" aria-labelledby=${`tab-${this.view}`}>${this.#shown(model)}</section>
    </div>`;
  }

  #heading(run) {
    return html`<div class="heading run-heading">
      <div class="run-title"><p class="crumbs"><a href="/">${t('shell.runs')}</a> / <span>#${run.number}</span></p>
        <h1><bdi>${run.name}</bdi></h1></div>
      <div class="run-now">${stateBadge(run.state)}${this.feed.connection === 'lost'
        ? html`<span class="lost" role="status">${t('connection.lost')}</span>`
        : html`<span class="unseen" role="status"></span>`}</div>
      <ak-run-actions .run=${run}></ak-run-actions></div>`;
  }

  #figures(run) {
    const from = time(run.startedAt ?? run.submittedAt);
    const to = run.endedAt ? time(run.endedAt) : this.now;
    const done = ended(run.counts);
    return html`<div class="figures">
      <div class="figure wide"><span class="figure-name">${t('run.progress')}</span>
        <span class="figure-value">${percent(done, run.activities)}
          <small>${t('progress.of', { done: number(done), total: number(run.activities) })}</small></span>
        ${progressBar(run.counts, run.activities, t('run.progress'))}
        <ul class="legend">${STATES.filter((state) => run.counts[state] > 0).map((state) =>
          html`<li>${stateIcon(state)}<span>${stateName(state)} <b>${number(run.counts[state])}</b></span></li>`)}</ul></div>
      <div class="figure"><span class="figure-name">${t('run.duration')}</span>
        <span class="figure-value">${duration(to - from)}</span>
        <small class="muted">${this.#remaining(run)}</small></div>
      <div class="figure"><span class="figure-name">${t('run.submitted')}</span>
        <span class="figure-text">${moment(time(run.submittedAt))}</span>
        <small class="muted">${t('run.by')} <bdi>${run.owner}</bdi>${run.namespace
          ? html` · <bdi>${run.namespace}</bdi>` : ''}</small></div></div>`;
  }

  #remaining(run) {
    if (isOver(run.state)) {
      return run.endedAt ? t('run.endedAt', { at: moment(time(run.endedAt)) }) : '';
    }
    if (!this.estimate?.remaining) {
      return t('run.estimate.unknown');
    }
    const remaining = duration(isoDuration(this.estimate.remaining));
    return html`<span title=${t(`run.estimate.${this.estimate.basis}`)}>${t('run.estimate', { remaining })}</span>${
      this.estimate.unknown > 0 ? html` · ${tn('run.estimate.without', this.estimate.unknown)}` : ''}`;
  }

  #shown(model) {
    const { version } = model;
    switch (this.view) {
      case 'timeline': return html`<ak-timeline-view .model=${model} .version=${version} .now=${this.now}></ak-timeline-view>`;
      case 'activities': return html`<ak-activities-view .model=${model} .version=${version} .now=${this.now}></ak-activities-view>`;
      case 'usage': return html`<ak-usage-view .model=${model} .version=${version}></ak-usage-view>`;
      case 'files': return html`<ak-files-view .run=${model.run}></ak-files-view>`;
      default: return html`<ak-run-graph .model=${model} .version=${version}></ak-run-graph>`;
    }
  }

  /** On a narrow screen not all tabs are seen. */
  updated() {
    const tab = this.querySelector(`#tab-${this.view}`);
    if (tab && tab !== this.shownTab) {
      tab.parentElement.scrollLeft = tab.offsetLeft - (tab.parentElement.clientWidth - tab.offsetWidth) / 2;
      this.shownTab = tab;
    }
  }

  #choose(view) {
    setParameters({ view: view === 'graph' ? '' : view });
    this.requestUpdate();
  }

  #alongTabs(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) {
      event.preventDefault();
      const view = VIEWS[(VIEWS.indexOf(this.view) + by + VIEWS.length) % VIEWS.length];
      this.#choose(view);
      this.updateComplete.then(() => this.querySelector(`#tab-${view}`).focus());
    }
  }
}

customElements.define('ak-run-page', RunPage);
