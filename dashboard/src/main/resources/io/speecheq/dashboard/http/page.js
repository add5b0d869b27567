"use strict";

// Everything a call says goes through textContent; no value of a call is ever markup.
const POLL_MILLIS = 1000;
const CATEGORIES = ["NEUTRAL", "TRUST", "JOY", "ANTICIPATION", "ANGER", "DISGUST", "SADNESS", "SURPRISE", "FEAR"];
const REASONS = {
  NO_SPEECH: "silent", CHANNEL_NOT_ANALYSED: "not analysed", NO_CONSENT: "no consent", TOO_SHORT: "too short",
  AUDIO_LOST: "audio lost", MODEL_FAILED: "not scored",
};
const STATUS = { ACTIVE: "live", COMPLETED: "ended", TIMED_OUT: "timed out" };
const $ = (id) => document.getElementById(id);
const cards = new Map();

function element(tag, className, parent) {
  const made = document.createElement(tag);
  made.className = className;
  parent.append(made);
  return made;
}

function clock(millis) {
  const seconds = Math.floor(millis / 1000);
  const pair = (value) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return (hours > 0 ? hours + ":" + pair(minutes) : String(minutes)) + ":" + pair(seconds % 60);
}

function newCard() {
  const root = document.createElement("li");
  const head = element("div", "head", root);
  return {
    root, id: element("span", "id", head), status: element("span", "status", head),
    time: element("div", "time", root), channels: new Map(),
  };
}

function newChannel(card) {
  const root = element("div", "channel", card.root);
  const name = element("span", "name", root);
  const said = element("span", "said", root);
  const meter = element("div", "meter", root);
  meter.setAttribute("role", "meter");
  meter.setAttribute("aria-valuemin", "0");
  meter.setAttribute("aria-valuemax", "4");
  return { root, name, said, meter, fill: element("div", "fill", meter) };
}

function showChannel(row, channel) {
  const latest = channel.latest;
  const emotion = latest && latest.emotion;
  row.name.textContent = channel.channel + (latest ? " · " + clock(latest.startMillis) : "");
  row.said.textContent = emotion ? emotion.name + " " + emotion.intensity.toFixed(1)
    : latest ? REASONS[latest.notAssessed] || "not assessed" : "…";
  const category = emotion && CATEGORIES.includes(emotion.category) ? emotion.category : "";
  row.said.className = emotion ? "said" : "said none";
  const intensity = emotion ? emotion.intensity : 0;
  row.fill.className = "fill " + category;
  row.fill.style.width = 25 * intensity + "%";
  row.meter.setAttribute("aria-valuenow", String(intensity));
  row.meter.setAttribute("aria-label", row.name.textContent + ": " + row.said.textContent);
}

function showCall(card, call) {
  card.root.className = "call" + (call.status === "ACTIVE" ? "" : " over");
  card.id.textContent = call.callId;
  card.id.title = call.callId;
  card.status.textContent = STATUS[call.status] || call.status;
  card.time.textContent = clock(call.durationMillis) + " · since " + new Date(call.callStart).toLocaleString();
  const present = new Set();
  for (const channel of call.channels) {
    present.add(channel.channel);
    if (!card.channels.has(channel.channel)) card.channels.set(channel.channel, newChannel(card));
    showChannel(card.channels.get(channel.channel), channel);
  }
  for (const [name, row] of card.channels) {
    if (!present.has(name)) { row.root.remove(); card.channels.delete(name); }
  }
}

function show(calls) {
  const list = $("calls");
  const present = new Set();
  let place = list.firstElementChild;
  for (const call of calls) {
    present.add(call.callId);
    if (!cards.has(call.callId)) cards.set(call.callId, newCard());
    const card = cards.get(call.callId);
    showCall(card, call);
    if (card.root === place) place = place.nextElementSibling;
    else list.insertBefore(card.root, place);
  }
  for (const [id, card] of cards) {
    if (!present.has(id)) { card.root.remove(); cards.delete(id); }
  }
  const live = calls.filter((call) => call.status === "ACTIVE").length;
  $("count").textContent = calls.length === 0 ? "" : live + " live · " + calls.length + " lately";
  $("empty").hidden = calls.length > 0;
}

async function poll() {
  const connection = $("connection");
  try {
    const response = await fetch("api/calls", { cache: "no-store" });
    const answer = await response.json();
    if (response.ok) show(answer.calls);
    connection.textContent = response.ok ? "" : answer.error;
    connection.className = "";
  } catch (failure) {
    connection.textContent = "connection lost; trying again";
    connection.className = "lost";
  }
  setTimeout(poll, POLL_MILLIS);
}

poll();
