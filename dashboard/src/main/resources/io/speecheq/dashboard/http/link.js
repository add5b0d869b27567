// The way to the server: questions, and streams of events that come back by themselves.
const LOST_AFTER_MILLIS = 2500;
const SILENT_AFTER_MILLIS = 20000;
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
    source.addEventListener("waiting", () => this.say("waiting"));
    for (const [name, handler] of Object.entries(this.handlers)) {
      source.addEventListener(name, (event) => {
        this.heard = Date.now();
        handler(JSON.parse(event.data));
        this.say("live");
      });
    }
    source.addEventListener("error", () => {
      if (this.alarm === null || this.alarm === undefined) this.alarm = setTimeout(() => this.say("lost"), LOST_AFTER_MILLIS);
      if (source.readyState === EventSource.CLOSED) this.again();
    });
  }

  async again() {
    this.source.close();
    await new Promise((done) => setTimeout(done, this.wait));
    this.wait = Math.min(2 * this.wait, LONGEST_WAIT_MILLIS);
    if (this.isClosed) return;
    try {
      await ask("api/session");
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

  // A line that is dead without a word: heartbeats are comments, which scripts do not see, so ask.
  async check() {
    if (this.isClosed || this.state === "lost" || Date.now() - this.heard < SILENT_AFTER_MILLIS) return;
    try {
      await fetch("healthz", { cache: "no-store", signal: AbortSignal.timeout(5000) });
      this.heard = Date.now();
    } catch (failure) {
      this.say("lost");
      this.again();
    }
  }

  close() {
    this.isClosed = true;
    clearInterval(this.watch);
    clearTimeout(this.alarm);
    this.source.close();
  }
}
