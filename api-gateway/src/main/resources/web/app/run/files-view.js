import { html } from 'lit';
import * as api from '../core/api.js';
import { PageElement } from '../core/element.js';
import { bytes, exposed, moment, number, time } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { bindKeys } from '../core/keys.js';
import { activityPath, go, parameter, setParameters } from '../core/router.js';
import { Question } from '../core/question.js';
import { isOver } from '../core/states.js';
import { filesInOrder } from '../model/files.js';
import { problemNote } from '../parts/problem-note.js';
import '../parts/virtual-rows.js';
import './file-shown.js';

const COLUMNS = ['path', 'bytes', 'modifiedAt'];

/** The files that are on a run's disk, or on that of one of its activities where each has one. */
export class FilesView extends PageElement {
  static properties = { run: { attribute: false }, list: { state: true }, isReading: { state: true }, chosen: { state: true } };

  constructor() {
    super();
    /** @type {any} */
    this.run = null;
    /** @type {any} as it is told, with `activity` whose disk it is if each has one, or the `problem` that there is none */
    this.list = null;
    this.isReading = true;
    this.chosen = -1;
    this.found = [];
  }

  connectedCallback() {
    super.connectedCallback();
    // A disk is not looked at again and again until there is an answer, since in a cluster a pod has to be started.
    this.question = new Question({
      ask: (signal) => this.#ask(signal),
      onAnswer: (list) => {
        this.list = list;
        this.isReading = false;
      },
      onProblem: () => undefined,
    });
    this.whileHere(() => this.question.end());
    this.whileHere(bindKeys({
      '/': () => this.querySelector('#find')?.focus(),
      j: () => this.#move(1), ArrowDown: () => this.#move(1),
      k: () => this.#move(-1), ArrowUp: () => this.#move(-1),
      Enter: () => this.chosen >= 0 && this.#show(this.found[this.chosen].path),
      Escape: () => (parameter('file') ? this.#show('') : go('/')),
    }));
  }

  willUpdate() {
    const isDone = isOver(this.run.state);
    const wanted = `${parameter('activity')} ${isDone}`;
    if (wanted !== this.wanted) {
      this.wanted = wanted;
      this.#again();
    }
    this.found = filesInOrder(this.list?.items ?? [], parameter('q'), this.#sort);
    this.chosen = Math.min(this.chosen, this.found.length - 1);
  }

  #again() {
    this.isReading = true;
    this.question.want();
  }

  /** What is told, or the problem that there is. Where each activity has a disk, it has to be said whose is meant. */
  async #ask(signal) {
    const activity = parameter('activity');
    try {
      return await api.outputs(this.run.id, '', signal);
    } catch (problem) {
      if (problem.status === 400 && activity) {
        return this.#ofActivity(activity, signal);
      }
      return refused(problem, signal);
    }
  }

