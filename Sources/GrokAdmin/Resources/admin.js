"use strict";

const phases = ["accept", "verify", "persist", "sum", "decrypt", "publish"];
const steps = ["recruiting", "training", "summing", "committing", "opening", "combining"];
const charted = 60;
const rounds = new Map();
let status = null;
let loading = false;

const byId = (id) => document.getElementById(id);

/* ---- Making elements. Text is only ever set as text: nothing that comes from the server is read as markup. */

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  return fill(made, attributes, children);
}

function shape(name, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/* ---- Words */

const bytes = (count) =>
  count < 1e3 ? `${count} B` : count < 5e5 ? `${Math.round(count / 1e3)} kB`
    : count < 1e9 ? `${(count / 1e6).toFixed(1)} MB` : `${(count / 1e9).toFixed(1)} GB`;
const seconds = (value) =>
  value < 0.1 ? `${Math.round(value * 1000)} ms` : value < 100 ? `${value.toFixed(1)} s` : duration(value);
const fraction = (value) => String(+value.toFixed(4));
const figure = (value) => (value === undefined || value === null ? "–" : value.toFixed(3));
const percent = (value) => (value === undefined || value === null ? "–" : `${(value * 100).toFixed(1)} %`);

function duration(value) {
  const whole = Math.max(0, Math.round(value));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  if (whole < 86400) return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
  return `${Math.floor(whole / 86400)} d ${Math.floor((whole % 86400) / 3600)} h`;
}

/* ---- The round in progress */

const headlines = {
  combining: "opening the sum", committing: "holders commit to the sum", finished: "Finished",
  opening: "holders decrypt the sum", recruiting: "Waiting for participants", stopping: "Stopping",
  summing: "adding up", training: "training",
};

function showNow() {
  const round = status.round;
  const connected = status.participants.filter((one) => one.connected).length;
  byId("federation").textContent = status.federation;
  document.title = `${round ? `Round ${round.number} · ` : ""}${status.federation} · Grok`;
  const kind = round && round.kind === "evaluation" && status.state === "training" ? "final evaluation" : headlines[status.state];
  byId("headline").textContent = round ? `Round ${round.number} · ${kind}` : headlines[status.state] || status.state;
  byId("detail").textContent = round ? progress(round) : `${connected} of ${status.participants.length} connected`;
  byId("run").textContent = `${status.published} of ${status.rounds} rounds published`;
  byId("fill").style.width = `${Math.min(100, (100 * status.published) / status.rounds)}%`;
  const here = status.state === "finished" ? steps.length : steps.indexOf(status.state);
  byId("steps").replaceChildren(...steps.map((name, index) =>
    element("li", index === here ? { class: "here", "aria-current": "step" } : { class: index < here ? "done" : "" }, name)));
  byId("alert").hidden = status.waitingFor.length === 0;
  byId("alert").textContent = `It does not go on without ${status.waitingFor.join(", ")}`;
}

function progress(round) {
  if (status.state === "training") {
    const left = (Date.parse(round.deadline) - Date.parse(status.at)) / 1000;
    return `${round.contributions} of ${status.participants.length} contributions · ${duration(left)} left`;
  }
  if (status.state === "opening" || status.state === "combining") {
    return `${round.contributions} contributions · ${round.shares} of ${round.sharesWanted} shares`;
  }
  return `${round.contributions} contributions · ${round.commits} commits`;
}

/* ---- Participants */

const contribution = {
  checking: "being checked", declined: "takes no part", idle: "", submitted: "submitted", training: "training",
  uploading: "uploading",
};
const share = { committed: "committed", dropped: "wrong, not asked again", idle: "holds one", shared: "shared" };

function showParticipants() {
  const holders = new Map(status.holders.map((holder) => [holder.name, holder]));
  const connected = status.participants.filter((one) => one.connected).length;
  byId("parties-count").textContent = `${connected} of ${status.participants.length} connected`;
  byId("parties").replaceChildren(...status.participants.map((one) => {
    const holder = holders.get(one.name);
    holders.delete(one.name);
    return row(one, holder);
  }), ...[...holders.values()].map((holder) => row({ ...holder, state: "idle" }, holder)));
}

function row(one, holder) {
  const bad = one.state === "declined" ? "bad" : one.state === "idle" ? "plain" : "";
  const key = !holder ? "" : holder.state === "shared" ? `shared ${holder.shares}` : share[holder.state];
  const keyClass = holder && holder.state === "dropped" ? "bad" : !holder || holder.state === "idle" ? "plain" : "";
  return element("tr", {},
    element("td", { class: "name" }, one.name),
    element("td", {}, element("span", { class: one.connected ? "presence" : "presence away" }, presence(one))),
    element("td", {}, element("span", { class: `pill ${bad}` }, contribution[one.state])),
    element("td", {}, element("span", { class: `pill ${keyClass}` }, key)));
}

function presence(one) {
  if (!one.heardAt) return one.connected ? "connected" : "not seen yet";
  const silence = (Date.parse(status.at) - Date.parse(one.heardAt)) / 1000;
  if (!one.connected) return `silent for ${duration(silence)}`;
  return silence < 45 ? "connected" : `connected, silent for ${duration(silence)}`;
}

/* ---- Rounds */

function showRounds() {
  const all = [...rounds.values()].sort((one, other) => one.round - other.round);
  const newest = all.slice(-charted);
  const measured = (name) => newest.filter((one) => typeof one.base[name] === "number")
    .map((one) => ({ x: one.round, y: one.base[name] }));
  curve("accuracy", measured("accuracy"), percent, (value) => `${fraction(value * 100)} %`, 1);
  curve("loss", measured("loss"), figure, fraction);
  const worked = newest.filter((one) => one.serverSeconds && one.state !== "abandoned");
  bars("work", worked, phases.map((phase) => [phase, (one) => one.serverSeconds[phase]]), seconds,
    (value) => `${fraction(value)} s`);
  bars("bytes", newest.filter((one) => one.bytesIn !== undefined),
    [["bytes-in", (one) => one.bytesIn], ["bytes-out", (one) => one.bytesOut]], bytes, bytes);
  byId("rounds").replaceChildren(...all.reverse().map(roundRow));
}

function roundRow(one) {
  const failed = one.state === "abandoned" || one.state === "void";
  const outcome = element("span", { class: failed ? "pill bad" : "pill" }, one.state);
  const head = [element("td", { class: "name" }, String(one.round)), element("td", {}, outcome)];
  if (failed) return element("tr", {}, ...head, element("td", { class: "why", colspan: "8" }, one.reason || ""));
  const cell = (label, text, extra = "") => element("td", { class: `n ${extra}`, "data-label": label }, text);
  const took = one.seconds || {};
  const work = one.serverSeconds ? phases.reduce((sum, phase) => sum + one.serverSeconds[phase], 0) : undefined;
  const known = (value, words) => (value === undefined ? "–" : words(value));
  return element("tr", {}, ...head,
    element("td", { class: "parties" }, one.contributors.length > 12 ? `${one.contributors.length}` : one.contributors.join(" ") || "–"),
    cell("in", known(one.bytesIn, bytes)),
    cell("train", known(took.train, seconds), "extra"),
    cell("decrypt", known(took.decrypt, seconds), "extra"),
    cell("server", known(work, seconds), "extra"),
    cell("loss", figure(one.base.loss)),
    cell("accuracy", percent(one.base.accuracy)),
    element("td", { class: "extra model" }, element("code", {}, one.model ? one.model.slice(0, 6) : "–")));
}

/* ---- Charts */

const margin = { top: 8, right: 8, bottom: 20, left: 52 };

function canvas(id, isEmpty, label) {
  const place = byId(id);
  if (isEmpty) {
    place.replaceChildren(element("p", { class: "empty" }, "No round has ended yet"));
    return null;
  }
  const width = Math.max(200, place.clientWidth);
  const height = place.clientHeight;
  const drawing = shape("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
  place.replaceChildren(drawing);
  return { drawing, width, height };
}

function ticks(low, high) {
  const rough = (high - low) / 4 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough);
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, index) => (first + index) * step);
}

