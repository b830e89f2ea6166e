const listeners = new Set();

/**
 * @typedef {{page: 'runs'} | {page: 'submit'} | {page: 'run', id: string}
 *   | {page: 'activity', id: string, name: string} | {page: 'nowhere'}} Place
 */

/** @returns {Place} what the address bar says */
export function place() {
  const parts = location.pathname.split('/').filter(Boolean);
  if (parts.length === 0) {
    return { page: 'runs' };
  }
  if (parts.length === 1 && parts[0] === 'submit') {
    return { page: 'submit' };
  }
  if (parts[0] === 'runs' && parts.length === 2) {
    return { page: 'run', id: parts[1] };
  }
  if (parts[0] === 'runs' && parts[2] === 'activities' && parts.length === 4) {
    return { page: 'activity', id: parts[1], name: decoded(parts[3]) };
  }
  return { page: 'nowhere' };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @param {string} id */
export const runPath = (id) => `/runs/${encodeURIComponent(id)}`;

/**
 * @param {string} id
 * @param {string} name
 */
export const activityPath = (id, name) => `${runPath(id)}/activities/${encodeURIComponent(name)}`;

/** @param {string} name @returns {string} what the address says after the question mark */
export function parameter(name) {
  return new URLSearchParams(location.search).get(name) ?? '';
}

/**
 * Changes what the address says after the question mark, without a new page in the history.
 *
 * @param {Record<string, string>} values an empty one is left out
 */
export function setParameters(values) {
  const all = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) {
    if (value) {
      all.set(name, value);
    } else {
      all.delete(name);
    }
  }
  const text = all.toString();
  history.replaceState(null, '', location.pathname + (text ? `?${text}` : ''));
}

/** @param {string} path of this page */
export function go(path) {
  history.pushState(null, '', path);
  scrollTo(0, 0);
  tell();
}

/** @param {() => void} listener */
export function onPlace(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell() {
  listeners.forEach((listener) => listener());
}

/** From now on, links to pages of this server change the page without loading it. */
export function start() {
  addEventListener('popstate', tell);
  document.addEventListener('click', (event) => {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!isPlain || event.defaultPrevented || !link || !isOurs(link)) {
      return;
    }
    event.preventDefault();
    go(link.getAttribute('href'));
  });
}

function isOurs(link) {
  const path = link.getAttribute('href');
  return !link.hasAttribute('download') && !link.hasAttribute('target')
    && (path === '/' || path === '/submit' || path.startsWith('/runs/') || path.startsWith('/?'));
}
