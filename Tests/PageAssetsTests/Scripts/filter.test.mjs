import assert from "node:assert/strict";
import { test } from "node:test";
import { initialState } from "../../../Sources/PageAssets/Assets/address.js";
import { sourceNames } from "../../../Sources/PageAssets/Assets/decode.js";
import { binCount, facets, Filter } from "../../../Sources/PageAssets/Assets/filter.js";
import { referenceOf } from "../../../Sources/PageAssets/Assets/image-text.js";
import { Marks } from "../../../Sources/PageAssets/Assets/marks.js";
import { classesOf, labelsOf } from "../../../Sources/PageAssets/Assets/labels.js";
import { attributes, everything, randomGallery, seeded, sets } from "./support.mjs";

/** The labels of an image, one if images have one class each; none if it has no class. */
const labelsAt = (gallery, index) => (gallery.labels ? labelsOf(gallery, index) : [{
  id: gallery.classOf[index], source: sourceNames[gallery.sourceOf[index]], confidence: gallery.confidence[index],
}]);

const sourcesAt = (gallery, index) => {
  const labels = labelsAt(gallery, index);
  return labels.length ? labels.map(({ source }) => source) : [sourceNames[gallery.sourceOf[index]]];
};

/** Whether an image passes each facet, said plainly. */
const passes = {
  classes: ({ gallery, state }, index) => {
    const ids = labelsAt(gallery, index).map(({ id }) => id);
    const chosen = [...state.classes];
    return gallery.labels && state.matchAll
      ? chosen.every((id) => ids.includes(id)) : chosen.some((id) => ids.includes(id));
  },
  sources: ({ gallery, state }, index) =>
    sourcesAt(gallery, index).some((source) => state.sources.has(source)),
  sizes: ({ gallery, state }, index) =>
    "hmn".includes(gallery.kinds[index]) && state.sizes.has(classesOf(gallery, index).length),
  findings: ({ gallery, state }, index) =>
    [...state.findings].some((id) => gallery.members.get(id).includes(index)),
  splits: ({ gallery: { splits }, state }, index) => state.splits.has(splits.patterns[splits.of[index]]),
  ranges: ({ gallery, state }, index) => {
    const asked = labelsAt(gallery, index).filter(({ source }) => state.ranges[source]);
    return asked.length === 0 || asked.some(({ source, confidence }) =>
      state.ranges[source][0] <= confidence && confidence <= state.ranges[source][1]);
  },
  text: ({ gallery, state }, index) =>
    referenceOf(gallery, index).toLowerCase().includes(state.text.trim().toLowerCase()),
  mark: ({ marks, state }, index) => ({
    wrong: marks.has(index), open: !marks.has(index), right: typeof marks.get(index) === "string",
  })[state.mark],
};

const isSet = {
  classes: (state) => state.classes.size > 0, sources: (state) => state.sources.size > 0,
  sizes: (state) => state.sizes.size > 0, findings: (state) => state.findings.size > 0, splits: (state) => state.splits.size > 0,
  ranges: (state) => Boolean(state.ranges.human || state.ranges.machine),
  text: (state) => state.text.trim() !== "", mark: (state) => state.mark !== "",
};

const isShown = (input, index, without = null) => Object.keys(facets).every((facet) =>
  facet === without || !isSet[facet](input.state) || passes[facet](input, index));

/** A gallery with marks and filters, all random. */
function randomInput(seed) {
  const { below, pick, random, some } = seeded(seed);
  const gallery = [randomGallery(seed, 200), everything(), sets(), attributes()][seed % 4];
  const marks = new Marks(gallery, () => null);
  for (let index = 0; index < gallery.count; index++) {
    if (below(4) === 0) marks.set(index, pick([null, "cat", "new"]));
  }
  const range = () => pick([null, [random() / 2, 0.5 + random() / 2]]);
  const state = Object.assign(initialState(gallery), {
    classes: new Set(some([...gallery.classes.keys()])), sources: new Set(some(sourceNames)),
    findings: new Set(some([...gallery.members.keys()])),
    splits: new Set(some(gallery.splits?.patterns ?? [])), mark: pick(["", "", "wrong", "right", "open"]),
    sizes: new Set(gallery.labels ? some([0, 1, 2, 3, 9]) : []), matchAll: below(2) === 0,
    text: pick(["", " ", "1", "JPG", "s3://b"]), ranges: { human: range(), machine: range() },
  });
  // With too many filters hardly anything is shown.
  for (const facet of Object.keys(facets)) {
    if (below(2)) state[facet] = initialState(gallery)[facet];
  }
  return { gallery, marks, state, filter: new Filter(gallery, marks) };
}

