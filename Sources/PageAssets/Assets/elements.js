// Elements of the document.

/** The element with an id. */
export const byId = (id) => document.getElementById(id);

/** An element with attributes and content; texts become text, never markup. */
export function makeElement(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...content.filter((node) => node !== null && node !== undefined));
  return element;
}
