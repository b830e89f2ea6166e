import { html } from 'lit';
import { number } from '../core/format.js';
import { t } from '../core/i18n.js';

/** Why it failed and what to do, in the server's words. @param {any} failure */
export const failureNote = (failure) => html`<section class="note bad failure" aria-label=${t('failure.label')}>
  <p class="kind"><span class="code">${failure.kind}</span>${failure.exitCode !== undefined && failure.exitCode !== null
    ? html` <span class="code">${t('failure.exitCode', { n: number(failure.exitCode) })}</span>` : ''}
    <span class="muted">${t(`failure.class.${failure.failureClass}`)}</span></p>
  <p class="cause"><bdi>${failure.cause}</bdi></p>
  ${failure.advice ? html`<p class="advice"><strong>${t('failure.advice')}</strong> <bdi>${failure.advice}</bdi></p>` : ''}
</section>`;
