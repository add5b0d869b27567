// The wall: every live call as a card with its ribbon. Only cards that can be seen exist; they are moved, not made anew.
import { $, calm, el, setClass, setText } from "./dom.js";
import { Pace } from "./pace.js";
import { drawCard, endOf, merged } from "./ribbon.js";
import { categoryClass, clock, plural, reasonWord, statusWord } from "./words.js";

const CARD_HEIGHT = 164;
const GAP = 14;
const LEAST_WIDTH = 300;
const COLUMN = 5;
const SPARE = 4;
const RIBBON_HEIGHT = 66;
const SORT_EVERY_MILLIS = 3000;
const SCROLLED_MILLIS = 150;
const SKELETONS = 12;

export const SORTS = { heat: "Heat", newest: "Newest", duration: "Longest" };

export class Wall {
  constructor(open) {
    this.open = open;
    this.calls = new Map();
    this.extra = [];
    this.order = [];
    this.cards = new Map();
    this.spare = [];
    this.sort = "heat";
    this.query = "";
    this.selected = null;
    this.isShown = false;
    this.heardAt = 0;
    this.sortedAt = -Infinity;
    this.pace = new Pace();
    this.scrolledAt = -Infinity;
    this.grid = $("grid");
    addEventListener("scroll", () => this.scrolled(), { passive: true });
    new ResizeObserver(() => this.soon()).observe(this.grid);
  }

  accept(news) {
    this.heardAt = Date.now();
    this.grid.classList.remove("loading");
    if (news.complete) {
      const present = new Set(news.calls.map((call) => call.callId));
      for (const callId of this.calls.keys()) if (!present.has(callId)) this.calls.delete(callId);
    }
    for (const callId of news.gone) this.calls.delete(callId);
    for (const call of news.calls) this.put(call);
    this.soon();
  }

  put(call) {
    const known = this.calls.get(call.callId);
    const sameRun = known && known.callStart === call.callStart;
    for (const channel of call.channels) {
      const before = sameRun && known.channels.find((other) => other.channel === channel.channel);
      channel.ribbon = merged(before ? before.ribbon : null, channel.ribbon);
    }
    call.version = (known ? known.version : 0) + 1;
    this.calls.set(call.callId, call);
  }

  // Calls that are found elsewhere, such as in the history: after all others, while the query stands.
  showAlso(calls) {
    this.extra = calls;
    this.sortedAt = -Infinity;
    this.soon();
  }

