// Shows the questions under an answer only while it is chosen: inputs with data-reveals="<id>".
// Without this script they are always shown. The vendor's own script for this puts aria-expanded on radios
// and checkboxes, which ARIA does not allow there.

function settle(input) {
  const part = document.getElementById(input.dataset.reveals);
  if (part) {
    const kind = input.type === "radio" ? "govuk-radios" : "govuk-checkboxes";
    part.classList.toggle(`${kind}__conditional--hidden`, !input.checked);
  }
}

function settleAll(root = document) {
  root.querySelectorAll("input[data-reveals]").forEach(settle);
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
