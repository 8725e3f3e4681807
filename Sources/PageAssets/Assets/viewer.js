// One image large, with everything known about it.
import { writeAddressSoon } from "./address-bar.js";
import { displayName, displayText } from "./display-text.js";
import { byId, makeElement } from "./elements.js";
import { goToImage, gridLayout } from "./grid.js";
import { factsOf, groupHeading, labelText, missingText, suggestionFor } from "./image-text.js";
import { wholeText } from "./number-text.js";
import { gallery, marks, pictures, state } from "./page.js";

const viewer = byId("viewer");
const picturePlace = viewer.querySelector(".viewer-picture");
/** The image that is shown large; -1 if none is. */
export let viewedImage = -1;
// The grid's own current place is no help: as the view closes, the browser first returns the focus to
// the tile that opened it, which then is the current one.
/** Its place in the grid. */
let viewedPlace = -1;

/** Whether an image is shown large. */
export const isViewerOpen = () => viewer.open;

/** Closes the large view. */
export const closeViewer = () => viewer.close();

/** Opens the large view with an image, at one of its places in the grid. */
export function openViewer(index, place) {
  if (!viewer.open) viewer.showModal();
  viewImage(index, place);
}

/** Where an image is among those that are shown; with several classes, among those of one. */
function placeNodes(place) {
  if (place < 0) return [];
  if (!gallery.labels || !state.group) {
    return [`${wholeText(place + 1)} of ${wholeText(gridLayout.order.length)}`];
  }
  const { group: { id, positions }, first } = gridLayout.sections[gridLayout.sectionOf(place)];
  return [`${wholeText(place - first + 1)} of ${wholeText(positions.length)}: `,
    makeElement("bdi", {}, groupHeading(gallery, id))];
}

/** Shows another image in the large view. */
export function viewImage(index, place = gridLayout.places[index]) {
  [viewedImage, viewedPlace] = [index, place];
  goToImage(index, place, false);
  state.row = gallery.rows[index];
  writeAddressSoon();
  byId("viewer-title").replaceChildren(
    makeElement("bdi", {}, displayText(gallery.fileNames[index])), " ",
    makeElement("span", { class: "quiet" }, ...placeNodes(place)));
  byId("previous").disabled = place <= 0;
  byId("next").disabled = place < 0 || place >= gridLayout.shown - 1;
  showPicture(index);
  showFacts(index);
  preloadImage(gridLayout.order[gridLayout.neighbour(place, 1)] ?? -1);
}

// MARK: The picture

/** Shows the thumbnail at once, the image itself as soon as it is found. */
function showPicture(index) {
  if (!gallery.images) return;
  const thumbnail = pictures.thumbnailAddress(index);
  if (!thumbnail) {
    picturePlace.replaceChildren(missingText(gallery, index));
    return;
  }
  const alternative = `Image labelled ${labelText(gallery, index)}`;
  picturePlace.replaceChildren(makeElement("img", { src: thumbnail, alt: alternative }),
    makeElement("span", { class: "origin" }, "thumbnail"));
  // The browser would show the file itself nearly black.
  if (gallery.images.isStretched[index]) return;
  loadFirst(pictures.imageAddresses(index), (image) => {
    // A picture that arrives after the next key is dropped.
    if (viewedImage !== index || !viewer.open) return;
    image.alt = alternative;
    picturePlace.replaceChildren(image);
  });
}

/** Loads the first of several addresses at which there is a picture. */
function loadFirst([candidate, ...others], onLoad) {
  if (!candidate) return;
  const image = new Image();
  image.decoding = "async";
  image.addEventListener("load", () => {
    pictures.wasFound(candidate);
    onLoad(image);
  });
  image.addEventListener("error", () => loadFirst(others, onLoad));
  image.src = candidate.address;
}

function preloadImage(index) {
  if (index >= 0 && index !== viewedImage) loadFirst(pictures.imageAddresses(index), () => {});
}

// MARK: The facts

function markNodes(index) {
  if (!marks.has(index)) return [];
  const name = marks.get(index);
  return [makeElement("dt", {}, "marked as wrong"), makeElement("dd", { class: "right" },
    name === null ? "no correct class" : makeElement("bdi", {}, `→ ${displayName(name)}`))];
}

function showFacts(index) {
  const nodes = factsOf(gallery, index).flatMap(([name, value, note]) =>
    [makeElement("dt", {}, name), makeElement("dd", {}, makeElement("bdi", {}, value),
      note ? makeElement("span", { class: "quiet" }, ` ${note}`) : null)]);
  byId("viewer-facts").replaceChildren(...markNodes(index), ...nodes);
  byId("wrong").setAttribute("aria-pressed", String(marks.has(index)));
  const name = suggestionFor(gallery, index);
  byId("suggested").hidden = name === null;
  if (name !== null) {
    byId("suggested").replaceChildren("Correct class: ", makeElement("bdi", {}, displayName(name)), " ",
      makeElement("kbd", {}, "y"));
  }
}

/** Brings the facts up to date, if an image is shown. */
export function updateFacts() {
  if (viewedImage >= 0) showFacts(viewedImage);
}

/** Listens to the buttons that leave the image. */
export function listenToViewer() {
  viewer.addEventListener("close", () => {
    state.row = null;
    writeAddressSoon();
    picturePlace.replaceChildren();
    goToImage(viewedImage, viewedPlace);
    viewedImage = -1;
  });
  byId("close").addEventListener("click", closeViewer);
  for (const [id, step] of [["previous", -1], ["next", 1]]) {
    byId(id).addEventListener("click", () => {
      const place = gridLayout.neighbour(viewedPlace, step);
      if (place >= 0) viewImage(gridLayout.order[place], place);
    });
  }
}
