// The page of one call: what its channels sound like over time, and what that comes to.
import { $, el, setText } from "./dom.js";
import { Lanes } from "./lanes.js";
import { ask, callPath, Stream } from "./link.js";
import { endOf, merged } from "./ribbon.js";
import { lanesOf } from "./wall.js";
import { CATEGORIES, categoryClass, categoryWord, clock, percent, plural, reasonWord, seconds, statusWord, whenWord, windowWord } from "./words.js";

export class CallPage {
  constructor(root, report, go) {
    this.root = root;
    this.report = report;
    this.go = go;
    this.heardAt = 0;
    this.build();
    new ResizeObserver(() => this.soon()).observe(this.chart);
  }

  build() {
    this.back = el("a", "back", "← All calls");
    this.back.href = "#/";
    this.title = el("h1", "id");
    this.status = el("span", "pill");
    this.meta = el("p", "meta");
    this.near = el("button", "", "Last 2 minutes");
    this.near.type = "button";
    this.near.title = "Whole call or its last two minutes (z)";
    this.near.addEventListener("click", () => this.zoom());
    this.canvas = el("canvas");
    this.canvas.setAttribute("role", "img");
    this.cursor = el("i", "cursor");
    this.cursor.hidden = true;
    this.chart = el("div", "chart", this.canvas, this.cursor);
    this.chart.addEventListener("pointermove", (event) => this.hover(event));
    this.chart.addEventListener("pointerdown", (event) => this.hover(event));
    this.chart.addEventListener("pointerleave", () => this.unhover());
    this.alerts = el("div", "alertlist");
    this.panels = el("div", "panels");
    this.away = el("div", "state");
    this.body = el("div", "", el("div", "chartbox", this.chart), this.alerts, this.panels);
    this.root.append(
      this.back, el("div", "callhead", el("div", "", el("div", "titles", this.title, this.status), this.meta), this.near), this.away, this.body);
    this.lanes = new Lanes(this.canvas);
  }

  show(callId) {
    this.leave();
    this.callId = callId;
    this.call = null;
    this.heardAt = 0;
    this.isPast = false;
    this.told = "";
    this.lanes.forget();
    setText(this.title, callId);
    setText(this.status, "");
    setText(this.meta, "");
    this.alerts.replaceChildren();
    this.panels.replaceChildren(el("div", "bones tall"), el("div", "bones tall"));
    this.body.hidden = false;
    this.away.hidden = true;
    this.root.hidden = false;
    scrollTo(0, 0);
  }

  // While a call is shown, and the page is seen.
  listen(isSeen) {
    const isOn = isSeen && !this.root.hidden;
    if (isOn && !this.stream) {
      this.stream = new Stream(callPath(this.callId) + "/events", {
        call: (news) => {
          this.isPast = false;
          this.accept(news);
        },
        gone: () => this.lookBack(),
      }, this.report);
    } else if (!isOn && this.stream) {
      this.stream.close();
      this.stream = null;
    }
  }

  leave() {
    this.root.hidden = true;
    this.callId = null;
    this.listen(false);
    this.unhover();
  }

  accept(news) {
    const call = news.call;
    if (this.call !== null && this.call.callStart !== call.callStart) this.lanes.forget();
    for (const channel of call.channels) {
      const before = this.call && this.call.channels.find((other) => other.channel === channel.channel);
      // A run's channels begin one after the other: what has become shorter has begun afresh.
      if (before && channel.ribbon && endOf(channel.ribbon) < endOf(before.ribbon)) this.lanes.forgetChannel(channel.channel);
      channel.ribbon = merged(before ? before.ribbon : null, channel.ribbon);
    }
    this.call = call;
    this.heardAt = Date.now();
    this.away.hidden = true;
    this.body.hidden = false;
    for (const channel of news.channels || []) this.lanes.add(channel.channel, channel.windows);
    this.fill();
  }

