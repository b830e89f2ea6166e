const bound = new Map();

/**
 * Keys that do something wherever the focus is, but where one writes.
 *
 * @param {Record<string, (event: KeyboardEvent) => void>} actions by `event.key`
 * @returns {() => void} gives them back
 */
export function bindKeys(actions) {
  const before = Object.keys(actions).map((key) => [key, bound.get(key)]);
  Object.entries(actions).forEach(([key, action]) => bound.set(key, action));
  return () => before.forEach(([key, action]) => {
    if (bound.get(key) !== actions[key]) {
      return;
    }
    if (action) {
      bound.set(key, action);
    } else {
      bound.delete(key);
    }
  });
}

document.addEventListener('keydown', (event) => {
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  const action = bound.get(event.key);
  if (!isPlain || !action || event.defaultPrevented || isWriting(event) || document.querySelector('dialog[open]')) {
    return;
  }
  event.preventDefault();
  action(event);
});

function isWriting(event) {
  const at = event.target;
  if (!(at instanceof HTMLElement)) {
    return false;
  }
  const hasOwn = /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.isContentEditable;
  const isPressed = /^(BUTTON|A|SUMMARY)$/.test(at.tagName) && (event.key === 'Enter' || event.key === ' ');
  const isMoved = /^Arrow/.test(event.key) && at.closest('[data-keeps-arrows]') !== null;
  return hasOwn || isPressed || isMoved;
}
