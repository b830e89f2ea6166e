const names = new Intl.Collator(undefined, { numeric: true });

/**
 * @typedef {object} Row
 * @property {string} label
 * @property {number[]} activities ordinals, whose bars are in this row
 * @property {number} node number of the node that it belongs to, or -1
 */

/**
 * A row for each activity that has started, in the order of their starts.
 *
 * @param {import('./run-model.js').RunModel} model
 * @param {(activity: number) => boolean} wanted
 * @returns {Row[]}
 */
export function rowsByActivity(model, wanted) {
  return started(model, wanted).map((i) => ({ label: model.names[i], activities: [i], node: -1 }));
}

/**
 * For each node as many rows as it ran activities at once, so that no two bars meet.
 *
 * @param {import('./run-model.js').RunModel} model
 * @param {(activity: number) => boolean} wanted
 * @returns {Row[]}
 */
export function rowsByNode(model, wanted) {
  /** @type {Map<number, {end: number, row: Row}[]>} */
  const lanes = new Map();
  for (const i of started(model, wanted)) {
    const node = model.node[i];
    if (node < 0) {
      continue;
    }
    const own = lanes.get(node) ?? [];
    lanes.set(node, own);
    const end = Number.isNaN(model.endedAt[i]) ? Infinity : model.endedAt[i];
    const free = own.find((lane) => lane.end <= model.startedAt[i]);
    if (free) {
      free.end = end;
      free.row.activities.push(i);
    } else {
      const label = own.length === 0 ? model.nodes[node] : '';
      own.push({ end, row: { label, activities: [i], node } });
    }
  }
  return [...lanes.keys()]
    .sort((a, b) => names.compare(model.nodes[a], model.nodes[b]))
    .flatMap((node) => lanes.get(node).map((lane) => lane.row));
}

function started(model, wanted) {
  const all = [];
  for (let i = 0; i < model.size; i++) {
    if (!Number.isNaN(model.startedAt[i]) && wanted(i)) {
      all.push(i);
    }
  }
  return all.sort((a, b) => model.startedAt[a] - model.startedAt[b] || a - b);
}
