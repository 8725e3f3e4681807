// Where pictures come from: files beside the page, or the page itself.

/** In a page of one file: thumbnails by name, read when the first is needed. */
let embedded = null;

/** The address of an image's thumbnail; null where there is none. */
function thumbnailAddress(index) {
  if (thumbOf[index] < 0) return null;
  const start = thumbOf[index] * 16;
  const name = data.thumbs.name.slice(start, start + 16);
  switch (data.thumbs.at) {
    case "files": return `thumbs/${name}.jpg`;
    case "shards": return `thumbs/${name.slice(0, 2)}/${name}.jpg`;
    case "page": {
      embedded ??= JSON.parse(byId("thumbnails").textContent);
      return Object.hasOwn(embedded, name) ? "data:image/jpeg;base64," + embedded[name] : null;
    }
    default: return null;
  }
}

/** Why there is no thumbnail, in a few words. */
function missingWords(index) {
  return failureOf[index] >= 0 ? data.failures[failureOf[index]] : "left out";
}

/** How many images have each file name: only a name of its own finds an image by the name alone. */
let nameCounts = null;

function isOnlyName(index) {
  if (!nameCounts) {
    nameCounts = new Map();
    for (const name of data.name) nameCounts.set(name, (nameCounts.get(name) || 0) + 1);
  }
  return nameCounts.get(data.name[index]) === 1;
}

/** The place in which the last image was found: the others most likely lie alike. */
let usualPlace = 0;

/**
 * Where the image itself may lie, in the order in which Plumb looks for it; empty where the page
 * does not know, or the image cannot be shown.
 */
function imageAddresses(index) {
  if (!hasImages || !data.thumbs.folder || thumbOf[index] < 0) return [];
  const text = reference(index);
  const isObject = text.startsWith("s3://");
  const parts = (isObject ? text.slice(5) : text).split("/").filter((part) => part !== "");
  if (parts.includes("..") || parts.includes(".")) return [];
  const places = isObject ? [parts, parts.slice(1)] : [parts];
  if (isOnlyName(index)) places.push(parts.slice(-1));
  const encode = (part) => encodeURIComponent(part);
  const folder = data.thumbs.folder.split("/").map(encode).join("/");
  const addresses = places.map((place, number) =>
    ({ number, address: `${folder}/${place.map(encode).join("/")}` }));
  return addresses.sort((left, right) => (right.number === usualPlace) - (left.number === usualPlace));
}
