/* Says on the page when a security key did not answer; without this the person would see nothing happen. */
document.addEventListener("allauth.error", (event) => {
  const problem = document.querySelector("[data-key-problem]");
  if (problem) {
    event.preventDefault();
    problem.hidden = false;
    problem.scrollIntoView({ block: "center" });
  }
});
