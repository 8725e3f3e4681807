import assert from "node:assert/strict";
import { test } from "node:test";
import { Pictures } from "../../../Sources/PageAssets/Assets/pictures.js";
import { everything, randomGallery } from "./support.mjs";

const gallery = everything();
const withImages = (changes) => ({ ...gallery, images: { ...gallery.images, ...changes } });
const positions = [...gallery.rows.keys()];
const shown = positions.filter((index) => gallery.images.thumbnailOf[index] >= 0);
const nameOf = (index) =>
  gallery.images.thumbnailNames.slice(16 * gallery.images.thumbnailOf[index]).slice(0, 16);
const noThumbnails = () => assert.fail("read thumbnails of the page");

test("a thumbnail is where Swift put it", () => {
  const addresses = {
    files: (name) => `thumbs/${name}.jpg`, shards: (name) => `thumbs/${name.slice(0, 2)}/${name}.jpg`,
    "": () => null,
  };
  for (const [thumbnailPlace, address] of Object.entries(addresses)) {
    const pictures = new Pictures(withImages({ thumbnailPlace }), noThumbnails);
    for (const index of positions) {
      const wanted = shown.includes(index) ? address(nameOf(index)) : null;
      assert.equal(pictures.thumbnailAddress(index), wanted);
    }
  }
});

test("thumbnails in the page are read once; some may be left out", () => {
  let reads = 0;
  const pictures = new Pictures(withImages({ thumbnailPlace: "page" }), () => {
    reads++;
    return { [nameOf(shown[0])]: "AAAA" };
  });
  assert.equal(pictures.thumbnailAddress(shown[0]), "data:image/jpeg;base64,AAAA");
  const other = shown.find((index) => nameOf(index) !== nameOf(shown[0]));
  assert.equal(pictures.thumbnailAddress(other), null);
  assert.equal(reads, 1);
});

test("a page without images has no pictures", () => {
  const pictures = new Pictures(randomGallery(1, 10), noThumbnails);
  assert.equal(pictures.thumbnailAddress(0), null);
  assert.deepEqual(pictures.imageAddresses(0), []);
});

/** The addresses of one image with a reference, beside others. */
function addressesOf(reference, { folder = "../my images", others = [], found } = {}) {
  const references = [reference, ...others];
  const slash = (text) => text.lastIndexOf("/") + 1;
  const pictures = new Pictures({
    folders: references.map((text) => text.slice(0, slash(text))), folderOf: [...references.keys()],
    fileNames: references.map((text) => text.slice(slash(text))),
    images: { folder, thumbnailOf: references.map(() => 0) },
  }, noThumbnails);
  if (found !== undefined) pictures.wasFound({ place: found });
  return pictures.imageAddresses(0).map(({ address }) => address);
}

test("an image is looked for as Plumb looks for it: bucket and key, key, its name alone", () => {
  assert.deepEqual(addressesOf("s3://bucket/a b/c#1.jpg"), [
    "../my%20images/bucket/a%20b/c%231.jpg", "../my%20images/a%20b/c%231.jpg", "../my%20images/c%231.jpg",
  ]);
  assert.deepEqual(addressesOf("a/b.jpg", { folder: "x" }), ["x/a/b.jpg", "x/b.jpg"]);
});

test("a name that several images have finds none of them", () => {
  assert.deepEqual(addressesOf("a/b.jpg", { folder: "x", others: ["c/b.jpg"] }), ["x/a/b.jpg"]);
});

test("the place in which the last image was found comes first", () => {
  assert.deepEqual(addressesOf("s3://bucket/a/b.jpg", { folder: "x", found: 1 }),
    ["x/a/b.jpg", "x/bucket/a/b.jpg", "x/b.jpg"]);
  assert.deepEqual(addressesOf("s3://bucket/a/b.jpg", { folder: "x", found: 2 }),
    ["x/b.jpg", "x/bucket/a/b.jpg", "x/a/b.jpg"]);
});

test("no address leads out of the folder, or to another site", () => {
  for (const reference of ["../a.jpg", "s3://b/../../a.jpg", "a/./b.jpg", "s3://b/.."]) {
    assert.deepEqual(addressesOf(reference), [], reference);
  }
  for (const reference of ["javascript:alert(1)", "//host/a.jpg", "https://host/a?b#c", "s3://b/%2e%2e/a"]) {
    for (const address of addressesOf(reference, { folder: "x" })) {
      const resolved = new URL(address, "file:///report/index.html");
      assert.ok(resolved.href.startsWith("file:///report/x/"), `${reference}: ${address}`);
      assert.deepEqual([resolved.search, resolved.hash], ["", ""]);
    }
  }
});

test("a page that knows no folder looks nowhere", () => {
  const pictures = new Pictures(withImages({ folder: undefined }), noThumbnails);
  for (const index of positions) assert.deepEqual(pictures.imageAddresses(index), []);
});
