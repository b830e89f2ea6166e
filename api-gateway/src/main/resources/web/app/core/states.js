import { svg } from 'lit';
import { t } from './i18n.js';

/** States of activities, in the order in which they are shown in bars: what is done, what goes on, what is to come. */
export const STATES = [
  'SUCCEEDED', 'FAILED', 'CANCELLED', 'SKIPPED', 'RUNNING', 'BACKING_OFF', 'DISPATCHED', 'READY', 'WAITING',
];

/** States of runs, in the order of a filter. */
export const RUN_STATES = ['RUNNING', 'SUBMITTED', 'CANCELLING', 'FAILED', 'SUCCEEDED', 'CANCELLED'];

const OVER = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED', 'SKIPPED']);

/** @param {string} state of a run or activity */
export const isOver = (state) => OVER.has(state);

/** @param {string} state */
export const stateName = (state) => t(`state.${state}`);

/** @param {string} state @returns {string} the name of its colour, in the style sheet */
export const stateColour = (state) => `--state-${state.toLowerCase().replace('_', '-')}`;

const RING = 'M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 0 1 0-12.5z';

/** Of each state another form, so that it is told without its colour; in a box of 16. */
const SHAPES = {
  SUCCEEDED: { fill: RING, cut: 'M4.9 8.3l2.1 2.1l4.2-4.6' },
  FAILED: { fill: 'M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z', cut: 'M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8' },
  CANCELLED: { line: `${RING}M3.7 12.3l8.6-8.6` },
  SKIPPED: { line: 'M3.5 4l4 4l-4 4M8.5 4l4 4l-4 4' },
  RUNNING: { fill: 'M3.6 2.2v11.6l10-5.8z' },
  BACKING_OFF: { line: 'M12.9 9.6a5.2 5.2 0 1 1-1-5.1M12.6 1.8v3.2h-3.2' },
  DISPATCHED: { line: RING, fill: 'M8 4.2a3.8 3.8 0 0 1 0 7.6z' },
  READY: { line: RING, fill: 'M8 6.3a1.7 1.7 0 1 1 0 3.4a1.7 1.7 0 0 1 0-3.4z' },
  WAITING: { line: RING },
  SUBMITTED: { line: RING, fill: 'M8 6.3a1.7 1.7 0 1 1 0 3.4a1.7 1.7 0 0 1 0-3.4z' },
  CANCELLING: { line: `${RING}M5.5 10.5l5-5` },
};

/** @param {string} state @returns {{fill?: string, line?: string, cut?: string}} paths in a box of 16 */
export const shapeOf = (state) => SHAPES[state] ?? SHAPES.WAITING;

/** @param {string} state of a run or activity; what it is has to be said beside it */
export function stateIcon(state) {
  const shape = shapeOf(state);
  return svg`<svg class="icon state" data-state=${state} viewBox="0 0 16 16" aria-hidden="true">
    ${shape.line ? svg`<path class="line" d=${shape.line}></path>` : ''}
    ${shape.fill ? svg`<path class="fill" d=${shape.fill}></path>` : ''}
    ${shape.cut ? svg`<path class="cut" d=${shape.cut}></path>` : ''}
  </svg>`;
}