  // While it is scrolled, what comes into sight is drawn, and what is there stays as it was.
  scrolled() {
    this.scrolledAt = performance.now();
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.soon(), SCROLLED_MILLIS);
    this.soon();
  }

  soon() {
    if (this.frame || !this.isShown) return;
    this.frame = requestAnimationFrame((time) => {
      this.frame = 0;
      this.draw(time);
    });
  }

  show(isShown) {
    this.isShown = isShown;
    if (isShown) {
      for (const card of this.cards.values()) card.version = -1;
      this.soon();
    }
  }

  redraw() {
    for (const card of this.cards.values()) card.version = -1;
    this.soon();
  }

  sortBy(sort) {
    this.sort = sort;
    this.sortedAt = -Infinity;
    this.soon();
  }

  search(query) {
    this.query = query.trim().toLowerCase();
    this.extra = [];
    this.sortedAt = -Infinity;
    scrollTo(0, 0);
    this.soon();
  }

  isEmpty() {
    return this.query === "" ? this.calls.size === 0 : this.list().length === 0;
  }

  list() {
    const found = [...this.calls.values()].filter((call) => call.callId.toLowerCase().includes(this.query));
    const live = (call) => (call.status === "ACTIVE" ? 0 : 1);
    const by = {
      heat: (a, b) => b.heat - a.heat,
      newest: (a, b) => b.callStart - a.callStart,
      duration: (a, b) => b.durationMillis - a.durationMillis,
    }[this.sort];
    found.sort((a, b) => live(a) - live(b) || by(a, b) || b.callStart - a.callStart || (a.callId < b.callId ? -1 : 1));
    const also = this.query ? this.extra.filter((call) => !this.calls.has(call.callId)) : [];
    return found.concat(also);
  }

  // The order holds for a while, so that cards can be read; calls that come or go are placed at once.
  ordered() {
    const now = performance.now();
    const size = this.calls.size + this.extra.length;
    if (now - this.sortedAt > SORT_EVERY_MILLIS || size !== this.sortedSize) {
      this.order = this.list().map((call) => call.callId);
      this.sortedAt = now;
      this.sortedSize = size;
    }
    return this.order;
  }

  find(callId) {
    return this.calls.get(callId) || this.extra.find((call) => call.callId === callId) || null;
  }

  draw(time) {
    if (this.heardAt === 0) return;
    const order = this.ordered();
    const box = this.grid.getBoundingClientRect();
    const width = this.grid.clientWidth;
    this.columns = Math.max(1, Math.floor((width + GAP) / (LEAST_WIDTH + GAP)));
    this.cardWidth = Math.floor((width - (this.columns - 1) * GAP) / this.columns);
    const rows = Math.ceil(order.length / this.columns);
    const height = rows * (CARD_HEIGHT + GAP) + "px";
    const first = Math.max(0, Math.floor(-box.top / (CARD_HEIGHT + GAP)) - 1) * this.columns;
    const last = Math.min(order.length, (Math.ceil((innerHeight - box.top) / (CARD_HEIGHT + GAP)) + 1) * this.columns);
    if (this.grid.style.height !== height) this.grid.style.height = height;
    const seen = new Set(order.slice(first, last));
    for (const [callId, card] of this.cards) {
      if (!seen.has(callId)) {
        this.cards.delete(callId);
        card.root.hidden = true;
        this.spare.push(card);
      }
    }
    const stale = [];
    for (let place = first; place < last; place++) this.place(order[place], place, stale);
    this.fillSome(stale, time);
    const chosen = this.selected !== null && this.cards.get(this.selected);
    if (chosen) this.grid.setAttribute("aria-activedescendant", chosen.root.id);
    else this.grid.removeAttribute("aria-activedescendant");
  }

  // A card with news can wait a frame or two, a page that stutters is seen at once.
  fillSome(stale, time) {
    if (performance.now() - this.scrolledAt < SCROLLED_MILLIS) {
      this.pace.left(time, 0);
      return;
    }
    const most = this.pace.frame(time);
    stale.sort((a, b) => a.card.filledAt - b.card.filledAt);
    const now = stale.slice(0, most);
    for (const { card, call } of now) this.fill(card, call, time);
    this.pace.left(time, stale.length - now.length);
    if (stale.length > now.length) this.soon();
  }

  place(callId, place, stale) {
    const call = this.find(callId);
    if (call === null) return;
    let card = this.cards.get(callId);
    const isNew = card === undefined;
    if (isNew) {
      card = this.spare.pop() || this.make();
      card.callId = callId;
      card.version = -1;
      card.end = null;
      card.root.hidden = false;
      this.cards.set(callId, card);
    }
    const x = (place % this.columns) * (this.cardWidth + GAP);
    const y = Math.floor(place / this.columns) * (CARD_HEIGHT + GAP);
    const at = "translate(" + x + "px," + y + "px)";
    if (card.at !== at) {
      card.root.classList.toggle("jumps", isNew);
      card.root.style.transform = at;
      card.at = at;
    }
    if (card.width !== this.cardWidth) {
      card.width = this.cardWidth;
      card.root.style.width = this.cardWidth + "px";
      card.version = -1;
    }
    const isSelected = callId === this.selected;
    if (card.isSelected !== isSelected) {
      card.isSelected = isSelected;
      card.root.setAttribute("aria-selected", String(isSelected));
    }
    if (isNew) this.fill(card, call, performance.now());
    else if (card.version !== call.version) stale.push({ card, call });
  }

  make() {
    const card = {
      root: el("div", "card"), id: el("span", "id"), alerts: el("span", "alerts"), heat: el("span", "heat"),
      canvas: el("canvas"), strip: el("div", "strip"), time: el("span", "time"), status: el("span", "status"), said: [],
      edge: el("i", "edge"), voices: el("div", "voices"),
    };
    card.root.id = "card-" + (this.made = (this.made || 0) + 1);
    card.root.setAttribute("role", "option");
    card.strip.append(card.canvas, el("i", "now"));
    card.root.append(
      card.edge, el("div", "head", card.id, card.alerts, card.heat), card.strip,
      el("div", "foot", card.voices, el("div", "pulse", card.status, card.time)));
    card.root.addEventListener("click", () => this.open(card.callId));
    this.grid.append(card.root);
    return card;
  }

  fill(card, call, time) {
    card.version = call.version;
    card.filledAt = time;
    const isLive = call.status === "ACTIVE";
    setText(card.id, call.callId);
    card.id.title = call.callId;
    setText(card.time, clock(call.durationMillis));
    setText(card.status, call.kept ? "from the history" : statusWord(call.status));
    card.root.classList.toggle("over", !isLive);
    setText(card.heat, isLive ? "heat " + call.heat.toFixed(1) : "");
    const warmth = isLive ? Math.min(1, call.heat / 3) : 0;
    card.edge.style.opacity = String(warmth < 0.12 ? 0 : 0.25 + 0.75 * warmth);
    card.edge.style.transform = "scaleY(" + Math.max(0.12, warmth) + ")";
    const raised = call.alerts ? call.alerts.raised : 0;
    setText(card.alerts, raised > 0 ? "▲ " + raised : "");
    setClass(card.alerts, "alerts" + (call.alerts && call.alerts.worst === "CRITICAL" ? " critical" : ""));
    card.alerts.title = raised > 0 ? plural(raised, "alert", "alerts") : "";
    const lanes = lanesOf(call);
    this.voices(card, lanes);
    this.ribbon(card, lanes, isLive);
  }

  voices(card, lanes) {
    const shown = lanes.slice(0, 2);
    while (card.said.length < shown.length) {
      const voice = { dot: el("i"), name: el("span", "name"), word: el("b") };
      voice.root = el("span", "voice", voice.dot, voice.name, voice.word);
      card.voices.append(voice.root);
      card.said.push(voice);
    }
    card.said.forEach((voice, i) => {
      voice.root.hidden = i >= shown.length;
      if (i >= shown.length) return;
      const latest = shown[i].latest;
      const emotion = latest && latest.emotion;
      setText(voice.name, shown[i].channel);
      setText(voice.word, emotion ? emotion.name + " " + emotion.intensity.toFixed(1) : latest ? reasonWord(latest.notAssessed) : "");
      setClass(voice.dot, "dot " + (emotion ? categoryClass(emotion.category) : "c-none"));
      setClass(voice.word, emotion ? "" : "quiet");
    });
  }

  ribbon(card, lanes, isLive) {
    const ribbons = lanes.slice(0, 4).map((channel) => channel.ribbon || { from: 0, marks: "" });
    const end = Math.max(0, ...ribbons.map(endOf));
    drawCard(card.canvas, ribbons, end, this.cardWidth - 2, RIBBON_HEIGHT, COLUMN, SPARE);
    const fresh = card.end === null ? 0 : Math.min(SPARE, Math.max(0, end - card.end));
    card.end = end;
    const rest = "translateX(" + -SPARE * COLUMN + "px)";
    if (card.slide && fresh > 0) card.slide.cancel();
    card.canvas.style.transform = rest;
    if (fresh > 0 && isLive && !calm.matches) {
      const from = "translateX(" + -(SPARE - fresh) * COLUMN + "px)";
      card.slide = card.canvas.animate([{ transform: from }, { transform: rest }], { duration: 950, easing: "linear" });
    }
  }

  loading() {
    if (this.calls.size > 0 || this.grid.classList.contains("loading")) return;
    this.grid.classList.add("loading");
    this.grid.style.height = "";
    if (this.grid.querySelector(".bones") === null) {
      for (let i = 0; i < SKELETONS; i++) this.grid.append(el("div", "bones", el("i"), el("i"), el("i")));
    }
  }

  move(columns, rows) {
    const order = this.order;
    if (order.length === 0) return;
    const at = order.indexOf(this.selected);
    const step = columns + rows * (this.columns || 1);
    const place = at < 0 ? 0 : Math.min(order.length - 1, Math.max(0, at + step));
    this.select(order[place]);
  }

  select(callId) {
    this.selected = callId;
    const place = this.order.indexOf(callId);
    if (place >= 0 && this.isShown) {
      const bar = $("bar").offsetHeight + 12;
      const top = this.grid.getBoundingClientRect().top + Math.floor(place / this.columns) * (CARD_HEIGHT + GAP);
      if (top < bar) scrollBy(0, top - bar);
      else if (top + CARD_HEIGHT > innerHeight) scrollBy(0, top + CARD_HEIGHT + GAP - innerHeight);
    }
    this.soon();
  }

  // The call beside this one in the order of the wall.
  beside(callId, step) {
    const order = this.order.length > 0 ? this.order : this.list().map((call) => call.callId);
    const at = order.indexOf(callId);
    return at < 0 ? null : order[at + step] || null;
  }
}

// Channels that are analysed come first: theirs is the upper half.
export function lanesOf(call) {
  const isAnalysed = (channel) => !(channel.latest && channel.latest.notAssessed === "CHANNEL_NOT_ANALYSED");
  return [...call.channels].sort((a, b) => Number(isAnalysed(b)) - Number(isAnalysed(a)) || (b.channel === "customer" ? 1 : 0) - (a.channel === "customer" ? 1 : 0));
}
