import { html } from 'lit';
import * as api from '../core/api.js';
import { PageElement } from '../core/element.js';
import { t, tn } from '../core/i18n.js';
import { go, runPath } from '../core/router.js';
import { takeDropped, takeWaiting } from '../submit/dropped.js';
import { problemNote } from '../parts/problem-note.js';
import '../submit/file-editor.js';
import '../run/graph-view.js';

const PAUSE = 300;
const KEPT_AS = 'akoflow.draft';

/** Where a workflow file is written, checked while typing, and submitted. */
export class SubmitPage extends PageElement {
  static properties = {
    text: { state: true }, problems: { state: true }, checked: { state: true }, problem: { state: true },
    isBusy: { state: true },
  };

  constructor() {
    super();
    this.text = takeWaiting() ?? sessionStorage.getItem(KEPT_AS) ?? '';
    this.problems = [];
    /** @type {any} */
    this.checked = null;
    this.problem = null;
    this.isBusy = false;
    this.#newWish();
  }

  /** Another text is another wish; the same one, asked for again, makes no second run. */
  #newWish() {
    this.key = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16)).join('-');
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = `${t('submit.title')} · akoflow`;
    this.whileHere(takeDropped((text) => this.#take(text)));
    this.whileHere(() => {
      clearTimeout(this.timer);
      this.checking?.abort();
    });
    this.#check();
  }

  render() {
    const errors = this.problems.filter((one) => one.severity === 'ERROR').length;
    return html`<div class="page submit">
      <div class="heading"><h1>${t('submit.title')}</h1>
        <div class="actions">
          <label class="button"><input type="file" class="unseen" accept=".yaml,.yml,.json,text/*"
            @change=${this.#choose}>${t('submit.choose')}</label>
          <button class="strong" id="submit" ?disabled=${this.isBusy || errors > 0 || this.text.trim() === ''}
            @click=${this.#submit}>${t('submit.submit')}</button>
        </div></div>
      <p class="muted">${t('submit.how')}</p>
      ${problemNote(this.problem)}
      <div class="submit-columns">
        <ak-file-editor .text=${this.text} .problems=${this.problems} .label=${t('submit.editor')}
          @edited=${(event) => this.#take(event.detail)}></ak-file-editor>
        <section class="preview" aria-label=${t('submit.preview')}>
          <p class="verdict" role="status">${this.#verdict(errors)}</p>
          ${this.checked?.graph ? html`<ak-graph-view .layout=${this.checked.graph}></ak-graph-view>` : ''}
        </section>
      </div></div>`;
  }

  #verdict(errors) {
    if (this.text.trim() === '') {
      return t('submit.empty');
    }
    if (errors > 0) {
      return tn('submit.errors', errors);
    }
    return this.checked
      ? html`<strong><bdi>${this.checked.name}</bdi></strong> · ${tn('runs.activities', this.checked.activities)}`
      : t('submit.checking');
  }

  #take(text) {
    this.text = text;
    this.#newWish();
    sessionStorage.setItem(KEPT_AS, text);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#check(), PAUSE);
  }

  async #choose(event) {
    const file = event.target.files[0];
    if (file) {
      this.#take(await file.text());
    }
  }

  async #check() {
    this.checking?.abort();
    this.checking = new AbortController();
    const { signal } = this.checking;
    if (this.text.trim() === '') {
      this.problems = [];
      this.checked = null;
      return;
    }
    try {
      this.checked = await api.check(this.text, signal);
      this.problems = this.checked.warnings ?? [];
      this.problem = null;
    } catch (e) {
      if (!signal.aborted) {
        this.#wrong(e);
      }
    }
  }

  #wrong(e) {
    this.checked = null;
    this.problems = e.problems ?? [];
    this.problem = this.problems.length > 0 ? null : e;
  }

  async #submit() {
    this.isBusy = true;
    try {
      const run = await api.submit(this.text, this.key);
      sessionStorage.removeItem(KEPT_AS);
      go(runPath(run.id));
    } catch (e) {
      this.#wrong(e);
    } finally {
      this.isBusy = false;
    }
  }
}

customElements.define('ak-submit-page', SubmitPage);
