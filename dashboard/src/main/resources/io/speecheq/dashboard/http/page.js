// The page: which part of it is shown, keys, day and night, signing in, what is said when the line is gone.
import { CallPage } from "./call.js";
import { $, el, forgetPalette, setText } from "./dom.js";
import { ask, Stream } from "./link.js";
import { SORTS, Wall } from "./wall.js";
import { CATEGORIES, categoryClass, categoryWord, plural } from "./words.js";

const NOTICE_EVERY_MILLIS = 2000;
const SEARCH_AFTER_MILLIS = 300;
const KEYS = [["j k ↑ ↓ ← →", "move among the calls; on a call: next and previous, and window by window"], ["Enter", "open the call"], ["Esc", "back"],
  ["/", "search"], ["s", "sort otherwise"], ["t", "day or night"], ["z", "whole call, or its last two minutes"], ["?", "this page"]];

const wall = new Wall((callId) => go(callId));
const call = new CallPage($("call"), (state) => line(state), (callId) => go(callId));
let silent = [];
let stream = null;
let noticedAt = -Infinity;

function go(callId) {
  location.hash = callId === null ? "#/" : "#/call/" + encodeURIComponent(callId);
}

function route() {
  const match = /^#\/call\/(.+)$/.exec(location.hash);
  let callId = null;
  try {
    callId = match ? decodeURIComponent(match[1]) : null;
  } catch (garbled) {
    callId = null;
  }
  if (callId !== null) {
    wallAt = scrollY;
    wall.selected = callId;
  }
  $("wall").hidden = callId !== null;
  wall.show(callId === null);
  document.title = (callId === null ? "live calls" : callId) + " · SpeechEQ";
  if (callId !== null) call.show(callId);
  else {
    call.leave();
    scrollTo(0, wallAt);
  }
  listen();
}

let wallAt = 0;

/*
 * A browser opens six connections to a server at once, for all of its tabs, and a stream keeps one of them: so a page
 * has the stream of what it shows, and none while nobody sees it.
 */
function listen() {
  const isSeen = !document.hidden;
  listenToAll(isSeen && !$("wall").hidden);
  call.listen(isSeen);
}

function listenToAll(isOn) {
  if (isOn === (stream !== null)) return;
  if (isOn) {
    wall.loading();
    stream = new Stream("api/events", { calls: (news) => accept(news) }, (state) => line(state));
  } else {
    stream.close();
    stream = null;
    silent = [];
    setText($("count"), "");
  }
}

function accept(news) {
  silent = news.unanswered;
  wall.accept(news);
  const live = [...wall.calls.values()].filter((one) => one.status === "ACTIVE").length;
  setText($("count"), wall.calls.size === 0 ? "" : live + " live · " + plural(wall.calls.size, "call", "calls"));
  notice();
  emptiness();
  line("live");
}

function emptiness() {
  const empty = $("empty");
  empty.hidden = wall.heardAt === 0 || !wall.isEmpty();
  if (empty.hidden) return;
  const isSearch = wall.query !== "";
  empty.replaceChildren(
    el("div", "calmline", el("i"), el("i"), el("i")),
    el("h2", "", isSearch ? "No call is called so" : "It is quiet"),
    el("p", "", isSearch ? "Nothing live or lately heard has “" + wall.query + "” in its id." : "Calls appear here as soon as somebody speaks."),
    isSearch ? null : el("p", "quiet", "To see one: ", el("code", "", "./speecheq ingest samples/billing-call.flac")));
}

// Which channels are analysed is a fact about these calls, so it is read from them.
function notice() {
  if (performance.now() - noticedAt < NOTICE_EVERY_MILLIS) return;
  noticedAt = wall.calls.size > 0 ? performance.now() : noticedAt;
  const heard = new Set();
  const left = new Set();
  for (const one of wall.calls.values()) {
    for (const channel of one.channels) {
      if (!channel.latest) continue;
      if (channel.latest.notAssessed === "CHANNEL_NOT_ANALYSED") left.add(channel.channel);
      else heard.add(channel.channel);
    }
  }
  const both = [...heard].filter((name) => left.has(name));
  const said = (names, word) => names.length === 0 ? "" : " " + word + ": " + names.sort().slice(0, 6).join(", ") + ".";
  setText($("notice"), "A score says what a voice sounds like to a network trained on actors, not what a person feels; it is often wrong."
    + (heard.size + left.size === 0 ? " By default the customer’s channel alone is analysed." : "")
    + said([...heard].filter((name) => !left.has(name)), "Analysed") + said(both, "Analysed in some calls") + said([...left].filter((name) => !heard.has(name)), "Not analysed"));
}

function line(state) {
  const banner = $("banner");
  const heardAt = $("wall").hidden ? call.heardAt : wall.heardAt;
  const since = heardAt === 0 ? "" : " What you see is of " + new Date(heardAt).toLocaleTimeString() + ".";
  document.body.classList.toggle("stale", state === "lost" || (state !== "live" && since !== ""));
  banner.className = state;
  if (state === "stranger") {
    signIn("");
    return;
  }
  const words = {
    lost: "The connection is lost." + since + " Trying again …",
    loading: since.trim(),
    waiting: "The calls are being loaded …",
    live: silent.length === 0 ? "" : "Some calls are missing, no answer comes from " + silent.join(", ") + ".",
  }[state] || "";
  setText(banner, words);
  banner.hidden = words === "";
}

async function enter() {
  try {
    const who = await ask("api/session");
    $("leave").hidden = who.open;
    $("signin").hidden = true;
    $("notice").hidden = false;
    document.body.classList.remove("outside");
    route();
  } catch (failure) {
    if (failure.status === 401) signIn("");
    else {
      line("lost");
      setTimeout(enter, 2000);
    }
  }
}

