// Saves what is typed to the server while it is typed, for forms with data-autosave-url.
//
// When: two seconds after typing stops, at the latest every ten seconds while typing, on leaving a field,
// and at once when the page is hidden or left. Never in browser storage.
//
// Server contract, POST data-autosave-url, the form's fields as application/x-www-form-urlencoded (files
// left out), with X-CSRFToken and "X-Requested-With: autosave":
//   200 {"saved_at": "2026-04-03T13:05:00Z", "saved_at_words": "2:05pm", "seen_version": 4}
//       the page's hidden seen_version takes the new number (left out: it stays); "notice": optional sentence
//   401 {} (or a redirect to sign-in)   the session has ended: the page asks to sign in and saves again
//   403                                 the token is out of date: a fresh one is fetched, and it is sent again once
//   409 {"message": "…"}                somebody changed it: the sentence is shown, the text stays, saving stops
//   413 or 400 {"message": "…"}         it cannot be saved as it is: the sentence is shown, the text stays
//   anything else, or no answer         tried again after 2, 4, 8 … at most 60 seconds
// The form posts as usual when its button is pressed, and that is what counts.

import { askToSignIn, beforeExpiry, csrfToken, keepAlive, noteContact, onSignedInAgain } from "./session.js";

const AFTER_TYPING = 2000;
const AT_LATEST = 10000;
const LONGEST_WAIT = 60000;
const LONGEST_SUBMIT_WAIT = 5000;
const KEEPALIVE_LIMIT = 60000; // bytes a browser will still send while a page closes

class Autosave {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosaveUrl;
    this.status = form.querySelector("[data-autosave-status]");
    this.text = form.querySelector("[data-autosave-text]");
    this.isSaving = false;
    this.isStopped = false;
    this.isLeaving = false;
    this.failures = 0;
    this.firstChange = 0;
    this.saved = this.content();
  }

  start() {
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("change", () => this.changed());
    this.form.addEventListener("focusout", () => this.save());
    this.form.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) {
        this.save();
      }
    });
    window.addEventListener("pagehide", () => this.save());
    window.addEventListener("pageshow", () => {
      this.isLeaving = false;
    });
    window.addEventListener("online", () => this.save());
    onSignedInAgain(() => this.save());
    beforeExpiry(() => this.save());
  }

  // What would be sent, without the token and the version, to see whether anything changed.
  content() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken" && name !== "seen_version") {
        fields.append(name, value);
      }
    }
    return fields.toString();
  }

  body(content) {
    const fields = new URLSearchParams(content);
    const version = this.form.elements.namedItem("seen_version");
    if (version) {
      fields.append("seen_version", version.value);
    }
    fields.append("csrfmiddlewaretoken", csrfToken());
    return fields;
  }

  changed() {
    if (this.isStopped) {
      return;
    }
    const now = Date.now();
    this.firstChange = this.firstChange || now;
    this.in(Math.max(0, Math.min(AFTER_TYPING, this.firstChange + AT_LATEST - now)));
  }

  in(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  // A save on its way changes the version: the form waits for it, or it would meet its own change.
  submitted(event) {
    if (event.defaultPrevented) {
      return;
    }
    if (this.isSaving) {
      event.preventDefault();
      this.waiting = event.submitter || null;
      this.isSubmitWaiting = true;
      setTimeout(() => this.submitNow(), LONGEST_SUBMIT_WAIT);
      return;
    }
    this.isLeaving = true;
    clearTimeout(this.timer);
  }

  submitNow() {
    if (this.isSubmitWaiting) {
      this.isSubmitWaiting = false;
      this.isSaving = false;
      this.form.requestSubmit(this.waiting);
    }
  }

  async save(mayRefreshToken = true) {
    const content = this.content();
    if (this.isStopped || this.isLeaving || this.isSaving || content === this.saved) {
      return;
    }
    clearTimeout(this.timer);
    this.isSaving = true;
    this.firstChange = 0;
    let again = false;
    try {
      const response = await this.send(content);
      const answer = await response.json().catch(() => ({}));
      again = await this.settle(response, answer, content, mayRefreshToken);
    } catch {
      this.failed();
    } finally {
      this.isSaving = false;
    }
    if (this.isSubmitWaiting) {
      this.submitNow();
    } else if (again) {
      await this.save(false);
    } else if (!this.isStopped && this.failures === 0 && this.content() !== this.saved && !this.isWaitingForSignIn) {
      this.changed();
    }
  }

  // `keepalive` lets a save finish although the page closes; browsers allow it for small bodies only.
  send(content) {
    const body = this.body(content).toString();
    return fetch(this.url, {
      method: "POST",
      body,
      headers: {
        "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
        "X-CSRFToken": csrfToken(),
        "X-Requested-With": "autosave",
        Accept: "application/json",
      },
      credentials: "same-origin",
      redirect: "manual",
      keepalive: body.length < KEEPALIVE_LIMIT,
    });
  }

  // Whether to send once more at once.
  async settle(response, answer, content, mayRefreshToken) {
    this.isWaitingForSignIn = false;
    if (response.ok) {
      this.succeeded(answer, content);
    } else if (response.status === 401 || response.type === "opaqueredirect") {
      this.ended();
    } else if (response.status === 403 && mayRefreshToken) {
      const state = await keepAlive();
      if (state === "alive") {
        return true;
      }
      if (state === "ended" || state === "somebody-else") {
        this.ended();
      } else {
        this.failed();
      }
    } else if ([400, 403, 404, 409, 413].includes(response.status)) {
      this.isStopped = response.status !== 400 && response.status !== 413;
      this.saved = this.isStopped ? this.saved : content;
      this.show("problem", answer.message || "This cannot be saved by itself any more. Copy your text before you leave this page.");
    } else {
      this.failed();
    }
    return false;
  }

  succeeded(answer, content) {
    this.failures = 0;
    this.saved = content;
    const version = this.form.elements.namedItem("seen_version");
    if (version && answer.seen_version !== undefined) {
      version.value = answer.seen_version;
    }
    noteContact();
    this.show("saved", `Saved at ${answer.saved_at_words || "the moment"}.${answer.notice ? ` ${answer.notice}` : ""}`);
  }

  ended() {
    this.isWaitingForSignIn = true;
    this.show("problem", "Not saved yet: you have been signed out. Your text is still on this page.");
    askToSignIn();
  }

  failed() {
    this.failures += 1;
    this.show("problem", "Not saved yet. We cannot reach the service and will keep trying. Your text is still on this page.");
    this.in(Math.min(LONGEST_WAIT, 1000 * 2 ** this.failures));
  }

  // Said politely, and only when the words change: a screen reader hears "saved" at most once a minute.
  show(state, words) {
    if (!this.status || !this.text) {
      return;
    }
    this.status.hidden = false;
    this.status.dataset.state = state;
    if (this.text.textContent !== words) {
      this.text.textContent = words;
    }
  }
}

export function startAutosave() {
  document.querySelectorAll("form[data-autosave-url]").forEach((form) => new Autosave(form).start());
}
