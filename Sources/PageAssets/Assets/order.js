// The orders in which images can stand. Each is worked out once, for all images.

const orders = new Map();

/**
 * Positions sorted by a number each, lowest first; unknown ones last, equal ones by line.
 *
 * Numbers alone sort many times faster than positions by a comparison: each is made of the key, as
 * finely as there is room for, and of the position.
 */
function sortedBy(keys) {
  let [low, high, known] = [Infinity, -Infinity, 0];
  for (let index = 0; index < count; index++) {
    if (Number.isNaN(keys[index])) continue;
    low = Math.min(low, keys[index]);
    high = Math.max(high, keys[index]);
    known++;
  }
  const room = 2 ** Math.ceil(Math.log2(count + 1));
  const scale = high > low ? (2 ** 53 / room - 1) / (high - low) : 0;
  const packed = new Float64Array(known);
  const result = new Uint32Array(count);
  let [next, unknown] = [0, known];
  for (let index = 0; index < count; index++) {
    if (Number.isNaN(keys[index])) result[unknown++] = index;
    else packed[next++] = Math.floor((keys[index] - low) * scale) * room + index;
  }
  packed.sort();
  for (let place = 0; place < known; place++) {
    const index = packed[place] % room;
    // Keys that were too close to be told apart are put right here.
    let at = place;
    for (; at > 0 && keys[result[at - 1]] > keys[index]; at--) result[at] = result[at - 1];
    result[at] = index;
  }
  return result;
}

/**
 * Where each confidence stands among those of its source and job, from 0 to 1. Confidences of
 * people and machine, and of different jobs, are on different scales: only ranks may be mixed.
 */
function confidenceRanks() {
  const groupOf = (index) => (jobOf[index] + 1) * sources.length + sourceOf[index];
  const sizes = new Uint32Array((data.jobs.length + 1) * sources.length);
  for (let index = 0; index < count; index++) if (!Number.isNaN(confidence[index])) sizes[groupOf(index)]++;
  const seen = new Uint32Array(sizes.length);
  const below = new Uint32Array(sizes.length);
  const last = new Float64Array(sizes.length).fill(NaN);
  const ranks = new Float64Array(count).fill(NaN);
  for (const index of sortedBy(confidence)) {
    if (Number.isNaN(confidence[index])) break;
    const group = groupOf(index);
    if (confidence[index] !== last[group]) below[group] = seen[group];
    last[group] = confidence[index];
    seen[group]++;
    ranks[index] = below[group] / sizes[group];
  }
  return ranks;
}

function makeOrder(name) {
  switch (name) {
    case "suspicion": return sortedBy(suspicion.map((score) => -score));
    case "confidence": return sortedBy(confidenceRanks());
    case "time": return sortedBy(time.map((second) => -second));
    case "name": {
      const positions = Array.from({ length: count }, (_, index) => index);
      const names = positions.map(reference);
      return Uint32Array.from(positions.sort((left, right) =>
        names[left] < names[right] ? -1 : names[left] > names[right] ? 1 : left - right));
    }
    default: return sortedBy(lines);
  }
}

function orderOf(name) {
  if (!orders.has(name)) orders.set(name, makeOrder(name));
  return orders.get(name);
}

/** Images of one finding stand in its own order, the worst first, unless another is asked for. */
function findingOrder() {
  if (state.findings.size !== 1 || state.sort !== sorts[0][0]) return null;
  return findingMembers.get([...state.findings][0]);
}

/**
 * What is shown: groups with their positions in order. Without grouping there is one, without a
 * class.
 */
function shownGroups() {
  const order = findingOrder() || orderOf(state.sort);
  if (!state.group) {
    return [{ id: null, positions: Uint32Array.from(order).filter((index) => failed[index] === 0) }];
  }
  const none = data.classes.length;
  const sizes = new Uint32Array(none + 1);
  for (let place = 0; place < order.length; place++) {
    const index = order[place];
    if (failed[index] === 0) sizes[classOf[index] < 0 ? none : classOf[index]]++;
  }
  const members = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Uint32Array(none + 1);
  for (let place = 0; place < order.length; place++) {
    const index = order[place];
    if (failed[index] !== 0) continue;
    const id = classOf[index] < 0 ? none : classOf[index];
    members[id][filled[id]++] = index;
  }
  return [...classOrder, none].filter((id) => sizes[id] > 0)
    .map((id) => ({ id, positions: members[id] }));
}