function signIn(why) {
  call.leave();
  $("wall").hidden = true;
  listen();
  wall.show(false);
  $("banner").hidden = true;
  $("notice").hidden = true;
  $("signin").hidden = false;
  document.body.classList.add("outside");
  setText($("refused"), why);
  $("token").focus();
}

$("door").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    await ask("api/session", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ token: $("token").value }) });
    $("token").value = "";
    enter();
  } catch (failure) {
    setText($("refused"), failure.status === 401 ? "This token is not known here." : failure.message);
  }
});

$("leave").addEventListener("click", async () => {
  await ask("api/session", { method: "DELETE" });
  location.reload();
});

let searching = 0;
$("query").addEventListener("input", () => {
  const query = $("query").value;
  if (location.hash.startsWith("#/call/")) go(null);
  wall.search(query);
  emptiness();
  clearTimeout(searching);
  if (query.trim() === "") return;
  searching = setTimeout(async () => {
    try {
      const answer = await ask("api/calls?limit=100&query=" + encodeURIComponent(query.trim()));
      if ($("query").value === query) wall.showAlso(answer.calls.filter((one) => one.kept));
      emptiness();
    } catch (failure) {
      // What is live is found without the server; the line's own state says that it is gone.
    }
  }, SEARCH_AFTER_MILLIS);
});

const sorts = new Map(Object.entries(SORTS).map(([name, word]) => {
  const button = el("button", "", word);
  button.type = "button";
  button.setAttribute("role", "radio");
  button.addEventListener("click", () => sortBy(name));
  return [name, button];
}));

// The buttons stay: whoever pressed one goes on from it.
function sortBy(sort) {
  wall.sortBy(sort);
  for (const [name, button] of sorts) button.setAttribute("aria-checked", String(name === sort));
}

function theme(wanted) {
  if (wanted) document.documentElement.dataset.theme = wanted;
  forgetPalette();
  wall.redraw();
  call.soon();
}

function turnTheme() {
  const isNight = (document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "night" : "day")) === "night";
  const wanted = isNight ? "day" : "night";
  localStorage.setItem("theme", wanted);
  theme(wanted);
}

function legend() {
  const chip = (name, word) => el("span", "chip", el("i", "dot " + name), word);
  return [...CATEGORIES.map((category) => chip(categoryClass(category), categoryWord(category))), chip("hatched", "not analysed"), chip("flat", "silence")];
}

function about() {
  const dialog = $("about");
  const close = el("button", "", "Close");
  close.type = "button";
  close.addEventListener("click", () => dialog.close());
  dialog.replaceChildren(
    el("h2", "", "Reading the ribbons"),
    el("p", "", "Colour is the emotion a voice sounds like, height its intensity (0 to 4), and the paler a colour, the less sure the network is. The upper half is the customer, or whoever is analysed; the lower half the other side."),
    el("div", "legend", ...legend()),
    el("p", "", "Heat is how distressed a call sounds just now: intensity times the scores of anger, disgust, fear and sadness, averaged so that what is 20 seconds old weighs half."),
    el("p", "", "A score says what a voice sounds like to a network trained on actors. It does not say what a person feels, and it must not decide anything about a person by itself."),
    el("h2", "", "Keys"),
    el("dl", "facts keys", ...KEYS.flatMap(([keys, what]) => [el("dt", "", el("kbd", "", keys)), el("dd", "", what)])),
    close);
  dialog.showModal();
}

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || $("about").open || document.body.classList.contains("outside")) return;
  const onCall = location.hash.startsWith("#/call/");
  if (event.key === "Escape") {
    if (document.activeElement === $("query")) {
      $("query").value = "";
      wall.search("");
      emptiness();
      $("query").blur();
    } else if (onCall) go(null);
    return;
  }
  if (document.activeElement === $("query")) {
    if (event.key === "Enter" && wall.list().length > 0) {
      $("query").blur();
      go(wall.list()[0].callId);
    }
    return;
  }
  if (event.target instanceof Element && event.target.closest("a, button") && (event.key === "Enter" || event.key === " ")) return;
  const beside = (step) => {
    const next = wall.beside(call.callId, step);
    if (next !== null) go(next);
  };
  const actions = {
    "/": () => $("query").focus(),
    "?": about,
    t: turnTheme,
    s: () => {
      const names = Object.keys(SORTS);
      sortBy(names[(names.indexOf(wall.sort) + 1) % names.length]);
    },
    ...(onCall
      ? { j: () => beside(1), k: () => beside(-1), ArrowDown: null, ArrowLeft: () => call.step(-1), ArrowRight: () => call.step(1), z: () => call.zoom() }
      : {
        j: () => wall.move(1, 0), k: () => wall.move(-1, 0), ArrowRight: () => wall.move(1, 0), ArrowLeft: () => wall.move(-1, 0),
        ArrowDown: () => wall.move(0, 1), ArrowUp: () => wall.move(0, -1), Enter: wall.selected === null ? null : () => go(wall.selected),
      }),
  };
  const action = actions[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
}

// The hash says which part is shown, so skipping must leave it as it is.
$("skip").addEventListener("click", (event) => {
  event.preventDefault();
  $("main").focus();
});
$("legend").append(...legend());
$("sorts").append(...sorts.values());
$("theme").addEventListener("click", turnTheme);
$("help").addEventListener("click", about);
addEventListener("keydown", key);
addEventListener("hashchange", route);
document.addEventListener("visibilitychange", listen);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => theme(null));
const kept = localStorage.getItem("theme");
theme(kept === "day" || kept === "night" ? kept : null);
sortBy(wall.sort);
notice();
enter();
