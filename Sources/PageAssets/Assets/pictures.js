// Where pictures are: files beside the page, or in the page itself.
import { referenceOf } from "./image-text.js";

/** The pictures of a gallery. */
export class Pictures {
  /** `readEmbedded` gives the thumbnails of a page in one file: Base64 texts by name. */
  constructor(gallery, readEmbedded) {
    this.gallery = gallery;
    this.readEmbedded = readEmbedded;
    /** The thumbnails in the page, read when the first is needed. */
    this.embedded = null;
    /** The place in which the last image was found: the others are most likely in the same. */
    this.usualPlace = 0;
    this.nameCounts = null;
  }

  /** The address of an image's thumbnail; null if it has none. */
  thumbnailAddress(index) {
    const { images } = this.gallery;
    if (!images || images.thumbnailOf[index] < 0) return null;
    const start = images.thumbnailOf[index] * 16;
    const name = images.thumbnailNames.slice(start, start + 16);
    switch (images.thumbnailPlace) {
      case "files": return `thumbs/${name}.jpg`;
      case "shards": return `thumbs/${name.slice(0, 2)}/${name}.jpg`;
      case "page": {
        this.embedded ??= this.readEmbedded();
        return Object.hasOwn(this.embedded, name)
          ? "data:image/jpeg;base64," + this.embedded[name] : null;
      }
      default: return null;
    }
  }

  /** Whether no other image has this file name: only then does the name alone find the image. */
  isOnlyName(index) {
    const { fileNames } = this.gallery;
    if (!this.nameCounts) {
      this.nameCounts = new Map();
      for (const name of fileNames) this.nameCounts.set(name, (this.nameCounts.get(name) || 0) + 1);
    }
    return this.nameCounts.get(fileNames[index]) === 1;
  }

  /**
   * Addresses under which the image itself may be found, in the order in which ImageFolder.swift
   * looks; the place of the last image found comes first. Empty if the page knows none, or the
   * image cannot be displayed.
   */
  imageAddresses(index) {
    const { images } = this.gallery;
    if (!images || !images.folder || images.thumbnailOf[index] < 0) return [];
    const text = referenceOf(this.gallery, index);
    const isObject = text.startsWith("s3://");
    const parts = (isObject ? text.slice(5) : text).split("/").filter((part) => part !== "");
    if (parts.includes("..") || parts.includes(".")) return [];
    const paths = isObject ? [parts, parts.slice(1)] : [parts];
    if (this.isOnlyName(index)) paths.push(parts.slice(-1));
    const encode = (path) => path.map(encodeURIComponent).join("/");
    const folder = encode(images.folder.split("/"));
    const isUsual = ({ place }) => Number(place === this.usualPlace);
    return paths.map((path, place) => ({ place, address: `${folder}/${encode(path)}` }))
      .sort((left, right) => isUsual(right) - isUsual(left));
  }

  /** Remembers the place in which an image was found. */
  wasFound({ place }) {
    this.usualPlace = place;
  }
}
