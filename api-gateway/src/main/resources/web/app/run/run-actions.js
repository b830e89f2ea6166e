import { html } from 'lit';
import * as api from '../core/api.js';
import { PageElement } from '../core/element.js';
import { t } from '../core/i18n.js';
import { go } from '../core/router.js';
import { isOver } from '../core/states.js';
import { close, dialog } from '../parts/dialog.js';
import { problemNote } from '../parts/problem-note.js';
import './resume-dialog.js';

/** What can be done to a run, each after having been asked whether one means it. */
export class RunActions extends PageElement {
  static properties = {
    run: { attribute: false }, asking: { state: true }, problem: { state: true }, isBusy: { state: true },
  };

  constructor() {
    super();
    /** @type {any} */
    this.run = null;
    /** @type {'' | 'cancel' | 'delete' | 'resume'} */
    this.asking = '';
    this.problem = null;
    this.isBusy = false;
  }

  render() {
    const { state } = this.run;
    const canResume = state === 'FAILED' || state === 'CANCELLED';
    return html`<div class="actions" role="group" aria-label=${t('actions.label')}>
      ${canResume ? html`<button class="strong" id="resume" @click=${() => this.#ask('resume')}>${t('actions.resume')}</button>` : ''}
      ${isOver(state) ? '' : html`<button id="cancel" ?disabled=${state === 'CANCELLING'}
        @click=${() => this.#ask('cancel')}>${t('actions.cancel')}</button>`}
      <a class="button" href=${`${api.runUrl(this.run.id)}/workflow`} target="_blank" rel="noopener">${t('actions.workflow')}</a>
      ${isOver(state) ? html`<button class="danger" id="delete" @click=${() => this.#ask('delete')}>${t('actions.delete')}</button>` : ''}
    </div>${this.#dialog()}`;
  }

  #dialog() {
    const done = () => {
      this.asking = '';
    };
    if (this.asking === 'resume') {
      return html`<ak-resume-dialog .run=${this.run} @close=${done}></ak-resume-dialog>`;
    }
    if (this.asking === '') {
      return '';
    }
    const isDelete = this.asking === 'delete';
    return dialog(t(`${this.asking}.title`),
      html`<p>${t(`${this.asking}.what`)}</p><p class="muted"><bdi>${this.run.name}</bdi> #${this.run.number}</p>
        ${problemNote(this.problem)}`,
      html`<button autofocus @click=${close}>${t('dialog.no')}</button>
        <button class="danger strong" id="confirm" ?disabled=${this.isBusy}
          @click=${() => this.#do(isDelete)}>${t(`${this.asking}.do`)}</button>`, done);
  }

  #ask(what) {
    this.problem = null;
    this.asking = what;
  }

  async #do(isDelete) {
    this.isBusy = true;
    try {
      if (isDelete) {
        await api.remove(this.run.id);
        go('/');
      } else {
        await api.cancel(this.run.id);
      }
      this.asking = '';
    } catch (e) {
      this.problem = e;
    } finally {
      this.isBusy = false;
    }
  }
}

customElements.define('ak-run-actions', RunActions);
