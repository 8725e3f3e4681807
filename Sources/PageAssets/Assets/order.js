// The orders of images. Each is computed once, for all images of the gallery.
import { sourceNames } from "./decode.js";
import { referenceOf } from "./image-text.js";
import { emptyGroup, groupsOf, labelOfClass, unlabelledGroup } from "./labels.js";

/** The orders a gallery has, as pairs of an id and what it is called; the first is the default. */
export const ordersOf = (gallery) => [
  gallery.suspicion && ["suspicion", "most suspected"],
  ["confidence", "lowest confidence"],
  ["time", "latest"],
  ["name", "name"],
  ["line", "manifest line"],
].filter(Boolean);

/**
 * Positions in ascending order of their keys; unknown keys, NaN, come last, equal ones by position.
 *
 * Plain numbers sort many times faster than positions with a comparison function, so that each
 * position is packed into one number with its key, as precisely as there is room for.
 */
export function sortedBy(keys) {
  const room = 2 ** Math.ceil(Math.log2(keys.length + 1));
  const { packed, unknown } = packKeys(keys, room);
  packed.sort();
  const result = new Uint32Array(keys.length);
  result.set(unknown, packed.length);
  for (let place = 0; place < packed.length; place++) {
    const index = packed[place] % room;
    // Keys too close to be told apart when packed are put in order here.
    let at = place;
    for (; at > 0 && keys[result[at - 1]] > keys[index]; at--) result[at] = result[at - 1];
    result[at] = index;
  }
  return result;
}

/** Numbers that sort by key, then by position, and the positions of unknown keys. */
function packKeys(keys, room) {
  let low = Infinity, high = -Infinity;
  const unknown = [];
  for (let index = 0; index < keys.length; index++) {
    if (Number.isNaN(keys[index])) {
      unknown.push(index);
      continue;
    }
    low = Math.min(low, keys[index]);
    high = Math.max(high, keys[index]);
  }
  const scale = high > low ? (2 ** 53 / room - 1) / (high - low) : 0;
  const packed = new Float64Array(keys.length - unknown.length);
  let next = 0;
  for (let index = 0; index < keys.length; index++) {
    if (Number.isNaN(keys[index])) continue;
    packed[next++] = Math.floor((keys[index] - low) * scale) * room + index;
  }
  return { packed, unknown };
}

/**
 * The rank of each confidence among those of its source and job, from 0 to 1. Confidences of people
 * and machine, and of different jobs, are on different scales: only ranks may be mixed. An image with
 * several labels has the lowest of their ranks.
 */
export function confidenceRanks(gallery) {
  if (!gallery.labels) return ranksInGroups(gallery);
  const { labels } = gallery;
  const ranks = labelRanks(gallery);
  return Float64Array.from({ length: gallery.count }, (_, index) => {
    const own = ranks.subarray(labels.starts[index], labels.starts[index + 1])
      .filter((rank) => !Number.isNaN(rank));
    return own.length ? own.reduce((left, right) => Math.min(left, right)) : NaN;
  });
}

const knownLabelRanks = new WeakMap();

/** The rank of each label of images that may have several; kept, for every group asks for it. */
function labelRanks({ labels, jobs }) {
  if (!knownLabelRanks.has(labels)) {
    knownLabelRanks.set(labels, ranksInGroups({ ...labels, jobs, count: labels.classOf.length }));
  }
  return knownLabelRanks.get(labels);
}

function ranksInGroups({ count, confidence, jobs, jobOf, sourceOf }) {
  const groupOf = (index) => (jobOf[index] + 1) * sourceNames.length + sourceOf[index];
  const sizes = new Uint32Array((jobs.length + 1) * sourceNames.length);
  for (let index = 0; index < count; index++) {
    if (!Number.isNaN(confidence[index])) sizes[groupOf(index)]++;
  }
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

function sortedByReference(gallery) {
  const positions = Array.from({ length: gallery.count }, (_, index) => index);
  const names = positions.map((index) => referenceOf(gallery, index));
  return Uint32Array.from(positions.sort((left, right) =>
    (names[left] < names[right] ? -1 : names[left] > names[right] ? 1 : left - right)));
}

/** What is probably wrong first; scores are from 0 to 1. */
const sortedBySuspicion = ({ scores, isWrong }) =>
  sortedBy(scores.map((score, index) => -score - isWrong[index]));

function makeOrder(gallery, id) {
  switch (id) {
    case "suspicion": return sortedBySuspicion(gallery.suspicion);
    case "confidence": return sortedBy(confidenceRanks(gallery));
    case "time": return sortedBy(gallery.time.map((second) => -second));
    case "name": return sortedByReference(gallery);
    default: return sortedBy(gallery.lines);
  }
}

/** Gives all positions of a gallery in the order with an id, which is kept for the next time. */
export function orderCache(gallery) {
  const orders = new Map();
  return (id) => {
    if (!orders.has(id)) orders.set(id, makeOrder(gallery, id));
    return orders.get(id);
  };
}

/** The images of a single finding keep its own order, worst first, unless another is chosen. */
function findingOrder(gallery, state) {
  if (state.findings.size !== 1 || state.sort !== ordersOf(gallery)[0][0]) return null;
  return gallery.members.get([...state.findings][0]);
}

/**
 * The images to show, as groups of positions in order: one a class, the most frequent class first
 * and images without one last, or a single group whose id is null. An image with several classes is in
 * the group of each, but only in those of the classes that are chosen; by confidence, a group is in the
 * order of its own class's confidences, which its tiles show.
 */
export function shownGroups(gallery, state, orderOf, isShown) {
  const own = findingOrder(gallery, state);
  const shown = Uint32Array.from(own ?? orderOf(state.sort)).filter(isShown);
  if (!state.group) return [{ id: null, positions: shown }];
  const groups = groupedByClass(gallery, shown, state.classes);
  const isByLabel = gallery.labels && !own && state.sort === "confidence";
  return isByLabel ? groups.map((group) => sortedByOwnLabel(gallery, group)) : groups;
}

/** A group of images in the order of the confidences of their labels of its class. */
function sortedByOwnLabel(gallery, { id, positions }) {
  const ranks = labelRanks(gallery);
  const keys = Float64Array.from(positions, (index) => {
    const label = labelOfClass(gallery.labels, index, id);
    return label < 0 ? NaN : ranks[label];
  });
  return { id, positions: sortedBy(keys).map((place) => positions[place]) };
}

function groupedByClass(gallery, shown, chosen) {
  const [empty, none] = [emptyGroup(gallery), unlabelledGroup(gallery)];
  const isWanted = (id) => chosen.size === 0 || chosen.has(id);
  const sizes = new Uint32Array(none + 1);
  for (const index of shown) for (const id of groupsOf(gallery, index)) sizes[id]++;
  const members = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Uint32Array(none + 1);
  for (const index of shown) {
    for (const id of groupsOf(gallery, index)) members[id][filled[id]++] = index;
  }
  return [...gallery.classOrder, empty, none].filter((id) => sizes[id] > 0 && isWanted(id))
    .map((id) => ({ id, positions: members[id] }));
}
