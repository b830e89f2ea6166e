import { html } from 'lit';
import { bytes, number } from '../core/format.js';
import { t } from '../core/i18n.js';

/**
 * What is known of an activity beside its times.
 *
 * @param {any} activity
 * @param {unknown[]} before links
 * @param {unknown[]} after links
 */
export function facts(activity, before, after) {
  const { pod, resources } = activity;
  const image = pod?.imageId?.includes('@') ? pod.imageId.slice(pod.imageId.indexOf('@') + 1) : pod?.imageId;
  return html`<aside class="facts" aria-label=${t('facts.label')}>
    ${activity.command ? html`<div class="fact"><h2>${t('facts.command')}</h2>
      <pre tabindex="0" role="group" aria-label=${t('facts.command')}>${activity.command}</pre></div>` : ''}
    <dl>
      ${fact('image', activity.image, 'code')}
      ${fact('digest', image, 'code')}
      ${fact('node', pod?.node)}
      ${fact('pod', pod?.name, 'code')}
      ${fact('resources', resources && Object.entries(resources).map(([name, value]) => `${name} ${value}`).join(', '))}
      ${fact('used', used(activity))}
      ${fact('dependsOn', before.length > 0 ? before : null)}
      ${fact('dependants', after.length > 0 ? after : null)}
      ${(activity.warnings ?? []).map((warning) => fact('warning', warning.message ?? warning))}
    </dl></aside>`;
}

const fact = (name, value, kind = '') => (value
  ? html`<div class="fact"><dt>${t(`facts.${name}`)}</dt><dd class=${kind}><bdi>${value}</bdi></dd></div>` : '');

function used(activity) {
  return [
    activity.peakCpuMillis === undefined ? '' : t('facts.cpu', { n: number(activity.peakCpuMillis / 1000, 2) }),
    activity.peakMemoryBytes === undefined ? '' : bytes(activity.peakMemoryBytes),
  ].filter(Boolean).join(', ');
}
