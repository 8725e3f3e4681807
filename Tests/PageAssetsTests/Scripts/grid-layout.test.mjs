import assert from "node:assert/strict";
import { test } from "node:test";
import { GridLayout, headingHeight } from "../../../Sources/PageAssets/Assets/grid-layout.js";
import { seeded } from "./support.mjs";

/** A layout of random groups, at a random width. */
function randomLayout(seed) {
  const { below, pick } = seeded(seed);
  const sizes = pick([[], [0], [1], [below(200)], [1, below(50) + 1, 7], [30, 30, below(9) + 1, 100]]);
  const count = sizes.reduce((sum, size) => sum + size, 0) + 10;
  // Images in an order of their own, some of them not shown.
  const positions = Uint32Array.from({ length: count }, (_, index) => (index * 7919) % count);
  let next = 0;
  const groups = sizes.map((size, number) => ({
    id: sizes.length === 1 && below(2) ? null : number, positions: positions.subarray(next, next += size),
  }));
  const layout = new GridLayout(count, below(4) > 0);
  layout.setGroups(groups);
  layout.arrange(below(1500) + 50, pick([88, 136, 208]));
  return { layout, shown: [...positions.subarray(0, next)] };
}

const layouts = Array.from({ length: 200 }, (_, index) => randomLayout(index * 2654435 + 12345));

test("every image that is shown has its place, and no other", () => {
  for (const { layout, shown } of layouts) {
    assert.deepEqual([...layout.order], shown);
    shown.forEach((index, place) => assert.equal(layout.places[index], place));
    assert.equal(layout.places.filter((place) => place >= 0).length, shown.length);
    assert.deepEqual([layout.shown, layout.isCut], [shown.length, false]);
  }
});

test("sections follow each other without a gap, and rows are full but the last", () => {
  for (const { layout } of layouts) {
    let top = 0, first = 0;
    for (const section of layout.sections) {
      const size = section.group.positions.length;
      assert.deepEqual([section.top, section.first], [top, first]);
      assert.equal(section.heading, section.group.id === null ? 0 : headingHeight);
      assert.equal(section.rowCount, Math.ceil(size / layout.columns));
      top += section.heading + section.rowCount * layout.rowHeight;
      first += size;
    }
    assert.equal(layout.height, top);
    assert.equal(layout.rowCount,
      layout.sections.map(({ rowCount }) => rowCount).reduce((left, right) => left + right, 0));
    // Below the picture are two lines of text.
    assert.ok(layout.rowHeight >= layout.frameHeight + 40);
    assert.ok(layout.columns >= 1);
  }
});

test("the top of an image is that of its row", () => {
  for (const { layout } of layouts) {
    for (const { group, top, heading, first } of layout.sections) {
      group.positions.forEach((_, offset) => assert.equal(layout.topOf(first + offset),
        top + heading + Math.floor(offset / layout.columns) * layout.rowHeight));
    }
  }
});

test("an image in several groups has a place in each", () => {
  const layout = new GridLayout(4, true);
  layout.setGroups([[0, 1, 2], [1, 3], [1]].map((positions, id) =>
    ({ id, positions: Uint32Array.from(positions) })));
  layout.arrange(300, 136);
  assert.deepEqual([...layout.order], [0, 1, 2, 1, 3, 1]);
  assert.deepEqual([...layout.places], [0, 1, 2, 4]);
  assert.deepEqual([0, 1, 2, 3, 4, 5].map((place) => layout.sectionOf(place)), [0, 0, 0, 1, 1, 2]);
  assert.equal(layout.neighbour(3, 1), 4);
  assert.deepEqual([layout.topOf(3), layout.topOf(5)], layout.sections.slice(1).map(({ top, heading }) => top + heading));
});

test("left and right go through all images, and stop at the ends", () => {
  for (const { layout, shown } of layouts) {
    shown.forEach((_, place) => {
      assert.equal(layout.neighbour(place, 1), Math.min(place + 1, shown.length - 1));
      assert.equal(layout.neighbour(place, -1), Math.max(place - 1, 0));
    });
    assert.equal(layout.neighbour(-1, 1), -1);
  }
});

test("down and up go to the next row, and back if it is long enough", () => {
  for (const { layout, shown } of layouts) {
    const rows = layout.sections.flatMap(({ group: { positions }, rowCount }) =>
      Array.from({ length: rowCount }, (_, row) =>
        [...positions.subarray(row * layout.columns, (row + 1) * layout.columns)]));
    let place = 0;
    rows.forEach((row, number) => row.forEach((index, column) => {
      for (const step of [-1, 1]) {
        const other = rows[number + step];
        const wanted = other ? other[Math.min(column, other.length - 1)] : index;
        assert.equal(layout.order[layout.rowNeighbour(place, step)], wanted);
      }
      place++;
    }));
    assert.equal(layout.rowNeighbour(-1, 1), -1);
    assert.equal(rows.flat().length, shown.length);
  }
});

test("a grid that is too high for a browser is cut after a whole row", () => {
  const count = 2_000_000;
  const positions = Uint32Array.from({ length: count }, (_, index) => index);
  const layout = new GridLayout(count, true);
  layout.setGroups([{ id: 0, positions }, { id: 1, positions: positions.subarray(0, 1) }]);
  layout.arrange(800, 136);
  assert.ok(layout.isCut && layout.height <= 15_000_000);
  assert.equal(layout.shown % layout.columns, 0);
  assert.equal(layout.sections.length, 1);
  assert.equal(layout.neighbour(layout.shown - 1, 1), layout.shown - 1);
});

test("a phone has three columns, and text without pictures one", () => {
  for (const [hasImages, columns] of [[true, 3], [false, 1]]) {
    const layout = new GridLayout(9, hasImages);
    layout.setGroups([{ id: null, positions: Uint32Array.from({ length: 9 }, (_, index) => index) }]);
    layout.arrange(358, 208);
    assert.equal(layout.columns, columns);
  }
});
