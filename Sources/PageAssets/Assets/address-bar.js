import { writeAddress } from "./address.js";
import { byId } from "./elements.js";
import { gallery, state } from "./page.js";

let addressTimer = null;

/** Writes the state to the address now. */
export function writeAddressNow() {
  clearTimeout(addressTimer);
  addressTimer = null;
  const address = writeAddress(gallery, state);
  // The link from the overview leads back to what was shown.
  if (state.view === "images") byId("to-images").setAttribute("href", address);
  if (address !== location.hash) history.replaceState(null, "", address);
}

/**
 * Writes the state to the address soon, so that a reload and a bookmark find it again. Browsers do
 * not let a page change its address at every key.
 */
export function writeAddressSoon() {
  addressTimer ??= setTimeout(writeAddressNow, 400);
}
