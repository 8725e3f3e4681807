// Numbers as the page shows them: English, whatever the locale.

/** A whole number with a comma between thousands. */
export const wholeText = (value) => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");

/**
 * A confidence with two decimals, or four if two would make it 0 or 1. Rounded as `decimal` in
 * Swift rounds, which toFixed alone does not: 0.045 is 0.05.
 */
export function decimalText(value) {
  if (value > 0 && value < 0.00005) return "<0.0001";
  if (value < 1 && value >= 0.99995) return ">0.9999";
  const places = value > 0 && (value < 0.005 || (value >= 0.995 && value < 1)) ? 4 : 2;
  return (Math.round(value * 10 ** places) / 10 ** places).toFixed(places);
}

/** A time in seconds since 1970 as "2024-03-01 10:00:00 UTC". */
export const dateText = (second) =>
  new Date(second * 1000).toISOString().replace("T", " ").replace(/\.\d+Z$/, " UTC");

/** A size of a file, 1 kB or more. */
export function fileSizeText(bytes) {
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${wholeText(Math.max(1, Math.round(bytes / 1000)))} kB`;
}
