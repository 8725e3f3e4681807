// The grid: only what can be seen is in the document. It lies in a window that sticks to the screen
// and is filled anew at each scroll, so that no empty rows can be seen, however fast it goes.

const grid = byId("grid");
const gridWindow = byId("window");
const spacer = byId("spacer");

/** Browsers cannot scroll further than some tens of millions of pixels. */
const mostHeight = 15_000_000;
const gap = 10;
const headingHeight = 48;
const captionHeight = 18 * 2 + 4 * 2;
/** How wide a tile is that has no picture. */
const wordsWidth = 230;

const layout = {
  groups: [], sections: [], columns: 1, rowHeight: 1, frameHeight: 1, height: 0, shown: 0,
  /** Where each image stands in the order that is shown; -1 where it is not. */
  places: new Int32Array(count).fill(-1),
  /** The images in the order that is shown. */
  order: new Uint32Array(0),
};
/** The image that keys are about. */
let current = -1;

/** Takes over what is to be shown. */
function setGroups(groups) {
  layout.groups = groups;
  layout.places.fill(-1);
  const total = groups.reduce((sum, group) => sum + group.positions.length, 0);
  layout.order = new Uint32Array(total);
  let start = 0;
  for (const group of groups) {
    layout.order.set(group.positions, start);
    start += group.positions.length;
  }
  for (let place = 0; place < total; place++) layout.places[layout.order[place]] = place;
  if (layout.places[current] === undefined || layout.places[current] < 0) current = layout.order[0] ?? -1;
  arrange();
}

/** Works out where rows lie at this width. */
function arrange() {
  const width = grid.parentElement.clientWidth || byId("stage").clientWidth;
  // Three beside each other on a telephone; words without a picture want more room.
  const wanted = hasImages
    ? Math.min(state.size, Math.max(80, (width - 2 * gap) / 3)) : Math.min(wordsWidth, width);
  layout.columns = Math.max(1, Math.floor((width + gap) / (wanted + gap)));
  layout.frameHeight = hasImages ? Math.round(wanted) + 4 : 0;
  layout.rowHeight = layout.frameHeight + captionHeight + gap;
  layout.sections = [];
  let top = 0, first = 0, isFull = false;
  for (const group of layout.groups) {
    if (isFull) break;
    const heading = group.id === null ? 0 : headingHeight;
    const room = Math.floor((mostHeight - top - heading) / layout.rowHeight);
    const rowCount = Math.min(Math.ceil(group.positions.length / layout.columns), Math.max(0, room));
    isFull = rowCount * layout.columns < group.positions.length;
    layout.sections.push({ group, top, heading, first, rowCount });
    top += heading + rowCount * layout.rowHeight;
    first += isFull ? rowCount * layout.columns : group.positions.length;
  }
  layout.height = top;
  layout.shown = first;
  spacer.style.height = `${top}px`;
  const rest = byId("rest");
  rest.hidden = !isFull;
  if (isFull) rest.textContent = `These are the first ${whole(first)} of ${whole(layout.order.length)} images; filter to see the others.`;
  byId("empty").hidden = layout.order.length > 0;
  grid.setAttribute("aria-rowcount", layout.sections.reduce((sum, section) => sum + section.rowCount, 0));
  grid.setAttribute("aria-colcount", layout.columns);
  clearGrid();
  render();
}

/** What is in the document: rows and headings by their tops. */
const drawn = new Map();

function clearGrid() {
  for (const element of drawn.values()) element.remove();
  drawn.clear();
}

const barHeight = () => byId("bar").offsetHeight;
/** How far the grid is scrolled, in pixels of its own. */
function scrolled() {
  return Math.max(0, barHeight() - spacer.getBoundingClientRect().top);
}

let isAheadAsked = false;

/** Draws what can be seen now; what lies before and behind it follows when there is time. */
function render() {
  if (state.view !== "images") return;
  draw(0);
  if (isAheadAsked) return;
  isAheadAsked = true;
  requestAnimationFrame(() => setTimeout(() => {
    isAheadAsked = false;
    draw(0.6);
  }));
}

/** Draws what can be seen, and so much of its height before and behind it. */
function draw(ahead) {
  if (state.view !== "images") return;
  const bar = barHeight();
  document.documentElement.style.setProperty("--bar", `${bar}px`);
  const height = Math.min(Math.max(200, innerHeight - bar), Math.max(layout.height, 1));
  gridWindow.style.height = `${height}px`;
  const top = Math.min(scrolled(), Math.max(0, layout.height - height));
  const [from, to] = [top - height * ahead, top + height * (1 + ahead)];
  // Rows that are there already stay, within reason.
  const [keptFrom, keptTo] = [top - height, top + height * 2];
  const wanted = new Set();
  let rowNumber = 0;
  for (const section of layout.sections) {
    const start = section.top + section.heading;
    const end = start + section.rowCount * layout.rowHeight;
    if (end >= from && section.top <= to) {
      if (section.heading) wanted.add(drawHeading(section));
      const firstRow = Math.max(0, Math.floor((from - start) / layout.rowHeight));
      const lastRow = Math.min(section.rowCount - 1, Math.floor((to - start) / layout.rowHeight));
      for (let row = firstRow; row <= lastRow; row++) {
        wanted.add(drawRow(section, row, start + row * layout.rowHeight, rowNumber + row));
      }
    }
    rowNumber += section.rowCount;
  }
  for (const [key, element] of drawn) {
    if (wanted.has(key) || (element.top > keptFrom && element.top < keptTo)) continue;
    element.remove();
    drawn.delete(key);
  }
  grid.style.transform = `translateY(${-top}px)`;
  ensureTabStop();
}

