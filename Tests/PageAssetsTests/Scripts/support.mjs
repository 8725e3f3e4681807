// What the tests of the page's modules share.
import { readFileSync } from "node:fs";
import { decode } from "../../../Sources/PageAssets/Assets/decode.js";

const fixtures = new URL("../../PlumbReportsTests/Fixtures/", import.meta.url);

/** A golden file that the Swift tests write. */
export const golden = (name) => JSON.parse(readFileSync(new URL(name, fixtures), "utf8"));

/** The gallery with everything that a page can have. */
export const everything = () => decode(golden("page-data.json").everything);

/** Galleries of images with several classes: sets, and attributes of different sources and jobs. */
export const sets = () => decode(golden("page-data.json").sets);
export const attributes = () => decode(golden("page-data.json").attributes);

/** Random numbers that are the same in every run: the minimal standard of Park and Miller. */
export function seeded(seed) {
  let state = seed;
  const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
  return {
    random,
    below: (count) => Math.floor(random() * count),
    pick: (list) => list[Math.floor(random() * list.length)],
    some: (list) => list.filter(() => random() < 0.3),
  };
}

/** A gallery of random labels, without images, suspicions or workers' answers. */
export function randomGallery(seed, count) {
  const { random, below } = seeded(seed);
  const classes = ["cat", "dog", "猫"];
  const column = (value) => Array.from({ length: count }, (_, index) => value(index));
  const runs = (values) => values.flatMap((value) => [value, 1]);
  return decode({
    count, manifest: "m", attribute: "a", hash: "", classes, jobs: ["j", "k"], reasons: [],
    row: [0, 1, 1, count - 1], line: [1, count], kind: column(() => "hhmu"[below(4)]).join(""),
    class: runs(column(() => below(classes.length + 1) - 1)), job: runs(column(() => below(3) - 1)),
    reason: [-1, count], time: column(() => (below(4) ? below(1000) - 100 : null)),
    confidence: column(() => (below(5) ? Math.round(random() * 300) / 300 : null)),
    name: column((index) => `${below(count)}-${index}.jpg`), places: ["s3://b/"], place: [0, count],
    findings: [{ id: "f", title: "F", at: [5, 2, 9] }, { id: "g", title: "G", at: [1] }],
    sets: [{ id: "s", title: "S", at: [4, 3] }],
  });
}
