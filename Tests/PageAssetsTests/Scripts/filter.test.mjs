import assert from "node:assert/strict";
import { test } from "node:test";
import { initialState } from "../../../Sources/PageAssets/Assets/address.js";
import { sourceNames } from "../../../Sources/PageAssets/Assets/decode.js";
import { binCount, facets, Filter } from "../../../Sources/PageAssets/Assets/filter.js";
import { referenceOf } from "../../../Sources/PageAssets/Assets/image-text.js";
import { Marks } from "../../../Sources/PageAssets/Assets/marks.js";
import { everything, randomGallery, seeded } from "./support.mjs";

/** Whether an image passes each facet, said plainly. */
const passes = {
  classes: ({ gallery, state }, index) => state.classes.has(gallery.classOf[index]),
  sources: ({ gallery, state }, index) => state.sources.has(sourceNames[gallery.sourceOf[index]]),
  findings: ({ gallery, state }, index) =>
    [...state.findings].some((id) => gallery.members.get(id).includes(index)),
  splits: ({ gallery: { splits }, state }, index) => state.splits.has(splits.patterns[splits.of[index]]),
  ranges: ({ gallery, state }, index) => {
    const range = state.ranges[sourceNames[gallery.sourceOf[index]]];
    const value = gallery.confidence[index];
    return !range || (range[0] <= value && value <= range[1]);
  },
  text: ({ gallery, state }, index) =>
    referenceOf(gallery, index).toLowerCase().includes(state.text.trim().toLowerCase()),
  mark: ({ marks, state }, index) => ({
    wrong: marks.has(index), open: !marks.has(index), right: typeof marks.get(index) === "string",
  })[state.mark],
};

const isSet = {
  classes: (state) => state.classes.size > 0, sources: (state) => state.sources.size > 0,
  findings: (state) => state.findings.size > 0, splits: (state) => state.splits.size > 0,
  ranges: (state) => Boolean(state.ranges.human || state.ranges.machine),
  text: (state) => state.text.trim() !== "", mark: (state) => state.mark !== "",
};

const isShown = (input, index, without = null) => Object.keys(facets).every((facet) =>
  facet === without || !isSet[facet](input.state) || passes[facet](input, index));

/** A gallery with marks and filters, all random. */
function randomInput(seed) {
  const { below, pick, random, some } = seeded(seed);
  const gallery = seed % 2 ? everything() : randomGallery(seed, 200);
  const marks = new Marks(gallery, () => null);
  for (let index = 0; index < gallery.count; index++) {
    if (below(4) === 0) marks.set(index, pick([null, "cat", "new"]));
  }
  const range = () => pick([null, [random() / 2, 0.5 + random() / 2]]);
  const state = Object.assign(initialState(gallery), {
    classes: new Set(some([...gallery.classes.keys()])), sources: new Set(some(sourceNames)),
    findings: new Set(some([...gallery.members.keys()])),
    splits: new Set(some(gallery.splits?.patterns ?? [])), mark: pick(["", "", "wrong", "right", "open"]),
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
      const [source, value] = [sourceNames[gallery.sourceOf[index]], gallery.confidence[index]];
      if (source === "none" || Number.isNaN(value) || !isShown(input, index, "ranges")) continue;
      wanted[source][Math.min(binCount - 1, Math.floor(value * binCount))]++;
    }
    const { bins } = filter.tally();
    assert.deepEqual({ human: [...bins.human], machine: [...bins.machine] }, wanted);
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
