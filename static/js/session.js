// The session: keeping it alive, noticing that it has ended, signing in again without leaving the page.
//
// Server contract, POST body[data-keepalive-url] with X-CSRFToken:
//   200 {"signed_in": true,  "person": "<opaque>", "csrf_token": "<token>"}   the session's time starts again
//   401 {"signed_in": false, "csrf_token": "<token>"}                         it has ended
//   403 (token out of date): the caller may try once more with GET, which answers the same two shapes and
//   hands out a fresh token.
// `person` equals body[data-person] while the same person is signed in.
//
// Nothing typed is ever put in browser storage. Tabs tell each other about contact and sign-in by
// BroadcastChannel, which stores nothing.

const channel = "BroadcastChannel" in window ? new BroadcastChannel("lscp-session") : null;
const contactListeners = [];
const signedInListeners = [];
const expiredListeners = [];
let lastContact = Date.now();
let returnFocusTo = null;

export function timeSinceContact() {
  return Date.now() - lastContact;
}

export function noteContact(tellOthers = true) {
  lastContact = Date.now();
  contactListeners.forEach((listener) => listener());
  if (tellOthers && channel) {
    channel.postMessage("contact");
  }
}

export function onContact(listener) {
  contactListeners.push(listener);
}

export function onSignedInAgain(listener) {
  signedInListeners.push(listener);
}

// Listeners run just before the session ends and may return a promise: the last chance to save.
export function beforeExpiry(listener) {
  expiredListeners.push(listener);
}

export function saveBeforeExpiry() {
  return Promise.allSettled(expiredListeners.map((listener) => listener()));
}

export function csrfToken() {
  const field = document.querySelector("input[name=csrfmiddlewaretoken]");
  return field ? field.value : "";
}

function takeToken(token) {
  if (token) {
    document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => {
      field.value = token;
    });
  }
}

async function readJson(response) {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

async function ask(method) {
  return fetch(document.body.dataset.keepaliveUrl, {
    method,
    headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" },
    credentials: "same-origin",
    redirect: "manual",
    cache: "no-store",
  });
}

// "alive", "ended", "somebody-else" or "unreachable"
export async function keepAlive() {
  try {
    let response = await ask("POST");
    if (response.status === 403) {
      response = await ask("GET");
    }
    const answer = await readJson(response);
    takeToken(answer.csrf_token);
    if (response.status === 401 || response.type === "opaqueredirect") {
      return "ended";
    }
    if (!response.ok || !answer.signed_in) {
      return "unreachable";
    }
    const expected = document.body.dataset.person || "";
    if (expected && answer.person !== expected) {
      return "somebody-else";
    }
    noteContact();
    return "alive";
  } catch {
    return "unreachable";
  }
}

function signInDialog() {
  return document.getElementById("signin-dialog");
}

function say(text) {
  const place = document.querySelector("[data-signin-message]");
  if (place) {
    place.textContent = text;
  }
}

// Ask the reader to sign in, in a new tab; the page and its text stay as they are, hidden from passers-by.
export function askToSignIn() {
  const dialog = signInDialog();
  if (!dialog || dialog.open || typeof dialog.showModal !== "function") {
    return;
  }
  const idle = document.getElementById("idle-dialog");
  returnFocusTo = idle && idle.contains(document.activeElement) ? null : document.activeElement;
  if (idle && idle.open) {
    idle.close();
  }
  say("");
  document.body.classList.add("app-locked");
  dialog.showModal();
}

async function tryAgain(byHand) {
  const dialog = signInDialog();
  if (!dialog || !dialog.open) {
    return;
  }
  const state = await keepAlive();
  if (state === "alive") {
    document.body.classList.remove("app-locked");
    dialog.close();
    if (returnFocusTo && returnFocusTo.isConnected) {
      returnFocusTo.focus();
    } else {
      document.getElementById("main-content")?.focus();
    }
    signedInListeners.forEach((listener) => listener());
  } else if (state === "somebody-else") {
    say("Somebody else has signed in. Sign in as yourself to carry on: your text is still on this page.");
  } else if (byHand) {
    say(
      state === "ended"
        ? "You are not signed in yet. Sign in in the new tab, then press the button again."
        : "We cannot reach the service. Check your connection, then press the button again.",
    );
  }
}

export function startSession() {
  const dialog = signInDialog();
  if (!dialog || !document.body.dataset.keepaliveUrl) {
    return;
  }
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.querySelector("[data-signin-retry]").addEventListener("click", () => tryAgain(true));
  window.addEventListener("focus", () => tryAgain(false));
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) {
      tryAgain(false);
    }
  });
  if (channel) {
    channel.addEventListener("message", (event) => {
      if (event.data === "contact") {
        noteContact(false);
        tryAgain(false);
      }
    });
    // Any signed-in page that opens tells the others: the sign-in tab itself needs no script of its own.
    channel.postMessage("contact");
  }
}
