// Shows the questions that an answer asks only while it is chosen: inputs with data-reveals="<id> <id>".
// A part that several answers show stays while any of them is chosen. Without this script all are shown.
// The vendor's own script for this puts aria-expanded on radios and checkboxes, which ARIA does not allow there.

const HIDDEN = ["govuk-radios__conditional--hidden", "govuk-checkboxes__conditional--hidden"];

function settleAll(root = document) {
  const shown = new Map();
  root.querySelectorAll("input[data-reveals]").forEach((input) => {
    input.dataset.reveals.split(" ").forEach((id) => shown.set(id, shown.get(id) || input.checked));
  });
  shown.forEach((isShown, id) => {
    const part = document.getElementById(id);
    HIDDEN.forEach((name) => part?.classList.toggle(name, !isShown));
  });
}

export function startReveal() {
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && (event.target.type === "radio" || event.target.type === "checkbox")) {
      settleAll(event.target.form || document);
    }
  });
  // Browsers put back old answers when a page is returned to.
  window.addEventListener("pageshow", () => settleAll());
  settleAll();
}
