import { html, svg } from 'lit';
import { duration, moment, number, time } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { phases } from '../model/phases.js';
import { stateBadge } from '../parts/state-badge.js';

/**
 * All attempts, newest first, and where the time of each went.
 *
 * @param {any[]} all
 * @param {{submitted: number, shown: number, now: number, choose: (attempt: number) => void}} view
 */
export function attempts(all, view) {
  if (all.length === 0) {
    return '';
  }
  return html`<section class="attempts" aria-label=${tn('attempts.label', all.length)}>
    ${all.map((attempt) => one(attempt, view))}</section>`;
}

function one(attempt, view) {
  const spent = phases(attempt, attempt.attempt === 1 ? view.submitted : NaN, view.now);
  const whole = spent.reduce((sum, phase) => sum + phase.to - phase.from, 0);
  const isShown = attempt.attempt === view.shown;
  const end = time(attempt.endedAt);
  return html`<div class=${`attempt ${isShown ? 'chosen' : ''}`}>
    <button class="quiet attempt-number" aria-pressed=${isShown} @click=${() => view.choose(attempt.attempt)}>
      ${t('activity.attempt', { n: number(attempt.attempt) })}</button>
    ${stateBadge(attempt.state)}
    <span class="attempt-time" title=${moment(time(attempt.startedAt))}>${moment(time(attempt.startedAt))}</span>
    <strong class="attempt-length">${duration((Number.isFinite(end) ? end : attempt.state === 'RUNNING' ? view.now : NaN)
      - time(attempt.startedAt))}</strong>
    ${whole > 0 ? bar(spent, whole) : ''}
    <ul class="phases">${spent.map(({ phase, from, to }) => html`<li><span class=${`swatch ${phase}`}></span>${t(`phase.${phase}`)}
      <b>${duration(to - from)}</b></li>`)}</ul>
    ${attempt.failure && !isShown ? html`<p class="attempt-cause muted"><bdi>${attempt.failure.cause}</bdi></p>` : ''}
  </div>`;
}

function bar(spent, whole) {
  let x = 0;
  return html`<svg class="phase-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">${spent.map(({ phase, from, to }) => {
    const width = ((to - from) / whole) * 100;
    const part = svg`<rect class=${phase} x=${x} y="0" width=${width} height="6"></rect>`;
    x += width;
    return part;
  })}</svg>`;
}
