// What the page is about: its data, read from the document, and what the reader does with it. Only
// this module and those that draw know a document; the others take what they work on as arguments.
import { initialState } from "./address.js";
import { decode } from "./decode.js";
import { byId } from "./elements.js";
import { Filter } from "./filter.js";
import { Marks } from "./marks.js";
import { orderCache } from "./order.js";
import { Pictures } from "./pictures.js";

const parseElement = (id) => JSON.parse(byId(id).textContent);

/** Every image, in columns. */
export const gallery = decode(parseElement("data"));
/** What is shown. Changed in place: it is the same object as long as the page is open. */
export const state = initialState(gallery);
export const marks = new Marks(gallery, () => localStorage);
export const filter = new Filter(gallery, marks);
export const pictures = new Pictures(gallery, () => parseElement("thumbnails"));
export const orderOf = orderCache(gallery);