const seeds = Array.from({ length: 60 }, (_, index) => index + 1);
const applyAll = ({ filter, state }) => {
  for (const facet of Object.keys(facets)) filter.apply(facet, state);
};

test("an image is shown if it passes every filter that is set", () => {
  let shownSomewhere = 0;
  for (const seed of seeds) {
    const input = randomInput(seed);
    applyAll(input);
    for (let index = 0; index < input.gallery.count; index++) {
      assert.equal(input.filter.failed[index] === 0, isShown(input, index), `seed ${seed}, ${index}`);
    }
    assert.equal(input.filter.isActive(input.state),
      Object.keys(facets).some((facet) => isSet[facet](input.state)), `seed ${seed}`);
    shownSomewhere += input.filter.tally().shown > 0;
  }
  assert.ok(shownSomewhere > 20);
});

test("a count beside a choice is how many images it alone would show", () => {
  for (const seed of seeds) {
    const input = randomInput(seed);
    applyAll(input);
    const { gallery, state, filter } = input;
    const tally = filter.tally();
    const positions = [...gallery.rows.keys()];
    const counted = (facet, value) => {
      const chosen = facet === "mark" ? value : new Set([value]);
      const other = { ...input, state: { ...state, [facet]: chosen } };
      return positions.filter((index) => isShown(other, index)).length;
    };
    assert.equal(tally.shown, positions.filter((index) => isShown(input, index)).length);
    for (const id of gallery.classes.keys()) assert.equal(tally.classes[id], counted("classes", id));
    sourceNames.forEach((name, id) => assert.equal(tally.sources[id], counted("sources", name)));
    for (const [id, number] of tally.findings) assert.equal(number, counted("findings", id));
    for (const [size, number] of tally.sizes) assert.equal(number, counted("sizes", size));
    for (const [pattern, number] of tally.splits) assert.equal(number, counted("splits", pattern));
    for (const [mark, number] of Object.entries(tally.mark)) assert.equal(number, counted("mark", mark));
  }
});

test("histograms count what passes all filters but the ranges", () => {
  for (const seed of seeds) {
    const input = randomInput(seed);
    applyAll(input);
    const { gallery, filter } = input;
    const wanted = { human: Array(binCount).fill(0), machine: Array(binCount).fill(0) };
    for (let index = 0; index < gallery.count; index++) {
      if (!isShown(input, index, "ranges")) continue;
      for (const { source, confidence } of labelsAt(gallery, index)) {
        if (!(source in wanted) || Number.isNaN(confidence)) continue;
        wanted[source][Math.min(binCount - 1, Math.floor(confidence * binCount))]++;
      }
    }
    const { bins } = filter.tally();
    assert.deepEqual({ human: [...bins.human], machine: [...bins.machine] }, wanted);
  }
});

test("images with all chosen classes are among those with any", () => {
  for (const gallery of [sets(), attributes()]) {
    const shown = (matchAll) => {
      const filter = new Filter(gallery, new Marks(gallery, () => null));
      filter.apply("classes", { ...initialState(gallery), classes: new Set([0, 1]), matchAll });
      return [...gallery.rows.keys()].filter((index) => filter.failed[index] === 0);
    };
    assert.ok(shown(true).length > 0 && shown(true).length < shown(false).length);
    for (const index of shown(true)) assert.ok(shown(false).includes(index));
  }
});

test("a filter that is taken back leaves no trace", () => {
  for (const seed of seeds) {
    const input = randomInput(seed);
    applyAll(input);
    applyAll({ ...input, state: initialState(input.gallery) });
    assert.ok(input.filter.failed.every((bits) => bits === 0));
    assert.equal(input.filter.isActive(initialState(input.gallery)), false);
  }
});
