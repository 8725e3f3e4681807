// The orders in which images can stand. Each is worked out once, for all images.

const orders = new Map();

/** Positions sorted by a number each, lowest first; unknown ones last, equal ones by line. */
function sortedBy(keys) {
  const positions = Uint32Array.from({ length: count }, (_, index) => index);
  return positions.sort((left, right) => {
    const [one, other] = [keys[left], keys[right]];
    if (one === other) return left - right;
    if (Number.isNaN(one)) return Number.isNaN(other) ? left - right : 1;
    if (Number.isNaN(other)) return -1;
    return one - other;
  });
}

/** How many of sorted values are lower than one. */
function countBelow(values, value) {
  let low = 0, high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Where each confidence stands among those of its source and job, from 0 to 1. Confidences of
 * people and machine, and of different jobs, are on different scales: only ranks may be mixed.
 */
function confidenceRanks() {
  const ranks = new Float64Array(count).fill(NaN);
  const groups = new Map();
  for (let index = 0; index < count; index++) {
    if (Number.isNaN(confidence[index])) continue;
    const key = sourceOf[index] * 1e6 + jobOf[index];
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(index);
  }
  for (const members of groups.values()) {
    // Numbers alone sort many times faster than positions by a comparison.
    const values = Float64Array.from(members, (index) => confidence[index]).sort();
    for (const index of members) ranks[index] = countBelow(values, confidence[index]) / values.length;
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
  if (!state.group) return [{ id: null, positions: Uint32Array.from(order).filter((index) => failed[index] === 0) }];
  const none = data.classes.length;
  const sizes = new Uint32Array(none + 1);
  for (const index of order) if (failed[index] === 0) sizes[classOf[index] < 0 ? none : classOf[index]]++;
  const groups = new Map();
  for (const id of [...classOrder, none]) {
    if (sizes[id]) groups.set(id, { id, positions: new Uint32Array(sizes[id]) });
  }
  const filled = new Uint32Array(none + 1);
  for (const index of order) {
    if (failed[index] !== 0) continue;
    const id = classOf[index] < 0 ? none : classOf[index];
    groups.get(id).positions[filled[id]++] = index;
  }
  return [...groups.values()];
}
