import { LitElement } from 'lit';
import { onLanguage } from './i18n.js';

/**
 * What all elements here have in common: they draw into the page itself, so that labels and ids reach each other and
 * one style sheet does for all, and they draw again when the language changes.
 */
export class PageElement extends LitElement {
  #endings = [];

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.whileHere(onLanguage(() => this.requestUpdate()));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#endings.splice(0).forEach((end) => end());
  }

  /**
   * @param {() => void} end called when this element leaves the page
   */
  whileHere(end) {
    this.#endings.push(end);
  }
}
