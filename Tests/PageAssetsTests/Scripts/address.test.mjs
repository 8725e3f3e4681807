import assert from "node:assert/strict";
import { test } from "node:test";
import { initialState, readAddress, writeAddress } from "../../../Sources/PageAssets/Assets/address.js";
import { ordersOf } from "../../../Sources/PageAssets/Assets/order.js";
import { everything, golden, randomGallery, seeded, sets } from "./support.mjs";

const gallery = everything();

test("addresses of charts and findings mean what Swift means", () => {
  for (const { address, classes, source, finding, row, group, all, size } of golden("page-addresses.json")) {
    // Only a page of sets knows their filters; it has no finding.
    const page = all || size !== null ? sets() : gallery;
    assert.deepEqual(readAddress(page, address), {
      ...initialState(page), view: "images", row, group, classes: new Set(classes), matchAll: all,
      sizes: new Set(size === null ? [] : [size]),
      sources: new Set(source === null ? [] : [source]),
      findings: new Set(finding === null ? [] : [finding]),
    }, address);
  }
});

test("a state comes back from its address", () => {
  const { below, pick, random, some } = seeded(7);
  for (let round = 0; round < 500; round++) {
    const range = () => pick([null, [0, 1], [random() / 2, 0.5 + random() / 2], [1e-7, 0.25]]);
    const state = Object.assign(initialState(gallery), {
      view: "images", classes: new Set(some([...gallery.classes.keys()])),
      sources: new Set(some(["human", "machine", "none"])),
      findings: new Set(some([...gallery.members.keys()])),
      splits: new Set(some([...new Set(gallery.splits.patterns)])),
      mark: pick(["", "wrong", "right", "open"]), text: pick(["", "a b", "ü&=#?%", "100 %", "猫"]),
      ranges: { human: range(), machine: range() }, sort: pick(ordersOf(gallery))[0],
      group: below(2) === 0, size: pick([88, 112, 136, 208]), row: pick([null, 0, 7]),
    });
    const address = writeAddress(gallery, state);
    assert.deepEqual(readAddress(gallery, address), state, address);
  }
});

test("filters of sets come back from their address, and mean nothing elsewhere", () => {
  const page = sets();
  const state = { ...initialState(page), view: "images", sizes: new Set([0, 3]), matchAll: true };
  const address = writeAddress(page, state);
  assert.deepEqual(readAddress(page, address), state);
  assert.deepEqual(readAddress(gallery, address), { ...initialState(gallery), view: "images" });
  assert.deepEqual(readAddress(page, "#images?labels=x.-1&match=some"),
    { ...initialState(page), view: "images" });
});

test("the initial state has a short address", () => {
  assert.equal(writeAddress(gallery, initialState(gallery)), "#overview");
  assert.equal(writeAddress(gallery, { ...initialState(gallery), view: "images" }), "#images");
});

test("what makes no sense in an address is ignored", () => {
  const images = { ...initialState(gallery), view: "images" };
  for (const query of ["class=999", "class=x", "class=", "source=robot", "finding=none", "split=9–9",
    "mark=maybe", "human=high", "human=0.5", "machine=-1-2", "sort=colour", "group=yes", "size=1",
    "row=-1", "row=x", "__proto__=1", "%", "=&&=", "class=%E0%A4%A"]) {
    assert.deepEqual(readAddress(gallery, "#images?" + query), images, query);
  }
  for (const hash of ["", "#", "#overview", "#chart-labels", "#Images", "#?class=0"]) {
    assert.deepEqual(readAddress(gallery, hash), initialState(gallery), hash);
  }
});

test("an order that a page does not have is ignored", () => {
  const plain = randomGallery(1, 10);
  assert.equal(readAddress(plain, "#images?sort=suspicion").sort, "confidence");
  assert.equal(readAddress(plain, "#images?split=3–1").splits.size, 0);
});
