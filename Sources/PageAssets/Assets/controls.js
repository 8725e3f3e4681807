// The bar above the grid and the filters beside it.
import { initialState } from "./address.js";
import { writeAddressSoon } from "./address-bar.js";
import { byId, makeElement } from "./elements.js";
import { facets } from "./filter.js";
import { buildFilterPanel, showFilterPanel } from "./filter-panel.js";
import { arrangeGrid, currentImage, currentPlace, goToImage, showGroups } from "./grid.js";
import { wholeText } from "./number-text.js";
import { ordersOf, shownGroups } from "./order.js";
import { filter, gallery, marks, orderOf, state } from "./page.js";

/** Whether images were shown since the page was opened. */
export let areControlsBuilt = false;

/** Builds the controls when images are shown for the first time. */
export function buildControls() {
  if (areControlsBuilt) return;
  areControlsBuilt = true;
  buildFilterPanel(applyFacets);
  byId("sort").append(...ordersOf(gallery).map(([id, words]) =>
    makeElement("option", { value: id }, words)));
}

/** Applies facets of the state that have changed, and shows the outcome. */
function applyFacets(...changedFacets) {
  for (const facet of changedFacets) filter.apply(facet, state);
  showGroups(shownGroups(gallery, state, orderOf, (index) => filter.failed[index] === 0));
  showControls();
  writeAddressSoon();
}

/** Applies the whole state. */
export const applyAllFacets = () => applyFacets(...Object.keys(facets));

/** Applies the marks without moving images: one that no longer passes may be undone. */
export function applyMarks() {
  filter.apply("mark", state);
  showControls();
}

function clearFilters() {
  const { sort, group, size } = state;
  Object.assign(state, initialState(gallery), { view: "images", sort, group, size });
  applyAllFacets();
}

function showControls() {
  const tally = filter.tally();
  showFilterPanel(tally);
  byId("shown").textContent = tally.shown === gallery.count
    ? `${wholeText(gallery.count)} images` : `${wholeText(tally.shown)} of ${wholeText(gallery.count)}`;
  byId("clear").disabled = !filter.isActive(state);
  if (document.activeElement !== byId("text")) byId("text").value = state.text;
  byId("sort").value = state.sort;
  byId("group").checked = state.group;
  byId("size").value = state.size;
  showMarkControls();
}

function showMarkControls() {
  const { size } = marks;
  byId("undo").disabled = !marks.canUndo;
  byId("export").disabled = size === 0;
  byId("export").textContent = size === 0 ? "Export marks"
    : `Export ${wholeText(size)} ${size === 1 ? "mark" : "marks"}`;
  byId("kept").textContent = marks.isKept
    ? "Marks are saved in this browser."
    : "This browser does not save marks: export them before you leave.";
}

/** Listens to the search, the order, the size of tiles and the buttons about filters. */
export function listenToControls() {
  byId("text").addEventListener("input", (event) => {
    state.text = event.target.value;
    applyFacets("text");
  });
  byId("text").addEventListener("keydown", (event) => {
    if (event.key === "Escape") event.target.blur();
    if (event.key === "Enter" && currentImage >= 0) goToImage(currentImage, currentPlace);
  });
  byId("sort").addEventListener("change", (event) => {
    state.sort = event.target.value;
    applyFacets();
  });
  byId("group").addEventListener("change", (event) => {
    state.group = event.target.checked;
    applyFacets();
  });
  byId("size").addEventListener("input", (event) => {
    state.size = Number(event.target.value);
    arrangeGrid();
    writeAddressSoon();
  });
  for (const id of ["clear", "clear-empty"]) byId(id).addEventListener("click", clearFilters);
  byId("skip").addEventListener("click", () => currentImage >= 0 && goToImage(currentImage, currentPlace));
  byId("toggle-filters").addEventListener("click", (event) => {
    const isOpen = byId("filters").classList.toggle("open");
    byId("bar").classList.toggle("open", isOpen);
    event.target.setAttribute("aria-expanded", String(isOpen));
    arrangeGrid();
  });
}
