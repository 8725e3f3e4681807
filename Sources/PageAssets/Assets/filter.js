// Which images pass the filters, and how many would pass with each other choice.
import { sourceNames } from "./decode.js";
import { referenceOf } from "./image-text.js";

/** The filters, each with its bit. */
export const facets = {
  classes: 1, sources: 2, findings: 4, ranges: 8, text: 16, splits: 32, mark: 64,
};

/** The number of bins in a histogram of confidences. */
export const binCount = 40;

/**
 * For each facet a function of the filter and the state, which gives the test of one image; null
 * if every image passes.
 */
const facetTests = {
  classes: ({ gallery: { classOf } }, { classes }) =>
    (classes.size ? (index) => classes.has(classOf[index]) : null),
  sources: ({ gallery: { sourceOf } }, { sources }) =>
    (sources.size ? (index) => sources.has(sourceNames[sourceOf[index]]) : null),
  splits: ({ gallery: { splits } }, state) =>
    (state.splits.size ? (index) => state.splits.has(splits.patterns[splits.of[index]]) : null),
  findings: ({ gallery }, { findings }) => {
    if (!findings.size) return null;
    const isMember = new Uint8Array(gallery.count);
    for (const id of findings) for (const index of gallery.members.get(id) || []) isMember[index] = 1;
    return (index) => isMember[index] === 1;
  },
  ranges: ({ gallery: { confidence, sourceOf } }, state) => {
    const ranges = [state.ranges.human, state.ranges.machine, null, null];
    if (!ranges[0] && !ranges[1]) return null;
    // A label without a confidence is in no range.
    return (index) => {
      const range = ranges[sourceOf[index]];
      return !range || (confidence[index] >= range[0] && confidence[index] <= range[1]);
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

/** The bin of each confidence; -1 where it is unknown. */
function binsOf(confidence) {
  const bins = new Int8Array(confidence.length).fill(-1);
  for (let index = 0; index < confidence.length; index++) {
    if (confidence[index] >= 0) bins[index] = Math.min(binCount - 1, Math.floor(confidence[index] * binCount));
  }
  return bins;
}

/** The filters of a gallery. */
export class Filter {
  constructor(gallery, marks) {
    this.gallery = gallery;
    this.marks = marks;
    /** For each image the facets that it fails, as bits; images with 0 are shown. */
    this.failed = new Uint8Array(gallery.count);
    this.binOf = binsOf(gallery.confidence);
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
      shown: 0, classes: new Uint32Array(classes.length + 1), sources: new Uint32Array(sourceNames.length),
      bins: { human: new Uint32Array(binCount), machine: new Uint32Array(binCount) },
      mark: { wrong: 0, right: 0, open: 0 },
      splits: this.tallySplits(), findings: this.tallyFindings(),
    };
    this.tallyLabels(result);
    this.tallyMarks(result.mark);
    return result;
  }

  tallyLabels(result) {
    const { failed, binOf, gallery: { classes, classOf, sourceOf } } = this;
    const bins = [result.bins.human, result.bins.machine];
    for (let index = 0; index < failed.length; index++) {
      const bits = failed[index];
      if (bits === 0) result.shown++;
      // An image that fails more than one facet cannot be shown by a single choice.
      if (bits & (bits - 1)) continue;
      if (!(bits & ~facets.classes)) result.classes[classOf[index] < 0 ? classes.length : classOf[index]]++;
      if (!(bits & ~facets.sources)) result.sources[sourceOf[index]]++;
      if (!(bits & ~facets.ranges) && binOf[index] >= 0 && sourceOf[index] < 2) {
        bins[sourceOf[index]][binOf[index]]++;
      }
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
