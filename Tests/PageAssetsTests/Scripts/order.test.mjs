// The orders are computed with a trick: they must be those of a plain comparison.
import assert from "node:assert/strict";
import { test } from "node:test";
import { initialState } from "../../../Sources/PageAssets/Assets/address.js";
import { referenceOf } from "../../../Sources/PageAssets/Assets/image-text.js";
import { confidenceRanks, orderCache, ordersOf, shownGroups, sortedBy } from "../../../Sources/PageAssets/Assets/order.js";
import { groupsOf, labelOfClass, labelsOf } from "../../../Sources/PageAssets/Assets/labels.js";
import { attributes, everything, randomGallery, seeded, sets } from "./support.mjs";

const plainOrder = (keys) => Array.from(keys, (_, index) => index).sort((left, right) =>
  Number.isNaN(keys[left]) - Number.isNaN(keys[right]) || keys[left] - keys[right] || left - right);

const { random } = seeded(1);
const column = (value, count = 5000) => Float64Array.from({ length: count }, (_, index) => value(index));
const keys = {
  "random numbers": column(random), "whole numbers": column(() => Math.floor(random() * 50)),
  "dates": column(() => -Math.floor(1.7e9 + random() * 1e7)),
  "numbers hardly apart": column((index) => 1 + ((index * 7919) % 13) * Number.EPSILON),
  "numbers far apart": column((index) => (index % 2 ? 1e-300 : 1e300)),
  "equal numbers": column(() => 5), "unknown numbers": column(() => NaN),
  "some unknown numbers": column((index) => (index % 3 ? random() : NaN)),
  "no number": column(random, 0), "one number": column(random, 1),
};

for (const [name, values] of Object.entries(keys)) {
  test(`sorts ${name}`, () => assert.deepEqual([...sortedBy(values)], plainOrder(values)));
}

test("the rank of a confidence is the share of lower ones of its source and job", () => {
  for (const gallery of [everything(), randomGallery(3, 500)]) {
    const { confidence, jobOf, sourceOf } = gallery;
    const positions = [...confidence.keys()].filter((index) => !Number.isNaN(confidence[index]));
    const ranks = confidenceRanks(gallery);
    for (let index = 0; index < gallery.count; index++) {
      const group = positions.filter((other) =>
        sourceOf[other] === sourceOf[index] && jobOf[other] === jobOf[index]);
      const lower = group.filter((other) => confidence[other] < confidence[index]);
      const wanted = Number.isNaN(confidence[index]) ? NaN : lower.length / group.length;
      assert.ok(Object.is(ranks[index], wanted), `rank of ${index}`);
    }
  }
});

test("of several confidences the one with the lowest rank counts", () => {
  for (const gallery of [sets(), attributes()]) {
    const all = [...gallery.rows.keys()].flatMap((index) => labelsOf(gallery, index).map((label, place) =>
      ({ ...label, job: gallery.labels.jobOf[gallery.labels.starts[index] + place], index })));
    const known = all.filter(({ confidence }) => !Number.isNaN(confidence));
    const ranks = confidenceRanks(gallery);
    for (let index = 0; index < gallery.count; index++) {
      const own = known.filter((label) => label.index === index).map(({ source, job, confidence }) => {
        const group = known.filter((other) => other.source === source && other.job === job);
        return group.filter((other) => other.confidence < confidence).length / group.length;
      });
      assert.ok(Object.is(ranks[index], own.length ? Math.min(...own) : NaN), `rank of ${index}`);
    }
  }
});

/** What each order sorts by; a reference is a text. */
const sortKeys = {
  suspicion: ({ suspicion: { scores, isWrong } }) =>
    scores.map((score, index) => (isWrong[index] ? -2 : 0) - score),
  confidence: confidenceRanks, time: ({ time }) => time.map((second) => -second),
  line: ({ lines }) => lines,
};

test("every order has every image once, sorted by what it is called after", () => {
  const gallery = everything();
  const orderOf = orderCache(gallery);
  for (const [id] of ordersOf(gallery)) {
    const order = [...orderOf(id)];
    if (id === "name") {
      const names = order.map((index) => referenceOf(gallery, index));
      assert.deepEqual(names, [...names].sort());
      assert.deepEqual([...order].sort((left, right) => left - right), [...gallery.rows.keys()]);
    } else assert.deepEqual(order, plainOrder(sortKeys[id](gallery)), id);
    assert.equal(orderOf(id), orderOf(id));
  }
});

