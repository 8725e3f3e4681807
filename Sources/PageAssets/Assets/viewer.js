// One image large, with everything that is known about it.

const viewer = byId("viewer");
const viewerPicture = viewer.querySelector(".viewer-picture");
/** The image that is shown; a picture that arrives later than the next key is dropped. */
let viewed = -1;

function openViewer(index) {
  if (!viewer.open) viewer.showModal();
  view(index);
}

function view(index) {
  viewed = index;
  goTo(index, false);
  state.row = rows[index];
  saveAddress();
  const place = layout.places[index];
  byId("viewer-title").replaceChildren(
    make("bdi", {}, visible(data.name[index])), " ",
    make("span", { class: "quiet" },
      place < 0 ? "" : `${whole(place + 1)} of ${whole(layout.order.length)}`));
  byId("previous").disabled = place <= 0;
  byId("next").disabled = place < 0 || place >= layout.shown - 1;
  showPicture(index);
  showFacts(index);
  preload(neighbour(1));
}

// MARK: The picture

/** The thumbnail at once, the image itself as soon as it is found. */
function showPicture(index) {
  if (!hasImages) return;
  const thumbnail = thumbnailAddress(index);
  if (!thumbnail) {
    viewerPicture.replaceChildren(missingWords(index));
    return;
  }
  const alternative = `Image labelled ${labelText(index)}`;
  const origin = make("span", { class: "origin" }, "thumbnail");
  viewerPicture.replaceChildren(make("img", { src: thumbnail, alt: alternative }), origin);
  find(imageAddresses(index), (image) => {
    if (viewed !== index || !viewer.open) return;
    image.alt = alternative;
    viewerPicture.replaceChildren(image);
  });
}

/** Tries addresses one after the other. */
function find([place, ...others], found) {
  if (!place) return;
  const image = new Image();
  image.decoding = "async";
  image.addEventListener("load", () => {
    usualPlace = place.number;
    found(image);
  });
  image.addEventListener("error", () => find(others, found));
  image.src = place.address;
}

function preload(index) {
  if (index >= 0 && index !== viewed) find(imageAddresses(index), () => {});
}

// MARK: The facts

const dateText = (second) => new Date(second * 1000).toISOString().replace("T", " ").replace(/\.\d+Z$/, " UTC");

function suspicionFacts(index) {
  if (!suspicion || Number.isNaN(suspicion[index])) return [];
  const why = data.suspicion.why[index];
  const reasons = (Array.isArray(why) ? why : [why]).map((id) => data.suspicion.reasons[id]);
  const isWrong = suspicion[index] >= data.suspicion.wrong;
  const facts = [[isWrong ? "probably wrong" : "suspicion",
    [`score ${decimal(suspicion[index])}`, ...reasons].join("; ")]];
  if (suggestion(index) !== null) facts.push(["more likely", shownName(suggestion(index))]);
  return facts;
}

function splitFacts(index) {
  if (!splitOf || splitOf[index] < 0) return [];
  const split = data.splits[splitOf[index]];
  const parts = [];
  for (let at = 0; at < split.length; at += 2) parts.push(`${split[at + 1]} × ${shownName(split[at])}`);
  return [["answers of workers", parts.join(", ")]];
}

function imageFacts(index) {
  if (!hasImages) return [];
  if (failureOf[index] >= 0) return [["image", data.failures[failureOf[index]]]];
  const bytes = data.bytes[index];
  const size = bytes < 1e6 ? `${whole(Math.max(1, Math.round(bytes / 1000)))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
  return [["image", `${widths[index]} × ${heights[index]} pixels, ${size}`
    + (warned[index] ? "; damaged, may be another picture" : "")]];
}

function factsOf(index) {
  const source = sources[sourceOf[index]];
  const facts = [["label", labelText(index)]];
  if (source !== "none") facts.push(["labelled by", sourceWords[source]]);
  if (reasonOf[index] >= 0) facts.push(["reason", visible(data.reasons[reasonOf[index]])]);
  if (source !== "none") {
    facts.push(["confidence", Number.isNaN(confidence[index]) ? "unknown" : String(confidence[index])]);
  }
  facts.push(...suspicionFacts(index), ...splitFacts(index));
  const findings = data.findings.filter((finding) => finding.at.includes(index));
  if (findings.length) facts.push(["findings", findings.map((one) => visible(one.title)).join("; ")]);
  facts.push(...imageFacts(index));
  if (!Number.isNaN(time[index])) facts.push(["time", dateText(time[index])]);
  if (jobOf[index] >= 0) facts.push(["job", visible(data.jobs[jobOf[index]])]);
  facts.push(["source-ref", visible(reference(index))], ["line", whole(lines[index])]);
  return facts;
}

function showFacts(index) {
  const nodes = factsOf(index).flatMap(([name, value]) =>
    [make("dt", {}, name), make("dd", {}, make("bdi", {}, value))]);
  if (marks.has(index)) {
    const name = marks.get(index);
    nodes.unshift(make("dt", {}, "marked as wrong"),
      make("dd", { class: "right" }, name === null ? "right class not said" : make("bdi", {}, `→ ${shownName(name)}`)));
  }
  byId("viewer-facts").replaceChildren(...nodes);
  byId("wrong").setAttribute("aria-pressed", String(marks.has(index)));
  const name = suggestion(index);
  byId("suggested").hidden = name === null;
  if (name !== null) {
    byId("suggested").replaceChildren("Right is ", make("bdi", {}, shownName(name)), " ", make("kbd", {}, "y"));
  }
}

viewer.addEventListener("close", () => {
  state.row = null;
  saveAddress();
  viewerPicture.replaceChildren();
  goTo(viewed);
  viewed = -1;
});
byId("close").addEventListener("click", () => viewer.close());
byId("previous").addEventListener("click", () => view(neighbour(-1)));
byId("next").addEventListener("click", () => view(neighbour(1)));
byId("wrong").addEventListener("click", () => toggleWrong());
byId("choose").addEventListener("click", () => chooseRight(""));
