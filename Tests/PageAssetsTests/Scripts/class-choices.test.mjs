import assert from "node:assert/strict";
import { test } from "node:test";
import { classChoices } from "../../../Sources/PageAssets/Assets/class-choices.js";

const names = ["dog", "cat", "Hot dog", "catfish", "bobcat", " "];
const choices = (typed) => classChoices(names, typed).map(({ name, isNew }) => (isNew ? `new ${name}` : name));

test("names that begin with what is typed come before those that contain it", () => {
  assert.deepEqual(choices("cat"), ["cat", "catfish", "bobcat"]);
  assert.deepEqual(choices("dog"), ["dog", "Hot dog"]);
});

test("what is typed may be a new class, unless it is one already", () => {
  assert.deepEqual(choices("CAT"), ["cat", "catfish", "bobcat", "new CAT"]);
  assert.deepEqual(choices(" owl "), ["new owl"]);
});

test("all classes are choices if nothing is typed, in their order", () => {
  assert.deepEqual(choices(""), names);
  assert.deepEqual(choices("  "), names);
});

test("no more than fifty are listed, and a new one after them", () => {
  const many = Array.from({ length: 80 }, (_, number) => `class ${number}`);
  assert.deepEqual(classChoices(many, "class").map(({ name }) => name), [...many.slice(0, 50), "class"]);
});
