import { html, svg } from 'lit';
import { number } from '../core/format.js';
import { t } from '../core/i18n.js';
import { STATES, isOver, stateName } from '../core/states.js';

/**
 * A bar of what is in which state. Attributes of SVG, as styles of elements are not allowed here.
 *
 * @param {Record<string, number>} counts
 * @param {number} total
 * @param {string} label of what
 */
export function progressBar(counts, total, label) {
  const done = STATES.filter(isOver).reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  let x = 0;
  const parts = STATES.filter((state) => counts[state] > 0 && state !== 'WAITING').map((state) => {
    const width = (counts[state] / Math.max(total, 1)) * 100;
    const part = svg`<rect data-state=${state} x=${x} y="0" width=${width} height="8"></rect>`;
    x += width;
    return part;
  });
  const text = STATES.filter((state) => counts[state] > 0)
    .map((state) => `${stateName(state)} ${number(counts[state])}`).join(', ');
  return html`<svg class="progress" viewBox="0 0 100 8" preserveAspectRatio="none" role="img"
      aria-label=${`${label}: ${t('progress.of', { done: number(done), total: number(total) })}; ${text}`}>
    <rect class="track" x="0" y="0" width="100" height="8"></rect>${parts}
  </svg>`;
}

/** @param {Record<string, number>} counts */
export const ended = (counts) => STATES.filter(isOver).reduce((sum, state) => sum + (counts[state] ?? 0), 0);
