import { html } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { t } from '../core/i18n.js';

/** Not at once, since it is not in the page yet. */
const open = (element) => queueMicrotask(() => {
  if (element?.isConnected && !element.open) {
    element.showModal();
  }
});

/** Where the pointer went down: a text that is marked beyond the dialog's edge is no press beside the dialog. */
let pressed = null;

/**
 * A dialog that is there as long as it is drawn.
 *
 * @param {string} title
 * @param {unknown} body
 * @param {unknown} buttons
 * @param {() => void} onClose
 * @param {() => boolean} holds whether there is something in it that is not lost by Esc or a press beside it
 */
export function dialog(title, body, buttons, onClose, holds = () => false) {
  const beside = (event) => event.target === event.currentTarget && pressed === event.currentTarget && !holds();
  return html`<dialog ${ref(open)} aria-labelledby="dialog-title" @close=${onClose}
      @cancel=${(event) => holds() && event.preventDefault()}
      @keydown=${(event) => event.key === 'Escape' && holds() && event.preventDefault()}
      @pointerdown=${(event) => {
        pressed = event.target;
      }}
      @click=${(event) => beside(event) && event.currentTarget.close()}>
    <div class="dialog">
      <header><h2 id="dialog-title">${title}</h2>
        <button class="quiet" aria-label=${t('dialog.close')} @click=${close}>✕</button></header>
      <div class="dialog-body">${body}</div>
      ${buttons ? html`<footer>${buttons}</footer>` : ''}
    </div>
  </dialog>`;
}

/** @param {Event} event of anything inside a dialog */
export const close = (event) => event.target.closest('dialog').close();
