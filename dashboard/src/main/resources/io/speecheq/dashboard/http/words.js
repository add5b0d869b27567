// The words of the SpeechEQ metric, and how numbers are said. Letters are those of a ribbon's marks.
export const CATEGORIES = ["NEUTRAL", "TRUST", "JOY", "ANTICIPATION", "ANGER", "DISGUST", "SADNESS", "SURPRISE", "FEAR"];
export const LETTERS = "NTJAGDSUF";

const REASONS = {
  NO_SPEECH: ["n", "silence"], CHANNEL_NOT_ANALYSED: ["c", "not analysed"], NO_CONSENT: ["o", "no consent"],
  TOO_SHORT: ["t", "too short"], AUDIO_LOST: ["l", "audio lost"], MODEL_FAILED: ["m", "not scored"], UNKNOWN: ["u", "not assessed"],
};

const STATUS = { ACTIVE: "live", COMPLETED: "ended", TIMED_OUT: "timed out" };

export const reasonLetter = (symbol) => (REASONS[symbol] || REASONS.UNKNOWN)[0];
export const reasonWord = (symbol) => (REASONS[symbol] || REASONS.UNKNOWN)[1];
export const reasonOfLetter = (letter) => {
  const found = Object.values(REASONS).find((pair) => pair[0] === letter);
  return found ? found[1] : "not heard";
};
export const categoryWord = (category) => CATEGORIES.includes(category) ? category.toLowerCase() : "unknown";
export const statusWord = (status) => STATUS[status] || "unknown";
export const categoryClass = (category) => CATEGORIES.includes(category) ? "c-" + category.toLowerCase() : "c-none";

const pair = (value) => String(value).padStart(2, "0");

export function clock(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return (hours > 0 ? hours + ":" + pair(minutes) : String(minutes)) + ":" + pair(seconds % 60);
}

export function seconds(millis) {
  return millis === null || millis === undefined ? "–" : (millis / 1000).toFixed(1) + " s";
}

export const percent = (share) => Math.round(100 * share) + " %";
export const whenWord = (epochMillis) => new Date(epochMillis).toLocaleString([], { dateStyle: "medium", timeStyle: "medium" });
export const plural = (count, one, many) => count + " " + (count === 1 ? one : many);

// A window as one line: what a person reads beside the colour.
export function windowWord(window) {
  if (!window) return "…";
  return window.emotion ? window.emotion.name + " " + window.emotion.intensity.toFixed(1) : reasonWord(window.notAssessed);
}
