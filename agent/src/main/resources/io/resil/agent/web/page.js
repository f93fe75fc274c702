// Asks the backend again and again, and keeps the page to what it says; or says that it does not answer.

import { Service } from "./service.js";
import { element, plural, say, span, stateOf, timeOfDay } from "./text.js";

const FEW = 40; // up to so many, every service has its timeline; above, those that are closed stand in a list of their own
const MOST_WITH_HISTORY = 60;
const PATIENCE = 5000;

const byId = (id) => document.getElementById(id);
const live = byId("live");
const lost = byId("lost");
const list = byId("services");
const rest = byId("rest");
const restList = byId("rest-list");
const restButton = byId("rest-button");
const filter = byId("filter");

const services = new Map();
let ahead = 0; // how far the backend's clock is ahead of this one
let lastHeard = 0;
let lostSince = 0;
let historyDue = 0;

const now = () => Date.now() + ahead;

/** Null when there is no answer, which the page then says. */
async function ask(path) {
  try {
    const answer = await fetch(path, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok) {
      return await answer.json();
    }
  } catch (gone) {
    console.info("no answer: " + gone);
  }
  lose();
  return null;
}

// ---- the rounds

async function round() {
  try {
    const status = await ask("v1/api/status");
    if (status) {
      ahead = status.timeMillis - Date.now();
      lastHeard = Date.now();
      found();
      show(status);
      if (Date.now() >= historyDue) {
        historyDue = Date.now() + 10000;
        await askHistory();
      }
    }
  } finally {
    setTimeout(round, services.size <= 100 ? 1000 : 3000);
  }
}

async function askHistory() {
  const shown = [...list.children].slice(0, MOST_WITH_HISTORY).map((node) => node.dataset.service);
  const history = shown.length > 0 && (await ask("v1/api/status/history?service=" + shown.join(",")));
  if (history) {
    for (const [id, each] of Object.entries(history.services)) {
      services.get(id)?.showHistory(each, history.stepSeconds);
    }
  }
}

async function askSettings(service) {
  const answer = await ask("v1/api/status/services?service=" + service.id);
  if (answer && answer[service.id]) {
    service.showSettings(answer[service.id].config);
  }
}

// ---- the connection

function lose() {
  if (lostSince === 0) {
    lostSince = lastHeard || Date.now();
    document.body.classList.add("stale");
    lost.hidden = false;
  }
  tellLost();
}

/** The part that changes each second is not read out. */
function tellLost() {
  if (lost.childElementCount === 0) {
    lost.append(element("strong"), " ", element("span"));
    lost.lastChild.setAttribute("aria-hidden", "true");
    lost.lastChild.setAttribute("class", "ago");
  }
  say(lost.firstChild, "No answer from the backend since " + timeOfDay(lostSince) + ". What is below is as it was then.");
  say(lost.lastChild, span((Date.now() - lostSince) / 1000) + " ago");
  document.title = "No answer – resil";
}

function found() {
  if (lostSince !== 0) {
    lostSince = 0;
    lost.hidden = true;
    lost.replaceChildren();
    document.body.classList.remove("stale");
    announce("The backend answers again.");
  }
}

function announce(text) {
  live.append(element("span", "", text + " "));
  while (live.childElementCount > 20) {
    live.firstChild.remove();
  }
}

// ---- the page

function show(status) {
  showAgent(status.agent);
  const present = Object.keys(status.services);
  for (const id of services.keys()) {
    if (!(id in status.services)) {
      services.get(id).node.remove();
      services.delete(id);
    }
  }
  for (const id of present) {
    let service = services.get(id);
    if (!service) {
      service = new Service(id, askSettings);
      services.set(id, service);
      historyDue = 0;
    }
    service.heardAt = status.timeMillis;
    if (service.update(status.services[id])) {
      historyDue = Math.min(historyDue, Date.now() + 1500);
      announce(spoken(service.service));
    }
    service.tick(now());
  }
  showVerdict();
  arrange();
}

function spoken(service) {
  const would = service.mode === "observe" ? "would be " : "is ";
  const reason = service.state === "OPEN" && service.openedBecause ? ", " + service.openedBecause : "";
  return service.displayName + " " + would + stateOf(service).word.toLowerCase() + reason + ".";
}

