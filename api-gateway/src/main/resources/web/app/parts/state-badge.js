import { html } from 'lit';
import { stateIcon, stateName } from '../core/states.js';

/** @param {string} state of a run or activity */
export const stateBadge = (state) =>
  html`<span class="badge" data-state=${state}>${stateIcon(state)}<span>${stateName(state)}</span></span>`;
