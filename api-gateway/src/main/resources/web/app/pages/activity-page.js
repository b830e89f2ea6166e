import { html } from 'lit';
import * as api from '../core/api.js';
import { attempts } from '../activity/attempts.js';
import { PageElement } from '../core/element.js';
import { shortened, time } from '../core/format.js';
import { t } from '../core/i18n.js';
import { bindKeys } from '../core/keys.js';
import { activityPath, go, parameter, runPath, setParameters } from '../core/router.js';
import { isOver } from '../core/states.js';
import { repeatedly } from '../core/visible.js';
import { facts } from '../activity/facts.js';
import { failureNote } from '../activity/failure.js';
import { problemNote } from '../parts/problem-note.js';
import { stateBadge } from '../parts/state-badge.js';
import '../activity/log-view.js';

/** An activity: its attempts, what it printed, why it failed. */
export class ActivityPage extends PageElement {
  static properties = {
    runId: { attribute: false }, name: { attribute: false },
    activity: { state: true }, run: { state: true }, problem: { state: true }, now: { state: true },
  };

  constructor() {
    super();
    this.runId = '';
    this.name = '';
    /** @type {any} */
    this.activity = null;
    /** @type {any} */
    this.run = null;
    this.problem = null;
    this.now = Date.now();
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = `${shortened(this.name, 60)} · akoflow`;
    this.whileHere(repeatedly((signal) => this.#load(signal),
      () => (this.activity && isOver(this.activity.state) && isOver(this.run.state) ? 8000 : 1000)));
    this.whileHere(bindKeys({
      Escape: () => go(runPath(this.runId)),
      '/': () => this.querySelector('#log-search')?.focus(),
    }));
  }

  async #load(signal) {
    try {
      [this.activity, this.run] = await Promise.all([
        api.activity(this.runId, this.name, signal), api.run(this.runId, signal)]);
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

  /** Which attempt's log is shown; the last one if not said. */
  get attempt() {
    const said = Number(parameter('attempt'));
    return said > 0 && said <= this.activity.attempt ? said : this.activity.attempt;
  }

  render() {
    const { activity, run } = this;
    if (!activity) {
      return html`<div class="page">${this.problem ? problemNote(this.problem) : html`<p class="muted">${t('loading')}</p>`}</div>`;
    }
    return html`<div class="page activity">
      <div class="heading run-heading"><div class="run-title">
          <p class="crumbs"><a href="/">${t('shell.runs')}</a> / <a href=${runPath(this.runId)}><bdi>${
            shortened(run.name, 60)}</bdi> #${run.number}</a></p>
          <h1 title=${this.name}><bdi>${shortened(this.name, 160)}</bdi></h1></div>
        <div class="run-now">${stateBadge(activity.state)}</div>
        ${activity.attempt > 0 ? html`<div class="actions"><a class="button" href=${
          `${runPath(this.runId)}?view=files&activity=${encodeURIComponent(this.name)}`}>${t('activity.files')}</a></div>` : ''}</div>
      ${problemNote(this.problem)}
      ${activity.waitingFor ? html`<div class="note"><p>${activity.waitingFor}</p></div>` : ''}
      ${activity.failure && activity.state !== 'SUCCEEDED' ? failureNote(activity.failure) : ''}
      ${attempts(this.#attempts(), {
        submitted: time(run.submittedAt), shown: this.attempt, now: this.now,
        choose: (n) => {
          setParameters({ attempt: n === activity.attempt ? '' : String(n) });
          this.requestUpdate();
        },
      })}
      <div class="activity-columns">
        ${activity.attempt > 0 ? html`<ak-log-view .runId=${this.runId} .name=${this.name} .attempt=${this.attempt}></ak-log-view>`
          : html`<p class="muted">${t('log.notYet')}</p>`}
        ${facts(activity, this.#neighbours(activity.dependsOn), this.#neighbours(activity.dependants ?? []))}
      </div></div>`;
  }

  #attempts() {
    const { activity } = this;
    return activity.attempts ?? (activity.attempt > 0 ? [activity] : []);
  }

  #neighbours(names) {
    return names.slice(0, 50).map((name) => html`<a href=${activityPath(this.runId, name)}><bdi>${shortened(name, 60)}</bdi></a> `);
  }
}

customElements.define('ak-activity-page', ActivityPage);