function showAgent(agent) {
  say(byId("version"), " " + agent.version);
  const parts = [agent.configurationFile || "no configuration file"];
  if (agent.unmatchedHosts > 0) {
    parts.push(plural(agent.unmatchedHosts, "host", "hosts") + " called that no service covers");
  }
  if (agent.agentFaults > 0) {
    parts.push(plural(agent.agentFaults, "fault", "faults") + " of the agent");
  }
  say(byId("agent"), parts.join(" · "));
  const problems = byId("problems");
  const count = agent.configurationProblems.length;
  problems.hidden = count === 0;
  say(problems.querySelector("summary"), plural(count, "problem", "problems") + " of the configuration");
  const lines = problems.querySelector("ul");
  if (lines.childElementCount !== count || [...lines.children].some((l, i) => l.textContent !== agent.configurationProblems[i])) {
    lines.replaceChildren(...agent.configurationProblems.map((line) => element("li", "", line)));
  }
}

function showVerdict() {
  const all = [...services.values()].map((each) => each.service);
  const rejecting = all.filter((each) => each.mode === "enforce" && stateOf(each).rank === 0);
  const trying = all.filter((each) => each.mode === "enforce" && each.state === "HALF_OPEN");
  let verdict = all.length === 0 ? "No services are configured" : plural(all.length, "service", "services") + ", all well";
  let title = "All well";
  document.body.dataset.worst = "none";
  if (rejecting.length > 0) {
    verdict = (rejecting.length === 1 ? rejecting[0].displayName : plural(rejecting.length, "service", "services")) +
      (rejecting.length === 1 ? " is open" : " are open");
    title = "✕ " + verdict;
    document.body.dataset.worst = "open";
  } else if (trying.length > 0) {
    verdict = (trying.length === 1 ? trying[0].displayName : plural(trying.length, "service", "services")) + " on trial";
    title = "◆ " + verdict;
    document.body.dataset.worst = "half";
  }
  say(byId("verdict"), verdict);
  if (document.title !== title + " – resil") {
    document.title = title + " – resil";
  }
}

// ---- the order

/** The worst first; the others as the configuration has them. */
function rank(service) {
  const state = stateOf(service).rank;
  if (state === 4 && service.consecutiveFailures > 0) {
    return 2;
  }
  return service.mode === "enforce" ? state : Math.max(2, state);
}

function arrange() {
  const wanted = filter.value.trim().toLowerCase();
  const matching = [...services.values()].filter((each) => wanted === "" || matches(each.service, wanted));
  matching.sort((a, b) => rank(a.service) - rank(b.service));
  const many = services.size > FEW;
  const inRest = many ? matching.filter((each) => rank(each.service) >= 3) : [];
  const first = many ? matching.filter((each) => rank(each.service) < 3) : matching;
  keepFocus(() => {
    place(list, first);
    const open = restButton.getAttribute("aria-expanded") === "true";
    place(restList, open ? inRest : []);
  });
  rest.hidden = inRest.length === 0;
  say(restButton, plural(inRest.length, "closed service", "closed services"));
  byId("tools").hidden = services.size < 6;
  say(byId("shown"), wanted === "" ? "" : matching.length + " of " + services.size);
}

function matches(service, wanted) {
  const text = service.displayName + " " + service.service + " " + stateOf(service).word + " " + service.mode;
  return text.toLowerCase().includes(wanted);
}

/** Moves only what is not where it belongs. */
function place(into, wanted) {
  wanted.forEach((each, i) => {
    if (into.children[i] !== each.node) {
      into.insertBefore(each.node, into.children[i] || null);
    }
  });
  while (into.children.length > wanted.length) {
    into.lastChild.remove();
  }
}

function keepFocus(change) {
  const focused = document.activeElement;
  change();
  if (focused && focused !== document.activeElement && focused.isConnected) {
    focused.focus({ preventScroll: true });
  }
}

// ---- what the reader does

filter.addEventListener("input", arrange);
byId("tools").addEventListener("submit", (event) => event.preventDefault());
restButton.addEventListener("click", () => {
  const open = restButton.getAttribute("aria-expanded") !== "true";
  restButton.setAttribute("aria-expanded", String(open));
  restList.hidden = !open;
  arrange();
});
setInterval(() => {
  if (lostSince !== 0) {
    tellLost();
    return;
  }
  for (const node of [...list.children].slice(0, MOST_WITH_HISTORY)) {
    services.get(node.dataset.service).tick(now());
  }
}, 1000);

round();
