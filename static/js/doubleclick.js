// A form is sent once. A second press within two seconds does nothing; coming back with the browser's
// back button allows it again. The server refuses a repeated decision in any case.

const PAUSE = 2000;

export function startDoubleClickGuard() {
  const sent = new WeakMap();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method.toLowerCase() !== "post") {
      return;
    }
    const last = sent.get(form);
    if (last !== undefined && performance.now() - last < PAUSE) {
      event.preventDefault();
      return;
    }
    sent.set(form, performance.now());
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form").forEach((form) => sent.delete(form));
  });
}