  // A call that has left the stores may stand in the history; each stream says that it has left.
  async lookBack() {
    if (this.isPast) return;
    this.isPast = true;
    const callId = this.callId;
    try {
      const call = await ask(callPath(callId));
      if (callId !== this.callId) return;
      this.accept({ call, channels: [] });
      for (const channel of call.channels) await this.windowsOf(callId, channel.channel);
    } catch (failure) {
      if (callId !== this.callId) return;
      this.isPast = false;
      if (this.call !== null) return;
      this.body.hidden = true;
      this.away.hidden = false;
      this.away.replaceChildren(el("h2", "", "This call is not known here"), el("p", "", "It ended too long ago, or has not begun. If it begins, it appears."));
    }
  }

  async windowsOf(callId, channel) {
    for (let from = 0; callId === this.callId;) {
      const answer = await ask(callPath(callId) + "/windows?from=" + from + "&channel=" + encodeURIComponent(channel));
      const windows = answer.channels.length > 0 ? answer.channels[0].windows : [];
      if (windows.length === 0) return;
      this.lanes.add(channel, windows);
      from = windows[windows.length - 1].index + 1;
      this.soon();
    }
  }

  fill() {
    const call = this.call;
    setText(this.status, call.kept ? "from the history" : statusWord(call.status));
    this.status.classList.toggle("live", call.status === "ACTIVE");
    const trajectories = new Map((call.trajectories || []).map((trajectory) => [trajectory.channel, trajectory]));
    const models = [...new Set([...trajectories.values()].flatMap((trajectory) => trajectory.models))];
    setText(this.meta, clock(call.durationMillis) + " · since " + whenWord(call.callStart) + (models.length > 0 ? " · scored by " + models.join(", ") : ""));
    this.lanes.channels = lanesOf(call).map((channel) => ({
      channel: channel.channel, ribbon: channel.ribbon, trajectory: trajectories.get(channel.channel) || null, told: windowWord(channel.latest),
    }));
    this.lanes.durationMillis = call.durationMillis;
    this.lanes.alerts = call.alerts || [];
    this.lanes.interruptions = call.summary ? call.summary.interruptions : [];
    this.canvas.setAttribute("aria-label", this.lanes.channels.map((channel) => channel.channel + ": " + channel.told).join("; "));
    this.soon();
    const told = JSON.stringify([call.trajectories, call.summary, call.alerts]);
    if (told !== this.told) {
      this.told = told;
      this.fillAlerts();
      this.fillPanels();
    }
  }

  soon() {
    if (this.frame || this.root.hidden || !this.call) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (!this.root.hidden && this.call) this.lanes.draw(this.chart.clientWidth);
    });
  }

  zoom() {
    this.lanes.isNear = !this.lanes.isNear;
    setText(this.near, this.lanes.isNear ? "Whole call" : "Last 2 minutes");
    this.unhover();
    this.soon();
  }

  fillAlerts() {
    const alerts = this.call.alerts || [];
    this.alerts.replaceChildren(...alerts.slice(-12).reverse().map((alert) => {
      const words = { RAISED: "raised", CLEARED: "cleared", AFTER_CALL: "after the call" };
      return el(
        "div", "alert " + (alert.severity === "CRITICAL" ? "critical" : "") + (alert.state === "CLEARED" ? " cleared" : ""),
        el("b", "", "▲ " + alert.rule), el("span", "", (alert.channel || "the whole call") + " · " + clock(alert.fromMillis) + "–" + clock(alert.toMillis)),
        el("span", "what", alert.message || "value " + alert.value.toFixed(2)), el("em", "", words[alert.state] || ""));
    }));
  }

  fillPanels() {
    const panels = (this.call.trajectories || []).length === 0 ? [] : this.lanes.channels.filter((channel) => channel.trajectory).map((channel) => emotionPanel(channel.trajectory));
    if (this.call.summary) panels.push(conversationPanel(this.call.summary));
    this.panels.replaceChildren(...panels);
  }

  hover(event) {
    if (!this.call) return;
    const box = this.chart.getBoundingClientRect();
    this.point(event.clientX - box.left, event.clientY - box.top);
  }

  point(x, y) {
    const found = this.lanes.windowAt(x, y);
    if (found === null) {
      this.unhover();
      return;
    }
    this.pointed = { x, y };
    this.cursor.hidden = false;
    this.cursor.style.transform = "translateX(" + found.x + "px)";
    const hover = $("hover");
    hover.replaceChildren(...windowLines(found));
    hover.hidden = false;
    const box = this.chart.getBoundingClientRect();
    const left = Math.min(innerWidth - hover.offsetWidth - 12, Math.max(12, box.left + found.x + 16));
    const clash = left < box.left + found.x + 8 && left + hover.offsetWidth > box.left + found.x;
    hover.style.left = (clash ? Math.max(12, box.left + found.x - hover.offsetWidth - 16) : left) + "px";
    hover.style.top = Math.max(60, Math.min(innerHeight - hover.offsetHeight - 12, box.top + found.top)) + "px";
  }

  unhover() {
    this.cursor.hidden = true;
    $("hover").hidden = true;
    this.pointed = null;
  }

  // One window on or back, by the arrow keys.
  step(windows) {
    if (!this.call) return;
    const at = this.pointed || { x: this.chart.clientWidth - 1, y: 40 };
    const width = this.lanes.x(this.lanes.hop || 1000) - this.lanes.x(0);
    this.point(Math.min(this.chart.clientWidth - 1, Math.max(0, at.x + windows * width)), at.y);
  }
}

