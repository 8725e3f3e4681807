// Where tiles and headings of the grid are, in pixels of the grid, without a document.

/** Browsers cannot scroll further than some tens of millions of pixels. */
const mostHeight = 15_000_000;
const tileGap = 10;
/** The height of the heading of a class. */
export const headingHeight = 48;
const lineHeight = 18;
const tilePadding = 4;
/** The width of a tile without a picture. */
const widthOfText = 230;

/** The layout of the images that are shown, in sections of rows. */
export class GridLayout {
  constructor(count, hasImages, hasSets = false) {
    this.hasImages = hasImages;
    // The class and the file's name; several classes have two lines.
    this.captionHeight = lineHeight * (hasSets ? 3 : 2) + tilePadding * 2;
    this.groups = [];
    /** One a group that fits: its top, the height of its heading, its rows, its first place. */
    this.sections = [];
    this.columns = 1;
    this.rowHeight = 1;
    this.frameHeight = 1;
    this.height = 0;
    /** How many images have a place: fewer than there are if they are too high to scroll. */
    this.shown = 0;
    /** The first place of each image in the order shown; -1 if it is not shown. */
    this.places = new Int32Array(count).fill(-1);
    /** The image of each place; one with several classes has a place in each of their groups. */
    this.order = new Uint32Array(0);
  }

  /** Takes the images to show. */
  setGroups(groups) {
    this.groups = groups;
    this.places.fill(-1);
    const total = groups.reduce((sum, group) => sum + group.positions.length, 0);
    this.order = new Uint32Array(total);
    let start = 0;
    for (const group of groups) {
      this.order.set(group.positions, start);
      start += group.positions.length;
    }
    for (let place = total - 1; place >= 0; place--) this.places[this.order[place]] = place;
  }

  /** Lays the images out for a width of the grid and a size of the tiles. */
  arrange(width, size) {
    // Three columns at least on a phone; tiles without a picture are wider.
    const wanted = this.hasImages
      ? Math.min(size, Math.max(80, (width - 2 * tileGap) / 3)) : Math.min(widthOfText, width);
    this.columns = Math.max(1, Math.floor((width + tileGap) / (wanted + tileGap)));
    this.frameHeight = this.hasImages ? Math.round(wanted) + 4 : 0;
    this.rowHeight = this.frameHeight + this.captionHeight + tileGap;
    this.sections = [];
    let top = 0, first = 0, isFull = false;
    for (const group of this.groups) {
      if (isFull) break;
      const heading = group.id === null ? 0 : headingHeight;
      const room = Math.floor((mostHeight - top - heading) / this.rowHeight);
      const rowCount = Math.min(Math.ceil(group.positions.length / this.columns), Math.max(0, room));
      isFull = rowCount * this.columns < group.positions.length;
      this.sections.push({ group, top, heading, first, rowCount });
      top += heading + rowCount * this.rowHeight;
      first += isFull ? rowCount * this.columns : group.positions.length;
    }
    this.height = top;
    this.shown = first;
  }

  /** Whether the grid is too high to have room for all images. */
  get isCut() { return this.shown < this.order.length; }

  get rowCount() { return this.sections.reduce((sum, section) => sum + section.rowCount, 0); }

  /** The number of the section of a place; -1 if it is in none. */
  sectionOf(place) {
    return place < 0 ? -1
      : this.sections.findIndex((one) => place < one.first + one.group.positions.length);
  }

  /** The top of the row of a place. */
  topOf(place) {
    const section = this.sections[this.sectionOf(place)];
    if (!section) return 0;
    const row = Math.floor((place - section.first) / this.columns);
    return section.top + section.heading + row * this.rowHeight;
  }

  /** The place a number of places after another, or before it, within what is shown. */
  neighbour(place, step) {
    return place < 0 ? place : Math.min(Math.max(place + step, 0), this.shown - 1);
  }

  /** The place in the row below or above: in the same column, or the last of a shorter row. */
  rowNeighbour(place, step) {
    const at = this.sectionOf(place);
    const section = this.sections[at];
    if (!section) return place;
    const offset = place - section.first;
    const [row, column] = [Math.floor(offset / this.columns), offset % this.columns];
    const target = row + step;
    if (target >= 0 && target < section.rowCount) {
      return placeAt(section, target * this.columns + column);
    }
    const next = this.sections[at + step];
    if (!next) return place;
    const start = step > 0 ? 0 : (next.rowCount - 1) * this.columns;
    return placeAt(next, start + column);
  }
}

const placeAt = ({ first, group: { positions } }, offset) =>
  first + Math.min(offset, positions.length - 1);
