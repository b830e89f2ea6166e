import { html } from 'lit';
import { PageElement } from '../core/element.js';
import { t } from '../core/i18n.js';

/**
 * @typedef {{severity: string, line: number, column: number, message: string}} FileProblem
 */

/**
 * A workflow file as it is written, with numbers of lines and what is wrong with each beside it.
 *
 * @fires edited with the text, at each keystroke
 */
export class FileEditor extends PageElement {
  static properties = { text: { attribute: false }, problems: { attribute: false }, label: { attribute: false } };

  constructor() {
    super();
    this.text = '';
    /** @type {FileProblem[]} */
    this.problems = [];
    this.label = '';
  }

  /** @returns {HTMLTextAreaElement} */
  get area() {
    return this.querySelector('textarea');
  }

  updated(changed) {
    if (changed.has('text') && this.area.value !== this.text) {
      this.area.value = this.text;
    }
    this.#place();
  }

  render() {
    const lines = this.text.split('\n');
    const byLine = Map.groupBy(this.problems, (problem) => problem.line);
    return html`<div class="editor">
      <div class="gutter" aria-hidden="true"><div class="numbers">${lines.map((_, i) =>
        html`<div class=${severity(byLine.get(i + 1))}>${i + 1}</div>`)}</div></div>
      <div class="paper">
        <textarea spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off" dir="ltr"
          aria-label=${this.label} aria-invalid=${this.problems.some((one) => one.severity === 'ERROR')}
          aria-describedby="file-problems" placeholder=${t('submit.placeholder')}
          @input=${this.#typed} @scroll=${this.#place} @keydown=${this.#tab}></textarea>
        <div class="lenses" aria-hidden="true">${[...byLine].filter(([line]) => line > 0 && line <= lines.length)
          .map(([line, found]) => html`<div class=${`lens ${severity(found)}`} data-line=${line}
            data-after=${lines[line - 1].length}><span>${found[0].message}${
            found.length > 1 ? ` (+${found.length - 1})` : ''}</span></div>`)}</div>
      </div></div>
      <ul class="problems" id="file-problems" aria-label=${t('submit.problems')}>${this.problems.map((problem) => html`<li>
        <button class=${`problem ${severity([problem])}`} @click=${() => this.show(problem)}>
          <span class="where">${problem.line > 0 ? t('submit.line', { line: problem.line }) : t('submit.file')}</span>
          <span class="severity">${problem.severity === 'ERROR' ? t('submit.error') : t('submit.warning')}</span>
          <span class="message"><bdi>${problem.message}</bdi></span></button></li>`)}</ul>`;
  }

  /** @param {FileProblem} problem is gone to */
  show(problem) {
    const lines = this.text.split('\n');
    const before = lines.slice(0, Math.max(0, problem.line - 1)).reduce((sum, line) => sum + line.length + 1, 0);
    const at = before + Math.max(0, problem.column - 1);
    this.area.focus();
    this.area.setSelectionRange(at, before + (lines[problem.line - 1]?.length ?? 0));
    this.area.scrollTop = Math.max(0, (problem.line - 5) * this.#lineHeight());
  }

  #lineHeight() {
    return parseFloat(getComputedStyle(this.area).lineHeight);
  }

  /** Numbers and what is wrong move with the text. */
  #place() {
    const { scrollTop, scrollLeft } = this.area;
    this.querySelector('.numbers').style.transform = `translateY(${-scrollTop}px)`;
    const lenses = this.querySelector('.lenses');
    lenses.style.transform = `translate(${-scrollLeft}px, ${-scrollTop}px)`;
    for (const lens of lenses.children) {
      lens.style.top = `calc(var(--line) * ${lens.dataset.line - 1})`;
      lens.style.left = `calc(${lens.dataset.after}ch + 2ch)`;
    }
  }

  #typed() {
    this.text = this.area.value;
    this.dispatchEvent(new CustomEvent('edited', { detail: this.text }));
  }

  /** Tab makes two spaces, since tabs are not allowed in YAML; after Esc it leaves, as for who has no mouse. */
  #tab(event) {
    if (event.key === 'Escape') {
      // Else a dialog around it would close, with what was written.
      event.preventDefault();
      this.leaves = true;
    } else if (event.key === 'Tab' && !event.shiftKey && !this.leaves) {
      event.preventDefault();
      this.area.setRangeText('  ', this.area.selectionStart, this.area.selectionEnd, 'end');
      this.#typed();
    } else if (event.key !== 'Tab') {
      this.leaves = false;
    }
  }
}

const severity = (problems) => (!problems ? '' : problems.some((one) => one.severity === 'ERROR') ? 'error' : 'warning');

customElements.define('ak-file-editor', FileEditor);
