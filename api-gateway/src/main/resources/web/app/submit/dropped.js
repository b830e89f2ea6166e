import { go } from '../core/router.js';

/** What was dropped or pasted somewhere else, until the editor takes it. */
let waiting = null;
/** @type {((text: string) => void) | null} */
let editor = null;

/** @returns {string | null} the text that the editor is to begin with, once */
export function takeWaiting() {
  const text = waiting;
  waiting = null;
  return text;
}

/**
 * @param {(text: string) => void} take called with what is dropped or pasted, as long as the editor is there
 * @returns {() => void} ends it
 */
export function takeDropped(take) {
  editor = take;
  return () => {
    editor = null;
  };
}

/**
 * A workflow file that is dropped, or pasted where nothing else takes it, leads to the editor; not while a dialog asks
 * something, which would be gone.
 *
 * @param {Document | HTMLElement} place
 * @param {(isOver: boolean) => void} show whether a file is held over the place
 * @returns {() => void} ends it
 */
export function dropFile(place, show) {
  const over = (event) => {
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      if (isAsking()) {
        event.dataTransfer.dropEffect = 'none';
      } else {
        show(true);
      }
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
      if (!isAsking()) {
        bring(await file.text());
      }
    }
  };
  const paste = (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const isElsewhere = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(event.target.tagName);
    if (!isElsewhere && !isAsking() && /(^|\n)\s*"?spec"?\s*:/.test(text)) {
      event.preventDefault();
      bring(text);
    }
  };
  const listeners = { dragover: over, dragleave: leave, drop, paste };
  Object.entries(listeners).forEach(([name, listener]) => place.addEventListener(name, listener));
  return () => Object.entries(listeners).forEach(([name, listener]) => place.removeEventListener(name, listener));
}

const isAsking = () => document.querySelector('dialog[open]') !== null;

function bring(text) {
  if (editor) {
    editor(text);
  } else {
    waiting = text;
    go('/submit');
  }
}
