/**
 * Compares texts by code points, which is the order of their UTF-8 bytes and the order of classes
 * everywhere in Plumb. `<` compares UTF-16 units: it puts emoji before U+E000 to U+FFFF.
 */
export function compareText(left, right) {
  const length = Math.min(left.length, right.length);
  let at = 0;
  while (at < length && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  if (at === length) return left.length - right.length;
  return rankOfUnit(left.charCodeAt(at)) - rankOfUnit(right.charCodeAt(at));
}

/** Surrogates belong to code points above all those of a single unit. */
const rankOfUnit = (unit) => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
