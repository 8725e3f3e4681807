// One image of the grid.
import { sourceNames } from "./decode.js";
import { displayName, displayText } from "./display-text.js";
import { makeElement } from "./elements.js";
import {
  labelNames, labelText, missingText, referenceOf, sourcesText, stretchedText, suggestionFor, tileText,
} from "./image-text.js";
import { confidenceOf, isLabelled, sourcesOf } from "./labels.js";
import { decimalText } from "./number-text.js";
import { gallery, marks, pictures } from "./page.js";

function makeFrame(index, height) {
  const frame = makeElement("div", { class: "frame" });
  frame.style.height = `${height}px`;
  const address = pictures.thumbnailAddress(index);
  frame.append(address
    ? makeElement("img", { src: address, alt: "", decoding: "async", draggable: "false" })
    : missingText(gallery, index));
  const badge = makeBadge(index);
  if (badge) frame.append(badge);
  return frame;
}

/** The class that is more likely than the label, or a warning; null if there is neither. */
function makeBadge(index) {
  const name = suggestionFor(gallery, index);
  if (name !== null) {
    return makeElement("span", { class: "badge suggested", title: "more likely than the label" },
      makeElement("bdi", {}, displayName(name)), "?");
  }
  if (gallery.images.isDamaged[index]) return makeElement("span", { class: "badge" }, "damaged");
  return gallery.images.isStretched[index]
    ? makeElement("span", { class: "badge plain", title: stretchedText }, "stretched") : null;
}

/** The names of all classes of an image, each in its own direction. */
function makeNames(index) {
  return makeElement("span", { class: "name given", title: labelText(gallery, index) },
    ...labelNames(gallery, index).flatMap((name, place) =>
      [place === 0 ? null : ", ", makeElement("bdi", {}, name)]));
}

function makeSwatches(index) {
  const title = isLabelled(gallery, index) ? `labelled by ${sourcesText(gallery, index)}` : "no label";
  return sourcesOf(gallery, index).map((source) =>
    makeElement("span", { class: `swatch ${sourceNames[source]}`, title }));
}

/**
 * A tile is made for one image and never used for another: no picture under another's label. It stands
 * in the group of a class, or in none.
 */
export function makeTile(index, height, group) {
  const tile = makeElement("div", { role: "gridcell", class: "tile", tabindex: "-1" },
    gallery.images ? makeFrame(index, height) : null);
  tile.position = index;
  const confidence = confidenceOf(gallery, index, group);
  const fileName = displayText(gallery.fileNames[index]);
  tile.append(
    makeElement("div", { class: "line" },
      ...makeSwatches(index), makeNames(index),
      makeElement("span", { class: "number" }, Number.isNaN(confidence) ? "" : decimalText(confidence))),
    makeElement("bdi", { class: "file", title: displayText(referenceOf(gallery, index)) }, fileName));
  updateTile(tile);
  return tile;
}

/** Brings a tile up to date with the mark of its image. */
export function updateTile(tile) {
  const index = tile.position;
  tile.classList.toggle("wrong", marks.has(index));
  tile.setAttribute("aria-label", tileText(gallery, marks, index));
  // The right class, if it is known, replaces the name of the file.
  const right = marks.get(index) ?? null;
  const last = tile.querySelector(".file");
  last.classList.toggle("right", right !== null);
  last.textContent = right === null
    ? displayText(gallery.fileNames[index]) : `→ ${displayName(right)}`;
}
