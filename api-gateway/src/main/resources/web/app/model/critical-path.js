/**
 * The chain of activities that the run's length hangs on: from what ended last, or has run longest, back to the
 * dependency that ended last, and so on.
 *
 * @param {import('./run-model.js').RunModel} model
 * @returns {Set<number>} ordinals
 */
export function criticalPath(model) {
  const path = new Set();
  let at = last(model, every(model.size));
  while (at >= 0) {
    path.add(at);
    at = last(model, model.dependsOn[at]);
  }
  return path;
}

function* every(n) {
  for (let i = 0; i < n; i++) {
    yield i;
  }
}

/** Which of these ended last; one that still runs is later than all that ended, and the sooner it began the later. */
function last(model, candidates) {
  let found = -1;
  let latest = -Infinity;
  for (const i of candidates) {
    if (Number.isNaN(model.startedAt[i])) {
      continue;
    }
    const isRunning = Number.isNaN(model.endedAt[i]);
    const end = isRunning ? Number.MAX_SAFE_INTEGER - model.startedAt[i] : model.endedAt[i];
    // Kubernetes tells times by the second, so many are the same; of these, what comes later in the workflow ended later.
    if (end > latest || (end === latest && model.level[i] > model.level[found])) {
      latest = end;
      found = i;
    }
  }
  return found;
}
