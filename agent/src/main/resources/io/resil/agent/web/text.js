// Words, numbers and times, as people read them.

const whole = new Intl.NumberFormat("en");
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** For each state: its word, what it means for calls, and how bad it is (0 is worst). */
export const STATES = {
  FORCED_OPEN: { word: "Forced open", means: "an operator has every call rejected", rank: 0 },
  OPEN: { word: "Open", means: "calls are rejected", rank: 0 },
  HALF_OPEN: { word: "Half open", means: "one call tries whether it is back", rank: 1 },
  CLOSED: { word: "Closed", means: "calls go through", rank: 4 },
  DISABLED: { word: "Disabled", means: "calls go through uncounted", rank: 3 },
};

export function stateOf(service) {
  return STATES[service.state] || STATES.DISABLED;
}

export function number(value) {
  return value < 1e6 ? whole.format(value) : whole.format(Math.round(value / 1e5) / 10) + " M";
}

export function plural(count, one, many) {
  return number(count) + " " + (count === 1 ? one : many);
}

/** Of milliseconds, with the digits that matter. */
export function latency(millis) {
  if (millis === null) {
    return "–";
  }
  if (millis >= 1000) {
    return (millis / 1000).toFixed(millis < 10000 ? 1 : 0) + " s";
  }
  return millis.toFixed(millis < 10 ? 1 : 0) + " ms";
}

/** The two largest units: 3 d 4 h, 2 min 05 s. */
export function span(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  if (s < 60) {
    return s + " s";
  }
  if (s < 3600) {
    return Math.floor(s / 60) + " min " + String(s % 60).padStart(2, "0") + " s";
  }
  if (s < 86400) {
    return Math.floor(s / 3600) + " h " + String(Math.floor((s % 3600) / 60)).padStart(2, "0") + " min";
  }
  return Math.floor(s / 86400) + " d " + Math.floor((s % 86400) / 3600) + " h";
}

export function timeOfDay(millis) {
  return clock.format(new Date(millis));
}

/** An element with text in it; nothing that comes from the backend is ever read as markup. */
export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

/** Writes only what is different, so that nothing is drawn or read out again for nothing. */
export function say(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}
