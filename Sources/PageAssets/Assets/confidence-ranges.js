// The filter by confidence: a histogram and a range for each source.
import { sourceNames } from "./decode.js";
import { byId, makeElement } from "./elements.js";
import { binCount } from "./filter.js";
import { sourceText } from "./image-text.js";
import { forEachConfidence } from "./labels.js";
import { gallery, state } from "./page.js";

const rangeControls = [];

/** Builds the controls; `onChange` is called when a range changes. */
export function buildRanges(onChange) {
  const parts = ["human", "machine"].map((source) => {
    const [low, high] = knownRange(sourceNames.indexOf(source));
    return low <= high ? buildRange(source, low, high, onChange) : null;
  }).filter(Boolean);
  byId("facet-confidence").hidden = parts.length === 0;
  byId("facet-confidence").querySelector(".choices").replaceChildren(...parts);
}

/** The lowest and highest confidence of a source; infinite and the wrong way round if none is known. */
function knownRange(number) {
  let low = Infinity, high = -Infinity;
  for (let index = 0; index < gallery.count; index++) {
    forEachConfidence(gallery, index, (source, _, value) => {
      if (source !== number || Number.isNaN(value)) return;
      low = Math.min(low, value);
      high = Math.max(high, value);
    });
  }
  return [low, high];
}

function makeHistogram() {
  const make = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
  const picture = make("svg");
  picture.setAttribute("viewBox", `0 0 ${binCount} 10`);
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("aria-hidden", "true");
  const bars = make("path");
  bars.setAttribute("class", "bars");
  picture.append(bars);
  return { picture, bars };
}

function buildRange(source, low, high, onChange) {
  const { picture, bars } = makeHistogram();
  const words = sourceText[source];
  const makeField = (name) => makeElement("input", { type: "number", min: "0", max: "1",
    step: "0.01", "aria-label": `${name} confidence of labels by ${words}` });
  const [least, most] = [makeField("Least"), makeField("Most")];
  // Rounded outwards, so that all confidences are between them.
  least.placeholder = (Math.floor(low * 100) / 100).toFixed(2);
  most.placeholder = (Math.ceil(high * 100) / 100).toFixed(2);
  const read = () => {
    const isSet = least.value !== "" || most.value !== "";
    state.ranges[source] = isSet
      ? [least.value === "" ? 0 : Number(least.value), most.value === "" ? 1 : Number(most.value)] : null;
    onChange();
  };
  for (const field of [least, most]) field.addEventListener("input", read);
  rangeControls.push({ source, least, most, bars });
  return makeElement("div", { class: `range ${source}` },
    makeElement("div", { class: "title" }, makeElement("span", { class: `swatch ${source}` }), words),
    picture, makeElement("div", { class: "ends" }, least, "to", most));
}

/** Shows the ranges of the state, and histograms of `bins`: counts by source. */
export function showRanges(bins) {
  for (const { source, least, most, bars } of rangeControls) {
    const top = Math.max(1, ...bins[source]);
    bars.setAttribute("d", [...bins[source]].map((number, bin) => (number === 0 ? ""
      : `M${bin + 0.1} 10V${(10 - Math.max(0.4, (10 * number) / top)).toFixed(2)}h.8V10z`)).join(""));
    const range = state.ranges[source];
    if (document.activeElement !== least) least.value = range && range[0] > 0 ? range[0] : "";
    if (document.activeElement !== most) most.value = range && range[1] < 1 ? range[1] : "";
  }
}