function windowLines(found) {
  const window = found.window;
  const lines = [
    el("div", "when", found.channel + " · " + clock(window.startMillis) + "–" + clock(window.endMillis) + " · window " + window.index),
    el("div", "word " + (window.emotion ? categoryClass(window.emotion.category) : "c-none"), windowWord(window)),
  ];
  if (window.emotion) {
    const scores = window.emotion.scores;
    const top = Math.max(...scores);
    if (top < 0.5) lines.push(el("div", "quiet", "not sure: no score reaches half"));
    const list = el("div", "scores");
    CATEGORIES.forEach((category, i) => {
      const bar = el("i", categoryClass(category));
      bar.style.width = percent(scores[i] || 0).replace(" ", "");
      list.append(el("span", scores[i] === top ? "most" : "", categoryWord(category)), el("div", "bar", bar), el("span", "number", (scores[i] || 0).toFixed(2)));
    });
    lines.push(list);
  }
  lines.push(el("div", "quiet", "speech " + percent(window.speechRatio) + " · level " + window.levelDbfs.toFixed(0) + " dBFS" + (window.model ? " · " + window.model : "")));
  return lines;
}

function emotionPanel(trajectory) {
  const overall = trajectory.overall;
  const panel = el("section", "panel", el("h2", "", trajectory.channel));
  if (overall.dominant) {
    panel.append(el("p", "dominant " + categoryClass(overall.dominant), el("b", "", categoryWord(overall.dominant)),
      el("span", "", overall.sure ? percent(overall.confidence) + " sure" : "not sure" + (overall.confidence === null ? "" : " (" + percent(overall.confidence) + ")"))));
    const bar = el("div", "shares");
    const list = el("ul", "sharelist");
    overall.shares.map((share, i) => [share, CATEGORIES[i]]).filter(([share]) => share > 0.004).sort((a, b) => b[0] - a[0]).forEach(([share, category]) => {
      const part = el("i", categoryClass(category));
      part.style.flexGrow = String(share);
      bar.append(part);
      list.append(el("li", "", el("i", "dot " + categoryClass(category)), categoryWord(category) + " ", el("b", "", percent(share))));
    });
    panel.append(bar, list, quarters(trajectory.quarters));
  } else {
    panel.append(el("p", "quiet", "No emotion: " + (trajectory.notAssessed.map((count) => reasonWord(count.reason)).join(", ") || "nothing was assessed") + "."));
  }
  panel.append(facts([
    ["Intensity", overall.meanIntensity === null ? null : "mean " + overall.meanIntensity.toFixed(1) + ", peak " + overall.peakIntensity.toFixed(1) + " at " + clock(overall.peakAtMillis)],
    ["Trend", trajectory.trend ? trajectory.trend.direction.toLowerCase() + ", " + signed(trajectory.trend.perMinute) + " a minute" : null],
    ["Loudness", trajectory.loudness ? "mean " + trajectory.loudness.meanDbfs.toFixed(0) + ", peak " + trajectory.loudness.peakDbfs.toFixed(0) + " dBFS at " + clock(trajectory.loudness.peakAtMillis) : null],
    ["Speech", clock(trajectory.durations.speechMillis) + " of " + clock(trajectory.durations.totalMillis) + (trajectory.durations.lostMillis > 0 ? ", " + seconds(trajectory.durations.lostMillis) + " of audio lost" : "")],
    ["Changes", trajectory.changes && trajectory.changes.length > 0 ? String(trajectory.changes.length) : null],
    ["Not assessed", trajectory.notAssessed.length > 0 ? trajectory.notAssessed.map((count) => reasonWord(count.reason) + " " + count.windows).join(", ") + " windows" : null],
  ]));
  return panel;
}

