// Marks labels as wrong, says which class is right, and exports and loads marks.
import { openChooser } from "./chooser.js";
import { applyMarks, areControlsBuilt } from "./controls.js";
import { displayName, displayText } from "./display-text.js";
import { byId, makeElement } from "./elements.js";
import { currentImage, goToImage, gridLayout, updateTiles } from "./grid.js";
import { markText, suggestionFor } from "./image-text.js";
import { wholeText } from "./number-text.js";
import { gallery, marks } from "./page.js";
import { updateFacts, viewedImage } from "./viewer.js";

/** Shows marks that have changed, and says so to screen readers. */
function showChange(indices, words) {
  updateTiles();
  updateFacts();
  applyMarks();
  byId("said").textContent = indices.length
    ? `${displayText(gallery.fileNames[indices[0]])}: ${words}. ${wholeText(marks.size)} marked.` : words;
}

/** The image that keys mark: the one shown large, or the current one of the grid. */
const imageToMark = () => (viewedImage >= 0 ? viewedImage : currentImage);

function toggleWrong() {
  const index = imageToMark();
  if (index < 0) return;
  marks.set(index, marks.has(index) ? undefined : null);
  showChange([index], markText(marks, index) || "no mark");
}

/** Says which class is right; the class of the label itself is no correction. */
function setRightClass(name) {
  const index = imageToMark();
  if (index < 0) return;
  const isSame = gallery.classOf[index] >= 0 && gallery.classes[gallery.classOf[index]] === name;
  marks.set(index, isSame ? undefined : name);
  showChange([index],
    isSame ? `${displayName(name)} is already the label, no mark` : markText(marks, index));
}

function acceptSuggestion() {
  const name = suggestionFor(gallery, imageToMark());
  if (name !== null) setRightClass(name);
  return name !== null;
}

const chooseRightClass = (typed) => openChooser(typed, setRightClass);

function undoMark() {
  const indices = marks.undo();
  if (indices.length === 1 && viewedImage < 0 && gridLayout.places[indices[0]] >= 0) {
    goToImage(indices[0]);
  }
  showChange(indices, indices.length ? markText(marks, indices[0]) || "no mark" : "Nothing to undo.");
}

/** Marks the current image if the key of an event does; gives whether it did. */
export function markByKey({ key, shiftKey }) {
  const { classes, classOrder, labels } = gallery;
  if (key === "x") toggleWrong();
  else if (key === "u") undoMark();
  // An image with several classes has no single correct class.
  else if (labels) return false;
  else if (key === "y" && acceptSuggestion()) return true;
  else if (/^[1-9]$/.test(key) && classOrder[key - 1] !== undefined) setRightClass(classes[classOrder[key - 1]]);
  else if (key.length === 1 && /\p{L}/u.test(key)) chooseRightClass(shiftKey ? key.toLowerCase() : key);
  else return false;
  return true;
}

// MARK: Files

function downloadMarks() {
  const blob = new Blob([marks.fileText(new Date())], { type: "application/json" });
  const address = URL.createObjectURL(blob);
  makeElement("a", { href: address, download: marks.fileName }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function loadMarks(event) {
  const [file] = event.target.files;
  if (!file) return;
  const words = marks.load(await file.text());
  event.target.value = "";
  showChange([], words);
  byId("kept").textContent = words;
}

/** Listens to the buttons about marks, and to other windows with the same page. */
export function listenToMarking() {
  byId("wrong").addEventListener("click", toggleWrong);
  byId("choose").addEventListener("click", () => chooseRightClass(""));
  byId("suggested").addEventListener("click", acceptSuggestion);
  byId("undo").addEventListener("click", undoMark);
  byId("export").addEventListener("click", downloadMarks);
  byId("load").addEventListener("change", loadMarks);
  addEventListener("storage", (event) => {
    if (event.key !== marks.storeKey) return;
    marks.restore();
    if (areControlsBuilt) showChange([], "Marks changed in another window.");
  });
}
