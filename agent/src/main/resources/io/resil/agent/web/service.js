// One service on the page. It is made once and then only told what is new.

import { Timeline } from "./timeline.js";
import { element, latency, number, plural, say, span, stateOf, timeOfDay } from "./text.js";

const SVG = "http://www.w3.org/2000/svg";

// a shape for each state, so that none is told by its colour alone
const SHAPES = {
  CLOSED: ["M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z", "M7.5 12.5l3 3l6-6.5"],
  OPEN: ["M8.3 2.5h7.4l5.8 5.8v7.4l-5.8 5.8H8.3l-5.8-5.8V8.3z", "M8.5 8.5l7 7M15.5 8.5l-7 7"],
  HALF_OPEN: ["M12 2l10 10l-10 10l-10-10z", "M12 7.5v5M12 16v.5"],
  FORCED_OPEN: ["M3 3h18v18H3z", "M8.5 8.5l7 7M15.5 8.5l-7 7"],
  DISABLED: ["M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z", "M8 12h8"],
};

const FACTS = [
  ["calls", "Calls", (s) => number(s.calls)],
  ["failed", "Failed", (s) => number(s.failures)],
  ["rejected", "Rejected", (s) => number(s.rejections)],
  ["p50", "p50", (s) => latency(s.latencyMillisP50)],
  ["p99", "p99", (s) => latency(s.latencyMillisP99)],
];

const COUNTERS = [
  ["Attempts", (s) => number(s.attempts)],
  ["Successes", (s) => number(s.successes)],
  ["Neutral", (s) => number(s.neutral)],
  ["Retries", (s) => number(s.retries)],
  ["Retries denied", (s) => number(s.retriesDenied)],
  ["Timeouts", (s) => number(s.timeouts)],
  ["Fallbacks", (s) => number(s.fallbacks)],
  ["In flight", (s) => number(s.inFlight)],
  ["Failures in a row", (s) => s.consecutiveFailures + " of " + s.failureThreshold],
  ["Times opened", (s) => number(s.timesOpened)],
  ["Mean time to recovery", (s) => (s.meanTimeToRecoverySeconds === null ? "–" : span(s.meanTimeToRecoverySeconds))],
];

let ids = 0;

export class Service {
  constructor(id, onOpen) {
    this.id = id;
    this.onOpen = onOpen;
    this.timeline = new Timeline();
    this.facts = {};
    this.node = element("li", "service");
    this.node.dataset.service = id;
    this.node.append(this.head(), this.notes(), this.factList(), this.figure(), this.detailBox());
  }

  // ---- making

  head() {
    const head = element("div", "head");
    const title = element("h2");
    this.button = element("button");
    this.button.type = "button";
    this.button.setAttribute("aria-expanded", "false");
    this.button.addEventListener("click", () => this.toggle());
    this.shape = document.createElementNS(SVG, "svg");
    this.shape.setAttribute("viewBox", "0 0 24 24");
    this.shape.setAttribute("aria-hidden", "true");
    this.shape.setAttribute("class", "shape");
    this.shape.append(document.createElementNS(SVG, "path"), document.createElementNS(SVG, "path"));
    this.name = element("span", "name");
    this.button.append(this.shape, this.name);
    title.append(this.button);
    this.mode = element("span", "mode");
    const state = element("p", "state");
    this.word = element("strong", "word");
    this.since = element("span", "since");
    this.means = element("span", "means");
    state.append(this.word, " ", this.since, " ", this.means);
    head.append(title, this.mode, state);
    return head;
  }

  factList() {
    const list = element("dl", "facts");
    for (const [key, label] of [...FACTS, ["probe", "Next probe"]]) {
      const pair = element("div", "fact fact-" + key);
      this.facts[key] = element("dd");
      pair.append(element("dt", "", label), this.facts[key]);
      list.append(pair);
    }
    return list;
  }

  figure() {
    const figure = element("figure");
    this.caption = element("figcaption", "muted");
    figure.append(this.timeline.svg, this.timeline.axis, this.caption);
    return figure;
  }

  notes() {
    const notes = element("div", "notes");
    this.why = element("p", "why");
    this.observed = element("p", "observed");
    notes.append(this.why, this.observed);
    return notes;
  }

  detailBox() {
    this.details = element("div", "details");
    this.details.id = "details-" + ++ids;
    this.details.hidden = true;
    this.button.setAttribute("aria-controls", this.details.id);
    this.counters = element("dl", "counters");
    for (const [label] of COUNTERS) {
      const pair = element("div");
      pair.append(element("dt", "", label), element("dd"));
      this.counters.append(pair);
    }
    this.last = element("p", "last");
    this.origins = table("Origins", ["Origin", "State", "Failures in a row"]);
    this.settings = table("Settings", ["Key", "Value"]);
    this.settings.caption.className = "unseen";
    const settings = element("details");
    settings.append(element("summary", "", "Settings"), this.settings);
    this.details.append(this.counters, this.last, this.origins, settings);
    return this.details;
  }

