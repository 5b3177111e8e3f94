// Shows the copy buttons where the browser can copy: <button data-copy="id of the value" hidden>.
// Without it every value can still be selected by hand.

const status = document.querySelector("[data-copy-status]");

function say(words) {
  if (status) {
    status.textContent = words;
  }
}

async function copy(button) {
  const value = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(value.textContent);
    const label = button.textContent.replace(/^Copy/, "").trim();
    button.firstChild.textContent = "Copied";
    say(`Copied ${label}`);
    setTimeout(() => {
      button.firstChild.textContent = "Copy";
    }, 3000);
  } catch {
    getSelection().selectAllChildren(value);
    say("Your browser does not copy by itself. The value is selected: use the copy command");
  }
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}
