// Columns as the page's data encodes them; ScriptData.swift writes them.

/** Expands runs, each a value followed by its number of repeats, into a column. */
export function expandRuns(runs, column) {
  let at = 0;
  for (let index = 0; index < runs.length; index += 2) {
    column.fill(runs[index], at, at + runs[index + 1]);
    at += runs[index + 1];
  }
  return column;
}

/** Expands steps, the differences of ascending numbers in runs, into a column. */
export function expandSteps(runs, column) {
  expandRuns(runs, column);
  for (let index = 1; index < column.length; index++) column[index] += column[index - 1];
  return column;
}

/** Numbers; unknown ones, which are null, become NaN. */
export const expandNumbers = (values) =>
  Float64Array.from(values, (value) => (value === null ? NaN : value));

/** Times from the differences between known ones; unknown ones, which are null, become NaN. */
export function expandTimes(steps) {
  let now = 0;
  return Float64Array.from(steps, (step) => (step === null ? NaN : (now += step)));
}

/** The index of a value in an ascending column; -1 if it is not there. */
export function indexInAscending(column, value) {
  let low = 0, high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low < column.length && column[low] === value ? low : -1;
}
