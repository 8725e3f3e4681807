// What the reader says about labels. Marks are kept in this browser, and leave as a file that
// `plumb relabel --rows` takes.

/** The right class of each image that is marked as wrong; null where it is not known. */
const marks = new Map();
const undoable = [];
let keepsMarks = true;
const storeKey = `plumb-marks:${data.hash || data.manifest}:${data.attribute}`;

/** The position of a row; -1 where it is not in the gallery. */
function positionOf(row) {
  let low = 0, high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle] < row) low = middle + 1;
    else high = middle;
  }
  return low < count && rows[low] === row ? low : -1;
}

const markEntries = () => [...marks.keys()].sort((left, right) => left - right)
  .map((index) => [rows[index], lines[index], marks.get(index)]);

function keepMarks() {
  try {
    if (marks.size) localStorage.setItem(storeKey, JSON.stringify(markEntries()));
    else localStorage.removeItem(storeKey);
    keepsMarks = true;
  } catch {
    keepsMarks = false;
  }
}

function restoreMarks() {
  try {
    for (const [row, line, name] of JSON.parse(localStorage.getItem(storeKey) || "[]")) {
      const index = positionOf(row);
      if (index >= 0 && lines[index] === line) marks.set(index, name);
    }
  } catch {
    keepsMarks = false;
  }
}

/** Sets or takes away a mark: `name` is the right class, null for unknown, undefined for no mark. */
function setMark(index, name) {
  undoable.push([[index, marks.get(index)]]);
  putMark(index, name);
  keepMarks();
}

function putMark(index, name) {
  if (name === undefined) marks.delete(index);
  else marks.set(index, name);
}

/** Takes back the last change; gives the positions that it was about. */
function undoMark() {
  const changes = undoable.pop();
  if (!changes) return [];
  for (const [index, name] of changes) putMark(index, name);
  keepMarks();
  return changes.map(([index]) => index);
}

// MARK: Files

const exportSchema = 1;

function exportedMarks() {
  return {
    schema: exportSchema, manifest: data.manifest, manifest_sha256: data.hash || undefined,
    attribute: data.attribute, exported: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
    marks: markEntries().map(([row, line, name]) => ({
      line, row, image: reference(positionOf(row)), class: name === null ? undefined : name,
    })),
  };
}

function downloadMarks() {
  const text = JSON.stringify(exportedMarks(), null, 1) + "\n";
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const name = `marks-${data.attribute.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 60)}.json`;
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Adds the marks of a file; gives a sentence about what became of it. */
function loadMarks(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return "This file is no JSON; load one that was exported here.";
  }
  if (file.schema !== exportSchema || !Array.isArray(file.marks)) {
    return "This file holds no marks; load one that was exported here.";
  }
  const changes = [];
  let strange = 0;
  for (const mark of file.marks) {
    const index = positionOf(mark.row);
    if (index < 0 || lines[index] !== mark.line || reference(index) !== mark.image) {
      strange++;
      continue;
    }
    changes.push([index, marks.get(index)]);
    putMark(index, typeof mark.class === "string" ? mark.class : null);
  }
  if (changes.length) undoable.push(changes);
  keepMarks();
  return `${whole(changes.length)} marks loaded.`
    + (strange ? ` ${whole(strange)} are about images that are not here and were left out.` : "");
}
