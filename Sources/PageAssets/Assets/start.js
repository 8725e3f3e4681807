// Puts everything to work.

function showView() {
  document.documentElement.dataset.view = state.view;
  for (const [view, id] of [["overview", "to-overview"], ["images", "to-images"]]) {
    if (state.view === view) byId(id).setAttribute("aria-current", "page");
    else byId(id).removeAttribute("aria-current");
  }
}

let isBuilt = false;

/** Goes to where an address leads. */
function follow(hash) {
  const old = state;
  state = readAddress(hash);
  if (state.view === "images" && !hash.includes("size=")) state.size = old.size;
  showView();
  if (viewer.open && state.row === null) viewer.close();
  if (state.view !== "images") return;
  if (!isBuilt) buildFilters();
  isBuilt = true;
  const row = state.row;
  changed(...Object.keys(facets));
  scrollTo(0, 0);
  render();
  const index = row === null ? -1 : positionOf(row);
  if (index >= 0) openViewer(index);
}

// MARK: Keys

const isTyping = (target) => target.closest("input:not([type=checkbox]):not([type=range]), select, textarea") !== null;

const moves = {
  ArrowLeft: () => neighbour(-1), ArrowRight: () => neighbour(1),
  ArrowUp: () => neighbourRow(-1), ArrowDown: () => neighbourRow(1),
  Home: () => layout.order[0] ?? -1, End: () => layout.order[layout.shown - 1] ?? -1,
};

function move(key) {
  const index = moves[key]();
  if (index < 0) return;
  if (viewer.open) view(index);
  else goTo(index);
}

/** Keys that judge the current image; true where the key was one of them. */
function judgeByKey(event) {
  const key = event.key;
  if (key === "x") toggleWrong();
  else if (key === "u") undo();
  else if (key === "y" && suggestion(subject()) !== null) setRight(suggestion(subject()));
  else if (/^[1-9]$/.test(key) && classOrder[key - 1] !== undefined) setRight(data.classes[classOrder[key - 1]]);
  else if (key.length === 1 && /\p{L}/u.test(key)) chooseRight(event.shiftKey ? key.toLowerCase() : key);
  else return false;
  return true;
}

function onKey(event) {
  if (state.view !== "images" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!(event.target instanceof Element) || isTyping(event.target)) return;
  if (chooser.open || byId("help").open) return;
  const isOnControl = event.target.closest("button, summary, a, input") !== null;
  if (event.key in moves) {
    if (isOnControl && !viewer.open) return;
    move(event.key);
  } else if (event.key === "Enter" || event.key === " ") {
    if (isOnControl || viewer.open || current < 0) return;
    openViewer(current);
  } else if (event.key === "/") byId("text").focus();
  else if (event.key === "?") byId("help").showModal();
  else if (!judgeByKey(event)) return;
  event.preventDefault();
}

// MARK: Listening

function listen() {
  addEventListener("hashchange", () => follow(location.hash));
  addEventListener("scroll", render, { passive: true });
  addEventListener("pagehide", putAddress);
  let width = 0;
  new ResizeObserver(([{ contentRect }]) => {
    if (state.view !== "images" || contentRect.width === width) return;
    width = contentRect.width;
    arrange();
  }).observe(byId("stage"));
  addEventListener("resize", () => state.view === "images" && render());
  document.addEventListener("keydown", onKey);
  grid.addEventListener("click", (event) => {
    const tile = event.target.closest(".tile");
    if (!tile) return;
    goTo(tile.position);
    openViewer(tile.position);
  });
  grid.addEventListener("focusin", (event) => {
    const tile = event.target.closest(".tile");
    if (tile && tile.position !== current) goTo(tile.position, false);
  });
  byId("text").addEventListener("input", (event) => {
    state.text = event.target.value;
    changed("text");
  });
  byId("text").addEventListener("keydown", (event) => {
    if (event.key === "Escape") event.target.blur();
    if (event.key === "Enter" && current >= 0) goTo(current);
  });
  byId("sort").addEventListener("change", (event) => { state.sort = event.target.value; changed(); });
  byId("group").addEventListener("change", (event) => { state.group = event.target.checked; changed(); });
  byId("size").addEventListener("input", (event) => {
    state.size = Number(event.target.value);
    arrange();
    saveAddress();
  });
  byId("suggested").addEventListener("click", () => setRight(suggestion(viewed)));
  for (const id of ["clear", "clear-empty"]) byId(id).addEventListener("click", clearFilters);
  byId("skip").addEventListener("click", () => current >= 0 && goTo(current));
  byId("undo").addEventListener("click", undo);
  byId("export").addEventListener("click", downloadMarks);
  byId("keys").addEventListener("click", () => byId("help").showModal());
  byId("load").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    const words = loadMarks(await file.text());
    event.target.value = "";
    marked([], words);
    byId("kept").textContent = words;
  });
  byId("toggle-filters").addEventListener("click", (event) => {
    const isOpen = byId("filters").classList.toggle("open");
    byId("bar").classList.toggle("open", isOpen);
    event.target.setAttribute("aria-expanded", String(isOpen));
    arrange();
  });
  addEventListener("storage", (event) => {
    if (event.key !== storeKey) return;
    marks.clear();
    restoreMarks();
    if (isBuilt) marked([], "Marks were changed in another window.");
  });
  listenToPrinting();
}

/** On paper there is no scrolling: so many images that fit the filters are laid out for it. */
const mostPrinted = 600;

function listenToPrinting() {
  addEventListener("beforeprint", () => {
    if (state.view !== "images") return;
    clearGrid();
    let left = mostPrinted;
    for (const section of layout.sections) {
      if (left <= 0) break;
      if (section.heading) drawHeading(section);
      const start = section.top + section.heading;
      const rowCount = Math.min(section.rowCount, Math.ceil(left / layout.columns));
      for (let row = 0; row < rowCount; row++) drawRow(section, row, start + row * layout.rowHeight, row);
      left -= Math.min(section.group.positions.length, rowCount * layout.columns);
    }
  });
  addEventListener("afterprint", () => {
    clearGrid();
    render();
  });
}

document.documentElement.classList.add("scripted");
document.documentElement.classList.toggle("wordy", !hasImages);
// The table below each chart has the same links, which can be reached by keys.
for (const link of document.querySelectorAll("svg a")) link.setAttribute("tabindex", "-1");
restoreMarks();
listen();
follow(location.hash);
