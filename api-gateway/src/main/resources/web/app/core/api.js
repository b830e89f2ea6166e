/** An answer that says what is wrong, or that there was none (`status` 0). */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {string} detail
   * @param {{severity: string, line: number, column: number, message: string}[]} problems
   */
  constructor(status, detail, problems = []) {
    super(detail);
    this.status = status;
    this.problems = problems;
  }
}

const BASE = '/api/v1/runs';

/** @param {string} id */
export const runUrl = (id) => `${BASE}/${encodeURIComponent(id)}`;

/** @param {string} id @param {string} name */
export const activityUrl = (id, name) => `${runUrl(id)}/activities/${encodeURIComponent(name)}`;

/**
 * @param {string} url
 * @param {RequestInit} [options]
 * @returns {Promise<Response>} one that is good; any other is thrown as a {@link Problem}
 */
export async function ask(url, options = {}) {
  let response;
  try {
    response = await fetch(url, { credentials: 'same-origin', ...options });
  } catch (e) {
    if (e instanceof DOMException && e.name === 'AbortError') {
      throw e;
    }
    throw new Problem(0, e instanceof Error ? e.message : String(e));
  }
  if (response.ok) {
    return response;
  }
  if (response.status === 401) {
    dispatchEvent(new CustomEvent('akoflow-unknown'));
  }
  throw await problem(response);
}

async function problem(response) {
  try {
    const body = await response.json();
    return new Problem(response.status, body.detail ?? body.title, body.problems ?? []);
  } catch {
    return new Problem(response.status, response.statusText);
  }
}

async function json(url, options) {
  const response = await ask(url, options);
  return response.status === 204 ? null : response.json();
}

/** @param {Record<string, unknown>} values */
function query(values) {
  const all = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== '' && one !== undefined && one !== null) {
        all.append(name, String(one));
      }
    }
  }
  const text = all.toString();
  return text ? `?${text}` : '';
}

const file = (text) => ({ method: 'POST', headers: { 'Content-Type': 'application/yaml' }, body: text });

/** @param {{state?: string[], q?: string, cursor?: string, limit?: number}} wanted */
export const runs = (wanted, signal) => json(BASE + query(wanted), { signal });
export const run = (id, signal) => json(runUrl(id), { signal });
export const estimate = (id, signal) => json(`${runUrl(id)}/estimate`, { signal });
export const activity = (id, name, signal) => json(activityUrl(id, name), { signal });
export const graph = (id, expand, signal) => json(`${runUrl(id)}/graph${query({ expand })}`, { signal });
export const activities = (id, wanted, signal) => json(`${runUrl(id)}/activities${query(wanted)}`, { signal });
export const workflow = async (id) => (await ask(`${runUrl(id)}/workflow`)).text();
export const check = (text, signal) => json(`${BASE}?dryRun=true&graph=true`, { ...file(text), signal });
export const cancel = (id) => json(`${runUrl(id)}/cancel`, { method: 'POST' });
export const remove = (id) => json(runUrl(id), { method: 'DELETE' });

/** @returns {Promise<any>} with its `edition`, which is another one after a resume with an edited file */
export async function outline(id, signal) {
  const response = await ask(`${runUrl(id)}/outline`, { signal });
  return { ...await response.json(), edition: response.headers.get('ETag') };
}

/**
 * @param {string} text of a workflow file
 * @param {string} key the same for the same wish, so that a repetition makes no second run
 */
export function submit(text, key) {
  const wish = file(text);
  return json(BASE, { ...wish, headers: { ...wish.headers, 'Idempotency-Key': key } });
}

/** @param {string} id @param {string | null} text an edited file, if there is one */
export function resume(id, text, dryRun = false) {
  return json(`${runUrl(id)}/resume${dryRun ? '?dryRun=true' : ''}`, text === null ? { method: 'POST' } : file(text));
}

/** @param {string} id @param {string} name @param {number} attempt */
export const logUrl = (id, name, attempt, follow = false) =>
  `${activityUrl(id, name)}/log${query({ attempt: attempt || undefined, follow: follow || undefined })}`;

/** @param {string} id @param {string} activity whose disk is meant, where each has one */
export const outputs = (id, activity, signal) => json(`${runUrl(id)}/outputs${query({ activity })}`, { signal });

/** @param {string} id @param {string} path @param {{activity: string, inline?: boolean}} how `inline` is to be shown, not kept */
export const outputUrl = (id, path, { activity, inline = false }) =>
  `${runUrl(id)}/outputs/content${query({ path, activity, inline: inline || undefined })}`;
