import { html } from 'lit';
import * as api from '../core/api.js';
import { PageElement } from '../core/element.js';
import { number } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { FIRST_PAUSE, elapsed, isPassing, longer } from '../core/pause.js';
import { whileVisible } from '../core/visible.js';
import { pieces, plain } from '../model/ansi.js';
import { LogLines } from '../model/log-lines.js';
import { folded } from '../model/search.js';
import { problemNote } from '../parts/problem-note.js';
import '../parts/virtual-rows.js';

const LINE = 19;
/** As much of one line as is shown; a browser lays out no more with ease. */
const WIDEST = 5000;
const MOST_FOUND = 10_000;
const SEARCH_PAUSE = 700;

/** What an attempt printed; goes on while it prints, and is scrolled along as long as the end is looked at. */
export class LogView extends PageElement {
  static properties = {
    runId: { attribute: false }, name: { attribute: false }, attempt: { attribute: false },
    version: { state: true }, status: { state: true }, problem: { state: true }, query: { state: true }, at: { state: true },
  };

  constructor() {
    super();
    this.runId = '';
    this.name = '';
    this.attempt = 0;
    this.version = 0;
    /** @type {'reading' | 'over' | 'lost'} */
    this.status = 'reading';
    this.problem = null;
    this.query = '';
    this.at = 0;
    /** @type {number[]} */
    this.found = [];
    this.log = new LogLines();
    this.frame = 0;
    this.searched = 0;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#end();
  }

  willUpdate(changed) {
    if (changed.has('attempt')) {
      this.#end();
      this.log = new LogLines();
      this.status = 'reading';
      this.problem = null;
      this.end = whileVisible(() => this.#read());
    }
    // While much is read, not at each piece of it.
    const isDue = this.status === 'over' || performance.now() - this.searched > SEARCH_PAUSE;
    if (changed.has('query') || (this.query && isDue && (changed.has('version') || changed.has('status')))) {
      this.#search();
    }
  }

  #end() {
    this.end?.();
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  /** From its beginning, since there is no way to ask for less; not again when all of it is there. */
  #read() {
    const leaving = new AbortController();
    if (this.status !== 'over') {
      this.#follow(leaving.signal);
    }
    return () => leaving.abort();
  }

  async #follow(signal) {
    for (let pause = FIRST_PAUSE; !signal.aborted; pause = longer(pause)) {
      try {
        await this.#once(signal);
        if (signal.aborted) {
          return;
        }
        this.status = 'over';
        return;
      } catch (e) {
        if (signal.aborted) {
          return;
        }
        this.status = 'lost';
        this.problem = e.status >= 400 ? e : null;
        if (!isPassing(e)) {
          return;
        }
      }
      await elapsed(pause, signal);
    }
  }

  async #once(signal) {
    const response = await api.ask(api.logUrl(this.runId, this.name, this.attempt, true), { signal });
    const log = new LogLines();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    this.problem = null;
    this.status = 'reading';
    this.log = log;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      log.take(part.value);
      this.#changed();
    }
    this.#changed();
  }

  #changed() {
    if (!this.frame) {
      this.frame = requestAnimationFrame(async () => {
        this.frame = 0;
        const rows = this.querySelector('ak-virtual-rows');
        const follows = !this.query && (rows?.isAtEnd ?? true);
        this.version++;
        await this.updateComplete;
        if (follows) {
          this.querySelector('ak-virtual-rows')?.toEnd();
        }
      });
    }
  }

  #search() {
    this.searched = performance.now();
    const wanted = folded(this.query);
    const found = [];
    for (let i = 0; wanted && i < this.log.lines.length && found.length < MOST_FOUND; i++) {
      if (folded(plain(this.log.lines[i])).includes(wanted)) {
        found.push(i);
      }
    }
    this.found = found;
    this.at = Math.min(this.at, Math.max(0, found.length - 1));
  }

  render() {
    const { log } = this;
    return html`<section class="log" aria-label=${t('log.label')}>
      <div class="log-tools"><h2>${t('log.title')}</h2>
        <span class=${`log-status ${this.status}`} role="status">${t(`log.${this.status}`)}</span>
        <input id="log-search" type="search" placeholder=${t('log.search')} aria-label=${t('log.search')}
          @input=${this.#typed} @keydown=${this.#keys}>
        <span class="muted" role="status">${this.query === '' ? '' : this.found.length === 0 ? t('graph.nothing')
          : t('graph.found', { at: number(this.at + 1), total: number(this.found.length) })}</span>
        <button class="quiet" @click=${() => this.querySelector('ak-virtual-rows').toEnd()}>${t('log.end')}</button>
        <a class="button" href=${api.logUrl(this.runId, this.name, this.attempt)} download=${this.#fileName()}>${t('log.download')}</a></div>
      ${problemNote(this.problem)}
      ${log.forgotten > 0 ? html`<p class="note">${tn('log.forgotten', log.forgotten)}</p>` : ''}
      ${log.lines.length === 0 && this.status === 'over' ? html`<p class="muted log-empty">${t('log.empty')}</p>` : ''}
      <ak-virtual-rows class="log-lines" .style=${`height: min(62vh, ${Math.min(log.lines.length, 2000) * LINE + 28}px)`} .count=${log.lines.length} .rowHeight=${LINE} .label=${t('log.label')} .kind=${'log'}
        .row=${(i) => this.#line(i)} .version=${`${this.version} ${this.query} ${this.at}`}></ak-virtual-rows></section>`;
  }

  #line(i) {
    const line = this.log.lines[i] ?? '';
    const isFound = this.query !== '' && this.found[this.at] === i;
    const shown = line.length > WIDEST ? line.slice(0, WIDEST) : line;
    return html`<div class=${`log-line ${isFound ? 'chosen' : ''}`}><span class="log-number" aria-hidden="true">${
      this.log.forgotten + i + 1}</span><span class="log-text" dir="auto">${pieces(shown).map((piece) =>
      html`<span class=${piece.look}>${this.query ? marked(piece.text, this.query) : piece.text}</span>`)}${
      line.length > WIDEST ? html`<em>${t('log.cut', { n: number(line.length - WIDEST) })}</em>` : ''}</span></div>`;
  }

  #typed(event) {
    this.query = event.target.value;
    this.at = 0;
    this.updateComplete.then(() => this.#show());
  }

  #keys(event) {
    if (event.key === 'Enter' && this.found.length > 0) {
      this.at = (this.at + (event.shiftKey ? this.found.length - 1 : 1)) % this.found.length;
      this.#show();
    } else if (event.key === 'Escape') {
      event.target.blur();
    }
  }

  #show() {
    if (this.found.length > 0) {
      this.querySelector('ak-virtual-rows').show(this.found[this.at]);
    }
  }

  #fileName() {
    return `${this.name.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '').slice(0, 80) || 'activity'}-${this.attempt}.log`;
  }
}

/** A text with what is looked for in it marked, where case alone differs. */
function marked(text, query) {
  const lower = text.toLowerCase();
  const wanted = query.toLowerCase();
  const parts = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0 && lower.length === text.length; at = lower.indexOf(wanted, from)) {
    parts.push(text.slice(from, at), html`<mark>${text.slice(at, at + wanted.length)}</mark>`);
    from = at + wanted.length;
  }
  parts.push(text.slice(from));
  return parts;
}

customElements.define('ak-log-view', LogView);
