// Texts and numbers as Swift shows them: page-texts.json is written by PageGoldenTests.
import assert from "node:assert/strict";
import { test } from "node:test";
import { displayName, displayText } from "../../../Sources/PageAssets/Assets/display-text.js";
import { factsOf, groupHeading, labelText, markText, stretchedText, tileText } from "../../../Sources/PageAssets/Assets/image-text.js";
import { Marks } from "../../../Sources/PageAssets/Assets/marks.js";
import { dateText, decimalText, fileSizeText, wholeText } from "../../../Sources/PageAssets/Assets/number-text.js";
import { attributes, everything, golden, randomGallery, sets } from "./support.mjs";

const { texts, decimals, wholes } = golden("page-texts.json");

test("texts are displayed as Swift displays them", () => {
  assert.ok(texts.length > 500);
  for (const [text, shown, name] of texts) {
    assert.equal(displayText(text), shown, JSON.stringify(text));
    assert.equal(displayName(text), name, JSON.stringify(text));
  }
});

test("what is displayed stays as it is when it is displayed again", () => {
  for (const [, shown] of texts) assert.equal(displayText(shown), shown);
});

test("numbers are rounded and written as Swift does", () => {
  for (const [value, text] of decimals) assert.equal(decimalText(value), text, String(value));
  for (const [value, text] of wholes) assert.equal(wholeText(value), text);
});

test("sizes and dates", () => {
  const sizes = [[1, "1 kB"], [1_499, "1 kB"], [999_499, "999 kB"], [1_000_000, "1.0 MB"]];
  for (const [bytes, text] of sizes) assert.equal(fileSizeText(bytes), text);
  assert.equal(dateText(1_709_287_200), "2024-03-01 10:00:00 UTC");
  assert.equal(dateText(-1), "1969-12-31 23:59:59 UTC");
});

test("the facts of an image are all there, and displayable", () => {
  const gallery = everything();
  const names = new Set();
  for (let index = 0; index < gallery.count; index++) {
    for (const [name, text] of factsOf(gallery, index)) {
      names.add(name);
      assert.equal(displayText(text), text);
      assert.notEqual(text.trim(), "");
    }
  }
  const wanted = ["label", "labelled by", "reason", "confidence", "probably wrong", "suspicion",
    "more likely", "workers' answers", "findings", "image", "time", "job", "source-ref", "line"];
  assert.deepEqual([...names].sort(), wanted.sort());
});

test("the facts of an image are those of its row", () => {
  const gallery = everything();
  golden("page-expected.json").everything.rows.forEach((row, index) => {
    const facts = new Map(factsOf(gallery, index));
    const isLabelled = row.source !== "none";
    const [, width, height, , isDamaged, , failure] = row.image;
    assert.equal(facts.get("label"), row.label);
    assert.equal(facts.get("confidence"), isLabelled ? String(row.confidence ?? "unknown") : undefined);
    assert.equal(facts.has("labelled by"), isLabelled);
    assert.equal(facts.get("line"), String(row.line));
    assert.equal(facts.get("source-ref"), row.reference);
    assert.equal(facts.get("image"), failure
      ?? `${width} × ${height} pixels, 1 kB${isDamaged ? "; damaged, may be another picture" : ""}`);
    assert.equal(facts.has("probably wrong"), row.suspicion !== null && row.suspicion[3]);
    assert.equal(facts.has("suspicion"), row.suspicion !== null && !row.suspicion[3]);
  });
});

test("a page without images, suspicions and answers has no facts about them", () => {
  const gallery = randomGallery(1, 30);
  for (let index = 0; index < gallery.count; index++) {
    for (const [name] of factsOf(gallery, index)) {
      assert.ok(!["image", "suspicion", "more likely", "workers' answers"].includes(name));
    }
  }
});

test("a tile says what it shows", () => {
  const gallery = everything();
  const marks = new Marks(gallery, () => null);
  const tiles = () => Array.from({ length: gallery.count }, (_, index) => tileText(gallery, marks, index));
  for (const words of [/^cat, by people, confidence 0\.\d\d/, /, by machine/, /^failed, /,
    /^under other, /, /^no label, /, /, damaged|, left out|not found|missing/, /, more likely /]) {
    assert.ok(tiles().some((text) => words.test(text)), String(words));
  }
  marks.set(0, null);
  marks.set(1, "a\u{202e}b");
  assert.match(tiles()[0], /, wrong$/);
  assert.match(tiles()[1], /, wrong, correct class a\\u\{202E\}b$/);
  assert.equal(markText(marks, 2), "");
});

test("images without a label are headed by the attribute, if others have labels", () => {
  const heading = (gallery) => groupHeading(gallery, gallery.classes.length + 1);
  assert.equal(heading(everything()), "no label under job");
  assert.equal(heading(randomGallery(1, 10)), "without a label");
});

test("an empty set is not the same as no label", () => {
  const gallery = sets();
  const empty = [...gallery.rows.keys()].filter((index) => labelText(gallery, index) === "no class");
  assert.ok(empty.length > 0);
  for (const index of empty) assert.ok("hm".includes(gallery.kinds[index]));
  assert.equal(groupHeading(gallery, gallery.classes.length), "labelled with no class");
  assert.equal(groupHeading(gallery, 0), gallery.classNames[0]);
});

test("every class of an image is told with its source and confidence", () => {
  const gallery = attributes();
  const facts = factsOf(gallery, gallery.labels.sizes.indexOf(3)).slice(0, 3);
  assert.deepEqual(facts.map(([name]) => name), ["classes", "", ""]);
  assert.deepEqual(facts.map(([, value]) => value).sort(), ["elm", "oak", "wet"]);
  for (const [, , note] of facts) {
    assert.match(note, /^by (people|machine), confidence (unknown|0\.\d+)$/);
  }
  const mixed = [...gallery.rows.keys()].filter((index) =>
    tileText(gallery, new Marks(gallery, () => null), index).includes("by people and machine"));
  assert.ok(mixed.length > 0);
});

test("a picture that was stretched says so", () => {
  const gallery = everything();
  const index = gallery.images.thumbnailOf.findIndex((number) => number >= 0);
  const marks = new Marks(gallery, () => null);
  const isSaid = () => [tileText(gallery, marks, index).includes("stretched"),
    factsOf(gallery, index).some(([, value]) => value.includes(stretchedText))];
  assert.deepEqual(isSaid(), [false, false]);
  gallery.images.isStretched[index] = 1;
  assert.deepEqual(isSaid(), [true, true]);
});
