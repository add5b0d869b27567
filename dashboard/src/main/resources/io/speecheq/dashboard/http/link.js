// The way to the server: questions, and streams of events that come back by themselves.
const LOST_AFTER_MILLIS = 2500;
const SILENT_AFTER_MILLIS = 15000;
const LONGEST_SILENCE_MILLIS = 60000;
const LONGEST_WAIT_MILLIS = 8000;

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export async function ask(path, options) {
  const response = await fetch(path, { cache: "no-store", ...options });
  let answer = {};
  try {
    answer = await response.json();
  } catch (unreadable) {
    answer = { error: "the server answers with no JSON" };
  }
  if (!response.ok) throw new Refused(response.status, answer.error || "the server says " + response.status);
  return answer;
}

export const callPath = (callId) => "api/calls/" + encodeURIComponent(callId);

/*
 * Events of a path. It reports a state: loading, live, waiting (the server loads its calls) or lost; and stranger when
 * somebody must sign in. While the server is away it tries again, sooner at first.
 */
export class Stream {
  constructor(path, handlers, report) {
    this.path = path;
    this.handlers = handlers;
    this.report = report;
    this.state = "";
    this.wait = 500;
    this.patience = SILENT_AFTER_MILLIS;
    this.isClosed = false;
    this.say("loading");
    this.open();
    this.watch = setInterval(() => this.check(), 5000);
  }

  say(state) {
    if (this.state === state || this.isClosed) return;
    this.state = state;
    this.report(state);
  }

  open() {
    if (this.isClosed) return;
    this.isTrying = false;
    this.heard = Date.now();
    const source = new EventSource(this.path);
    this.source = source;
    source.addEventListener("open", () => {
      this.heard = Date.now();
      this.wait = 500;
      clearTimeout(this.alarm);
      this.alarm = null;
      if (this.state === "lost") this.say("live");
    });
    source.addEventListener("alive", () => this.hear());
    source.addEventListener("waiting", () => {
      this.hear();
      this.say("waiting");
    });
    for (const [name, handler] of Object.entries(this.handlers)) {
      source.addEventListener(name, (event) => {
        this.hear();
        handler(JSON.parse(event.data));
        this.say("live");
      });
    }
    source.addEventListener("error", () => {
      if (this.alarm === null || this.alarm === undefined) this.alarm = setTimeout(() => this.say("lost"), LOST_AFTER_MILLIS);
      if (source.readyState === EventSource.CLOSED) this.again();
    });
  }

  hear() {
    this.heard = Date.now();
    this.patience = SILENT_AFTER_MILLIS;
  }

  async again() {
    if (this.isTrying) return;
    this.isTrying = true;
    this.source.close();
    await new Promise((done) => setTimeout(done, this.wait));
    this.wait = Math.min(2 * this.wait, LONGEST_WAIT_MILLIS);
    if (this.isClosed) return;
    try {
      await ask("api/session", { signal: AbortSignal.timeout(5000) });
    } catch (failure) {
      if (failure.status === 401) {
        clearTimeout(this.alarm);
        this.say("stranger");
        return;
      }
      this.say("lost");
    }
    this.open();
  }

  // The server sends something every five seconds: a line without is dead, whatever is answered on another. Or it is a
  // thin one, on which the calls take long: so it is given more time the next time.
  check() {
    if (this.isClosed || this.isTrying || Date.now() - this.heard < this.patience) return;
    this.patience = Math.min(2 * this.patience, LONGEST_SILENCE_MILLIS);
    this.say("lost");
    this.again();
  }

  close() {
    this.isClosed = true;
    clearInterval(this.watch);
    clearTimeout(this.alarm);
    this.source.close();
  }
}
