// A call over time, drawn: for each channel its ribbon, its segments and when it speaks; alerts, quarters, interruptions.
import { fitted, palette } from "./dom.js";
import { drawLane, markOf } from "./ribbon.js";
import { clock, reasonLetter } from "./words.js";

const TITLE = 26;
const RIBBON = 92;
const SEGMENTS = 20;
const SPEECH = 7;
const BETWEEN = 22;
const AXIS = 26;
const LANE = TITLE + RIBBON + SEGMENTS + SPEECH + 10;
const NEAR_MILLIS = 120000;
const LEAST_COLUMN = 2;

export class Lanes {
  constructor(canvas) {
    this.canvas = canvas;
    this.isNear = false;
    this.channels = [];
    this.windows = new Map();
    this.alerts = [];
    this.interruptions = [];
    this.durationMillis = 0;
  }

  forget() {
    this.windows.clear();
  }

  forgetChannel(channel) {
    this.windows.delete(channel);
  }

  add(channel, windows) {
    if (!this.windows.has(channel)) this.windows.set(channel, []);
    const kept = this.windows.get(channel);
    for (const window of windows) kept[window.index] = window;
  }

  // Viewers get no windows: their ribbons stand in for them.
  get height() {
    return this.channels.length * LANE + Math.max(0, this.channels.length - 1) * BETWEEN + AXIS;
  }

  draw(width) {
    this.width = width;
    const ink = fitted(this.canvas, width, this.height);
    const all = Math.max(this.durationMillis, 10000);
    this.toMillis = all;
    this.fromMillis = this.isNear ? Math.max(0, all - NEAR_MILLIS) : 0;
    this.lanes = this.channels.map((channel, i) => ({ channel, top: i * (LANE + BETWEEN) }));
    this.quarters(ink);
    for (const lane of this.lanes) {
      this.bands(ink, lane);
      this.ribbon(ink, lane);
      this.segments(ink, lane);
      this.speech(ink, lane);
      this.title(ink, lane);
    }
    this.turns(ink);
    this.axis(ink);
  }

  x(millis) {
    return ((millis - this.fromMillis) / (this.toMillis - this.fromMillis)) * this.width;
  }

  millisAt(x) {
    return this.fromMillis + (x / this.width) * (this.toMillis - this.fromMillis);
  }

  title(ink, lane) {
    const colours = palette();
    ink.font = "600 14px system-ui, sans-serif";
    ink.fillStyle = colours.ink;
    ink.fillText(lane.channel.channel, 0, lane.top + 15);
    const at = ink.measureText(lane.channel.channel).width + 10;
    ink.font = "13px system-ui, sans-serif";
    ink.fillStyle = colours.quiet;
    ink.fillText(lane.channel.told || "", at, lane.top + 15);
  }

  columnsOf(channel) {
    const windows = this.windows.get(channel.channel) || [];
    if (windows.length > 0) {
      const known = windows.find((window) => window !== undefined);
      const next = windows.find((window) => window !== undefined && window.index > known.index);
      this.hop = next ? (next.startMillis - known.startMillis) / (next.index - known.index) : 1000;
      return { count: windows.length, at: (i) => column(windows[i]), hop: this.hop };
    }
    const ribbon = channel.ribbon || { from: 0, marks: "" };
    return { count: ribbon.from + ribbon.marks.length / 3, at: (i) => markOf(ribbon, i), hop: 1000 };
  }

  ribbon(ink, lane) {
    const source = this.columnsOf(lane.channel);
    const base = lane.top + TITLE + RIBBON;
    const colours = palette();
    ink.globalAlpha = 0.55;
    ink.fillStyle = colours.line;
    for (let level = 0; level <= 4; level++) ink.fillRect(0, base - (0.1 + 0.225 * level) * (RIBBON - 4), this.width, level === 0 ? 0 : 1);
    ink.globalAlpha = 1;
    const perColumn = Math.max(1, Math.ceil(LEAST_COLUMN / (this.x(source.hop) - this.x(0))));
    const first = Math.max(0, Math.floor(this.fromMillis / source.hop / perColumn) * perColumn - perColumn);
    const columns = [];
    for (let i = first; i < source.count; i += perColumn) {
      let shown = source.at(i);
      for (let j = i + 1; j < Math.min(source.count, i + perColumn); j++) shown = stronger(shown, source.at(j));
      columns.push(shown);
    }
    ink.save();
    ink.beginPath();
    ink.rect(0, lane.top + TITLE, this.width, RIBBON + 2);
    ink.clip();
    // A window says most about its middle second.
    const left = this.x(first * source.hop + source.hop);
    drawLane(ink, columns, left, this.x(perColumn * source.hop) - this.x(0), base, -1, RIBBON - 4);
    ink.restore();
  }

  segments(ink, lane) {
    const colours = palette();
    const top = lane.top + TITLE + RIBBON + 4;
    const segments = lane.channel.trajectory ? lane.channel.trajectory.segments : [];
    for (const segment of segments) {
      const left = Math.max(0, this.x(segment.startMillis));
      const width = this.x(segment.endMillis) - left - 1;
      if (width <= 0) continue;
      ink.globalAlpha = segment.sure ? 0.9 : 0.4;
      ink.fillStyle = colours.of[segment.category] || colours.quiet;
      ink.beginPath();
      ink.roundRect(left, top, width, SEGMENTS - 6, 3);
      ink.fill();
      ink.globalAlpha = 1;
      const word = segment.name + (segment.sure ? "" : " ?");
      ink.font = "600 10.5px system-ui, sans-serif";
      if (ink.measureText(word).width + 8 < width) {
        ink.fillStyle = segment.sure ? dark(colours.of[segment.category]) : colours.ink;
        ink.fillText(word, left + 5, top + 10.5);
      }
    }
  }

