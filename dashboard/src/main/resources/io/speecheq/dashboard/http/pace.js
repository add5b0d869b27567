// How many cards may be drawn anew in one frame: as many as leave the page fluent on this machine.
const LEAST = 3;
const MOST = 48;
const FLUENT_MILLIS = 22;

export class Pace {
  constructor() {
    this.cards = 12;
    this.before = null;
  }

  // A frame begins. It tells what the one before has cost, where that one has left cards for it.
  frame(time) {
    if (this.before !== null) {
      const isFluent = time - this.before <= FLUENT_MILLIS;
      this.cards = isFluent ? Math.min(MOST, this.cards + 1) : Math.max(LEAST, Math.floor(this.cards * 0.7));
    }
    return this.cards;
  }

  left(time, cards) {
    this.before = cards > 0 ? time : null;
  }
}
