// The last hour of one service, or what is known of it: a band of its states, and above it bars of its calls.

import { STATES, element, number, plural, say, span } from "./text.js";

const SVG = "http://www.w3.org/2000/svg";
const LETTERS = { C: "CLOSED", O: "OPEN", H: "HALF_OPEN", F: "FORCED_OPEN", D: "DISABLED" };
// a state is told by the height of its band as well as by its colour
const HEIGHTS = { C: 2, D: 2, H: 6, O: 11, F: 11 };
// how many samples are shown, and how many make a bar: the shortest that holds what is known
const WINDOWS = [
  { samples: 60, bin: 1 },
  { samples: 180, bin: 2 },
  { samples: 360, bin: 3 },
];
const BARS = 30;
const BASE = 44;

/** Of a history as the backend sends it. */
export class Timeline {
  constructor() {
    this.svg = document.createElementNS(SVG, "svg");
    this.svg.setAttribute("preserveAspectRatio", "none");
    this.svg.setAttribute("role", "img");
    this.svg.setAttribute("class", "timeline");
    this.svg.setAttribute("aria-label", "The last hour is not known yet");
    this.axis = element("p", "axis");
    this.axis.setAttribute("aria-hidden", "true");
    this.axis.append(element("span"), element("span"), element("span", "", "now"));
    this.summary = "";
  }

  draw(history, step) {
    const known = history.states.length;
    const shown = WINDOWS.find((each) => known <= each.samples) || WINDOWS[WINDOWS.length - 1];
    const first = shown.samples - known;
    const drawn = document.createDocumentFragment();
    for (let quarter = 1; quarter < 4; quarter++) {
      drawn.append(rectangle("tick", (quarter * shown.samples) / 4, 0, shown.samples / 900, BASE));
    }
    this.bars(drawn, history, first, shown.bin);
    for (const run of runs(history.states)) {
      const height = HEIGHTS[run.letter] || 2;
      drawn.append(rectangle("band band-" + run.letter, first + run.start, BASE - height, run.length, height));
    }
    this.svg.setAttribute("viewBox", "0 0 " + shown.samples + " " + BASE);
    this.svg.replaceChildren(drawn);
    const minutes = (shown.samples * step) / 60;
    say(this.axis.children[0], minutes + " min ago");
    say(this.axis.children[1], minutes / 2 + " min ago");
    this.describe(history, step);
  }

  bars(drawn, history, first, width) {
    const bins = [];
    let most = 1;
    for (let end = history.states.length; end > 0; end -= width) {
      const bin = { x: first + end - width, calls: 0, failures: 0, rejections: 0 };
      for (let i = Math.max(0, end - width); i < end; i++) {
        bin.failures += history.failures[i];
        bin.rejections += history.rejections[i];
        bin.calls += history.calls[i];
      }
      bin.calls = Math.max(bin.calls, bin.failures + bin.rejections);
      most = Math.max(most, bin.calls);
      bins.push(bin);
    }
    for (const bin of bins) {
      let y = BARS;
      for (const [kind, count] of [
        ["failed", bin.failures],
        ["rejected", bin.rejections],
        ["calls", bin.calls - bin.failures - bin.rejections],
      ]) {
        if (count > 0) {
          const height = Math.max(kind === "calls" ? 0.5 : 1.5, (count / most) * (BARS - 1));
          y -= height;
          drawn.append(rectangle("bar bar-" + kind, bin.x + width * 0.1, Math.max(0, y), width * 0.8, height));
        }
      }
    }
  }

  describe(history, step) {
    const known = history.states.length * step;
    const calls = sum(history.calls);
    const parts = [
      plural(calls, "call", "calls"),
      number(sum(history.failures)) + " failed",
      number(sum(history.rejections)) + " rejected",
    ];
    for (const letter of ["O", "F", "H"]) {
      const seconds = history.states.split(letter).length - 1;
      if (seconds > 0) {
        parts.push(STATES[LETTERS[letter]].word.toLowerCase() + " for " + span(seconds * step));
      }
    }
    const of = known >= 3600 ? "Last hour: " : "Last " + span(known) + ": ";
    this.summary = of + parts.join(", ");
    this.svg.setAttribute("aria-label", this.summary);
  }
}

function runs(states) {
  const found = [];
  for (let i = 0; i < states.length; i++) {
    const last = found[found.length - 1];
    if (last && last.letter === states[i]) {
      last.length++;
    } else {
      found.push({ letter: states[i], start: i, length: 1 });
    }
  }
  return found;
}

function rectangle(className, x, y, width, height) {
  const made = document.createElementNS(SVG, "rect");
  made.setAttribute("class", className);
  made.setAttribute("x", x);
  made.setAttribute("y", y.toFixed(2));
  made.setAttribute("width", width);
  made.setAttribute("height", height.toFixed(2));
  return made;
}

function sum(values) {
  return values.reduce((total, each) => total + each, 0);
}
