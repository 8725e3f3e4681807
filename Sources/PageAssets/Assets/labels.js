// The labels of an image: one, or as many as it has classes.
import { sourceNames } from "./decode.js";

/** Whether an image has a label; one without any class is a label too. */
export const isLabelled = ({ kinds }, index) => kinds[index] !== "f" && kinds[index] !== "u";

/** The numbers of an image's classes. */
export function classesOf({ classOf, labels }, index) {
  if (labels) return labels.classOf.subarray(labels.starts[index], labels.starts[index + 1]);
  return classOf[index] < 0 ? [] : [classOf[index]];
}

/** The sources of an image's labels, by number, each once and ascending. */
export function sourcesOf({ sourceOf, labels }, index) {
  const [start, end] = labels ? [labels.starts[index], labels.starts[index + 1]] : [0, 0];
  if (start === end) return [sourceOf[index]];
  return [...new Set(labels.sourceOf.subarray(start, end))].sort();
}

/** Calls `body` with the source, by number, the job and the confidence of each label of an image. */
export function forEachConfidence({ confidence, jobOf, labels, sourceOf }, index, body) {
  if (!labels) {
    body(sourceOf[index], jobOf[index], confidence[index]);
    return;
  }
  for (let label = labels.starts[index]; label < labels.starts[index + 1]; label++) {
    body(labels.sourceOf[label], labels.jobOf[label], labels.confidence[label]);
  }
}

/**
 * The confidence to show beside an image: that of its label, or of its label of a class. For an
 * image with several classes and none of them in view it is NaN.
 */
export function confidenceOf({ confidence, labels }, index, classID) {
  if (!labels) return confidence[index];
  const label = labelOfClass(labels, index, classID);
  return label < 0 ? NaN : labels.confidence[label];
}

/** The number of an image's label of a class among the labels of all images; -1 if it has none. */
export function labelOfClass({ classOf, starts }, index, classID) {
  for (let label = starts[index]; label < starts[index + 1]; label++) {
    if (classOf[label] === classID) return label;
  }
  return -1;
}

/** The labels of an image one by one: class, name of the source, and confidence. */
export function labelsOf({ labels }, index) {
  const result = [];
  for (let label = labels.starts[index]; label < labels.starts[index + 1]; label++) {
    result.push({
      id: labels.classOf[label], source: sourceNames[labels.sourceOf[label]],
      confidence: labels.confidence[label],
    });
  }
  return result;
}

/** The groups of images without a class, by numbers above those of the classes. */
export const emptyGroup = ({ classes }) => classes.length;
export const unlabelledGroup = ({ classes }) => classes.length + 1;

/** The groups that an image is in: its classes, or why it has none. */
export function groupsOf(gallery, index) {
  const classes = classesOf(gallery, index);
  if (classes.length) return classes;
  return [isLabelled(gallery, index) ? emptyGroup(gallery) : unlabelledGroup(gallery)];
}
