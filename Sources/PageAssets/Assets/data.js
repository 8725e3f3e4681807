// The data of the page as columns, one element an image; GalleryData.swift writes it.

const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const count = data.count;

/** Undoes runs: each value, and how often it stands there in a row. */
function unrun(runs, column) {
  let at = 0;
  for (let index = 0; index < runs.length; index += 2) {
    column.fill(runs[index], at, at + runs[index + 1]);
    at += runs[index + 1];
  }
  return column;
}

/** Undoes steps: the differences of ascending numbers, in runs. */
function unstep(runs) {
  const column = unrun(runs, new Float64Array(count));
  for (let index = 1; index < count; index++) column[index] += column[index - 1];
  return column;
}

/** Numbers of which some are not known, which are NaN then. */
const optional = (values) => Float64Array.from(values, (value) => (value === null ? NaN : value));

const rows = unstep(data.row);
const lines = unstep(data.line);
const classOf = unrun(data.class, new Int32Array(count));
const jobOf = unrun(data.job, new Int32Array(count));
const reasonOf = unrun(data.reason, new Int32Array(count));
const placeOf = unrun(data.place, new Int32Array(count));
const confidence = optional(data.confidence);
const time = new Float64Array(count).fill(NaN);
for (let index = 0, now = 0; index < count; index++) {
  if (data.time[index] !== null) time[index] = now += data.time[index];
}

/** Who labelled: "human" or "machine"; "none" where there is no label. */
const sources = ["human", "machine", "none"];
const sourceWords = { human: "people", machine: "machine", none: "no label" };
const sourceOf = new Uint8Array(count);
for (let index = 0; index < count; index++) {
  const kind = data.kind[index];
  sourceOf[index] = kind === "h" ? 0 : kind === "m" ? 1 : 2;
}

const hasImages = Boolean(data.thumbs);
const zero = new Float64Array(hasImages ? 0 : count);
const widths = hasImages ? unrun(data.width, new Float64Array(count)) : zero;
const heights = hasImages ? unrun(data.height, new Float64Array(count)) : zero;
const failureOf = hasImages ? unrun(data.failure, new Int32Array(count)) : zero;
const warned = hasImages ? unrun(data.warned, new Uint8Array(count)) : zero;
/** Which of the names of thumbnails is an image's; -1 for none. */
const thumbOf = new Int32Array(count).fill(-1);
if (hasImages) {
  const has = unrun(data.thumbs.has, new Uint8Array(count));
  for (let index = 0, next = 0; index < count; index++) if (has[index]) thumbOf[index] = next++;
}

const suspicion = data.suspicion ? optional(data.suspicion.score) : null;
const suspected = data.suspicion ? unrun(data.suspicion.class, new Int32Array(count)) : null;
/** The class that is likelier than the label; null where none is. */
const suggestion = (index) =>
  index >= 0 && suspected && suspected[index] >= 0 && suspected[index] !== classOf[index]
    ? data.classes[suspected[index]] : null;
const splitOf = data.split ? unrun(data.split, new Int32Array(count)) : null;
/** The answers of workers: the counts alone, as in "3–1–1"; full agreement of five is "5–0". */
const splitPatterns = (data.splits || []).map((split) => {
  const counts = split.filter((_, index) => index % 2 === 1);
  return (counts.length === 1 && counts[0] > 1 ? [...counts, 0] : counts).join("–");
});

/** What the image is called in the manifest. */
const reference = (index) => data.places[placeOf[index]] + data.name[index];

/** The numbers of the classes from the most to the least frequent; names of equal ones by code. */
const classSizes = new Uint32Array(data.classes.length);
for (let index = 0; index < count; index++) if (classOf[index] >= 0) classSizes[classOf[index]]++;
const classOrder = data.classes.map((_, id) => id).filter((id) => classSizes[id] > 0)
  .sort((left, right) => classSizes[right] - classSizes[left]
    || (data.classes[left] < data.classes[right] ? -1 : 1));

// Characters that are not seen, or turn the text around them, and marks that pile up: shown by their
// numbers. DisplayText.swift has the same rules.
const odd = /[\p{Cc}\p{Zl}\p{Zp}\p{DI}\p{NChar}]|[\p{Mn}\p{Me}]{5}/u;
const never = /[\p{Cc}\p{Zl}\p{Zp}\p{NChar}]/u;
const ignorable = /\p{DI}/u;
const combining = /[\p{Mn}\p{Me}]/u;
const longestRunOfMarks = 4;
const takesSelector = (sign) => !/[\p{DI}\p{White_Space}\p{Mn}\p{Me}]/u.test(sign);
const takesJoiner = (sign) => sign > "\u02ff" && /[\p{Alphabetic}\p{Emoji}\p{Mn}\p{Me}\ufe0f]/u.test(sign);

/** Whether a character that is not seen changes how its neighbours are drawn. */
function isNeeded(sign, before, after) {
  if (before === undefined) return false;
  const code = sign.codePointAt(0);
  if ((code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef)) return takesSelector(before);
  if (code === 0x200c || code === 0x200d) return takesJoiner(before) && after !== undefined && takesJoiner(after);
  const last = before.codePointAt(0);
  return code >= 0xe0020 && code <= 0xe007f && (last === 0x1f3f4 || (last >= 0xe0020 && last <= 0xe007e));
}

/** A text of the manifest as one line of visible characters. */
function visible(text) {
  if (!odd.test(text)) return text;
  let marksInARow = 0;
  return [...text].map((sign, place, signs) => {
    marksInARow = combining.test(sign) ? marksInARow + 1 : 0;
    const isShown = marksInARow <= longestRunOfMarks && !never.test(sign)
      && (!ignorable.test(sign) || isNeeded(sign, signs[place - 1], signs[place + 1]));
    return isShown ? sign : `\\u{${sign.codePointAt(0).toString(16).toUpperCase()}}`;
  }).join("");
}

/** A name that stands alone: one that shows nothing is put into quotation marks. */
const shownName = (name) => (name.trim() === "" ? `“${visible(name)}”` : visible(name));

const classNames = data.classes.map(shownName);
/** Which other attribute labels an image that has no label under this one; -1 for none. */
const otherOf = data.others ? unrun(data.other, new Int32Array(count)) : null;
/** The heading of images without a label, some of which may have one under another attribute. */
const noLabelWords = data.others ? `no label under ${visible(data.attribute)}` : "without a label";
function noClass(index) {
  if (data.kind[index] === "f") return "failed";
  return otherOf && otherOf[index] >= 0 ? `under ${visible(data.others[otherOf[index]])}` : "no label";
}
const labelText = (index) => (classOf[index] >= 0 ? classNames[classOf[index]] : noClass(index));

const whole = (value) => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
/** A confidence: two digits, more only where they are needed to tell it from 0 and 1. */
function decimal(value) {
  if (value > 0 && value < 0.00005) return "<0.0001";
  if (value < 1 && value >= 0.99995) return ">0.9999";
  return value.toFixed(value > 0 && (value < 0.005 || (value >= 0.995 && value < 1)) ? 4 : 2);
}

/** An element with attributes and content; texts become text, never markup. */
function make(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...content.filter((node) => node !== null && node !== undefined));
  return element;
}
