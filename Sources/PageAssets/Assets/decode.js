// Decodes the data of the page, which GalleryData.swift encodes, into a gallery: one element an
// image in every column.
import { expandNumbers, expandRuns, expandSteps, expandTimes } from "./columns.js";
import { displayName } from "./display-text.js";
import { compareText } from "./text-order.js";

/** Who labelled an image, by number; "none" if it has no label. */
export const sourceNames = ["human", "machine", "unknown", "none"];

/**
 * The gallery of a page's data. Numbers of classes and the like are -1 where there is none,
 * unknown confidences and times are NaN. `images`, `suspicion`, `splits` and `elsewhere` are null
 * if the page does not have them. If images may have several classes, these are in `labels`, and
 * `classOf` and `confidence` know none.
 */
export function decode(data) {
  const ids = (runs) => expandRuns(runs, new Int32Array(data.count));
  const classOf = ids(data.class);
  const labels = data.labels ? decodeLabels(data) : null;
  return {
    count: data.count, manifest: data.manifest, attribute: data.attribute, hash: data.hash,
    rows: expandSteps(data.row, new Float64Array(data.count)),
    lines: expandSteps(data.line, new Float64Array(data.count)),
    kinds: data.kind, sourceOf: decodeSources(data.kind),
    classes: data.classes, classNames: data.classes.map(displayName), classOf,
    classOrder: classesByFrequency(data.classes, labels ? labels.classOf : classOf), labels,
    jobs: data.jobs, jobOf: ids(data.job),
    reasons: data.reasons, reasonOf: ids(data.reason),
    confidence: expandNumbers(data.confidence), time: expandTimes(data.time),
    fileNames: data.name, folders: data.places, folderOf: ids(data.place),
    elsewhere: data.others ? { attributes: data.others, of: ids(data.other) } : null,
    images: data.thumbs ? decodeImages(data) : null,
    suspicion: data.suspicion ? decodeSuspicion(data, ids) : null,
    splits: data.split ? decodeSplits(data, ids) : null,
    findings: data.findings, sets: data.sets,
    // The images of findings, and of the sets that charts link to, by id.
    members: new Map([...data.findings, ...data.sets].map((one) => [one.id, one.at])),
  };
}

/**
 * The labels of images that may have several classes, one after the other: those of an image are from
 * its `starts` to the next one's.
 */
function decodeLabels({ labels, count }) {
  const sizes = expandRuns(labels.count, new Uint32Array(count));
  const starts = new Uint32Array(count + 1);
  for (let index = 0; index < count; index++) starts[index + 1] = starts[index] + sizes[index];
  return {
    starts, sizes, classOf: Int32Array.from(labels.class), sourceOf: decodeSources(labels.source),
    confidence: expandNumbers(labels.confidence),
    jobOf: expandRuns(labels.job, new Int32Array(starts[count])),
  };
}

/** The source of each label, from one letter an image: human, machine, unknown, failed or unlabelled. */
const letters = "hmn";

function decodeSources(kinds) {
  const sourceOf = new Uint8Array(kinds.length);
  for (let index = 0; index < kinds.length; index++) {
    const place = letters.indexOf(kinds[index]);
    sourceOf[index] = place < 0 ? letters.length : place;
  }
  return sourceOf;
}

/** The numbers of the classes that have images, the most frequent first. */
function classesByFrequency(classes, classOf) {
  const sizes = new Uint32Array(classes.length);
  for (const id of classOf) if (id >= 0) sizes[id]++;
  return classes.map((_, id) => id).filter((id) => sizes[id] > 0).sort((left, right) =>
    sizes[right] - sizes[left] || compareText(classes[left], classes[right]));
}

function decodeImages(data) {
  const column = (runs, type) => expandRuns(runs, new type(data.count));
  const has = column(data.thumbs.has, Uint8Array);
  let next = 0;
  return {
    widths: column(data.width, Float64Array), heights: column(data.height, Float64Array),
    byteCounts: data.bytes, isDamaged: column(data.warned, Uint8Array),
    isStretched: column(data.stretched, Uint8Array),
    failures: data.failures, failureOf: column(data.failure, Int32Array),
    // Only images with a thumbnail have a name in `thumbnailNames`: 16 digits each, in one text.
    thumbnailOf: Int32Array.from(has, (hasOne) => (hasOne ? next++ : -1)),
    thumbnailNames: data.thumbs.name, thumbnailPlace: data.thumbs.at, folder: data.thumbs.folder,
  };
}

function decodeSuspicion({ suspicion, count }, ids) {
  const scores = expandNumbers(suspicion.score);
  return {
    scores, classOf: ids(suspicion.class),
    // The score of several classes does not say whether one of them is probably wrong.
    isWrong: suspicion.isWrong ? expandRuns(suspicion.isWrong, new Uint8Array(count))
      : Uint8Array.from(scores, (score) => (score >= suspicion.wrong ? 1 : 0)),
    reasons: suspicion.reasons,
    // Most images have one reason, which is not wrapped in a list.
    reasonsOf: suspicion.why.map((why) => (Array.isArray(why) ? why : [why])),
  };
}

/** How workers' answers are spread: pairs of a class and its count, and the counts alone. */
function decodeSplits(data, ids) {
  const answers = data.splits.map((split) => split.flatMap((name, index) =>
    (index % 2 === 0 ? [{ name, count: split[index + 1] }] : [])));
  return { of: ids(data.split), answers, patterns: answers.map(splitPattern) };
}

/** The counts alone, as in "3–1–1"; full agreement of five is "5–0", a single answer "1". */
function splitPattern(answers) {
  const counts = answers.map((answer) => answer.count);
  return (counts.length === 1 && counts[0] > 1 ? [...counts, 0] : counts).join("–");
}
