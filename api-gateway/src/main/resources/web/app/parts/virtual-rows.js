import { html } from 'lit';
import { PageElement } from '../core/element.js';

const AROUND = 8;
/** Browsers lay out nothing that is much taller; a longer list is scrolled in proportion. */
const TALLEST = 8_000_000;

/**
 * A list of which only what is seen is in the page. All rows have the same height.
 */
export class VirtualRows extends PageElement {
  static properties = {
    count: { attribute: false },
    rowHeight: { attribute: false },
    row: { attribute: false },
    version: { attribute: false },
    label: { attribute: false },
    kind: { attribute: false },
  };

  constructor() {
    super();
    this.count = 0;
    this.rowHeight = 32;
    /** @type {(index: number) => unknown} */
    this.row = () => '';
    this.version = 0;
    this.label = '';
    this.kind = '';
    this.first = 0;
    this.last = 0;
  }

  firstUpdated() {
    const watching = new ResizeObserver(() => this.look());
    watching.observe(this.scroller);
    this.whileHere(() => watching.disconnect());
    this.look();
  }

  /** @returns {HTMLElement} */
  get scroller() {
    return this.querySelector('.scroller');
  }

  updated() {
    this.scroller.querySelector('.height').style.height = `${Math.min(this.count * this.rowHeight, TALLEST)}px`;
    this.scroller.querySelector('.rows').style.transform = `translateY(${this.#top()}px)`;
  }

  #scale() {
    const full = this.count * this.rowHeight;
    return full <= TALLEST ? 1 : (full - this.scroller.clientHeight) / (TALLEST - this.scroller.clientHeight);
  }

  #top() {
    const scale = this.#scale();
    return scale === 1
      ? this.first * this.rowHeight
      : this.scroller.scrollTop - ((this.scroller.scrollTop * scale) - this.first * this.rowHeight);
  }

  look() {
    const top = this.scroller.scrollTop * this.#scale();
    this.first = Math.max(0, Math.floor(top / this.rowHeight) - AROUND);
    this.last = Math.min(this.count, Math.ceil((top + this.scroller.clientHeight) / this.rowHeight) + AROUND);
    this.requestUpdate();
  }

  /** @param {number} index is brought into view */
  show(index) {
    const scale = this.#scale();
    const top = (index * this.rowHeight) / scale;
    const { scrollTop, clientHeight } = this.scroller;
    if (top < scrollTop || top + this.rowHeight > scrollTop + clientHeight) {
      this.scroller.scrollTop = Math.max(0, top - clientHeight / 2);
    }
    this.look();
  }

  get isAtEnd() {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    return scrollTop + clientHeight >= scrollHeight - this.rowHeight * 2;
  }

  toEnd() {
    this.updated();
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.look();
  }

  willUpdate(changed) {
    if (changed.has('count') && this.hasUpdated) {
      const seen = Math.ceil(this.scroller.clientHeight / this.rowHeight) + 2 * AROUND;
      this.first = Math.max(0, Math.min(this.first, this.count - 1));
      this.last = Math.min(this.count, this.first + seen);
    }
  }

  render() {
    const rows = [];
    for (let i = this.first; i < Math.min(this.last, this.count); i++) {
      rows.push(this.row(i));
    }
    return html`<div class="scroller" tabindex="0" role=${this.kind || 'group'} aria-label=${this.label}
        @scroll=${() => this.look()}><div class="height"><div class="rows" role="presentation">${rows}</div></div></div>`;
  }
}

customElements.define('ak-virtual-rows', VirtualRows);
