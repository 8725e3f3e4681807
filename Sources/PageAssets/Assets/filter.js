// Which images pass the filters, and how many would pass with each other choice.
import { sourceNames } from "./decode.js";
import { referenceOf } from "./image-text.js";
import { classesOf, forEachConfidence, isLabelled, sourcesOf } from "./labels.js";

/** The filters, each with its bit. */
export const facets = {
  classes: 1, sources: 2, findings: 4, ranges: 8, text: 16, splits: 32, mark: 64, sizes: 128,
};

/** The number of bins in a histogram of confidences. */
export const binCount = 40;

/**
 * For each facet a function of the filter and the state, which gives the test of one image; null
 * if every image passes.
 */
const facetTests = {
  classes: ({ gallery }, { classes, matchAll }) => {
    if (!classes.size) return null;
    if (!gallery.labels) return (index) => classes.has(gallery.classOf[index]);
    const wanted = matchAll ? classes.size : 1;
    return (index) => classesOf(gallery, index).filter((id) => classes.has(id)).length >= wanted;
  },
  sources: ({ gallery }, { sources }) => (sources.size
    ? (index) => sourcesOf(gallery, index).some((source) => sources.has(sourceNames[source])) : null),
  sizes: ({ gallery }, { sizes }) => (sizes.size
    ? (index) => isLabelled(gallery, index) && sizes.has(classesOf(gallery, index).length) : null),
  splits: ({ gallery: { splits } }, state) =>
    (state.splits.size ? (index) => state.splits.has(splits.patterns[splits.of[index]]) : null),
  findings: ({ gallery }, { findings }) => {
    if (!findings.size) return null;
    const isMember = new Uint8Array(gallery.count);
    for (const id of findings) for (const index of gallery.members.get(id) || []) isMember[index] = 1;
    return (index) => isMember[index] === 1;
  },
  ranges: ({ gallery }, state) => {
    const ranges = [state.ranges.human, state.ranges.machine, null, null];
    if (!ranges[0] && !ranges[1]) return null;
    // Of several labels one has to be in the range of its source. A label without a confidence is in
    // no range; one of another source, and an image without any, is not asked.
    return (index) => {
      let [asked, passed] = [false, false];
      forEachConfidence(gallery, index, (source, _, value) => {
        const range = ranges[source];
        if (!range) return;
        asked = true;
        passed ||= value >= range[0] && value <= range[1];
      });
      return passed || !asked;
    };
  },
  text: (filter, state) => {
    const wanted = state.text.trim().toLowerCase();
    return wanted ? (index) => filter.searchText(index).includes(wanted) : null;
  },
  mark: ({ marks }, { mark }) => {
    switch (mark) {
      case "wrong": return (index) => marks.has(index);
      case "right": return (index) => (marks.get(index) ?? null) !== null;
      case "open": return (index) => !marks.has(index);
      default: return null;
    }
  },
};

/** The bin of a confidence. */
const binOf = (confidence) => Math.min(binCount - 1, Math.floor(confidence * binCount));

/** The filters of a gallery. */
export class Filter {
  constructor(gallery, marks) {
    this.gallery = gallery;
    this.marks = marks;
    /** For each image the facets that it fails, as bits; images with 0 are shown. */
    this.failed = new Uint8Array(gallery.count);
    this.searchTexts = new Array(gallery.count);
  }

  /** The text that a search looks in. */
  searchText(index) {
    return (this.searchTexts[index] ??= referenceOf(this.gallery, index).toLowerCase());
  }

  /** Whether any facet of a state keeps images out. */
  isActive(state) {
    return Object.keys(facets).some((facet) => facetTests[facet](this, state) !== null);
  }

  /** Applies one facet again. */
  apply(facet, state) {
    const bit = facets[facet];
    const passes = facetTests[facet](this, state);
    const { failed } = this;
    for (let index = 0; index < failed.length; index++) {
      if (!passes || passes(index)) failed[index] &= ~bit;
      else failed[index] |= bit;
    }
  }

  /** How many images are shown, and how many would be with another choice in one facet. */
  tally() {
    const { classes } = this.gallery;
    const result = {
      shown: 0, classes: new Uint32Array(classes.length), sources: new Uint32Array(sourceNames.length),
      bins: { human: new Uint32Array(binCount), machine: new Uint32Array(binCount) },
      mark: { wrong: 0, right: 0, open: 0 },
      sizes: new Map(), splits: this.tallySplits(), findings: this.tallyFindings(),
    };
    this.tallyLabels(result);
    if (this.gallery.labels) this.tallySizes(result.sizes);
    this.tallyMarks(result.mark);
    return result;
  }

  tallyLabels(result) {
    const { failed, gallery } = this;
    const bins = [result.bins.human, result.bins.machine];
    for (let index = 0; index < failed.length; index++) {
      const bits = failed[index];
      if (bits === 0) result.shown++;
      // An image that fails more than one facet cannot be shown by a single choice.
      if (bits & (bits - 1)) continue;
      if (!(bits & ~facets.classes)) for (const id of classesOf(gallery, index)) result.classes[id]++;
      if (!(bits & ~facets.sources)) for (const source of sourcesOf(gallery, index)) result.sources[source]++;
      if (bits & ~facets.ranges) continue;
      forEachConfidence(gallery, index, (source, _, value) => {
        if (value >= 0 && source < 2) bins[source][binOf(value)]++;
      });
    }
  }

  /** By the number of labels. */
  tallySizes(result) {
    const { failed, gallery } = this;
    for (let index = 0; index < failed.length; index++) {
      if (failed[index] & ~facets.sizes || !isLabelled(gallery, index)) continue;
      const size = classesOf(gallery, index).length;
      result.set(size, (result.get(size) || 0) + 1);
    }
  }

  tallyMarks(result) {
    const { failed, marks } = this;
    for (let index = 0; index < failed.length; index++) {
      if (failed[index] & ~facets.mark) continue;
      if (!marks.has(index)) result.open++;
      else {
        result.wrong++;
        if (marks.get(index) !== null) result.right++;
      }
    }
  }

  /** By pattern: several splits may have the same counts. */
  tallySplits() {
    const { failed, gallery: { splits } } = this;
    const result = new Map();
    if (!splits) return result;
    const numbers = new Uint32Array(splits.patterns.length);
    for (let index = 0; index < failed.length; index++) {
      if (splits.of[index] >= 0 && !(failed[index] & ~facets.splits)) numbers[splits.of[index]]++;
    }
    splits.patterns.forEach((pattern, split) =>
      result.set(pattern, (result.get(pattern) || 0) + numbers[split]));
    return result;
  }

  tallyFindings() {
    const result = new Map();
    for (const [id, members] of this.gallery.members) {
      let number = 0;
      for (const index of members) if (!(this.failed[index] & ~facets.findings)) number++;
      result.set(id, number);
    }
    return result;
  }
}
