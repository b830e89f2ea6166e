import { number } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { activityPath } from '../core/router.js';
import { STATES, isOver, shapeOf, stateName } from '../core/states.js';

const SVG = 'http://www.w3.org/2000/svg';
const LETTER = 6.7;
const RADIUS = 6;
const FAILED = STATES.indexOf('FAILED');

/** @typedef {{id: string, activity?: number, label: string, x: number, y: number, width: number, height: number,
 *   activities?: [number, number][]}} LayoutNode */

/**
 * The elements of a graph. They are made once for a layout; when states change, only what differs is touched.
 */
export class GraphScene {
  /** @type {Map<string, {node: LayoutNode, element: Element, seen: string}>} */
  #drawn = new Map();

  /**
   * @param {SVGGElement} world
   * @param {{open: (id: string) => void, go: (activity: number) => void}} actions
   */
  constructor(world, actions) {
    this.world = world;
    this.actions = actions;
  }

  /** @param {any} layout @param {import('../model/run-model.js').RunModel | null} model */
  draw(layout, model) {
    this.#drawn.clear();
    const edges = create('g', { class: 'edges' });
    for (const edge of layout.edges) {
      edges.append(create('path', {
        d: rounded(edge.points), 'marker-end': 'url(#arrow)',
        'stroke-width': Math.min(4, 1 + Math.log10(Math.max(edge.count ?? 1, 1))).toFixed(2),
      }));
    }
    const nodes = create('g', { class: 'nodes' });
    for (const node of layout.nodes) {
      const element = node.activities ? this.#group(node) : this.#single(node, model);
      this.#drawn.set(node.id, { node, element, seen: '' });
      nodes.append(element);
    }
    this.world.replaceChildren(edges, nodes);
  }

  #single(node, model) {
    const element = model
      ? create('a', { class: 'node', href: activityPath(model.run.id, model.names[node.activity]) })
      : create('g', { class: 'node' });
    const name = model?.names[node.activity] ?? node.label;
    const icon = create('g', { class: 'icon state', transform: `translate(${node.x + 9} ${node.y + node.height / 2 - 8})` });
    element.append(title(name), box(node), icon,
      text(node.x + 32, node.y + node.height / 2 + 4, fitted(node.label, node.width - 40)));
    return element;
  }

  #group(node) {
    const count = size(node);
    const isRest = node.id.endsWith('-rest');
    const element = create('g', { class: 'node group', role: 'button', tabindex: 0 });
    const open = (event) => {
      if (event.type === 'click' || event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        event.stopPropagation();
        this.actions.open(node.id);
      }
    };
    if (!isRest) {
      element.addEventListener('click', open);
      element.addEventListener('keydown', open);
    }
    const shadow = box({ ...node, x: node.x + 4, y: node.y + 4 });
    shadow.setAttribute('class', 'behind');
    const many = text(node.x + node.width - 12, node.y + 20, `× ${number(count)}`, 'many');
    element.append(title(node.label), shadow, box(node),
      text(node.x + 12, node.y + 20, fitted(node.label, node.width - 40 - String(count).length * 8), 'name'), many,
      create('rect', { class: 'track', x: node.x + 12, y: node.y + node.height - 16, width: node.width - 24, height: 6, rx: 3 }),
      create('g', { class: 'bar' }));
    return element;
  }

  /** @param {import('../model/run-model.js').RunModel | null} model */
  colour(model) {
    for (const drawn of this.#drawn.values()) {
      if (drawn.node.activities) {
        this.#colourGroup(drawn, model);
      } else {
        this.#colourSingle(drawn, model);
      }
    }
  }

  #colourSingle(drawn, model) {
    const state = model ? model.state(drawn.node.activity) : '';
    const seen = `${state} ${document.documentElement.lang}`;
    if (seen === drawn.seen) {
      return;
    }
    drawn.seen = seen;
    const { element } = drawn;
    const icon = element.querySelector('.icon');
    if (!model) {
      icon.replaceChildren(create('circle', { class: 'plain', cx: 8, cy: 8, r: 4 }));
      return;
    }
    element.dataset.state = state;
    icon.dataset.state = state;
    element.setAttribute('aria-label', `${model.names[drawn.node.activity]}: ${stateName(state)}`);
    icon.replaceChildren(...Object.entries(shapeOf(state)).map(([part, d]) => create('path', { class: part, d })));
  }

  #colourGroup(drawn, model) {
    const { node, element } = drawn;
    const counts = model?.counts(node.activities);
    const total = size(node);
    const seen = counts ? `${counts.join()} ${document.documentElement.lang}` : 'none';
    if (seen === drawn.seen) {
      return;
    }
    drawn.seen = seen;
    element.setAttribute('aria-label', groupName(node, counts, total));
    element.classList.toggle('failing', Boolean(counts?.[FAILED]));
    if (!counts) {
      return;
    }
    let x = node.x + 12;
    const whole = node.width - 24;
    element.querySelector('.bar').replaceChildren(...STATES.flatMap((state, code) => {
      if (counts[code] === 0 || state === 'WAITING') {
        return [];
      }
      const width = Math.max((counts[code] / total) * whole, state === 'FAILED' ? 3 : 0);
      const part = create('rect', { 'data-state': state, x, y: node.y + node.height - 16, width, height: 6 });
      x += width;
      return [part];
    }));
    const done = STATES.reduce((sum, state, code) => sum + (isOver(state) ? counts[code] : 0), 0);
    element.querySelector('.many').textContent = done > 0 && done < total
      ? `${number(done)} / ${number(total)}` : `× ${number(total)}`;
  }

  /** @param {LayoutNode[]} found @param {LayoutNode | null} chosen */
  mark(found, chosen) {
    const ids = new Set(found.map((node) => node.id));
    for (const [id, { element }] of this.#drawn) {
      element.classList.toggle('found', ids.has(id));
      element.classList.toggle('chosen', chosen?.id === id);
    }
  }
}

