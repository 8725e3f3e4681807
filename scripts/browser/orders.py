"""The page works out its orders in a way of its own: they must be those of a plain comparison."""
from browser.checking import check

# What the other scripts of the page have, for many images of two sources and three jobs.
COLUMNS = """
const count = 20000;
const sources = ["human", "machine", "none"];
const data = { jobs: ["a", "b"], classes: [] };
let seed = 1;
const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
const column = (value) => Float64Array.from({ length: count }, (_, index) => value(index));
const sourceOf = column(() => Math.floor(random() * 2));
const jobOf = column(() => Math.floor(random() * 3) - 1);
const confidence = column((index) => (index % 5 ? Math.round(random() * 300) / 300 : NaN));
"""

COMPARE = """
const plain = (keys) => Uint32Array.from(keys, (_, index) => index).sort((left, right) =>
  Number.isNaN(keys[left]) - Number.isNaN(keys[right]) || keys[left] - keys[right] || left - right);
const keys = {
  confidence, random: column(random), dates: column(() => -Math.floor(1.7e9 + random() * 1e7)),
  close: column((index) => 1 + ((index * 7919) % 13) * Number.EPSILON),
  far: column((index) => (index % 2 ? 1e-300 : 1e300)), equal: column(() => 5),
  none: column(() => NaN), gaps: column((index) => (index % 3 ? random() : NaN)) };
var wrong = Object.keys(keys).filter((name) => String(plain(keys[name])) !== String(sortedBy(keys[name])));
const groups = new Map();
const groupOf = (index) => `${sourceOf[index]} ${jobOf[index]}`;
for (let index = 0; index < count; index++) {
  if (Number.isNaN(confidence[index])) continue;
  groups.set(groupOf(index), [...(groups.get(groupOf(index)) || []), confidence[index]]);
}
const rank = (index) => {
  const members = groups.get(groupOf(index));
  return members.filter((value) => value < confidence[index]).length / members.length;
};
const ranks = confidenceRanks();
for (let index = 0; index < count; index += 97) {
  const wanted = Number.isNaN(confidence[index]) ? NaN : rank(index);
  if (!Object.is(ranks[index], wanted)) wrong.push(`rank of ${index}`);
}
"""


def check_orders(browser, assets, folder):
    """Runs `order.js` in a page of its own."""
    page = folder / "orders.html"
    script = COLUMNS + (assets / "order.js").read_text(encoding="utf-8") + COMPARE
    page.write_text(f"<!DOCTYPE html><title>orders</title><script>{script}</script>", encoding="utf-8")
    browser.open(page)
    wrong = browser.run("return window.wrong")
    check(wrong == [], f"orders: {wrong} are not those of a plain comparison")
    browser.console()
