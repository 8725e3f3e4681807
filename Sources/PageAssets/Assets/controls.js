// The filters beside the grid and the bar above it.

let tallied = null;

/** A choice that is pressed or not, with how many images it would show. */
function choice(facet, value, name, options = {}) {
  const button = make("button", { type: "button", class: "choice" },
    options.key ? make("span", { class: "key", "aria-hidden": "true" }, options.key) : null,
    options.swatch ? make("span", { class: `swatch ${options.swatch}` }) : null,
    make("bdi", { class: "name", title: name }, name), make("span", { class: "number" }));
  button.facet = facet;
  button.choice = value;
  button.addEventListener("click", () => choose(facet, value));
  return button;
}

function choose(facet, value) {
  if (facet === "mark") state.mark = state.mark === value ? "" : value;
  else if (!state[facet].delete(value)) state[facet].add(value);
  changed(facet);
}

const isChosen = (facet, value) => (facet === "mark" ? state.mark === value : state[facet].has(value));

function numberOf(facet, value) {
  switch (facet) {
    case "classes": return tallied.classes[value < 0 ? data.classes.length : value];
    case "sources": return tallied.sources[sources.indexOf(value)];
    case "findings": return tallied.findings.get(value);
    case "splits": return tallied.splits.get(value) || 0;
    default: return tallied.mark[value];
  }
}

const choiceButtons = [];

function fill(id, buttons) {
  const facet = byId(id);
  facet.hidden = buttons.length === 0;
  facet.querySelector(".choices").replaceChildren(...buttons);
  choiceButtons.push(...buttons);
}

function buildFilters() {
  const used = sources.filter((_, number) => sourceOf.includes(number));
  fill("facet-source", used.length < 2 ? [] : used.map((source) =>
    choice("sources", source, sourceWords[source], { swatch: source })));
  fill("facet-class", classOrder.map((id, place) =>
    choice("classes", id, classNames[id], { key: place < 9 ? String(place + 1) : " " })));
  fill("facet-finding", data.findings.filter((finding) => finding.at.length).map((finding) =>
    choice("findings", finding.id, visible(finding.title))));
  const patterns = [...new Set(splitPatterns)].sort();
  fill("facet-split", patterns.map((pattern) => choice("splits", pattern, pattern)));
  fill("facet-mark", [["wrong", "marked as wrong"], ["right", "with the right class"], ["open", "not marked"]]
    .map(([value, name]) => choice("mark", value, name)));
  buildRanges();
  byId("sort").append(...sorts.map(([name, words]) => make("option", { value: name }, words)));
}

// MARK: Confidence, a picture and a range for each source

const rangeControls = [];

function buildRanges() {
  const parts = ["human", "machine"].map((source, number) => {
    let low = Infinity, high = -Infinity;
    for (let index = 0; index < count; index++) {
      if (sourceOf[index] !== number || Number.isNaN(confidence[index])) continue;
      low = Math.min(low, confidence[index]);
      high = Math.max(high, confidence[index]);
    }
    return low <= high ? buildRange(source, low, high) : null;
  }).filter(Boolean);
  byId("facet-confidence").hidden = parts.length === 0;
  byId("facet-confidence").querySelector(".choices").replaceChildren(...parts);
}

function buildRange(source, low, high) {
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  picture.setAttribute("viewBox", `0 0 ${binCount} 10`);
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("aria-hidden", "true");
  const bars = document.createElementNS("http://www.w3.org/2000/svg", "path");
  bars.setAttribute("class", "bars");
  picture.append(bars);
  const words = sourceWords[source];
  const field = (name) => make("input", { type: "number", min: "0", max: "1", step: "0.01",
    "aria-label": `${name} confidence of labels by ${words}` });
  const [least, most] = [field("Least"), field("Most")];
  // Rounded outwards, so that all fit between them.
  least.placeholder = (Math.floor(low * 100) / 100).toFixed(2);
  most.placeholder = (Math.ceil(high * 100) / 100).toFixed(2);
  const read = () => {
    const isSet = least.value !== "" || most.value !== "";
    state.ranges[source] = isSet
      ? [least.value === "" ? 0 : Number(least.value), most.value === "" ? 1 : Number(most.value)] : null;
    changed("ranges");
  };
  least.addEventListener("input", read);
  most.addEventListener("input", read);
  rangeControls.push({ source, least, most, bars });
  return make("div", { class: `range ${source}` },
    make("div", { class: "title" }, make("span", { class: `swatch ${source}` }), words),
    picture, make("div", { class: "ends" }, least, "to", most));
}

