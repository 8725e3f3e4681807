// What the reader says about labels. Marks are kept in this browser, and exported as a file that
// `plumb relabel --rows` reads.
import { indexInAscending } from "./columns.js";
import { referenceOf } from "./image-text.js";
import { wholeText } from "./number-text.js";

const exportSchema = 1;

/** The marks of a gallery: images whose label is wrong, each with its right class. */
export class Marks {
  /** `openStorage` gives the browser's storage; it may throw, and so may the storage. */
  constructor(gallery, openStorage) {
    this.gallery = gallery;
    this.openStorage = openStorage;
    /** The key of these marks in the storage. */
    this.storeKey = `plumb-marks:${gallery.hash || gallery.manifest}:${gallery.attribute}`;
    /** Whether the browser keeps marks. */
    this.isKept = true;
    this.classOf = new Map();
    this.undoable = [];
  }

  get size() { return this.classOf.size; }
  get canUndo() { return this.undoable.length > 0; }

  has(index) { return this.classOf.has(index); }

  /** The right class of an image marked as wrong, null if unknown; undefined without a mark. */
  get(index) { return this.classOf.get(index); }

  /** Sets a mark: `name` is the right class, null if unknown, undefined to remove the mark. */
  set(index, name) {
    this.change([[index, name]]);
  }

  /** Undoes the last change; gives the positions of the images that it was about. */
  undo() {
    const changes = this.undoable.pop();
    if (!changes) return [];
    for (const [index, name] of changes) this.put(index, name);
    this.keep();
    return changes.map(([index]) => index);
  }

  /** Makes several changes that are undone together. */
  change(changes) {
    const before = changes.map(([index, name]) => {
      const old = [index, this.get(index)];
      this.put(index, name);
      return old;
    });
    // The last change of an image is undone first.
    if (changes.length) this.undoable.push(before.reverse());
    this.keep();
  }

  put(index, name) {
    if (name === undefined) this.classOf.delete(index);
    else this.classOf.set(index, name);
  }

  // MARK: The browser's storage

  /** Row, line and right class of each mark, by row. */
  entries() {
    const { rows, lines } = this.gallery;
    return [...this.classOf.keys()].sort((left, right) => left - right)
      .map((index) => [rows[index], lines[index], this.get(index)]);
  }

  keep() {
    try {
      const storage = this.openStorage();
      if (this.size) storage.setItem(this.storeKey, JSON.stringify(this.entries()));
      else storage.removeItem(this.storeKey);
      this.isKept = true;
    } catch {
      this.isKept = false;
    }
  }

  /** Replaces all marks by the kept ones. */
  restore() {
    this.classOf.clear();
    const { rows, lines } = this.gallery;
    try {
      for (const [row, line, name] of JSON.parse(this.openStorage().getItem(this.storeKey) || "[]")) {
        const index = indexInAscending(rows, row);
        if (index >= 0 && lines[index] === line) this.put(index, name);
      }
    } catch {
      this.isKept = false;
    }
  }

  // MARK: Files

  get fileName() {
    return `marks-${this.gallery.attribute.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 60)}.json`;
  }

  /** The text of the file of marks, exported at a `Date`. */
  fileText(now) {
    const { gallery } = this;
    const file = {
      schema: exportSchema, manifest: gallery.manifest, manifest_sha256: gallery.hash || undefined,
      attribute: gallery.attribute, exported: now.toISOString().replace(/\.\d+Z$/, "Z"),
      marks: this.entries().map(([row, line, name]) => ({
        line, row, image: referenceOf(gallery, indexInAscending(gallery.rows, row)),
        class: name === null ? undefined : name,
      })),
    };
    return JSON.stringify(file, null, 1) + "\n";
  }

  /** Adds the marks of a file; gives a sentence about the outcome. */
  load(text) {
    let file;
    try {
      file = JSON.parse(text);
    } catch {
      return "This file is not JSON; load a file of exported marks.";
    }
    if (file?.schema !== exportSchema || !Array.isArray(file.marks)) {
      return "This file contains no marks; load a file of exported marks.";
    }
    const changes = file.marks.map((mark) => [this.indexOfMark(mark), markedClass(mark)])
      .filter(([index]) => index >= 0);
    this.change(changes);
    const strange = file.marks.length - changes.length;
    return `${wholeText(changes.length)} marks loaded.`
      + (strange ? ` ${wholeText(strange)} were left out because their images are not in this gallery.` : "");
  }

  /** The position of the image of a mark in a file; -1 if this gallery does not have it. */
  indexOfMark(mark) {
    const { rows, lines } = this.gallery;
    const index = indexInAscending(rows, mark?.row);
    if (index < 0 || lines[index] !== mark.line) return -1;
    return referenceOf(this.gallery, index) === mark.image ? index : -1;
  }
}

const markedClass = (mark) => (typeof mark?.class === "string" ? mark.class : null);
