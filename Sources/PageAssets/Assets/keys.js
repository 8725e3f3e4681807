// Keys of the gallery.
import { isChooserOpen } from "./chooser.js";
import { byId } from "./elements.js";
import { currentImage, currentPlace, goToImage, gridLayout } from "./grid.js";
import { markByKey } from "./marking.js";
import { state } from "./page.js";
import { isViewerOpen, openViewer, viewImage } from "./viewer.js";

/** The place that a key goes to from the current one. */
const targetOf = {
  ArrowLeft: () => gridLayout.neighbour(currentPlace, -1),
  ArrowRight: () => gridLayout.neighbour(currentPlace, 1),
  ArrowUp: () => gridLayout.rowNeighbour(currentPlace, -1),
  ArrowDown: () => gridLayout.rowNeighbour(currentPlace, 1),
  Home: () => 0,
  End: () => gridLayout.shown - 1,
};

function moveByKey(key) {
  const place = targetOf[key]();
  const index = gridLayout.order[place] ?? -1;
  if (index < 0) return;
  if (isViewerOpen()) viewImage(index, place);
  else goToImage(index, place);
}

const isTyping = (target) =>
  target.closest("input:not([type=checkbox]):not([type=range]), select, textarea") !== null;

function onKey(event) {
  if (state.view !== "images" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!(event.target instanceof Element) || isTyping(event.target)) return;
  if (isChooserOpen() || byId("help").open) return;
  const isOnControl = event.target.closest("button, summary, a, input") !== null;
  if (event.key in targetOf) {
    if (isOnControl && !isViewerOpen()) return;
    moveByKey(event.key);
  } else if (event.key === "Enter" || event.key === " ") {
    if (isOnControl || isViewerOpen() || currentImage < 0) return;
    openViewer(currentImage, currentPlace);
  } else if (event.key === "/") byId("text").focus();
  else if (event.key === "?") byId("help").showModal();
  else if (!markByKey(event)) return;
  event.preventDefault();
}

/** Listens to keys. */
export function listenToKeys() {
  document.addEventListener("keydown", onKey);
  byId("keys").addEventListener("click", () => byId("help").showModal());
}
