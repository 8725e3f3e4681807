// What is looked at, as the address of the page says it: ReportPage.GalleryFilter writes the same.

const sorts = [
  suspicion && ["suspicion", "most suspected"],
  ["confidence", "lowest confidence"],
  ["time", "latest"],
  ["name", "name"],
  ["line", "line of the manifest"],
].filter(Boolean);

const tileSizes = [88, 112, 136, 160, 184, 208];

const initialState = () => ({
  view: "overview", classes: new Set(), sources: new Set(), findings: new Set(), splits: new Set(),
  mark: "", text: "", ranges: { human: null, machine: null }, sort: sorts[0][0], group: true,
  size: 136, row: null,
});
let state = initialState();

/** A pair of numbers such as 0.5-0.8; null where it is none. */
function readRange(text) {
  const match = /^(\d*\.?\d+(?:e-\d+)?)-(\d*\.?\d+(?:e-\d+)?)$/.exec(text || "");
  return match ? [Number(match[1]), Number(match[2])] : null;
}

/** The state of an address; whatever makes no sense in it is passed over. */
function readAddress(hash) {
  const next = initialState();
  const [view, query] = hash.replace(/^#/, "").split(/\?(.*)/s);
  if (view !== "images") return next;
  next.view = "images";
  const values = new URLSearchParams(query || "");
  const list = (name) => (values.get(name) || "").split(".").filter((item) => item !== "");
  for (const id of list("class").map(Number)) if (id < data.classes.length) next.classes.add(id);
  for (const source of list("source")) if (sources.includes(source)) next.sources.add(source);
  const isKnown = (id) => data.findings.some((one) => one.id === id) || data.sets.some((one) => one.id === id);
  for (const id of list("finding")) if (isKnown(id)) next.findings.add(id);
  for (const pattern of list("split")) if (splitPatterns.includes(pattern)) next.splits.add(pattern);
  next.mark = ["wrong", "right", "open"].includes(values.get("mark")) ? values.get("mark") : "";
  next.text = values.get("text") || "";
  next.ranges.human = readRange(values.get("human"));
  next.ranges.machine = readRange(values.get("machine"));
  if (sorts.some(([name]) => name === values.get("sort"))) next.sort = values.get("sort");
  next.group = values.get("group") !== "no";
  if (tileSizes.includes(Number(values.get("size")))) next.size = Number(values.get("size"));
  const row = values.get("row");
  next.row = /^\d+$/.test(row || "") ? Number(row) : null;
  return next;
}

/** The address of the state; what is as at the beginning is left out. */
function writeAddress() {
  if (state.view === "overview") return "#overview";
  const values = new URLSearchParams();
  const first = initialState();
  const put = (name, items) => items.size && values.set(name, [...items].join("."));
  put("class", state.classes);
  put("source", state.sources);
  put("finding", state.findings);
  put("split", state.splits);
  if (state.mark) values.set("mark", state.mark);
  if (state.text) values.set("text", state.text);
  for (const source of ["human", "machine"]) {
    if (state.ranges[source]) values.set(source, state.ranges[source].join("-"));
  }
  for (const name of ["sort", "size"]) if (state[name] !== first[name]) values.set(name, state[name]);
  if (!state.group) values.set("group", "no");
  if (state.row !== null) values.set("row", state.row);
  const query = values.toString();
  return "#images" + (query ? "?" + query : "");
}

let addressWaits = null;

/** Puts the state into the address now. */
function putAddress() {
  clearTimeout(addressWaits);
  addressWaits = null;
  const address = writeAddress();
  // The way back from the overview leads to what was looked at.
  if (state.view === "images") byId("to-images").setAttribute("href", address);
  if (address !== location.hash) history.replaceState(null, "", address);
}

/**
 * Puts the state into the address soon, so that a reload and a bookmark find it again. Browsers do
 * not let a page change its address at every key.
 */
function saveAddress() {
  addressWaits ??= setTimeout(putAddress, 400);
}
