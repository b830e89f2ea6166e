const names = new Intl.Collator(undefined, { numeric: true });
const ranked = { of: null, places: null };

/**
 * An order of activities by a column. What has no value there comes last, whichever way it is sorted; what is equal is in
 * the order of the file.
 *
 * @param {string} column
 * @param {import('./run-model.js').RunModel} model
 * @param {boolean} isDown
 * @returns {(a: number, b: number) => number} of ordinals
 */
export function comparison(column, model, isDown, now = Date.now()) {
  const of = values(column, model, now);
  const compare = isDown ? (a, b) => inOrder(b, a) : inOrder;
  return (a, b) => {
    const [left, right] = [of(a), of(b)];
    if (isNone(left) || isNone(right)) {
      return Number(isNone(left)) - Number(isNone(right)) || a - b;
    }
    return compare(left, right) || a - b;
  };
}

/** @returns {(activity: number) => string | number | undefined} */
function values(column, model, now) {
  switch (column) {
    case 'name': return ranks(model.names);
    case 'state': return (i) => model.code[i];
    case 'attempt': return (i) => model.attempt[i] || undefined;
    case 'startedAt': return (i) => model.startedAt[i];
    case 'duration': return (i) => model.duration(i, now);
    default: return (i) => model.nodes[model.node[i]];
  }
}

/** By name, each place that a name has: names are compared once, and not at each change of a state. */
function ranks(list) {
  if (ranked.of !== list) {
    const order = list.map((_, i) => i).sort((a, b) => names.compare(list[a], list[b]));
    ranked.of = list;
    ranked.places = new Uint32Array(list.length);
    order.forEach((i, place) => {
      ranked.places[i] = place;
    });
  }
  const { places } = ranked;
  return (i) => places[i];
}

const isNone = (value) => value === undefined || Number.isNaN(value);

const inOrder = (a, b) => (typeof a === 'string' ? names.compare(a, b) : a - b);
