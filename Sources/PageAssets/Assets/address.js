// What is shown, as the address of the page has it; ReportPage.GalleryFilter writes the same.
import { sourceNames } from "./decode.js";
import { ordersOf } from "./order.js";

const tileSizes = [88, 112, 136, 160, 184, 208];

/** The state of a page that was just opened. */
export const initialState = (gallery) => ({
  view: "overview", classes: new Set(), sources: new Set(), findings: new Set(), splits: new Set(),
  sizes: new Set(), matchAll: false, mark: "", text: "", ranges: { human: null, machine: null }, sort: ordersOf(gallery)[0][0],
  group: true, size: 136, row: null,
});

/** A pair of numbers such as 0.5-0.8; null if it is none. */
function readRange(text) {
  const match = /^(\d*\.?\d+(?:e-\d+)?)-(\d*\.?\d+(?:e-\d+)?)$/.exec(text || "");
  return match ? [Number(match[1]), Number(match[2])] : null;
}

/** The state of an address; values that make no sense are ignored. */
export function readAddress(gallery, hash) {
  const state = initialState(gallery);
  const [view, query] = hash.replace(/^#/, "").split(/\?(.*)/s);
  if (view !== "images") return state;
  state.view = "images";
  const values = new URLSearchParams(query || "");
  readChoices(gallery, values, state);
  state.text = values.get("text") || "";
  state.ranges.human = readRange(values.get("human"));
  state.ranges.machine = readRange(values.get("machine"));
  if (ordersOf(gallery).some(([id]) => id === values.get("sort"))) state.sort = values.get("sort");
  state.group = values.get("group") !== "no";
  if (tileSizes.includes(Number(values.get("size")))) state.size = Number(values.get("size"));
  const row = values.get("row");
  state.row = /^\d+$/.test(row || "") ? Number(row) : null;
  return state;
}

/** The filters of which several values can be chosen, and the marks. */
function readChoices(gallery, values, state) {
  const list = (name) => (values.get(name) || "").split(".").filter((item) => item !== "");
  const patterns = gallery.splits?.patterns ?? [];
  for (const id of list("class").map(Number)) if (id < gallery.classes.length) state.classes.add(id);
  for (const name of list("source")) if (sourceNames.includes(name)) state.sources.add(name);
  for (const id of list("finding")) if (gallery.members.has(id)) state.findings.add(id);
  for (const pattern of list("split")) if (patterns.includes(pattern)) state.splits.add(pattern);
  if (gallery.labels) {
    for (const size of list("labels")) if (/^\d+$/.test(size)) state.sizes.add(Number(size));
    state.matchAll = values.get("match") === "all";
  }
  const mark = values.get("mark");
  state.mark = ["wrong", "right", "open"].includes(mark) ? mark : "";
}

/** The address of a state; what is as in the initial state is left out. */
export function writeAddress(gallery, state) {
  if (state.view === "overview") return "#overview";
  const values = new URLSearchParams();
  const initial = initialState(gallery);
  const put = (name, items) => items.size && values.set(name, [...items].join("."));
  put("class", state.classes);
  if (state.matchAll) values.set("match", "all");
  put("labels", state.sizes);
  put("source", state.sources);
  put("finding", state.findings);
  put("split", state.splits);
  if (state.mark) values.set("mark", state.mark);
  if (state.text) values.set("text", state.text);
  for (const source of ["human", "machine"]) {
    if (state.ranges[source]) values.set(source, state.ranges[source].join("-"));
  }
  for (const name of ["sort", "size"]) if (state[name] !== initial[name]) values.set(name, state[name]);
  if (!state.group) values.set("group", "no");
  if (state.row !== null) values.set("row", state.row);
  const query = values.toString();
  return "#images" + (query ? "?" + query : "");
}
