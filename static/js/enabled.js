// Runs before the page is drawn, so that conditional questions do not flash. GOV.UK Frontend needs both names.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
