// The grid: only visible rows are in the document. They are in a window that sticks to the screen
// and is refilled at each scroll, so that a fast scroll shows no empty rows.
import { byId, makeElement } from "./elements.js";
import { GridLayout, headingHeight } from "./grid-layout.js";
import { groupHeading } from "./image-text.js";
import { wholeText } from "./number-text.js";
import { gallery, state } from "./page.js";
import { makeTile, updateTile } from "./tile.js";

export const gridElement = byId("grid");
const gridWindow = byId("window");
const spacer = byId("spacer");

export const gridLayout = new GridLayout(
  gallery.count, gallery.images !== null, gallery.labels !== null);
/** The image that keys act on; -1 if there is none. */
export let currentImage = -1;
/** Where it is in the grid: an image with several classes has several places. */
export let currentPlace = -1;

/** Shows groups of images. */
export function showGroups(groups) {
  gridLayout.setGroups(groups);
  if (gridLayout.order[currentPlace] !== currentImage) currentPlace = gridLayout.places[currentImage] ?? -1;
  if (currentPlace < 0) currentPlace = gridLayout.order.length ? 0 : -1;
  currentImage = gridLayout.order[currentPlace] ?? -1;
  arrangeGrid();
}

/** Lays the images out for the current width and size. */
export function arrangeGrid() {
  gridLayout.arrange(gridElement.parentElement.clientWidth || byId("stage").clientWidth, state.size);
  spacer.style.height = `${gridLayout.height}px`;
  const total = gridLayout.order.length;
  const rest = byId("rest");
  rest.hidden = !gridLayout.isCut;
  if (gridLayout.isCut) {
    rest.textContent = `Showing the first ${wholeText(gridLayout.shown)} of ${wholeText(total)} ${gallery.labels ? "tiles" : "images"}; use the filters to see the others.`;
  }
  byId("empty").hidden = total > 0;
  gridElement.setAttribute("aria-rowcount", gridLayout.rowCount);
  gridElement.setAttribute("aria-colcount", gridLayout.columns);
  clearGrid();
  renderGrid();
}

// MARK: Drawing

/** Rows and headings in the document, by key. */
const drawnElements = new Map();

/** Removes all rows from the document. */
export function clearGrid() {
  for (const element of drawnElements.values()) element.remove();
  drawnElements.clear();
}

const barHeight = () => byId("bar").offsetHeight;

/** How far the grid is scrolled, in its own pixels. */
const scrolledBy = () => Math.max(0, barHeight() - spacer.getBoundingClientRect().top);

let isAheadAsked = false;

/** Draws what is visible now; what is before and after it follows when there is time. */
export function renderGrid() {
  if (state.view !== "images") return;
  drawVisible(0);
  if (isAheadAsked) return;
  isAheadAsked = true;
  requestAnimationFrame(() => setTimeout(() => {
    isAheadAsked = false;
    drawVisible(0.6);
  }));
}

/** Draws what is visible, and a share of its height before and after it. */
function drawVisible(ahead) {
  if (state.view !== "images") return;
  const bar = barHeight();
  document.documentElement.style.setProperty("--bar", `${bar}px`);
  const height = Math.min(Math.max(200, innerHeight - bar), Math.max(gridLayout.height, 1));
  gridWindow.style.height = `${height}px`;
  const top = Math.min(scrolledBy(), Math.max(0, gridLayout.height - height));
  const wanted = drawBetween(top - height * ahead, top + height * (1 + ahead));
  // Rows that are not too far away stay.
  for (const [key, element] of drawnElements) {
    if (wanted.has(key) || (element.top > top - height && element.top < top + height * 2)) continue;
    element.remove();
    drawnElements.delete(key);
  }
  gridElement.style.transform = `translateY(${-top}px)`;
  ensureTabStop();
}