  // Runs of speech join where a window's stretch goes on in the next.
  speech(ink, lane) {
    const colours = palette();
    const top = lane.top + TITLE + RIBBON + SEGMENTS + 3;
    ink.fillStyle = colours.line;
    ink.beginPath();
    ink.roundRect(0, top, Math.min(this.width, this.x(this.durationMillis)), SPEECH, SPEECH / 2);
    ink.fill();
    ink.fillStyle = colours.quiet;
    for (const stretch of joined(this.windows.get(lane.channel.channel) || [])) {
      if (stretch.endMillis < this.fromMillis) continue;
      const left = Math.max(0, this.x(stretch.startMillis));
      ink.beginPath();
      ink.roundRect(left, top, Math.max(1, this.x(stretch.endMillis) - left), SPEECH, SPEECH / 2);
      ink.fill();
    }
  }

  bands(ink, lane) {
    const colours = palette();
    for (const alert of this.alerts) {
      if (alert.channel !== "" && alert.channel !== lane.channel.channel) continue;
      const left = Math.max(0, this.x(alert.fromMillis));
      const right = this.x(alert.state === "RAISED" ? this.durationMillis : alert.toMillis);
      if (right < 0) continue;
      ink.fillStyle = colours.mark;
      ink.globalAlpha = 0.13;
      ink.fillRect(left, lane.top + TITLE, Math.max(2, right - left), RIBBON);
      ink.globalAlpha = 1;
      ink.fillRect(left, lane.top + TITLE, 1.5, RIBBON);
      ink.font = "10px system-ui, sans-serif";
      ink.fillText("▲", left + 4, lane.top + TITLE + 10);
    }
  }

  turns(ink) {
    const colours = palette();
    ink.fillStyle = colours.mark;
    for (const turn of this.interruptions) {
      const lane = this.lanes.find((other) => other.channel.channel === turn.by);
      const x = this.x(turn.atMillis);
      if (lane === undefined || x < 0) continue;
      const top = lane.top + TITLE + RIBBON + SEGMENTS + 3;
      ink.fillRect(x, top, Math.max(2, this.x(turn.atMillis + turn.overlapMillis) - x), SPEECH);
      ink.beginPath();
      ink.moveTo(x - 4, top - 6);
      ink.lineTo(x + 4, top - 6);
      ink.lineTo(x, top - 0.5);
      ink.fill();
    }
  }

  quarters(ink) {
    const colours = palette();
    ink.strokeStyle = colours.line;
    ink.setLineDash([2, 4]);
    for (let quarter = 1; quarter < 4; quarter++) {
      const x = Math.round(this.x((this.durationMillis * quarter) / 4)) + 0.5;
      if (x <= 0) continue;
      ink.beginPath();
      ink.moveTo(x, TITLE - 6);
      ink.lineTo(x, this.height - AXIS);
      ink.stroke();
    }
    ink.setLineDash([]);
  }

  axis(ink) {
    const colours = palette();
    const span = this.toMillis - this.fromMillis;
    const steps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].map((seconds) => seconds * 1000);
    const step = steps.find((millis) => (millis / span) * this.width > 64) || 7200000;
    ink.fillStyle = colours.quiet;
    ink.font = "11px system-ui, sans-serif";
    for (let millis = Math.ceil(this.fromMillis / step) * step; millis <= this.toMillis; millis += step) {
      const word = clock(millis);
      const half = ink.measureText(word).width / 2;
      const x = Math.min(this.width - 2 * half, Math.max(0, this.x(millis) - half));
      ink.fillText(word, x, this.height - 6);
    }
  }

  // Which window lies under a point of the canvas; y may be left out for the first lane.
  windowAt(x, y) {
    const lane = this.lanes && (this.lanes.find((other) => y >= other.top && y < other.top + LANE + BETWEEN) || this.lanes[0]);
    if (!lane) return null;
    const hop = this.hop || 1000;
    const index = Math.max(0, Math.floor((this.millisAt(x) - hop) / hop));
    const window = (this.windows.get(lane.channel.channel) || [])[index];
    return window ? { channel: lane.channel.channel, window, x: this.x((index + 1.5) * hop), top: lane.top + TITLE } : null;
  }
}

function column(window) {
  if (window === undefined) return null;
  const emotion = window.emotion;
  if (emotion) {
    return { letter: "e", category: emotion.category in palette().of ? emotion.category : null, size: emotion.intensity / 4, score: Math.max(...emotion.scores) };
  }
  return { letter: reasonLetter(window.notAssessed), category: null, size: window.speechRatio, score: 0 };
}

function joined(windows) {
  const stretches = [];
  let last = null;
  for (const window of windows) {
    for (const stretch of (window && window.speech) || []) {
      if (last !== null && stretch.startMillis <= last.endMillis) last.endMillis = Math.max(last.endMillis, stretch.endMillis);
      else stretches.push((last = { startMillis: stretch.startMillis, endMillis: stretch.endMillis }));
    }
  }
  return stretches;
}

// Of windows that share a column the most intense is seen.
function stronger(one, other) {
  if (one === null || other === null) return one || other;
  if ((one.category === null) !== (other.category === null)) return one.category === null ? other : one;
  return other.size > one.size ? other : one;
}

// Ink that can be read on a colour.
function dark(colour) {
  const part = (at) => parseInt(colour.slice(at, at + 2), 16) / 255;
  return 0.3 * part(1) + 0.59 * part(3) + 0.11 * part(5) > 0.48 ? "#14161c" : "#ffffff";
}