function quarters(list) {
  const row = el("div", "quarters");
  list.forEach((quarter, i) => {
    row.append(el("div", "quarter " + (quarter.dominant ? categoryClass(quarter.dominant) : "c-none") + (quarter.sure ? "" : " unsure"),
      el("small", "", "Quarter " + (i + 1)), el("b", "", quarter.dominant ? categoryWord(quarter.dominant) + (quarter.sure ? "" : " ?") : "–"),
      el("small", "", quarter.meanIntensity === null ? "nothing assessed" : "intensity " + quarter.meanIntensity.toFixed(1))));
  });
  return row;
}

function conversationPanel(summary) {
  const panel = el("section", "panel", el("h2", "", "Conversation"));
  const bar = el("div", "shares talk");
  const part = (name, millis, word) => {
    const piece = el("i", name);
    piece.style.flexGrow = String(millis);
    piece.title = word + " " + clock(millis);
    if (millis > 0) bar.append(piece);
  };
  part("one", summary.talkMillis - summary.overlapMillis, "one speaks");
  part("both", summary.overlapMillis, "overlap");
  part("none", summary.nonTalkMillis, "silence");
  panel.append(bar, el("ul", "sharelist",
    el("li", "", el("i", "dot one"), "one speaks ", el("b", "", clock(summary.talkMillis - summary.overlapMillis))),
    el("li", "", el("i", "dot both"), "overlap ", el("b", "", seconds(summary.overlapMillis))),
    el("li", "", el("i", "dot none"), "silence ", el("b", "", clock(summary.nonTalkMillis)))));
  const table = el("table", "", el("thead", "", row("th", ["", ...summary.channels.map((channel) => channel.channel)])));
  const body = el("tbody");
  const line = (name, of) => body.append(row("td", [name, ...summary.channels.map(of)]));
  line("Share of talk", (channel) => percent(channel.talkRatio));
  line("Utterances", (channel) => String(channel.utterances));
  line("Longest", (channel) => seconds(channel.longestUtteranceMillis));
  line("Interrupts", (channel) => plural(channel.interruptions, "time", "times"));
  line("Responds in", (channel) => channel.meanResponseMillis === null ? "–" : seconds(channel.meanResponseMillis));
  line("At the latest", (channel) => channel.longestResponseMillis === null ? "–" : seconds(channel.longestResponseMillis));
  table.append(body);
  panel.append(table, facts([["Longest silence", summary.longestSilenceMillis > 0 ? seconds(summary.longestSilenceMillis) + " at " + clock(summary.longestSilenceAtMillis) : null]]));
  return panel;
}

function row(tag, cells) {
  return el("tr", "", ...cells.map((cell, i) => el(i === 0 ? "th" : tag, "", cell)));
}

function facts(pairs) {
  const list = el("dl", "facts");
  for (const [name, said] of pairs) if (said !== null) list.append(el("dt", "", name), el("dd", "", said));
  return list;
}

const signed = (value) => (value < 0 ? "−" : "+") + Math.abs(value).toFixed(2);
