// The filters beside the grid: buttons that are pressed or not, each with a count.
import { buildRanges, showRanges } from "./confidence-ranges.js";
import { sourceNames } from "./decode.js";
import { displayText } from "./display-text.js";
import { byId, makeElement } from "./elements.js";
import { sourceText } from "./image-text.js";
import { isLabelled, sourcesOf } from "./labels.js";
import { wholeText } from "./number-text.js";
import { gallery, state } from "./page.js";

const choiceButtons = [];
let onFacetChange = null;

function makeChoice(facet, value, name, options = {}) {
  const button = makeElement("button", { type: "button", class: "choice" },
    options.key ? makeElement("span", { class: "key", "aria-hidden": "true" }, options.key) : null,
    options.swatch ? makeElement("span", { class: `swatch ${options.swatch}` }) : null,
    makeElement("bdi", { class: "name", title: name }, name), makeElement("span", { class: "number" }));
  button.facet = facet;
  button.choice = value;
  button.addEventListener("click", () => toggleChoice(facet, value));
  return button;
}

function toggleChoice(facet, value) {
  if (facet === "mark") state.mark = state.mark === value ? "" : value;
  else if (!state[facet].delete(value)) state[facet].add(value);
  onFacetChange(facet);
}

const isChosen = (facet, value) => (facet === "mark" ? state.mark === value : state[facet].has(value));

/** How many images a choice would show. */
function numberFor(tally, facet, value) {
  switch (facet) {
    case "classes": return tally.classes[value];
    case "sources": return tally.sources[sourceNames.indexOf(value)];
    case "findings": return tally.findings.get(value);
    case "splits": return tally.splits.get(value) || 0;
    case "sizes": return tally.sizes.get(value) || 0;
    default: return tally.mark[value];
  }
}

function fillFacet(id, buttons) {
  const facet = byId(id);
  facet.hidden = buttons.length === 0;
  facet.querySelector(".choices").replaceChildren(...buttons);
  choiceButtons.push(...buttons);
}

/** Builds the filters; `onChange` is called with the facet that changes. */
export function buildFilterPanel(onChange) {
  onFacetChange = onChange;
  const used = usedSources();
  fillFacet("facet-source", used.length < 2 ? [] : used.map((source) =>
    makeChoice("sources", source, sourceText[source], { swatch: source })));
  fillFacet("facet-class", gallery.classOrder.map((id, place) =>
    makeChoice("classes", id, gallery.classNames[id],
      { key: gallery.labels ? null : place < 9 ? String(place + 1) : " " })));
  buildMatchAll();
  fillFacet("facet-size", usedSizes().map((size) =>
    makeChoice("sizes", size, size === 0 ? "no class" : size === 1 ? "1 class" : `${size} classes`)));
  fillFacet("facet-finding", gallery.findings.filter((finding) => finding.at.length).map((finding) =>
    makeChoice("findings", finding.id, displayText(finding.title))));
  const patterns = [...new Set(gallery.splits?.patterns)].sort();
  fillFacet("facet-split", patterns.map((pattern) => makeChoice("splits", pattern, pattern)));
  fillFacet("facet-mark", [["wrong", "marked as wrong"], ["right", "with correct class"], ["open", "not marked"]]
    .filter(([value]) => value !== "right" || !gallery.labels).map(([value, name]) => makeChoice("mark", value, name)));
  buildRanges(() => onChange("ranges"));
}

/** The sources of all labels, and whether there are images without one. */
function usedSources() {
  const used = new Set();
  for (let index = 0; index < gallery.count; index++) {
    for (const source of sourcesOf(gallery, index)) used.add(source);
  }
  return sourceNames.filter((_, number) => used.has(number));
}

/** The numbers of classes that images have, ascending; none if each has one. */
function usedSizes() {
  if (!gallery.labels) return [];
  const { sizes } = gallery.labels;
  return [...new Set(sizes.filter((_, index) => isLabelled(gallery, index)))].sort((left, right) => left - right);
}

/** The switch between images with any and with all of the chosen classes. */
function buildMatchAll() {
  byId("match").hidden = !gallery.labels || gallery.classOrder.length < 2;
  byId("match-all").addEventListener("change", (event) => {
    state.matchAll = event.target.checked;
    onFacetChange("classes");
  });
}

/** A set that a chart links to is a choice only as long as it is chosen. */
function showSets() {
  const place = byId("facet-finding").querySelector(".choices");
  for (const button of place.querySelectorAll(".set")) {
    button.remove();
    choiceButtons.splice(choiceButtons.indexOf(button), 1);
  }
  for (const set of gallery.sets.filter((one) => state.findings.has(one.id))) {
    const button = makeChoice("findings", set.id, displayText(set.title));
    button.classList.add("set");
    place.append(button);
    choiceButtons.push(button);
  }
  byId("facet-finding").hidden = place.childElementCount === 0;
}

/** Shows the choices of the state, with the counts of a tally. */
export function showFilterPanel(tally) {
  showSets();
  for (const button of choiceButtons) {
    const number = numberFor(tally, button.facet, button.choice);
    button.setAttribute("aria-pressed", String(isChosen(button.facet, button.choice)));
    button.classList.toggle("none", number === 0);
    button.querySelector(".number").textContent = wholeText(number);
  }
  byId("match-all").checked = state.matchAll;
  showRanges(tally.bins);
}
