/** How long one file of anybody may keep the machine busy. */

import { Unreadable } from "./bytes.js";

export class Patience {
  constructor(milliseconds) {
    this.until = performance.now() + milliseconds;
  }

  get left() {
    return Math.max(0, this.until - performance.now());
  }

  /** Unreadable with this code where it is over: asked between one piece of work and the next. */
  require(code) {
    if (!this.left) throw new Unreadable(code);
  }
}
