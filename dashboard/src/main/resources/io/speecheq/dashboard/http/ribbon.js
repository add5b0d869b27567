// Ribbons: the marks of a channel's newest windows, merged as they come, and drawn as a band that rises with intensity.
import { fitted, palette } from "./dom.js";
import { CATEGORIES, LETTERS } from "./words.js";

const MARK = 3;
const MOST = 120;
const ZERO = "0".charCodeAt(0);
const STEPS = 40;

export function merged(known, told) {
  if (!told) return known || { from: 0, marks: "" };
  const end = known ? known.from + known.marks.length / MARK : 0;
  if (!known || told.from > end || told.from < known.from) return told;
  const marks = known.marks.slice(0, (told.from - known.from) * MARK) + told.marks;
  const over = Math.max(0, marks.length / MARK - MOST);
  return { from: known.from + over, marks: marks.slice(over * MARK) };
}

export const endOf = (ribbon) => ribbon.from + ribbon.marks.length / MARK;

export function markOf(ribbon, index) {
  const at = (index - ribbon.from) * MARK;
  if (at < 0 || at >= ribbon.marks.length) return null;
  const letter = ribbon.marks[at];
  const place = LETTERS.indexOf(letter);
  return {
    letter,
    category: place < 0 ? null : CATEGORIES[place],
    size: (ribbon.marks.charCodeAt(at + 1) - ZERO) / STEPS,
    score: (ribbon.marks.charCodeAt(at + 2) - ZERO) / STEPS,
  };
}

/*
 * Draws columns of one lane between x = left and left + columns.length * width, from a base line up (way −1) or down
 * (way 1). A column is null, or as markOf has it. Colour is the category, height the intensity, and the paler, the less
 * sure; hatched is not analysed, a thin line is silence. Columns that touch are one shape, under one gradient: it fades
 * from window to window within a category, and turns at once from one to the next.
 */
export function drawLane(ink, columns, left, width, base, way, height) {
  const colours = palette();
  const tall = columns.map((column) => (column === null ? 0 : tallness(column) * height));
  ink.fillStyle = colours.faint;
  for (let i = 0; i < columns.length; i++) {
    if (columns[i] === null || columns[i].letter === "-" || tall[i] > 0) continue;
    const shown = columns[i].letter === "l" ? width * 0.4 : width + 0.5;
    ink.fillRect(left + i * width, way < 0 ? base - 1.5 : base, shown, 1.5);
  }
  for (let from = 0; from < columns.length; from++) {
    if (tall[from] === 0) continue;
    let to = from + 1;
    while (to < columns.length && tall[to] > 0 && (columns[to].category === null) === (columns[from].category === null)) to++;
    shape(ink, tall, from, to, left, width, base, way);
    ink.fillStyle = columns[from].category === null ? colours.hatch : fades(ink, columns, from, to, left, width);
    ink.fill();
    from = to - 1;
  }
}

function shape(ink, tall, from, to, left, width, base, way) {
  const top = (i) => base + way * tall[i];
  ink.beginPath();
  ink.moveTo(left + from * width, base);
  ink.quadraticCurveTo(left + from * width, top(from), left + (from + 0.5) * width, top(from));
  for (let i = from; i + 1 < to; i++) {
    const x = left + (i + 0.5) * width;
    ink.bezierCurveTo(x + width / 2, top(i), x + width / 2, top(i + 1), x + width, top(i + 1));
  }
  ink.quadraticCurveTo(left + to * width, top(to - 1), left + to * width, base);
  ink.closePath();
}

function fades(ink, columns, from, to, left, width) {
  const gradient = ink.createLinearGradient(left + from * width, 0, left + to * width, 0);
  const place = (at) => Math.min(1, Math.max(0, (at - from) / (to - from)));
  for (let i = from; i < to; i++) {
    const colour = shade(columns[i]);
    const turnsBefore = i === from || columns[i - 1].category !== columns[i].category;
    const turnsAfter = i + 1 === to || columns[i + 1].category !== columns[i].category;
    if (turnsBefore) gradient.addColorStop(place(i), colour);
    if (!turnsBefore && !turnsAfter) gradient.addColorStop(place(i + 0.5), colour);
    if (turnsAfter) gradient.addColorStop(place(i + 1), colour);
  }
  return gradient;
}

// A category's colour, mixed with the ground where it is not sure: opaque, so that shapes may overlap.
function shade(column) {
  const step = Math.round(5 * Math.min(1, column.score * 1.3));
  return palette().shades[column.category][step];
}

function tallness(column) {
  if (column.category !== null) return 0.1 + 0.9 * column.size;
  return column.letter === "n" || column.letter === "l" || column.letter === "t" || column.letter === "-" ? 0 : 0.12 + 0.34 * column.size;
}

const isAssessed = (ribbon) => /[NTJAGDSUF]/.test(ribbon.marks.replace(/(.)../g, "$1"));

/*
 * The wall's ribbon: the newest windows of up to a few channels. Two stand mirrored on one line, as a wave does; more get
 * a line each. Returns how many columns fit.
 */
export function drawCard(canvas, lanes, end, width, height, column, spare) {
  const ink = fitted(canvas, width + spare * column, height);
  const count = Math.ceil(width / column) + spare;
  const first = end - count;
  const mirrored = lanes.length === 2;
  lanes.forEach((ribbon, lane) => {
    const columns = [];
    for (let i = 0; i < count; i++) columns.push(markOf(ribbon, first + i));
    const band = height / lanes.length;
    const middle = mirrored && !isAssessed(lanes[1]) ? height * 0.68 : height / 2;
    const base = mirrored ? middle + (lane === 0 ? -0.5 : 0.5) : (lane + 1) * band - 1;
    const room = mirrored ? (lane === 0 ? middle : isAssessed(lanes[1]) ? height - middle : 2 * (height - middle)) : band;
    const left = width + spare * column - count * column;
    drawLane(ink, columns, left, column, base, mirrored && lane === 1 ? 1 : -1, room - 2);
  });
  return count;
}
