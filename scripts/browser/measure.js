// Measures the gallery in the page itself: run by e2e-browser, which gives the last argument.
const done = arguments[arguments.length - 1];
const result = { filters: {}, scroll: {} };

/** Resolves when the next frame has been drawn. */
const frame = () => new Promise((resolve) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = resolve;
  channel.port2.postMessage(0);
}));

/** From the user's action to the end of the frame that shows its outcome, in milliseconds. */
async function measure(name, action) {
  await frame();
  const start = performance.now();
  action();
  await frame();
  (result.filters[name] ??= []).push(performance.now() - start);
}

const repeats = 7;

/** The medians: other programs run on the same machine. */
function takeMedians() {
  for (const [name, times] of Object.entries(result.filters)) {
    times.sort((left, right) => left - right);
    result.filters[name] = Math.round(times[times.length >> 1]);
  }
}

const click = (selector) => () => document.querySelector(selector).click();
const type = (id, text) => () => {
  const field = document.getElementById(id);
  field.value = text;
  field.dispatchEvent(new Event("input"));
};

/** The height that shows neither a row nor a heading, in pixels, looked at every 20 pixels. */
function blankHeight() {
  const place = document.getElementById("window").getBoundingClientRect();
  const end = Math.min(place.bottom, innerHeight);
  let blank = 0, most = 0;
  for (let y = place.top; y < end; y += 20) {
    const seen = [0.2, 0.5, 0.8].some((part) => {
      const element = document.elementFromPoint(place.left + place.width * part, y);
      return element && element.closest(".row, .heading");
    });
    blank = seen ? 0 : blank + 20;
    most = Math.max(most, blank);
  }
  return most;
}

async function measureScroll() {
  const total = document.documentElement.scrollHeight;
  const frames = [];
  let blank = 0, looked = 0;
  const steps = [...Array(60).fill(120), ...Array(60).fill(900), ...Array(60).fill(total / 97)];
  for (const step of steps) {
    const start = performance.now();
    scrollBy(0, step);
    await frame();
    frames.push(performance.now() - start);
    // Between two rows there are less than 20 pixels, above the first of a class no more than 60.
    if (blankHeight() > 60) blank++;
    looked++;
  }
  frames.sort((left, right) => left - right);
  result.scroll = {
    frames: looked, blank, median: Math.round(frames[frames.length >> 1]),
    slowest: Math.round(frames[frames.length - 1]), height: total,
  };
  const start = performance.now();
  const shown = () => [...document.querySelectorAll("#grid img")];
  while (shown().some((image) => !image.complete) && performance.now() - start < 5000) await frame();
  result.scroll.pictures = Math.round(performance.now() - start);
}

(async () => {
  await frame();
  for (let round = 0; round < repeats; round++) {
    await measure("a class", click("#facet-class .choice:nth-child(1)"));
    await measure("another class", click("#facet-class .choice:nth-child(2)"));
    await measure("all again", click("#clear"));
    await measure("a source", click("#facet-source .choice"));
    await measure("all of it", click("#clear"));
    await measure("a text", type("text", "99"));
    await measure("more of it", type("text", "990"));
    await measure("no text", type("text", ""));
  }
  takeMedians();
  await measureScroll();
  done(result);
})().catch((error) => done({ error: String(error.stack) }));