function axes({ drawing, width, height }, low, high, scale) {
  const y = (value) => height - margin.bottom - ((value - low) / (high - low)) * (height - margin.top - margin.bottom);
  for (const tick of ticks(low, high)) {
    drawing.append(
      shape("line", { class: "grid", x1: margin.left, x2: width - margin.right, y1: y(tick), y2: y(tick) }),
      shape("text", { x: margin.left - 8, y: y(tick) + 4, "text-anchor": "end" }, scale(tick)));
  }
  return y;
}

function labels(drawing, height, numbers, x) {
  const every = Math.ceil(numbers.length / 10);
  numbers.forEach((number, index) => {
    if ((numbers.length - 1 - index) % every) return;
    drawing.append(shape("text", { x: x(index), y: height - 4, "text-anchor": "middle" }, String(number)));
  });
}

function hit(drawing, x, width, height, words) {
  drawing.append(shape("rect", { class: "hit", x, y: margin.top, width, height: height - margin.top - margin.bottom },
    shape("title", {}, words)));
}

function curve(id, points, words, scale, ceiling = Infinity) {
  byId(`${id}-now`).textContent = points.length ? words(points[points.length - 1].y) : "";
  const place = canvas(id, points.length === 0, `${id} by round`);
  if (!place) return;
  const values = points.map((point) => point.y);
  const spread = Math.max(...values) - Math.min(...values) || Math.abs(values[0]) * 0.1 || 0.1;
  const low = Math.max(0, Math.min(...values) - spread * 0.12);
  const high = Math.min(ceiling, Math.max(...values) + spread * 0.12);
  const y = axes(place, low, high === low ? low + spread : high, scale);
  const inner = place.width - margin.left - margin.right;
  const slot = inner / points.length;
  const x = (index) => margin.left + (index + 0.5) * slot;
  const path = points.map((point, index) => `${index ? "L" : "M"}${x(index).toFixed(1)} ${y(point.y).toFixed(1)}`).join("");
  const floor = place.height - margin.bottom;
  place.drawing.append(
    shape("path", { class: "area", d: `${path}L${x(points.length - 1)} ${floor}L${x(0)} ${floor}Z` }),
    shape("path", { class: "curve", d: path }));
  points.forEach((point, index) => {
    const last = index === points.length - 1;
    if (points.length <= 30 || last) {
      place.drawing.append(shape("circle", { class: last ? "dot last" : "dot", cx: x(index), cy: y(point.y), r: 3.5 }));
    }
    hit(place.drawing, x(index) - slot / 2, slot, place.height, `round ${point.x}: ${words(point.y)}`);
  });
  labels(place.drawing, place.height, points.map((point) => point.x), x);
}

