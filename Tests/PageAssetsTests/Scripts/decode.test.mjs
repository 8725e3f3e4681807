// Decoding gives what Swift encoded: page-data.json is the data of pages, page-expected.json what
// the datasets say, both written by PageGoldenTests.
import assert from "node:assert/strict";
import { test } from "node:test";
import { expandNumbers, expandRuns, expandSteps, expandTimes, indexInAscending } from "../../../Sources/PageAssets/Assets/columns.js";
import { decode, sourceNames } from "../../../Sources/PageAssets/Assets/decode.js";
import { labelText, referenceOf, suggestionFor } from "../../../Sources/PageAssets/Assets/image-text.js";
import { labelsOf } from "../../../Sources/PageAssets/Assets/labels.js";
import { compareText } from "../../../Sources/PageAssets/Assets/text-order.js";
import { golden } from "./support.mjs";

const known = (value) => (Number.isNaN(value) ? null : value);

function imageOf({ images }, index) {
  const thumbnail = images.thumbnailOf[index];
  return [
    thumbnail < 0 ? null : images.thumbnailNames.slice(thumbnail * 16, thumbnail * 16 + 16),
    images.widths[index], images.heights[index], images.byteCounts[index],
    images.isDamaged[index] === 1, images.isStretched[index] === 1,
    images.failures[images.failureOf[index]] ?? null,
  ];
}

function suspicionOf({ classes, suspicion }, index) {
  const score = suspicion.scores[index];
  if (Number.isNaN(score)) return null;
  return [score, suspicion.reasonsOf[index].map((id) => suspicion.reasons[id]),
    classes[suspicion.classOf[index]] ?? null, suspicion.isWrong[index] === 1];
}

function splitOf({ splits }, index) {
  const id = splits.of[index];
  return id < 0 ? null : [splits.patterns[id], splits.answers[id].map(({ name, count }) => [name, count])];
}

/** A row of a gallery, as the golden file has it. */
function rowOf(gallery, index) {
  const row = {
    row: gallery.rows[index], line: gallery.lines[index], reference: referenceOf(gallery, index),
    source: sourceNames[gallery.sourceOf[index]],
    class: gallery.classes[gallery.classOf[index]] ?? null, label: labelText(gallery, index),
    confidence: known(gallery.confidence[index]), seconds: known(gallery.time[index]),
    job: gallery.jobs[gallery.jobOf[index]] ?? null,
    reason: gallery.reasons[gallery.reasonOf[index]] ?? null,
  };
  if (gallery.labels) {
    row.labels = labelsOf(gallery, index).map(({ id, source, confidence }, place) => [
      gallery.classes[id], source, known(confidence),
      gallery.jobs[gallery.labels.jobOf[gallery.labels.starts[index] + place]] ?? null,
    ]);
  }
  if (gallery.images) row.image = imageOf(gallery, index);
  if (gallery.suspicion) row.suspicion = suspicionOf(gallery, index);
  if (gallery.splits) row.split = splitOf(gallery, index);
  return row;
}

const pages = golden("page-data.json");
const expected = golden("page-expected.json");

test("the golden files are about the same pages", () => {
  assert.deepEqual(Object.keys(pages), Object.keys(expected));
  assert.ok(Object.keys(pages).length > 50);
});

for (const [name, data] of Object.entries(pages)) {
  test(`decodes ${name}`, () => {
    const gallery = decode(data);
    const { rows, classes, members } = expected[name];
    assert.equal(gallery.count, rows.length);
    rows.forEach((row, index) => assert.deepEqual(rowOf(gallery, index), row, `row ${index}`));
    assert.deepEqual(gallery.classOrder.map((id) => gallery.classes[id]), classes);
    for (const [id, wanted] of Object.entries(members)) {
      assert.deepEqual(gallery.members.get(id).map((index) => gallery.rows[index]), wanted, id);
    }
  });
}

test("a page with everything has everything", () => {
  const { images, suspicion, splits, elsewhere } = decode(pages.everything);
  for (const part of [images, suspicion, splits, elsewhere]) assert.notEqual(part, null);
});

test("labels of several sources and jobs are told apart", () => {
  const { labels, jobs } = decode(pages.attributes);
  assert.equal(new Set(labels.sourceOf).size, 2);
  assert.deepEqual(new Set(labels.jobOf), new Set(jobs.keys()));
  assert.equal(decode(pages.everything).labels, null);
});

test("a suggestion is never the label itself", () => {
  const gallery = decode(pages.everything);
  const suggestions = expected.everything.rows.map((row, index) => {
    const wanted = row.suspicion?.[2] ?? null;
    assert.equal(suggestionFor(gallery, index), wanted === row.class ? null : wanted);
    return wanted;
  });
  assert.ok(suggestions.some((one) => one !== null));
  assert.equal(suggestionFor(gallery, -1), null);
});

test("runs, steps, unknown numbers and times are expanded", () => {
  assert.deepEqual([...expandRuns([5, 3, -1, 1, 5, 1], new Int32Array(5))], [5, 5, 5, -1, 5]);
  assert.deepEqual([...expandRuns([], new Int32Array(0))], []);
  assert.deepEqual([...expandSteps([3, 1, 1, 2, 4, 1], new Float64Array(4))], [3, 4, 5, 9]);
  assert.deepEqual([...expandNumbers([0.5, null, 1])], [0.5, NaN, 1]);
  assert.deepEqual([...expandTimes([null, 100, -40, null, 1])], [NaN, 100, 60, NaN, 61]);
});

test("values are found in ascending columns", () => {
  for (let count = 0; count < 9; count++) {
    const column = Float64Array.from({ length: count }, (_, index) => 2 * index + 1);
    for (let value = -1; value <= 2 * count + 1; value++) {
      assert.equal(indexInAscending(column, value), column.indexOf(value));
    }
    assert.equal(indexInAscending(column, undefined), -1);
  }
});

test("texts are compared as their UTF-8 bytes are", () => {
  const texts = ["", "a", "ab", "b", "é", "\u{7ff}", "\u{d7ff}", "\u{e000}", "\u{ffff}", "\u{10000}",
    "\u{1f408}", "\u{1f408}a", "\u{1f409}", "\u{10ffff}", "a\u{1f408}", "a\u{ff21}"];
  for (const left of texts) {
    for (const right of texts) {
      const bytes = Buffer.compare(Buffer.from(left), Buffer.from(right));
      assert.equal(Math.sign(compareText(left, right)), bytes, `${left} and ${right}`);
    }
  }
});
