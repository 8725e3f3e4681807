// Which images fit the filters, and how many would fit each other choice.

const facets = { classes: 1, sources: 2, findings: 4, ranges: 8, text: 16, splits: 32, mark: 64 };

/** For each image the facets that it fails, as bits; 0 is shown. */
const failed = new Uint8Array(count);

/** The images of findings, and of sets that charts lead to, by id. */
const findingMembers = new Map([...data.findings, ...data.sets].map((one) => [one.id, one.at]));

/** Tests of one image for each facet; null where the facet lets all through. */
const tests = {
  classes: () => state.classes.size ? (index) => state.classes.has(classOf[index]) : null,
  sources: () => state.sources.size ? (index) => state.sources.has(sources[sourceOf[index]]) : null,
  splits: () => state.splits.size
    ? (index) => state.splits.has(splitPatterns[splitOf[index]]) : null,
  findings: () => {
    if (!state.findings.size) return null;
    const members = new Uint8Array(count);
    for (const id of state.findings) for (const index of findingMembers.get(id) || []) members[index] = 1;
    return (index) => members[index] === 1;
  },
  ranges: () => {
    const ranges = [state.ranges.human, state.ranges.machine, null];
    if (!ranges[0] && !ranges[1]) return null;
    // A label without a confidence is in no range.
    return (index) => {
      const range = ranges[sourceOf[index]];
      return !range || (confidence[index] >= range[0] && confidence[index] <= range[1]);
    };
  },
  text: () => {
    const wanted = state.text.trim().toLowerCase();
    return wanted ? (index) => searchText(index).includes(wanted) : null;
  },
  mark: () => {
    switch (state.mark) {
      case "wrong": return (index) => marks.has(index);
      case "right": return (index) => (marks.get(index) ?? null) !== null;
      case "open": return (index) => !marks.has(index);
      default: return null;
    }
  },
};

const searchTexts = new Array(count);
const searchText = (index) => (searchTexts[index] ??= reference(index).toLowerCase());

/** Looks at one facet again. */
function judge(facet) {
  const bit = facets[facet];
  const fits = tests[facet]();
  for (let index = 0; index < count; index++) {
    if (!fits || fits(index)) failed[index] &= ~bit;
    else failed[index] |= bit;
  }
}

/** The bins of the pictures of confidences. */
const binCount = 40;
const binOf = new Int8Array(count).fill(-1);
for (let index = 0; index < count; index++) {
  if (confidence[index] >= 0) binOf[index] = Math.min(binCount - 1, Math.floor(confidence[index] * binCount));
}

/** How many images fit, and how many would with another choice in one facet. */
function tally() {
  const result = {
    shown: 0, classes: new Uint32Array(data.classes.length + 1), sources: new Uint32Array(3),
    bins: { human: new Uint32Array(binCount), machine: new Uint32Array(binCount) },
    splits: new Map(), findings: new Map(),
    mark: { wrong: 0, right: 0, open: 0 },
  };
  const bins = [result.bins.human, result.bins.machine];
  const splits = new Uint32Array(splitPatterns.length);
  for (let index = 0; index < count; index++) {
    const bits = failed[index];
    if (bits === 0) result.shown++;
    // More than one failed facet: no single choice would show it.
    if (bits & (bits - 1)) continue;
    if (!(bits & ~1)) result.classes[classOf[index] < 0 ? data.classes.length : classOf[index]]++;
    if (!(bits & ~2)) result.sources[sourceOf[index]]++;
    if (!(bits & ~8) && binOf[index] >= 0 && sourceOf[index] < 2) bins[sourceOf[index]][binOf[index]]++;
    if (splitOf && !(bits & ~32) && splitOf[index] >= 0) splits[splitOf[index]]++;
    if (!(bits & ~64)) {
      if (!marks.has(index)) result.mark.open++;
      else {
        result.mark.wrong++;
        if (marks.get(index) !== null) result.mark.right++;
      }
    }
  }
  splits.forEach((number, split) => {
    const pattern = splitPatterns[split];
    result.splits.set(pattern, (result.splits.get(pattern) || 0) + number);
  });
  for (const [id, members] of findingMembers) {
    let number = 0;
    for (const index of members) if (!(failed[index] & ~4)) number++;
    result.findings.set(id, number);
  }
  return result;
}