function showRanges() {
  for (const { source, least, most, bars } of rangeControls) {
    const bins = tallied.bins[source];
    const top = Math.max(1, ...bins);
    bars.setAttribute("d", [...bins].map((number, bin) => number === 0 ? ""
      : `M${bin + 0.1} 10V${(10 - Math.max(0.4, (10 * number) / top)).toFixed(2)}h.8V10z`).join(""));
    const range = state.ranges[source];
    if (document.activeElement !== least) least.value = range && range[0] > 0 ? range[0] : "";
    if (document.activeElement !== most) most.value = range && range[1] < 1 ? range[1] : "";
  }
}

// MARK: Bringing everything up to date

const isFiltered = () => Object.keys(facets).some((facet) => tests[facet]() !== null);

function showControls() {
  showSets();
  for (const button of choiceButtons) {
    const number = numberOf(button.facet, button.choice);
    button.setAttribute("aria-pressed", String(isChosen(button.facet, button.choice)));
    button.classList.toggle("none", number === 0);
    button.querySelector(".number").textContent = whole(number);
  }
  showRanges();
  byId("shown").textContent = tallied.shown === count
    ? `${whole(count)} images` : `${whole(tallied.shown)} of ${whole(count)}`;
  byId("clear").disabled = !isFiltered();
  if (document.activeElement !== byId("text")) byId("text").value = state.text;
  byId("sort").value = state.sort;
  byId("group").checked = state.group;
  byId("size").value = state.size;
  showMarkControls();
}

function showMarkControls() {
  byId("undo").disabled = undoable.length === 0;
  byId("export").disabled = marks.size === 0;
  byId("export").textContent = marks.size === 0 ? "Export marks"
    : `Export ${whole(marks.size)} ${marks.size === 1 ? "mark" : "marks"}`;
  byId("kept").textContent = keepsMarks
    ? "Marks stay in this browser until they are taken away."
    : "This browser keeps no marks: export them before you leave.";
}

/** A set that a chart leads to is a choice only as long as it is chosen. */
function showSets() {
  const place = byId("facet-finding").querySelector(".choices");
  for (const button of place.querySelectorAll(".set")) {
    button.remove();
    choiceButtons.splice(choiceButtons.indexOf(button), 1);
  }
  for (const set of data.sets.filter((one) => state.findings.has(one.id))) {
    const button = choice("findings", set.id, visible(set.title));
    button.classList.add("set");
    place.append(button);
    choiceButtons.push(button);
  }
  byId("facet-finding").hidden = place.childElementCount === 0;
}

/** Something about a facet has changed: looks at it again and shows the outcome. */
function changed(...changedFacets) {
  for (const facet of changedFacets) judge(facet);
  tallied = tally();
  setGroups(shownGroups());
  showControls();
  saveAddress();
}

function clearFilters() {
  const { sort, group, size } = state;
  state = Object.assign(initialState(), { view: "images", sort, group, size });
  changed(...Object.keys(facets));
}

// MARK: Marks

function marked(indices, words) {
  refreshMarks();
  if (viewed >= 0) showFacts(viewed);
  judge("mark");
  tallied = tally();
  // The image stays where it is, even if it fits the filter no more: it may be undone.
  showControls();
  byId("said").textContent = indices.length ? `${visible(data.name[indices[0]])}: ${words}. ${whole(marks.size)} marked.` : words;
}

const subject = () => (viewed >= 0 ? viewed : current);

function toggleWrong() {
  const index = subject();
  if (index < 0) return;
  setMark(index, marks.has(index) ? undefined : null);
  marked([index], markText(index) || "no mark");
}

/** Says which class is right; the class that it has is no correction. */
function setRight(name) {
  const index = subject();
  if (index < 0) return;
  const isSame = classOf[index] >= 0 && data.classes[classOf[index]] === name;
  setMark(index, isSame ? undefined : name);
  marked([index], isSame ? `${shownName(name)} is its label already, no mark` : markText(index));
}

const chooseRight = (typed) => openChooser(typed, setRight);

function undo() {
  const indices = undoMark();
  if (indices.length === 1 && viewed < 0 && layout.places[indices[0]] >= 0) goTo(indices[0]);
  marked(indices, indices.length ? markText(indices[0]) || "no mark" : "Nothing to undo.");
}