test("the most suspected come first if there are suspicions", () => {
  assert.equal(ordersOf(everything())[0][0], "suspicion");
  assert.equal(ordersOf(randomGallery(1, 10))[0][0], "confidence");
});

test("groups have the images that are shown, in order, the most frequent class first", () => {
  const gallery = everything();
  const orderOf = orderCache(gallery);
  const isShown = (index) => index % 3 !== 0;
  for (const [sort] of ordersOf(gallery)) {
    const state = { ...initialState(gallery), sort };
    const wanted = [...orderOf(sort)].filter(isShown);
    const [only, ...others] = shownGroups(gallery, { ...state, group: false }, orderOf, isShown);
    assert.deepEqual([only.id, [...only.positions], others.length], [null, wanted, 0]);
    const groups = shownGroups(gallery, state, orderOf, isShown);
    const none = gallery.classes.length + 1;
    assert.deepEqual(groups.map(({ id }) => id), [...gallery.classOrder, none].filter((id) =>
      wanted.some((index) => (gallery.classOf[index] < 0 ? none : gallery.classOf[index]) === id)));
    for (const { id, positions } of groups) {
      assert.deepEqual([...positions], wanted.filter((index) => gallery.classOf[index] === (id === none ? -1 : id)));
    }
  }
});

test("an image is in the group of each of its classes that are chosen", () => {
  for (const gallery of [sets(), attributes()]) {
    const all = [...gallery.rows.keys()];
    const empty = gallery.classes.length;
    for (const chosen of [[], [0], [1, 2]]) {
      const state = { ...initialState(gallery), classes: new Set(chosen), sort: "line" };
      const groups = shownGroups(gallery, state, () => all, () => true);
      const wanted = [...gallery.classOrder, empty, empty + 1].map((id) => [id, all.filter((index) => {
        const { kinds } = gallery;
        const classes = labelsOf(gallery, index).map((label) => label.id);
        if (id < empty) return classes.includes(id);
        return classes.length === 0 && "fu".includes(kinds[index]) === (id > empty);
      })]).filter(([id, members]) => members.length && (!chosen.length || chosen.includes(id)));
      assert.deepEqual(groups.map(({ id, positions }) => [id, [...positions]]), wanted);
    }
    // Some images have no class, some several.
    assert.ok(all.some((index) => groupsOf(gallery, index).length > 1));
  }
  assert.ok(shownGroups(sets(), initialState(sets()), () => [...sets().rows.keys()], () => true)
    .some(({ id }) => id === sets().classes.length));
});

test("the group of a class is in the order of that class's confidences", () => {
  const gallery = sets();
  const state = { ...initialState(gallery), sort: "confidence" };
  const groups = shownGroups(gallery, state, orderCache(gallery), () => true);
  let compared = 0;
  for (const { id, positions } of groups.filter((group) => group.id < gallery.classes.length)) {
    const last = new Map();
    for (const index of positions) {
      // Confidences of other sources and jobs are on other scales.
      const label = labelOfClass(gallery.labels, index, id);
      const { confidence, jobOf, sourceOf } = gallery.labels;
      if (Number.isNaN(confidence[label])) continue;
      const scale = `${jobOf[label]} ${sourceOf[label]}`;
      if (last.has(scale)) compared++;
      assert.ok(!(last.get(scale) > confidence[label]), `class ${id}, image ${index}`);
      last.set(scale, confidence[label]);
    }
  }
  assert.ok(compared > 0);
  // A finding's own order and every other order are kept.
  const byLine = shownGroups(gallery, { ...state, sort: "line" }, orderCache(gallery), () => true);
  for (const { positions } of byLine) assert.deepEqual([...positions], [...positions].sort((a, b) => a - b));
});

test("images of a single finding keep its order, unless another is chosen", () => {
  const gallery = randomGallery(5, 20);
  const state = { ...initialState(gallery), group: false, findings: new Set(["f"]) };
  const shown = () => [...shownGroups(gallery, state, orderCache(gallery),
    (index) => gallery.members.get("f").includes(index))[0].positions];
  assert.deepEqual(shown(), [5, 2, 9]);
  state.sort = "line";
  assert.deepEqual(shown(), [2, 5, 9]);
});
