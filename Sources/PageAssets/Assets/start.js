// Starts the page: reads its address, and listens to the reader.
import { readAddress } from "./address.js";
import { writeAddressNow } from "./address-bar.js";
import { listenToChooser } from "./chooser.js";
import { indexInAscending } from "./columns.js";
import { applyAllFacets, buildControls, listenToControls } from "./controls.js";
import { byId } from "./elements.js";
import { arrangeGrid, currentPlace, goToImage, gridElement, renderGrid } from "./grid.js";
import { listenToKeys } from "./keys.js";
import { listenToMarking } from "./marking.js";
import { gallery, marks, state } from "./page.js";
import { listenToPrinting } from "./printing.js";
import { closeViewer, isViewerOpen, listenToViewer, openViewer } from "./viewer.js";

function showView() {
  document.documentElement.dataset.view = state.view;
  for (const [view, id] of [["overview", "to-overview"], ["images", "to-images"]]) {
    if (state.view === view) byId(id).setAttribute("aria-current", "page");
    else byId(id).removeAttribute("aria-current");
  }
}

/** Goes to where an address leads. */
function followAddress(hash) {
  const { size } = state;
  Object.assign(state, readAddress(gallery, hash));
  if (state.view === "images" && !hash.includes("size=")) state.size = size;
  showView();
  if (isViewerOpen() && state.row === null) closeViewer();
  if (state.view !== "images") return;
  buildControls();
  const { row } = state;
  applyAllFacets();
  scrollTo(0, 0);
  renderGrid();
  const index = row === null ? -1 : indexInAscending(gallery.rows, row);
  if (index >= 0) openViewer(index);
}

function listenToGrid() {
  gridElement.addEventListener("click", (event) => {
    const tile = event.target.closest(".tile");
    if (!tile) return;
    goToImage(tile.position, tile.place);
    openViewer(tile.position, tile.place);
  });
  gridElement.addEventListener("focusin", (event) => {
    const tile = event.target.closest(".tile");
    if (tile && tile.place !== currentPlace) goToImage(tile.position, tile.place, false);
  });
}

function listenToWindow() {
  addEventListener("hashchange", () => followAddress(location.hash));
  addEventListener("scroll", renderGrid, { passive: true });
  addEventListener("pagehide", writeAddressNow);
  addEventListener("resize", renderGrid);
  let width = 0;
  new ResizeObserver(([{ contentRect }]) => {
    if (state.view !== "images" || contentRect.width === width) return;
    width = contentRect.width;
    arrangeGrid();
  }).observe(byId("stage"));
}

document.documentElement.classList.add("scripted");
document.documentElement.classList.toggle("wordy", !gallery.images);
document.documentElement.classList.toggle("several", gallery.labels !== null);
// The table below each chart has the same links, which keys can reach.
for (const link of document.querySelectorAll("svg a")) link.setAttribute("tabindex", "-1");
marks.restore();
listenToWindow();
listenToGrid();
listenToViewer();
listenToChooser();
listenToControls();
listenToMarking();
listenToKeys();
listenToPrinting();
followAddress(location.hash);
