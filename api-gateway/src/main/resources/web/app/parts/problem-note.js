import { html } from 'lit';
import { t } from '../core/i18n.js';

/**
 * What is wrong, in the server's own words.
 *
 * @param {import('../core/api.js').Problem | null} problem
 */
export function problemNote(problem) {
  if (!problem) {
    return '';
  }
  const title = problem.status === 0 ? t('problem.unreachable')
    : problem.status === 404 ? t('problem.notFound')
      : problem.status === 403 ? t('problem.notAllowed') : t('problem.other');
  return html`<div class="note bad" role="alert"><strong>${title}</strong>
    <p>${problem.message}</p></div>`;
}
