const KEPT_AS = 'akoflow.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set();

dark.addEventListener('change', apply);
apply();

function apply() {
  document.documentElement.dataset.theme = theme();
  listeners.forEach((listener) => listener());
}

/** @returns {'light' | 'dark'} */
export function theme() {
  const kept = localStorage.getItem(KEPT_AS);
  return kept === 'light' || kept === 'dark' ? kept : dark.matches ? 'dark' : 'light';
}

/** From light to dark and back; what the system has is not kept, so that it is followed again. */
export function switchTheme() {
  const wanted = theme() === 'dark' ? 'light' : 'dark';
  if ((wanted === 'dark') === dark.matches) {
    localStorage.removeItem(KEPT_AS);
  } else {
    localStorage.setItem(KEPT_AS, wanted);
  }
  apply();
}

/** @param {() => void} listener called after colours changed */
export function onTheme(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let probe = null;

/**
 * @param {string} name of a colour in the style sheet, such as `--ink`
 * @returns {string} as a canvas understands it
 */
export function colour(name) {
  if (!probe) {
    probe = document.createElement('span');
    probe.hidden = true;
    document.body.append(probe);
  }
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}
