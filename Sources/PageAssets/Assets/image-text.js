// What is known about one image of a gallery, in words.
import { sourceNames } from "./decode.js";
import { displayName, displayText } from "./display-text.js";
import { classesOf, emptyGroup, isLabelled, labelsOf, sourcesOf, unlabelledGroup } from "./labels.js";
import { dateText, decimalText, fileSizeText, wholeText } from "./number-text.js";

/** What the sources of labels are called. */
export const sourceText = { human: "people", machine: "machine", unknown: "an unknown source", none: "no label" };

/** The image's `source-ref`, as the manifest has it. */
export const referenceOf = (gallery, index) =>
  gallery.folders[gallery.folderOf[index]] + gallery.fileNames[index];

/** The exact name of the class that is more likely than the label; null if none is. */
export function suggestionFor(gallery, index) {
  const id = index >= 0 && gallery.suspicion ? gallery.suspicion.classOf[index] : -1;
  return id >= 0 && id !== gallery.classOf[index] ? gallery.classes[id] : null;
}

/** The heading of a group of images: a class, or why they have none. */
export function groupHeading(gallery, id) {
  if (id === emptyGroup(gallery)) return "labelled with no class";
  if (id !== unlabelledGroup(gallery)) return gallery.classNames[id];
  // Some may have a label under another attribute.
  return gallery.elsewhere ? `no label under ${displayText(gallery.attribute)}` : "without a label";
}

/** The names of an image's classes, or why it has none. */
export function labelNames(gallery, index) {
  const classes = classesOf(gallery, index);
  return classes.length ? Array.from(classes, (id) => gallery.classNames[id]) : [noClassText(gallery, index)];
}

/** The label of an image, or why it has none. */
export const labelText = (gallery, index) => labelNames(gallery, index).join(", ");

function noClassText(gallery, index) {
  const { elsewhere } = gallery;
  if (isLabelled(gallery, index)) return "no class";
  if (gallery.kinds[index] === "f") return "failed";
  const other = elsewhere ? elsewhere.of[index] : -1;
  return other >= 0 ? `under ${displayText(elsewhere.attributes[other])}` : "no label";
}

/** Who labelled an image: several, if its classes are of several sources. */
export const sourcesText = (gallery, index) =>
  sourcesOf(gallery, index).map((source) => sourceText[sourceNames[source]]).join(" and ");

/** Why an image has no thumbnail. */
export function missingText({ images }, index) {
  return images.failureOf[index] >= 0 ? images.failures[images.failureOf[index]] : "left out";
}

/** The mark of an image; an empty text if it has none. */
export function markText(marks, index) {
  if (!marks.has(index)) return "";
  const name = marks.get(index);
  return name === null ? "wrong" : `wrong, correct class ${displayName(name)}`;
}

/** What is to be known about a picture whose small range of 16-bit values was stretched. */
export const stretchedText = "16 bits per channel, of which only a small range is used: the thumbnail is "
  + "stretched to be visible";

/** Everything that a tile shows, for screen readers. */
export function tileText(gallery, marks, index) {
  const { images } = gallery;
  const parts = [labelText(gallery, index)];
  if (isLabelled(gallery, index)) parts.push(`by ${sourcesText(gallery, index)}`);
  if (!Number.isNaN(gallery.confidence[index])) {
    parts.push(`confidence ${decimalText(gallery.confidence[index])}`);
  }
  if (images && images.thumbnailOf[index] < 0) parts.push(missingText(gallery, index));
  if (images && images.isDamaged[index]) parts.push("damaged");
  if (images && images.isStretched[index]) parts.push("stretched");
  const suggestion = suggestionFor(gallery, index);
  if (suggestion !== null) parts.push(`more likely ${displayName(suggestion)}`);
  parts.push(displayText(gallery.fileNames[index]));
  if (marks.has(index)) parts.push(markText(marks, index));
  return parts.join(", ");
}

// MARK: The facts in the large view: a name, a text, and for some a remark behind it

/** Everything known about an image. */
export function factsOf(gallery, index) {
  const findings = gallery.findings.filter((finding) => finding.at.includes(index));
  return [
    ...labelFacts(gallery, index), ...suspicionFacts(gallery, index), ...splitFacts(gallery, index),
    findings.length ? ["findings", findings.map((one) => displayText(one.title)).join("; ")] : null,
    ...imageFacts(gallery, index),
    Number.isNaN(gallery.time[index]) ? null : ["time", dateText(gallery.time[index])],
    gallery.jobOf[index] < 0 ? null : ["job", displayText(gallery.jobs[gallery.jobOf[index]])],
    ["source-ref", displayText(referenceOf(gallery, index))],
    ["line", wholeText(gallery.lines[index])],
  ].filter(Boolean);
}

/** A fact for each label of an image that may have several. */
function setFacts(gallery, index) {
  return labelsOf(gallery, index).map(({ id, source, confidence }, place) => [
    place === 0 ? "classes" : "", gallery.classNames[id], `by ${sourceText[source]}, confidence `
      + (Number.isNaN(confidence) ? "unknown" : String(confidence)),
  ]);
}

function labelFacts(gallery, index) {
  if (gallery.labels && classesOf(gallery, index).length) return setFacts(gallery, index);
  const source = sourceNames[gallery.sourceOf[index]];
  const confidence = gallery.confidence[index];
  const facts = [["label", labelText(gallery, index)]];
  if (source !== "none") facts.push(["labelled by", sourceText[source]]);
  if (gallery.reasonOf[index] >= 0) {
    facts.push(["reason", displayText(gallery.reasons[gallery.reasonOf[index]])]);
  }
  if (source !== "none" && !gallery.labels) {
    facts.push(["confidence", Number.isNaN(confidence) ? "unknown" : String(confidence)]);
  }
  return facts;
}

function suspicionFacts(gallery, index) {
  const { suspicion } = gallery;
  if (!suspicion || Number.isNaN(suspicion.scores[index])) return [];
  const score = suspicion.scores[index];
  const reasons = suspicion.reasonsOf[index].map((id) => suspicion.reasons[id]);
  const facts = [[suspicion.isWrong[index] ? "probably wrong" : "suspicion",
    [`score ${decimalText(score)}`, ...reasons].join("; ")]];
  const suggestion = suggestionFor(gallery, index);
  if (suggestion !== null) facts.push(["more likely", displayName(suggestion)]);
  return facts;
}

function splitFacts({ splits }, index) {
  if (!splits || splits.of[index] < 0) return [];
  const answers = splits.answers[splits.of[index]];
  return [["workers' answers",
    answers.map(({ name, count }) => `${count} × ${displayName(name)}`).join(", ")]];
}

function imageFacts({ images }, index) {
  if (!images) return [];
  if (images.failureOf[index] >= 0) return [["image", images.failures[images.failureOf[index]]]];
  const size = fileSizeText(images.byteCounts[index]);
  return [["image", `${images.widths[index]} × ${images.heights[index]} pixels, ${size}`
    + (images.isDamaged[index] ? "; damaged, may be another picture" : "")
    + (images.isStretched[index] ? `; ${stretchedText}` : "")]];
}
