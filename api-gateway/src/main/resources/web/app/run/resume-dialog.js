import { html } from 'lit';
import * as api from '../core/api.js';
import { PageElement } from '../core/element.js';
import { shortened } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { close, dialog } from '../parts/dialog.js';
import { problemNote } from '../parts/problem-note.js';
import '../submit/file-editor.js';

const PAUSE = 300;
const SHOWN = 200;

/**
 * Says what would run again, and lets the file be edited before.
 *
 * @fires close
 */
export class ResumeDialog extends PageElement {
  static properties = {
    run: { attribute: false }, preview: { state: true }, text: { state: true }, problems: { state: true },
    problem: { state: true }, isEditing: { state: true }, isBusy: { state: true },
  };

  constructor() {
    super();
    /** @type {any} */
    this.run = null;
    /** @type {any} */
    this.preview = null;
    this.text = '';
    this.original = '';
    this.problems = [];
    this.problem = null;
    this.isEditing = false;
    this.isBusy = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#check();
    this.whileHere(() => clearTimeout(this.timer));
  }

  /** The file, if it was changed. */
  get edited() {
    return this.isEditing && this.text !== this.original ? this.text : null;
  }

  render() {
    return dialog(t('resume.title'), html`
      <p>${t('resume.what')}</p>
      ${this.isEditing
        ? html`<ak-file-editor .text=${this.text} .problems=${this.problems} .label=${t('resume.file')}
            @edited=${this.#typed}></ak-file-editor>`
        : html`<p><button id="edit" @click=${this.#edit}>${t('resume.edit')}</button></p>`}
      ${problemNote(this.problem)}
      ${this.preview ? this.#list() : html`<p class="muted" role="status">${this.problem || this.problems.length ? '' : t('loading')}</p>`}`,
    html`<button @click=${close}>${t('dialog.no')}</button>
      <button class="strong" id="confirm" ?disabled=${this.isBusy || !this.preview} @click=${this.#do}>${t('resume.do')}</button>`,
    (event) => this.dispatchEvent(new CustomEvent('close', { detail: event })), () => this.edited !== null);
  }

  #list() {
    const { activities, kept } = this.preview;
    return html`<p role="status"><strong>${tn('resume.again', activities.length)}</strong> ${tn('resume.kept', kept)}</p>
      <ul class="resume-list">${activities.slice(0, SHOWN).map((one) => html`<li>
        <span class="reason">${t(`resume.reason.${one.reason}`)}</span>
        <span><strong><bdi>${shortened(one.name, 80)}</bdi></strong> <span class="muted">${one.because}</span></span></li>`)}</ul>
      ${activities.length > SHOWN ? html`<p class="muted">${tn('resume.more', activities.length - SHOWN)}</p>` : ''}`;
  }

  async #edit() {
    try {
      this.original = await api.workflow(this.run.id);
      this.text = this.original;
      this.isEditing = true;
    } catch (e) {
      this.problem = e;
    }
  }

  #typed(event) {
    this.text = event.detail;
    this.preview = null;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#check(), PAUSE);
  }

  async #check() {
    const { edited } = this;
    try {
      const preview = await api.resume(this.run.id, edited, true);
      if (edited === this.edited) {
        this.preview = preview;
        this.problems = [];
        this.problem = null;
      }
    } catch (e) {
      this.#wrong(e);
    }
  }

  #wrong(e) {
    this.problems = e.problems ?? [];
    this.problem = this.problems.length > 0 ? null : e;
  }

  async #do(event) {
    this.isBusy = true;
    const { target } = event;
    try {
      await api.resume(this.run.id, this.edited);
      close({ target });
    } catch (e) {
      this.#wrong(e);
    } finally {
      this.isBusy = false;
    }
  }
}

customElements.define('ak-resume-dialog', ResumeDialog);
