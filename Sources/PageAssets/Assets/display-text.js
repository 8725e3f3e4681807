// Texts of the manifest as one line of visible characters. DisplayText.swift has the same rules,
// and both are tested with the same cases.

// Characters that are invisible or reorder the text around them, and stacked combining marks.
const hasOddities = /[\p{Cc}\p{Zl}\p{Zp}\p{DI}\p{NChar}]|[\p{Mn}\p{Me}]{5}/u;
const isNeverShown = /[\p{Cc}\p{Zl}\p{Zp}\p{NChar}]/u;
const isIgnorable = /\p{DI}/u;
const isCombining = /[\p{Mn}\p{Me}]/u;
const longestRunOfMarks = 4;

const takesSelector = (sign) => !/[\p{DI}\p{White_Space}\p{Mn}\p{Me}]/u.test(sign);
const takesJoiner = (sign) =>
  sign > "\u02ff" && /[\p{Alphabetic}\p{Emoji}\p{Mn}\p{Me}\ufe0f]/u.test(sign);

/** Whether a joiner may come before: another invisible character would be escaped itself. */
const isJoined = (sign) => takesJoiner(sign) && !isIgnorable.test(sign);

/** Whether an invisible character changes how its neighbours are drawn. */
function isNeeded(sign, before, after) {
  if (before === undefined) return false;
  const code = sign.codePointAt(0);
  if ((code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef)) return takesSelector(before);
  if (code === 0x200c || code === 0x200d) return takesJoiner(before) && after !== undefined && isJoined(after);
  const last = before.codePointAt(0);
  return code >= 0xe0020 && code <= 0xe007f && (last === 0x1f3f4 || (last >= 0xe0020 && last <= 0xe007e));
}

/** A text with escapes such as \u{1B} in place of characters that would be invisible. */
export function displayText(text) {
  if (!hasOddities.test(text)) return text;
  let marksInARow = 0;
  // The sign before, if it is shown: the signs of an escape need nothing invisible.
  let before;
  return [...text].map((sign, place, signs) => {
    marksInARow = isCombining.test(sign) ? marksInARow + 1 : 0;
    const isShown = marksInARow <= longestRunOfMarks && !isNeverShown.test(sign)
      && (!isIgnorable.test(sign) || isNeeded(sign, before, signs[place + 1]));
    before = isShown ? sign : undefined;
    return isShown ? sign : `\\u{${sign.codePointAt(0).toString(16).toUpperCase()}}`;
  }).join("");
}

/** The same for a name on its own: blank names are put in quotation marks. */
export function displayName(name) {
  const text = displayText(name);
  return text.trim() === "" ? `“${text}”` : text;
}
