import { html } from 'lit';
import { PageElement } from '../core/element.js';
import { number } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { bindKeys } from '../core/keys.js';
import { activityPath, go } from '../core/router.js';
import { finder } from '../model/search.js';
import { Camera } from './camera.js';
import { GraphScene } from './graph-scene.js';

const STEP = 60;

/**
 * Draws a layout, with states if there is a model, and lets one move in it.
 *
 * @fires open with the id of a group
 */
export class GraphView extends PageElement {
  static properties = {
    layout: { attribute: false }, model: { attribute: false }, version: { attribute: false }, found: { state: true },
  };

  constructor() {
    super();
    /** @type {any} */
    this.layout = null;
    /** @type {import('../model/run-model.js').RunModel | null} */
    this.model = null;
    this.version = 0;
    this.found = null;
    this.at = 0;
  }

  firstUpdated() {
    const svg = this.querySelector('svg.graph');
    this.camera = new Camera(svg, svg.querySelector('.world'));
    this.scene = new GraphScene(svg.querySelector('.world'), {
      open: (id) => this.dispatchEvent(new CustomEvent('open', { detail: id })),
      go: (activity) => go(activityPath(this.model.run.id, this.model.names[activity])),
    });
    if (this.model) {
      this.whileHere(bindKeys({
        '/': () => this.querySelector('#find').focus(),
        '+': () => this.camera.zoom(1.25), '=': () => this.camera.zoom(1.25),
        '-': () => this.camera.zoom(0.8), 0: () => this.camera.fit(),
        ArrowLeft: () => this.camera.move(STEP, 0), ArrowRight: () => this.camera.move(-STEP, 0),
        ArrowUp: () => this.camera.move(0, STEP), ArrowDown: () => this.camera.move(0, -STEP),
      }));
    }
    const watching = new ResizeObserver(() => this.camera.resized());
    watching.observe(svg);
    this.whileHere(() => watching.disconnect());
  }

  updated(changed) {
    if (changed.has('layout') && this.layout) {
      const isFirst = !changed.get('layout') || !this.model;
      this.scene.draw(this.layout, this.model);
      this.camera.world(this.layout.width, this.layout.height, isFirst);
    }
    this.scene.colour(this.model);
  }

  render() {
    const count = this.layout?.nodes.length ?? 0;
    return html`<div class="graph-tools">
        ${this.model ? html`<input id="find" type="search" placeholder=${t('graph.find')} aria-label=${t('graph.find')}
          @input=${this.#search} @keydown=${this.#keys}>
          <span class="muted" role="status">${this.#foundText()}</span>` : ''}
        <span class="zoom" role="group" aria-label=${t('graph.zoom')}>
          <button class="quiet" aria-label=${t('graph.out')} @click=${() => this.camera.zoom(0.8)}>−</button>
          <button class="quiet" aria-label=${t('graph.in')} @click=${() => this.camera.zoom(1.25)}>+</button>
          <button class="quiet" aria-label=${t('graph.fit')} @click=${() => this.camera.fit()}>${t('graph.all')}</button></span></div>
      <div class="graph-frame">
        <svg class="graph" role="group" aria-label=${tn('graph.label', count)}>
          <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto-start-reverse">
            <path d="M0 0.8L7 4L0 7.2z"></path></marker></defs>
          <g class="world"></g></svg></div>`;
  }

  #foundText() {
    return this.found === null ? ''
      : this.found.length === 0 ? t('graph.nothing')
        : t('graph.found', { at: number(this.at + 1), total: number(this.found.length) });
  }

  #search(event) {
    const text = event.target.value.trim();
    const fits = finder(text);
    this.at = 0;
    this.found = text === '' ? null : this.layout.nodes.filter((node) => this.#contains(node, fits));
    this.scene.mark(this.found ?? [], null);
    this.#show();
  }

  #contains(node, fits) {
    if (node.activity !== undefined) {
      return fits(this.model.names[node.activity]);
    }
    return fits(node.label) || node.activities.some(([from, to]) => {
      for (let i = from; i <= to; i++) {
        if (fits(this.model.names[i])) {
          return true;
        }
      }
      return false;
    });
  }

  #keys(event) {
    if (event.key === 'Enter' && this.found?.length > 0) {
      this.at = (this.at + (event.shiftKey ? this.found.length - 1 : 1)) % this.found.length;
      this.#show();
      this.requestUpdate();
    } else if (event.key === 'Escape') {
      event.target.blur();
    }
  }

  #show() {
    const node = this.found?.[this.at];
    if (node) {
      this.scene.mark(this.found, node);
      this.camera.show(node);
    }
  }
}

customElements.define('ak-graph-view', GraphView);
