import { html } from 'lit';
import { t } from '../core/i18n.js';
import { STATES, stateIcon, stateName } from '../core/states.js';
import { dialog } from '../parts/dialog.js';

const KEYS = [
  ['?', 'help'], ['/', 'search'], ['h', 'runs'], ['n', 'submit'], ['j k ↓ ↑', 'move'], ['Enter', 'open'],
  ['Esc', 'back'], ['1 2 3 4 5', 'views'], ['+ − 0', 'zoom'], ['↑ ↓ ← →', 'pan'],
];

/** @param {() => void} onClose */
export const helpDialog = (onClose) => dialog(t('help.title'), html`
  <h3>${t('help.keys')}</h3>
  <dl class="keys">${KEYS.map(([keys, what]) => html`<div><dt>${keys.split(' ').map((key) => html`<kbd>${key}</kbd> `)}</dt>
    <dd>${t(`help.key.${what}`)}</dd></div>`)}</dl>
  <h3>${t('help.states')}</h3>
  <ul class="states">${STATES.map((state) => html`<li>${stateIcon(state)}<span><strong>${stateName(state)}</strong>
    ${t(`help.state.${state}`)}</span></li>`)}</ul>`, '', onClose);
