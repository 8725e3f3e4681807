import assert from "node:assert/strict";
import { test } from "node:test";
import { referenceOf } from "../../../Sources/PageAssets/Assets/image-text.js";
import { Marks } from "../../../Sources/PageAssets/Assets/marks.js";
import { everything, randomGallery, seeded } from "./support.mjs";

/** A storage as browsers have it, of texts by key. */
function memory() {
  const texts = new Map();
  return {
    texts, getItem: (key) => texts.get(key) ?? null, setItem: (key, text) => texts.set(key, String(text)),
    removeItem: (key) => texts.delete(key),
  };
}

const gallery = everything();
const now = new Date(Date.UTC(2024, 2, 1, 10, 0, 0, 123));

/** Marks after random changes, and what they were after each. */
function randomMarks(seed, storage = memory()) {
  const { below, pick } = seeded(seed);
  const marks = new Marks(gallery, () => storage);
  const history = [marks.entries()];
  for (let round = 0; round < 40; round++) {
    marks.set(below(gallery.count), pick([undefined, null, "cat", "a new class", ""]));
    history.push(marks.entries());
  }
  return { marks, storage, history };
}

const seeds = [1, 2, 3, 4, 5];

test("undoing goes back through all changes", () => {
  for (const seed of seeds) {
    const { marks, history } = randomMarks(seed);
    while (marks.canUndo) {
      assert.deepEqual(marks.entries(), history.pop());
      assert.equal(marks.undo().length, 1);
    }
    assert.deepEqual(marks.entries(), history.pop());
    assert.deepEqual([history.length, marks.size, marks.undo()], [0, 0, []]);
  }
});

test("marks are kept", () => {
  for (const seed of seeds) {
    const { marks, storage } = randomMarks(seed);
    const others = new Marks(gallery, () => storage);
    others.set(0, "forgotten");
    marks.keep();
    others.restore();
    assert.deepEqual(others.entries(), marks.entries());
    assert.ok(others.isKept);
    while (marks.canUndo) marks.undo();
    assert.equal(storage.texts.size, 0);
  }
});

test("marks of another job are not taken", () => {
  const { storage } = randomMarks(1);
  const other = new Marks(randomGallery(1, 200), () => storage);
  other.restore();
  assert.equal(other.size, 0);
  // A row that is on another line is another image.
  storage.setItem(other.storeKey, JSON.stringify([[3, 4, "cat"], [5, 99, "cat"], [1000, 1001, null]]));
  other.restore();
  assert.deepEqual(other.entries(), [[3, 4, "cat"]]);
});

test("a browser that keeps nothing is noticed", () => {
  const refusals = [
    () => { throw new Error("storage is switched off"); },
    () => ({ ...memory(), setItem() { throw new Error("full"); } }),
    () => ({ ...memory(), getItem: () => "no JSON", setItem() { throw new Error("full"); } }),
  ];
  for (const openStorage of refusals) {
    const marks = new Marks(gallery, openStorage);
    marks.restore();
    marks.set(1, null);
    assert.equal(marks.isKept, false);
    assert.equal(marks.size, 1);
  }
});

test("a file has what `plumb relabel --rows` reads", () => {
  const marks = new Marks(gallery, memory);
  marks.set(7, null);
  marks.set(2, "cat");
  const file = JSON.parse(marks.fileText(now));
  const image = (index) => referenceOf(gallery, index);
  assert.deepEqual(file, {
    schema: 1, manifest: gallery.manifest, attribute: "job", exported: "2024-03-01T10:00:00Z",
    marks: [
      { line: gallery.lines[2], row: 2, image: image(2), class: "cat" },
      { line: gallery.lines[7], row: 7, image: image(7) },
    ],
  });
  assert.match(marks.fileText(now), /^\{\n[^]*\}\n$/);
});

test("a file that was exported can be loaded again, and undone at once", () => {
  for (const seed of seeds) {
    const { marks } = randomMarks(seed);
    const other = new Marks(gallery, memory);
    other.set(0, "mine");
    const before = other.entries();
    assert.equal(other.load(marks.fileText(now)), `${marks.size} marks loaded.`);
    for (const entry of marks.entries()) assert.deepEqual([other.get(entry[0])], [entry[2]]);
    other.undo();
    assert.deepEqual(other.entries(), before);
  }
});

test("marks of foreign images are counted and left out", () => {
  const marks = new Marks(gallery, memory);
  const good = { row: 3, line: gallery.lines[3], image: referenceOf(gallery, 3), class: "dog" };
  const strange = [{ ...good, row: 9999 }, { ...good, line: 1 }, { ...good, image: "x" }, {}, null, 5];
  const text = JSON.stringify({ schema: 1, marks: [...strange, good, { ...good, class: 7 }] });
  assert.equal(marks.load(text),
    "2 marks loaded. 6 were left out because their images are not in this gallery.");
  assert.deepEqual(marks.entries(), [[3, gallery.lines[3], null]]);
  marks.undo();
  assert.equal(marks.size, 0);
});

test("files without marks are refused", () => {
  const marks = new Marks(gallery, memory);
  for (const text of ["", "{", "cat,dog"]) assert.match(marks.load(text), /is not JSON/);
  for (const text of ["null", "5", "[]", "{}", '{"schema":2,"marks":[]}', '{"schema":1,"marks":{}}']) {
    assert.match(marks.load(text), /contains no marks/);
  }
  assert.equal(marks.canUndo, false);
});

test("the name of a file is one that every system takes", () => {
  const named = (attribute) => new Marks({ ...gallery, attribute }, memory).fileName;
  assert.equal(named("shapes"), "marks-shapes.json");
  assert.equal(named("../a b/<c>"), "marks--a-b-c-.json");
  assert.ok(named("x".repeat(500)).length < 80);
});
