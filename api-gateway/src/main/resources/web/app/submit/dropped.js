import { go } from '../core/router.js';

/** What was dropped or pasted somewhere else, until the editor takes it. */
let waiting = null;

/** @returns {string | null} the text that the editor is to begin with, once */
export function takeWaiting() {
  const text = waiting;
  waiting = null;
  return text;
}

/**
 * A workflow file that is dropped, or pasted where nothing else takes it, leads to the editor.
 *
 * @param {Document | HTMLElement} place
 * @param {(isOver: boolean) => void} show whether a file is held over the place
 * @param {(text: string) => void} [take] what to do with it; else it is brought to the editor
 */
export function dropFile(place, show, take = toEditor) {
  const over = (event) => {
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      show(true);
    }
  };
  const leave = (event) => {
    if (!event.relatedTarget) {
      show(false);
    }
  };
  const drop = async (event) => {
    const file = event.dataTransfer?.files[0];
    if (file) {
      event.preventDefault();
      show(false);
      take(await file.text());
    }
  };
  const paste = (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const isElsewhere = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(event.target.tagName);
    if (!isElsewhere && /(^|\n)\s*"?spec"?\s*:/.test(text)) {
      event.preventDefault();
      take(text);
    }
  };
  const listeners = { dragover: over, dragleave: leave, drop, paste };
  Object.entries(listeners).forEach(([name, listener]) => place.addEventListener(name, listener));
  return () => Object.entries(listeners).forEach(([name, listener]) => place.removeEventListener(name, listener));
}

function toEditor(text) {
  waiting = text;
  go('/submit');
}
