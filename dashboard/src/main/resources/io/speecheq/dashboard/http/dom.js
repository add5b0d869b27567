// Elements. Whatever a call says goes through textContent or an attribute set by its name; no value is ever markup.
export const $ = (id) => document.getElementById(id);

export function el(tag, className, ...inside) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  for (const part of inside) if (part !== null && part !== undefined) made.append(part);
  return made;
}

export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export function setClass(node, className) {
  if (node.className !== className) node.className = className;
}

export const calm = matchMedia("(prefers-reduced-motion: reduce)");

// The page's colours as canvas needs them; read again when day turns to night.
let colours = null;

export function palette() {
  if (colours === null) {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue("--" + name).trim();
    colours = { of: {}, quiet: read("quiet"), line: read("line"), ink: read("ink"), card: read("card"), ground: read("ground"), mark: read("mark") };
    for (const name of ["neutral", "trust", "joy", "anticipation", "anger", "disgust", "sadness", "surprise", "fear"]) {
      colours.of[name.toUpperCase()] = read(name);
    }
    colours.hatch = hatch(colours.quiet);
    colours.faint = mixed(colours.quiet, colours.card, 0.5);
    colours.shades = {};
    for (const [category, colour] of Object.entries(colours.of)) {
      colours.shades[category] = [0.3, 0.42, 0.58, 0.74, 0.88, 1].map((share) => mixed(colour, colours.card, share));
    }
  }
  return colours;
}

function mixed(colour, ground, share) {
  const part = (hex, at) => parseInt(hex.slice(at, at + 2), 16);
  return "rgb(" + [1, 3, 5].map((at) => Math.round(part(colour, at) * share + part(ground, at) * (1 - share))).join(",") + ")";
}

export function forgetPalette() {
  colours = null;
}

function hatch(colour) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const ink = tile.getContext("2d");
  ink.strokeStyle = colour;
  ink.lineWidth = 1.6;
  ink.globalAlpha = 0.75;
  for (const shift of [-8, 0, 8]) {
    ink.beginPath();
    ink.moveTo(shift, 8);
    ink.lineTo(shift + 8, 0);
    ink.stroke();
  }
  return ink.createPattern(tile, "repeat");
}

// A canvas at the screen's own resolution, in CSS pixels.
export function fitted(canvas, width, height) {
  const scale = Math.min(window.devicePixelRatio || 1, 2);
  const w = Math.max(1, Math.round(width * scale));
  const h = Math.max(1, Math.round(height * scale));
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = width + "px";
    canvas.style.height = height + "px";
  }
  const ink = canvas.getContext("2d");
  ink.setTransform(scale, 0, 0, scale, 0, 0);
  ink.clearRect(0, 0, width, height);
  return ink;
}
