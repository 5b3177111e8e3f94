// Warns five minutes before the session ends, offers to stay, and asks to sign in afterwards.
//
// Reads body[data-idle-minutes] (minutes without contact after which the server ends the session) and uses
// the keep-alive contract in session.js. Working on the page counts as being there: typing or pressing keeps
// the session alive, at most one request every two minutes. Other open tabs count too.

import { askToSignIn, keepAlive, onContact, saveBeforeExpiry, startSession, timeSinceContact } from "./session.js";

const MINUTE = 60000;
const WARNING = 5 * MINUTE;
const LAST_SAVE = 15000;
const PING_AT_MOST_EVERY = 2 * MINUTE;

export function startIdle() {
  const minutes = Number(document.body.dataset.idleMinutes);
  const dialog = document.getElementById("idle-dialog");
  if (!minutes || !dialog || typeof dialog.showModal !== "function") {
    return;
  }
  startSession();
  new Idle(dialog, minutes * MINUTE).start();
}

class Idle {
  constructor(dialog, limit) {
    this.dialog = dialog;
    this.limit = limit;
    this.warning = Math.min(WARNING, limit / 2);
    this.countdown = dialog.querySelector("[data-idle-countdown]");
    this.announcement = dialog.querySelector("[data-idle-announcement]");
    this.lastPing = Date.now();
    this.hasEnded = false;
    this.hasSaved = false;
  }

  start() {
    this.dialog.querySelector("[data-idle-stay]").addEventListener("click", () => this.stay());
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.stay();
    });
    ["keydown", "pointerdown"].forEach((name) => document.addEventListener(name, () => this.active(), { passive: true }));
    onContact(() => this.contact());
    document.addEventListener("visibilitychange", () => this.tick());
    setInterval(() => this.tick(), 1000);
  }

  remaining() {
    return this.limit - timeSinceContact();
  }

  active() {
    if (this.dialog.open || this.hasEnded || Date.now() - this.lastPing < PING_AT_MOST_EVERY) {
      return;
    }
    this.lastPing = Date.now();
    if (timeSinceContact() > PING_AT_MOST_EVERY) {
      keepAlive();
    }
  }

  contact() {
    this.hasEnded = false;
    this.hasSaved = false;
    if (this.dialog.open) {
      this.close();
    }
  }

  async stay() {
    const state = await keepAlive();
    if (state === "alive") {
      this.close();
    } else if (state === "unreachable") {
      this.announce("We cannot reach the service. Check your connection, then try again.");
    } else {
      this.end();
    }
  }

  tick() {
    if (this.hasEnded) {
      return;
    }
    const left = this.remaining();
    if (left <= 0) {
      this.end();
    } else if (left <= this.warning) {
      this.warn(left);
    }
    if (left <= LAST_SAVE && left > 0 && !this.hasSaved) {
      this.hasSaved = true;
      saveBeforeExpiry();
    }
  }

  warn(left) {
    if (!this.dialog.open) {
      this.returnFocusTo = document.activeElement;
      this.dialog.showModal();
    }
    const words = inWords(left);
    this.countdown.textContent = `in ${words}`;
    const said = left > MINUTE ? `You will be signed out in ${words}.` : "You will be signed out in less than a minute.";
    this.announce(said);
  }

  // A screen reader hears each minute once, not every second.
  announce(words) {
    if (this.announcement.textContent !== words) {
      this.announcement.textContent = words;
    }
  }

  close() {
    if (this.dialog.open) {
      this.dialog.close();
    }
    this.announcement.textContent = "";
    if (this.returnFocusTo && this.returnFocusTo.isConnected) {
      this.returnFocusTo.focus();
    }
  }

  async end() {
    if (this.hasEnded) {
      return;
    }
    this.hasEnded = true;
    this.close();
    askToSignIn();
  }
}

function inWords(milliseconds) {
  if (milliseconds <= MINUTE) {
    const seconds = Math.ceil(milliseconds / 1000);
    return seconds === 1 ? "1 second" : `${seconds} seconds`;
  }
  const minutes = Math.ceil(milliseconds / MINUTE);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