  // ---- what is new

  /** Returns whether it is in another state than before. */
  update(service) {
    const before = this.service;
    this.service = service;
    const state = stateOf(service);
    if (!before || before.state !== service.state) {
      this.node.dataset.state = service.state;
      const [outline, sign] = SHAPES[service.state] || SHAPES.DISABLED;
      this.shape.children[0].setAttribute("d", outline);
      this.shape.children[1].setAttribute("d", sign);
    }
    const observing = service.mode === "observe";
    say(this.name, service.displayName);
    say(this.mode, service.mode === "enforce" ? "" : observing ? "observing" : "off");
    say(this.word, observing ? "Would be " + state.word.toLowerCase() : state.word);
    say(this.means, service.mode === "enforce" ? state.means : "calls go through untouched");
    for (const [key, , read] of FACTS) {
      say(this.facts[key], read(service));
    }
    say(this.why, this.reason(service));
    say(this.observed, observing ? wouldHave(service) : "");
    if (!this.details.hidden) {
      this.updateDetails();
    }
    return before !== undefined && before.state !== service.state;
  }

  reason(service) {
    const state = stateOf(service);
    if (state.rank <= 1 && service.state !== "FORCED_OPEN") {
      return "Opened because: " + service.openedBecause;
    }
    if (service.consecutiveFailures > 0) {
      return plural(service.consecutiveFailures, "failure", "failures") + " in a row; opens at " + service.failureThreshold;
    }
    return "";
  }

  updateDetails() {
    const values = this.counters.querySelectorAll("dd");
    COUNTERS.forEach(([, read], i) => say(values[i], read(this.service)));
    const at = this.service.lastFailureTime;
    say(this.last, at ? "Last failure at " + timeOfDay(Date.parse(at)) + ": " + this.service.lastFailure : "No failure yet.");
    const origins = this.service.origins || [];
    this.origins.hidden = origins.length === 0;
    fill(this.origins, origins.map((o) => [o.origin, stateOf(o).word, o.consecutiveFailures + " of " + o.failureThreshold]));
  }

  showSettings(config) {
    fill(this.settings, Object.entries(config));
  }

  showHistory(history, step) {
    this.timeline.draw(history, step);
    say(this.caption, this.timeline.summary);
  }

  /** The time goes on between two answers of the backend. */
  tick(now) {
    say(this.since, "for " + span((now - Date.parse(this.service.stateSince)) / 1000));
    say(this.facts.probe, this.nextProbe(now));
  }

  nextProbe(now) {
    if (this.service.state === "HALF_OPEN") {
      return "under way";
    }
    const left = this.service.secondsUntilProbe - (now - this.heardAt) / 1000;
    return this.service.secondsUntilProbe < 0 ? "–" : left <= 0 ? "next call" : "in " + span(Math.ceil(left));
  }

  toggle() {
    this.details.hidden = !this.details.hidden;
    this.button.setAttribute("aria-expanded", String(!this.details.hidden));
    if (!this.details.hidden) {
      this.updateDetails();
      this.onOpen(this);
    }
  }
}

function wouldHave(s) {
  return (
    "Nothing is changed. It would have rejected " + plural(s.wouldHaveRejected, "call", "calls") +
    " (" + number(s.wouldHaveRejectedSuccesses) + " of them went well), retried " + number(s.wouldHaveRetried) +
    ", timed out " + number(s.wouldHaveTimedOut) + ", answered " + number(s.wouldHaveFallenBack) +
    " by the fallback, and freed threads for " + span(s.threadSecondsSaveable) + "."
  );
}

function table(caption, columns) {
  const made = element("table");
  const row = element("tr");
  for (const column of columns) {
    const cell = element("th", "", column);
    cell.scope = "col";
    row.append(cell);
  }
  const head = element("thead");
  head.append(row);
  made.append(element("caption", "", caption), head, element("tbody"));
  return made;
}

/** The first cell of a row is what the row is about. */
function fill(made, rows) {
  const body = made.tBodies[0];
  while (body.rows.length > rows.length) {
    body.lastChild.remove();
  }
  rows.forEach((cells, i) => {
    let row = body.rows[i];
    if (!row) {
      row = element("tr");
      cells.forEach((cell, j) => row.append(element(j === 0 ? "th" : "td")));
      row.firstChild.scope = "row";
      body.append(row);
    }
    cells.forEach((cell, j) => say(row.children[j], cell));
  });
}
