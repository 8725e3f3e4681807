import { clearGrid, drawHeading, drawRow, gridLayout, renderGrid } from "./grid.js";
import { state } from "./page.js";

/** Paper does not scroll: this many of the images that are shown are laid out for it. */
const mostPrinted = 600;

function layOutForPaper() {
  if (state.view !== "images") return;
  clearGrid();
  let left = mostPrinted;
  for (const section of gridLayout.sections) {
    if (left <= 0) break;
    if (section.heading) drawHeading(section);
    const rowCount = Math.min(section.rowCount, Math.ceil(left / gridLayout.columns));
    for (let row = 0; row < rowCount; row++) drawRow(section, row, row);
    left -= Math.min(section.group.positions.length, rowCount * gridLayout.columns);
  }
}

/** Listens to printing. */
export function listenToPrinting() {
  addEventListener("beforeprint", layOutForPaper);
  addEventListener("afterprint", () => {
    clearGrid();
    renderGrid();
  });
}