function bars(id, list, series, words, scale) {
  const place = canvas(id, list.length === 0, `${id} by round`);
  if (!place) return;
  const total = (one) => series.reduce((sum, [, value]) => sum + value(one), 0);
  const high = Math.max(...list.map(total)) * 1.05 || 1;
  const y = axes(place, 0, high, scale);
  const slot = (place.width - margin.left - margin.right) / list.length;
  const width = Math.min(34, slot * 0.62);
  const x = (index) => margin.left + (index + 0.5) * slot;
  list.forEach((one, index) => {
    let base = 0;
    for (const [name, value] of series) {
      const top = base + value(one);
      place.drawing.append(shape("rect", {
        class: name, x: x(index) - width / 2, y: y(top), width, height: Math.max(0, y(base) - y(top)),
      }));
      base = top;
    }
    const parts = series.map(([name, value]) => `${name.replace("bytes-", "")} ${words(value(one))}`).join(" · ");
    hit(place.drawing, x(index) - slot / 2, slot, place.height, `round ${one.round}: ${parts}`);
  });
  labels(place.drawing, place.height, list.map((one) => one.round), x);
}

/* ---- News */

/** Rounds are fetched when the status tells of one more that has ended. */
async function catchUp() {
  if (loading) return;
  const known = Math.max(0, ...rounds.keys());
  if (known >= status.lastRound) return;
  loading = true;
  try {
    const answer = await fetch(`api/rounds?after=${known}`);
    if (!answer.ok) return;
    for (const one of await answer.json()) if (one.concludedAt) rounds.set(one.round, one);
    showRounds();
  } catch {
    // The stream's error says so; the next status tries again.
  } finally {
    loading = false;
  }
}

function link(kind, words) {
  byId("link").className = `link ${kind}`;
  byId("link").textContent = words;
}

function listen() {
  const events = new EventSource("api/events");
  events.onmessage = (message) => {
    status = JSON.parse(message.data);
    link("live", "live");
    showNow();
    showParticipants();
    catchUp();
  };
  events.onerror = () => {
    const ended = status && (status.state === "finished" || status.state === "stopping");
    link("lost", ended ? "the server has ended" : "no connection to the server, trying again");
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  };
}

byId("legend").replaceChildren(...phases.map((phase) => element("li", {}, element("i", { class: `key ${phase}` }), phase)));
showRounds();
new ResizeObserver(showRounds).observe(document.querySelector("main"));
listen();