function groupName(node, counts, total) {
  const states = counts
    ? STATES.filter((_, code) => counts[code] > 0).map((state) => `${stateName(state)} ${counts[STATES.indexOf(state)]}`)
    : [];
  return [node.label, tn('runs.activities', total), ...states, t('graph.open')].join(', ');
}

const size = (node) => node.activities.reduce((sum, [from, to]) => sum + to - from + 1, 0);

function create(name, attributes) {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, String(value)));
  return element;
}

const box = (node) => create('rect', { class: 'box', x: node.x, y: node.y, width: node.width, height: node.height, rx: 6 });

function title(content) {
  const element = create('title', {});
  element.textContent = content;
  return element;
}

function text(x, y, content, kind = 'name') {
  const element = create('text', { class: kind, x, y });
  element.textContent = content;
  return element;
}

/** As much of a name as there is room for: its beginning and, since that tells it from others, its end. */
function fitted(name, width) {
  const letters = Array.from(name);
  const most = Math.max(4, Math.floor(width / LETTER));
  return letters.length <= most
    ? name
    : `${letters.slice(0, Math.ceil(most * 0.55)).join('')}…${letters.slice(letters.length - Math.floor(most * 0.4)).join('')}`;
}

/** A path through points, with round corners. */
function rounded(points) {
  const [first, ...rest] = points;
  let d = `M${first[0]} ${first[1]}`;
  rest.forEach(([x, y], i) => {
    const next = rest[i + 1];
    if (!next) {
      d += `L${x} ${y}`;
      return;
    }
    const before = i === 0 ? first : rest[i - 1];
    const [ax, ay] = towards([x, y], before);
    const [bx, by] = towards([x, y], next);
    d += `L${ax} ${ay}Q${x} ${y} ${bx} ${by}`;
  });
  return d;
}

function towards([x, y], [tx, ty]) {
  const length = Math.hypot(tx - x, ty - y) || 1;
  const by = Math.min(RADIUS, length / 2) / length;
  return [+(x + (tx - x) * by).toFixed(1), +(y + (ty - y) * by).toFixed(1)];
}
