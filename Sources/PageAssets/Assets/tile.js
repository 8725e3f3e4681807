// One image of the grid.

/** What a mark says, in words. */
function markText(index) {
  if (!marks.has(index)) return "";
  const name = marks.get(index);
  return name === null ? "wrong" : `wrong, right is ${shownName(name)}`;
}

/** Everything that a tile shows, for those who hear it. */
function tileText(index) {
  const parts = [labelText(index)];
  if (sourceOf[index] < 2) parts.push(`by ${sourceWords[sources[sourceOf[index]]]}`);
  if (!Number.isNaN(confidence[index])) parts.push(`confidence ${decimal(confidence[index])}`);
  if (hasImages && thumbOf[index] < 0) parts.push(missingWords(index));
  if (warned[index]) parts.push("damaged");
  if (suggestion(index) !== null) parts.push(`more likely ${shownName(suggestion(index))}`);
  parts.push(visible(data.name[index]));
  if (marks.has(index)) parts.push(markText(index));
  return parts.join(", ");
}

function tileFrame(index, height) {
  const frame = make("div", { class: "frame" });
  frame.style.height = `${height}px`;
  const address = thumbnailAddress(index);
  if (address) frame.append(make("img", { src: address, alt: "", decoding: "async", draggable: "false" }));
  else frame.append(missingWords(index));
  const badge = suggestionBadge(index)
    || (warned[index] ? make("span", { class: "badge" }, "damaged") : null);
  if (badge) frame.append(badge);
  return frame;
}

/** The class that is likelier than the label, where there is one. */
function suggestionBadge(index) {
  const name = suggestion(index);
  if (name === null) return null;
  return make("span", { class: "badge suggested", title: "more likely than the label" },
    make("bdi", {}, shownName(name)), "?");
}

/** A tile is made for one image and never used for another: no picture under a foreign label. */
function makeTile(index, height) {
  const tile = make("div", { role: "gridcell", class: "tile", tabindex: "-1" },
    hasImages ? tileFrame(index, height) : null);
  tile.position = index;
  const source = sources[sourceOf[index]];
  const confidenceText = Number.isNaN(confidence[index]) ? "" : decimal(confidence[index]);
  tile.append(
    make("div", { class: "line" },
      make("span", { class: `swatch ${source}`, title: source === "none" ? "no label" : `labelled by ${sourceWords[source]}` }),
      make("bdi", { class: "name given" }, labelText(index)),
      make("span", { class: "number" }, confidenceText)),
    make("bdi", { class: "file", title: visible(reference(index)) }, visible(data.name[index])));
  showMark(tile);
  return tile;
}

/** Brings a tile up to date with the mark of its image. */
function showMark(tile) {
  const index = tile.position;
  const isWrong = marks.has(index);
  tile.classList.toggle("wrong", isWrong);
  tile.setAttribute("aria-label", tileText(index));
  // Where the right class is known it stands in the place of the file's name.
  const right = marks.get(index) ?? null;
  const last = tile.querySelector(".file");
  last.classList.toggle("right", right !== null);
  last.textContent = right === null ? visible(data.name[index]) : `→ ${shownName(right)}`;
}
