// What is known about one image of a gallery, in words.
import { sourceNames } from "./decode.js";
import { displayName, displayText } from "./display-text.js";
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

/** The heading of images without a label; some may have one under another attribute. */
export const noLabelHeading = (gallery) =>
  (gallery.elsewhere ? `no label under ${displayText(gallery.attribute)}` : "without a label");

/** The label of an image, or why it has none. */
export function labelText(gallery, index) {
  const { classOf, elsewhere } = gallery;
  if (classOf[index] >= 0) return gallery.classNames[classOf[index]];
  if (gallery.kinds[index] === "f") return "failed";
  const other = elsewhere ? elsewhere.of[index] : -1;
  return other >= 0 ? `under ${displayText(elsewhere.attributes[other])}` : "no label";
}

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

/** Everything that a tile shows, for screen readers. */
export function tileText(gallery, marks, index) {
  const { images } = gallery;
  const parts = [labelText(gallery, index)];
  const source = sourceNames[gallery.sourceOf[index]];
  if (source !== "none") parts.push(`by ${sourceText[source]}`);
  if (!Number.isNaN(gallery.confidence[index])) {
    parts.push(`confidence ${decimalText(gallery.confidence[index])}`);
  }
  if (images && images.thumbnailOf[index] < 0) parts.push(missingText(gallery, index));
  if (images && images.isDamaged[index]) parts.push("damaged");
  const suggestion = suggestionFor(gallery, index);
  if (suggestion !== null) parts.push(`more likely ${displayName(suggestion)}`);
  parts.push(displayText(gallery.fileNames[index]));
  if (marks.has(index)) parts.push(markText(marks, index));
  return parts.join(", ");
}

// MARK: The facts in the large view, as pairs of a name and a text

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

function labelFacts(gallery, index) {
  const source = sourceNames[gallery.sourceOf[index]];
  const confidence = gallery.confidence[index];
  const facts = [["label", labelText(gallery, index)]];
  if (source !== "none") facts.push(["labelled by", sourceText[source]]);
  if (gallery.reasonOf[index] >= 0) {
    facts.push(["reason", displayText(gallery.reasons[gallery.reasonOf[index]])]);
  }
  if (source !== "none") {
    facts.push(["confidence", Number.isNaN(confidence) ? "unknown" : String(confidence)]);
  }
  return facts;
}

function suspicionFacts(gallery, index) {
  const { suspicion } = gallery;
  if (!suspicion || Number.isNaN(suspicion.scores[index])) return [];
  const score = suspicion.scores[index];
  const reasons = suspicion.reasonsOf[index].map((id) => suspicion.reasons[id]);
  const facts = [[score >= suspicion.probablyWrong ? "probably wrong" : "suspicion",
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
    + (images.isDamaged[index] ? "; damaged, may be another picture" : "")]];
}