/** Tab leads into the grid: to the current image, or to the first one that is there. */
function ensureTabStop() {
  if (grid.querySelector('.tile[tabindex="0"]')) return;
  const tile = grid.querySelector(".tile");
  if (tile) tile.tabIndex = 0;
}

function drawHeading(section) {
  const key = `heading ${section.top}`;
  if (drawn.has(key)) return key;
  const id = section.group.id;
  const size = section.group.positions.length;
  const name = id === data.classes.length ? noLabelWords : classNames[id];
  const heading = make("div", { class: "heading", role: "presentation" },
    make("bdi", {}, name),
    make("span", { class: "quiet" }, `${whole(size)} ${size === 1 ? "image" : "images"}`));
  heading.style.top = `${section.top}px`;
  heading.style.height = `${section.heading}px`;
  insert(key, heading, section.top);
  return key;
}

function drawRow(section, row, top, number) {
  const key = `row ${top}`;
  if (drawn.has(key)) return key;
  const element = make("div", { class: "row", role: "row", "aria-rowindex": number + 1 });
  element.style.top = `${top}px`;
  element.style.gridTemplateColumns = `repeat(${layout.columns}, minmax(0, 1fr))`;
  const start = row * layout.columns;
  const positions = section.group.positions.subarray(start, start + layout.columns);
  for (const index of positions) {
    const tile = makeTile(index, layout.frameHeight - 4);
    if (index === current) select(tile);
    element.append(tile);
  }
  insert(key, element, top);
  return key;
}

/** Elements stand in the order in which they are seen, for those who hear the page. */
function insert(key, element, top) {
  element.top = top;
  let before = null;
  for (const other of grid.children) {
    if (other.top > top) { before = other; break; }
  }
  grid.insertBefore(element, before);
  drawn.set(key, element);
}

// MARK: The current image

const tileOf = (index) => [...grid.querySelectorAll(".tile")].find((tile) => tile.position === index);

function select(tile) {
  for (const other of grid.querySelectorAll('.tile[tabindex="0"]')) other.tabIndex = -1;
  tile.setAttribute("aria-selected", "true");
  tile.tabIndex = 0;
}

/** Makes an image the current one; scrolls to it where it cannot be seen. */
function goTo(index, focus = true) {
  const old = tileOf(current);
  old?.removeAttribute("aria-selected");
  if (old) old.tabIndex = -1;
  current = index;
  bringIntoView(index);
  const tile = tileOf(index);
  if (!tile) return;
  select(tile);
  if (focus) tile.focus({ preventScroll: true });
}

/** The top of the row of an image, in pixels of the grid. */
function topOf(index) {
  const place = layout.places[index];
  const section = layout.sections.find((one) => place < one.first + one.group.positions.length);
  if (!section) return 0;
  const row = Math.floor((place - section.first) / layout.columns);
  return section.top + section.heading + row * layout.rowHeight;
}

function bringIntoView(index) {
  if (layout.places[index] < 0) return;
  const top = topOf(index);
  const now = scrolled();
  const height = gridWindow.clientHeight;
  let target = null;
  if (top < now) target = top - (top < headingHeight + 1 ? headingHeight : 8);
  else if (top + layout.rowHeight > now + height) target = top + layout.rowHeight - height;
  if (target !== null) scrollBy(0, target - now);
  render();
}

/** The image above or below the current one: the same column, or the last of a shorter row. */
function neighbourRow(step) {
  const place = layout.places[current];
  const at = layout.sections.findIndex((one) => place < one.first + one.group.positions.length);
  const section = layout.sections[at];
  if (!section) return current;
  const offset = place - section.first;
  const [row, column] = [Math.floor(offset / layout.columns), offset % layout.columns];
  const target = row + step;
  if (target >= 0 && target < section.rowCount) {
    return clampTo(section, target * layout.columns + column);
  }
  const next = layout.sections[at + step];
  if (!next) return current;
  const start = step > 0 ? 0 : (next.rowCount - 1) * layout.columns;
  return clampTo(next, start + column);
}

const clampTo = (section, offset) =>
  section.group.positions[Math.min(offset, section.group.positions.length - 1)];

/** The image so many places further, within what is shown. */
function neighbour(step) {
  if (layout.places[current] < 0) return current;
  const place = Math.min(Math.max(layout.places[current] + step, 0), layout.shown - 1);
  return layout.order[place];
}

/** Brings tiles up to date with the marks of their images. */
function refreshMarks() {
  for (const tile of grid.querySelectorAll(".tile")) showMark(tile);
}