/** Draws rows and headings between two heights of the grid; gives their keys. */
function drawBetween(from, to) {
  const { rowHeight } = gridLayout;
  const wanted = new Set();
  let rowNumber = 0;
  for (const section of gridLayout.sections) {
    const start = section.top + section.heading;
    const end = start + section.rowCount * rowHeight;
    if (end >= from && section.top <= to) {
      if (section.heading) wanted.add(drawHeading(section));
      const firstRow = Math.max(0, Math.floor((from - start) / rowHeight));
      const lastRow = Math.min(section.rowCount - 1, Math.floor((to - start) / rowHeight));
      for (let row = firstRow; row <= lastRow; row++) wanted.add(drawRow(section, row, rowNumber + row));
    }
    rowNumber += section.rowCount;
  }
  return wanted;
}

/** Tab leads into the grid: to the current image, or to the first one in the document. */
function ensureTabStop() {
  if (gridElement.querySelector('.tile[tabindex="0"]')) return;
  const tile = gridElement.querySelector(".tile");
  if (tile) tile.tabIndex = 0;
}

/** Draws the heading of a section; gives its key. */
export function drawHeading({ group: { id, positions }, top, heading: height }) {
  const key = `heading ${top}`;
  if (drawnElements.has(key)) return key;
  const size = positions.length;
  const heading = makeElement("div", { class: "heading", role: "presentation" },
    makeElement("bdi", {}, groupHeading(gallery, id)),
    makeElement("span", { class: "quiet" }, `${wholeText(size)} ${size === 1 ? "image" : "images"}`));
  heading.style.top = `${top}px`;
  heading.style.height = `${height}px`;
  insertElement(key, heading, top);
  return key;
}

/** Draws a row of a section; gives its key. `number` is the row's number in the whole grid. */
export function drawRow(section, row, number) {
  const top = section.top + section.heading + row * gridLayout.rowHeight;
  const key = `row ${top}`;
  if (drawnElements.has(key)) return key;
  const element = makeElement("div", { class: "row", role: "row", "aria-rowindex": number + 1 });
  element.style.top = `${top}px`;
  element.style.gridTemplateColumns = `repeat(${gridLayout.columns}, minmax(0, 1fr))`;
  const start = row * gridLayout.columns;
  section.group.positions.subarray(start, start + gridLayout.columns).forEach((index, column) => {
    const tile = makeTile(index, gridLayout.frameHeight - 4, section.group.id);
    tile.place = section.first + start + column;
    if (tile.place === currentPlace) selectTile(tile);
    element.append(tile);
  });
  insertElement(key, element, top);
  return key;
}

/** Elements are in the document in the order in which they are seen, for screen readers. */
function insertElement(key, element, top) {
  element.top = top;
  gridElement.insertBefore(element, [...gridElement.children].find((other) => other.top > top) ?? null);
  drawnElements.set(key, element);
}

// MARK: The current image

const tileAt = (place) =>
  [...gridElement.querySelectorAll(".tile")].find((tile) => tile.place === place);

function selectTile(tile) {
  for (const other of gridElement.querySelectorAll('.tile[tabindex="0"]')) other.tabIndex = -1;
  tile.setAttribute("aria-selected", "true");
  tile.tabIndex = 0;
}

/** Makes an image the current one, at one of its places; scrolls to it if it is not visible. */
export function goToImage(index, place = gridLayout.places[index], focus = true) {
  const old = tileAt(currentPlace);
  old?.removeAttribute("aria-selected");
  if (old) old.tabIndex = -1;
  [currentImage, currentPlace] = [index, place];
  bringIntoView(place);
  const tile = tileAt(place);
  if (!tile) return;
  selectTile(tile);
  if (focus) tile.focus({ preventScroll: true });
}

function bringIntoView(place) {
  if (place < 0) return;
  const top = gridLayout.topOf(place);
  const now = scrolledBy();
  const height = gridWindow.clientHeight;
  let target = null;
  if (top < now) target = top - (top < headingHeight + 1 ? headingHeight : 8);
  else if (top + gridLayout.rowHeight > now + height) target = top + gridLayout.rowHeight - height;
  if (target !== null) scrollBy(0, target - now);
  renderGrid();
}

/** Brings tiles up to date with the marks of their images. */
export function updateTiles() {
  for (const tile of gridElement.querySelectorAll(".tile")) updateTile(tile);
}
