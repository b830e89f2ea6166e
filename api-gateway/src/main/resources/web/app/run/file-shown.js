import { html } from 'lit';
import * as api from '../core/api.js';
import { PageElement } from '../core/element.js';
import { bytes, exposed, number } from '../core/format.js';
import { t } from '../core/i18n.js';
import { Question } from '../core/question.js';
import { beginning, isPicture } from '../model/file-content.js';
import { problemNote } from '../parts/problem-note.js';
import '../parts/virtual-rows.js';

const LINE = 19;
const WIDEST = 5000;
const LARGEST_PICTURE = 32 * 1024 * 1024;

/**
 * What is in a file that a run left, which may be anything: a text, or a picture. A picture is shown as one, so that what
 * an SVG has of scripts does not run.
 *
 * @fires close
 */
export class FileShown extends PageElement {
  static properties = {
    runId: { attribute: false }, path: { attribute: false }, activity: { attribute: false }, size: { attribute: false },
    text: { state: true }, status: { state: true }, problem: { state: true },
  };

  constructor() {
    super();
    this.runId = '';
    this.path = '';
    /** Whose disk it is on, where each activity has one. */
    this.activity = '';
    this.size = NaN;
    /** @type {{lines: string[], isAll: boolean} | null} */
    this.text = null;
    /** @type {'reading' | 'picture' | 'text' | 'neither' | 'tooLarge' | 'broken'} */
    this.status = 'reading';
    this.problem = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.whileHere(() => this.question?.end());
  }

  willUpdate(changed) {
    if (changed.has('path') || changed.has('activity')) {
      this.question?.end();
      this.problem = null;
      this.text = null;
      this.status = 'reading';
      this.#look();
    }
  }

  #look() {
    if (isPicture(this.path)) {
      this.status = this.size > LARGEST_PICTURE ? 'tooLarge' : 'picture';
      return;
    }
    this.question = new Question({
      ask: (signal) => this.#read(signal),
      onAnswer: (text) => {
        this.text = text;
        this.status = text === null ? 'neither' : 'text';
        this.problem = null;
      },
      onProblem: (problem) => {
        this.problem = problem;
      },
    });
    this.question.want();
  }

  async #read(signal) {
    const reading = new AbortController();
    const response = await api.ask(this.#url(true), { signal: AbortSignal.any([signal, reading.signal]) });
    return beginning(response, reading);
  }

  #url(inline) {
    return api.outputUrl(this.runId, this.path, { activity: this.activity, inline });
  }

  render() {
    const name = exposed(this.path);
    return html`<section class="file-shown" aria-label=${t('files.shown')}>
      <div class="log-tools"><h2 title=${name}><bdi>${name}</bdi></h2>
        <span class="muted">${bytes(this.size)}</span>
        <a class="button" href=${this.#url(false)} download>${t('files.download')}</a>
        <button class="quiet" aria-label=${t('files.close')} @click=${() => this.dispatchEvent(new CustomEvent('close'))}>✕</button></div>
      ${problemNote(this.problem)}
      ${this.#content(name)}</section>`;
  }

  #content(name) {
    switch (this.status) {
      case 'reading': return this.problem ? '' : html`<p class="muted file-note" role="status">${t('loading')}</p>`;
      case 'picture': return html`<div class="picture"><img src=${this.#url(true)} alt=${name} @error=${() => {
        this.status = 'broken';
      }}></div>`;
      case 'text': return this.#text();
      default: return html`<p class="muted file-note">${t(`files.${this.status}`)}</p>`;
    }
  }

  #text() {
    const { lines, isAll } = this.text;
    if (lines.length === 0) {
      return html`<p class="muted file-note">${t('files.empty')}</p>`;
    }
    return html`${isAll ? '' : html`<p class="note">${t('files.beginning')}</p>`}
      <ak-virtual-rows class="log-lines" .style=${`height: min(62vh, ${lines.length * LINE + 28}px)`} .count=${lines.length}
        .rowHeight=${LINE} .label=${t('files.shown')} .row=${(i) => this.#line(i)} .version=${this.path}></ak-virtual-rows>`;
  }

  #line(i) {
    const line = this.text.lines[i];
    return html`<div class="log-line"><span class="log-number" aria-hidden="true">${i + 1}</span><span class="log-text" dir="auto">${
      line.slice(0, WIDEST)}${line.length > WIDEST ? html`<em>${t('log.cut', { n: number(line.length - WIDEST) })}</em>` : ''}</span></div>`;
  }
}

customElements.define('ak-file-shown', FileShown);