  async #ofActivity(activity, signal) {
    try {
      return { ...await api.outputs(this.run.id, activity, signal), activity };
    } catch (problem) {
      return { ...refused(problem, signal), activity };
    }
  }

  get #sort() {
    const [column, order] = parameter('sort').split('.');
    return { column: COLUMNS.includes(column) ? column : 'path', isDown: order === 'desc' };
  }

  render() {
    const { list } = this;
    const path = parameter('file');
    return html`<div class="graph-tools">
        <input id="find" type="search" .value=${parameter('q')} placeholder=${t('files.find')} aria-label=${t('files.find')}
          @input=${(event) => this.#set({ q: event.target.value })}
          @keydown=${(event) => ['Escape', 'Enter'].includes(event.key) && event.target.blur()}>
        <span class="muted" role="status">${this.#status()}</span>
        <button class="quiet" ?disabled=${this.isReading} @click=${() => this.#again()}>${t('files.again')}</button></div>
      ${list ? this.#notes(list) : ''}
      <div class=${`files ${path ? 'showing' : ''}`}>${this.found.length > 0 ? this.#table() : ''}
        ${path ? html`<ak-file-shown .runId=${this.run.id} .path=${path} .activity=${list?.activity ?? parameter('activity')}
          .size=${list?.items.find((file) => file.path === path)?.bytes ?? NaN} @close=${() => this.#show('')}></ak-file-shown>` : ''}</div>`;
  }

  #status() {
    if (this.isReading) {
      return t('files.reading');
    }
    const size = this.found.reduce((sum, file) => sum + file.bytes, 0);
    return this.list.problem ? '' : tn('files.count', this.found.length, { size: bytes(size) });
  }

  #notes(list) {
    const { problem, activity } = list;
    const said = parameter('activity');
    const name = html`<a href=${activityPath(this.run.id, said)}><bdi>${said}</bdi></a>`;
    return html`${activity ? html`<p class="muted">${t('files.ofActivity')} ${name}</p>`
      : said && !problem ? html`<p class="muted">${t('files.shared')}</p>` : ''}
      ${problem?.status === 400 ? html`<p class="note">${t('files.eachHasOne')}</p>` : problemNote(problem)}
      ${list.truncated ? html`<p class="note">${t('files.truncated', { n: number(list.items.length) })}</p>` : ''}
      ${list.unreadable > 0 ? html`<p class="note">${tn('files.unreadable', list.unreadable)}</p>` : ''}
      ${problem || list.items.length > 0 ? '' : html`<p class="muted">${t('files.none')}</p>`}`;
  }

  #table() {
    return html`<div class="file-list">
      <div class="file-row file-head" role="group" aria-label=${t('activities.sort')}>${COLUMNS.map((column) => this.#head(column))}<span></span></div>
      <ak-virtual-rows class="file-rows" .count=${this.found.length} .rowHeight=${36} .kind=${'list'} .label=${t('files.label')}
        .row=${(i) => this.#row(i)} .version=${`${this.wanted} ${parameter('file')} ${this.chosen}`}></ak-virtual-rows></div>`;
  }

  #head(column) {
    const { column: sorted, isDown } = this.#sort;
    return html`<button class=${`quiet column-${column}`} aria-pressed=${sorted === column}
      @click=${() => this.#set({ sort: sorted === column && !isDown ? `${column}.desc` : column })}>
      ${t(`files.${column}`)} <span aria-hidden="true">${sorted !== column ? '' : isDown ? '↓' : '↑'}</span></button>`;
  }

  #row(i) {
    const file = this.found[i];
    const name = exposed(file.path);
    const at = name.lastIndexOf('/') + 1;
    const activity = this.list.activity ?? '';
    return html`<div class=${`file-row ${i === this.chosen || file.path === parameter('file') ? 'chosen' : ''}`} role="listitem">
      <button class="quiet file-name" title=${name} @click=${() => this.#show(file.path)}><bdi class="folder">${
        name.slice(0, at)}</bdi><bdi class="base">${name.slice(at)}</bdi></button>
      <span class="column-bytes">${bytes(file.bytes)}</span>
      <span class="column-modifiedAt">${moment(time(file.modifiedAt))}</span>
      <a class="button quiet" href=${api.outputUrl(this.run.id, file.path, { activity })} download
        aria-label=${t('files.downloadOf', { name })}>↓</a></div>`;
  }

  #set(values) {
    setParameters(values);
    this.chosen = -1;
    this.requestUpdate();
  }

  #show(path) {
    setParameters({ file: path });
    this.requestUpdate();
  }

  #move(by) {
    if (this.found.length === 0) {
      return;
    }
    this.chosen = Math.max(0, Math.min(this.found.length - 1, this.chosen + by));
    this.querySelector('ak-virtual-rows').show(this.chosen);
  }
}

function refused(problem, signal) {
  if (signal.aborted) {
    throw problem;
  }
  return { items: [], problem };
}

customElements.define('ak-files-view', FilesView);
