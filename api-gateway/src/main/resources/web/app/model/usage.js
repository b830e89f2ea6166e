import { quantity } from '../core/format.js';

/**
 * @typedef {{name: string, count: number, mean: number, longest: number, total: number, cpu: number, memory: number,
 *   peakCpu: number, peakMemory: number}} TypeUse CPU in cores, memory in bytes; the most of what was asked for and used
 */

/**
 * How many ran at once, each time that it changed.
 *
 * @param {import('./run-model.js').RunModel} model
 * @returns {[number, number][]} times and how many from then on
 */
export function atOnce(model, now = Date.now()) {
  const changes = [];
  for (let i = 0; i < model.size; i++) {
    if (!Number.isNaN(model.startedAt[i])) {
      changes.push([model.startedAt[i], 1]);
      changes.push([Number.isNaN(model.endedAt[i]) ? now : model.endedAt[i], -1]);
    }
  }
  changes.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const points = [];
  let running = 0;
  for (const [at, by] of changes) {
    running += by;
    if (points.at(-1)?.[0] === at) {
      points.at(-1)[1] = running;
    } else {
      points.push([at, running]);
    }
  }
  return points;
}

/**
 * As much of it as can be seen: of each piece of time its beginning, its end, and when there were most.
 *
 * @param {[number, number][]} points
 * @param {number} pieces
 * @returns {[number, number][]}
 */
export function thinned(points, pieces) {
  if (points.length <= 3 * pieces) {
    return points;
  }
  const begin = points[0][0];
  const length = (points.at(-1)[0] - begin) / pieces;
  const seen = [];
  for (let from = 0; from < points.length;) {
    const piece = Math.floor((points[from][0] - begin) / length);
    let to = from;
    let most = from;
    while (to + 1 < points.length && Math.floor((points[to + 1][0] - begin) / length) === piece) {
      to++;
      most = points[to][1] > points[most][1] ? to : most;
    }
    seen.push(...[...new Set([from, most, to])].map((at) => points[at]));
    from = to + 1;
  }
  return seen;
}

/** @param {[number, number][]} points @returns {number} how many ran at once, at most */
export function mostOf(points) {
  let most = 0;
  for (const [, running] of points) {
    most = Math.max(most, running);
  }
  return most;
}

/**
 * @param {import('./run-model.js').RunModel} model
 * @param {any[]} details of activities, as far as they are known
 * @returns {TypeUse[]} what took most time first
 */
export function byType(model, details) {
  const types = model.types.map((name) => ({
    name, count: 0, ended: 0, mean: NaN, longest: 0, total: 0, cpu: NaN, memory: NaN, peakCpu: 0, peakMemory: 0,
  }));
  for (let i = 0; i < model.size; i++) {
    const type = types[model.type[i]];
    type.count++;
    const length = model.duration(i);
    if (!Number.isNaN(length)) {
      type.ended++;
      type.total += length;
      type.longest = Math.max(type.longest, length);
    }
  }
  for (const detail of details) {
    const type = types[model.type[detail.activity]];
    if (type) {
      type.cpu = most(type.cpu, quantity(detail.resources?.cpu));
      type.memory = most(type.memory, quantity(detail.resources?.memory));
      type.peakCpu = Math.max(type.peakCpu, (detail.peakCpuMillis ?? 0) / 1000);
      type.peakMemory = Math.max(type.peakMemory, detail.peakMemoryBytes ?? 0);
    }
  }
  types.forEach((type) => {
    type.mean = type.ended > 0 ? type.total / type.ended : NaN;
    type.longest = type.ended > 0 ? type.longest : NaN;
    type.total = type.ended > 0 ? type.total : NaN;
  });
  return types.sort((a, b) => (b.total || 0) - (a.total || 0));
}

const most = (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b));
