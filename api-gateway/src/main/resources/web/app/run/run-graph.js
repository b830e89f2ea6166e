import { html } from 'lit';
import * as api from '../core/api.js';
import { PageElement } from '../core/element.js';
import { t } from '../core/i18n.js';
import { Question } from '../core/question.js';
import { parameter, setParameters } from '../core/router.js';
import { STATES } from '../core/states.js';
import { problemNote } from '../parts/problem-note.js';
import './graph-view.js';

const FAILED = STATES.indexOf('FAILED');
const PAUSE = 700;

/** The graph of a run, alive. It is laid out anew when a group is opened or closed, and when something failed. */
export class RunGraph extends PageElement {
  static properties = {
    model: { attribute: false }, version: { attribute: false }, layout: { state: true }, problem: { state: true },
  };

  constructor() {
    super();
    /** @type {import('../model/run-model.js').RunModel} */
    this.model = null;
    this.version = 0;
    /** @type {any} */
    this.layout = null;
    this.problem = null;
    this.laidOut = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.question = new Question({
      ask: (signal) => api.graph(this.model.run.id, this.opened, signal),
      onAnswer: (layout) => {
        this.layout = layout;
        this.problem = null;
      },
      onProblem: (problem) => {
        this.problem = problem;
      },
    });
    this.whileHere(() => {
      clearTimeout(this.timer);
      this.question.end();
    });
  }

  get opened() {
    return new URLSearchParams(location.search).getAll('open').flatMap((text) => text.split(',')).filter(Boolean);
  }

  willUpdate() {
    const failed = this.model.counts([[0, this.model.size - 1]])[FAILED];
    const wanted = [this.model.size, this.model.edition, failed, parameter('open')].join(' ');
    if (wanted !== this.laidOut) {
      const isFirst = this.laidOut === '' || !this.laidOut.endsWith(` ${parameter('open')}`);
      this.laidOut = wanted;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.question.want(), isFirst ? 0 : PAUSE);
    }
  }

  render() {
    return html`${problemNote(this.problem)}
      ${this.opened.length > 0 ? html`<div class="opened chips" role="group" aria-label=${t('graph.opened')}>
        ${this.opened.map((id) => html`<button class="chip" @click=${() => this.#close(id)}
          aria-label=${t('graph.close', { name: nameOf(id) })}><bdi>${nameOf(id)}</bdi> ✕</button>`)}</div>` : ''}
      ${this.layout ? html`<ak-graph-view .layout=${this.layout} .model=${this.model} .version=${this.version}
        @open=${(event) => this.#open(event.detail)}></ak-graph-view>` : this.problem ? '' : html`<p class="muted">${t('loading')}</p>`}`;
  }

  #open(id) {
    setParameters({ open: [...new Set([...this.opened, id])].join(',') });
    this.requestUpdate();
  }

  #close(id) {
    setParameters({ open: this.opened.filter((one) => one !== id).join(',') });
    this.requestUpdate();
  }
}

/** `g0-mproject` is a group of `mproject`. */
const nameOf = (id) => id.replace(/^g\d+-/, '');

customElements.define('ak-run-graph', RunGraph);
