// A list that is narrowed down in place (htmx): the form stays as it is, what was found is put in.
//
// The server's answer with the new part names the address to show for it (the same one, where a page looks how far
// something is). An answer without one is a page:
// signing in, a filter that is wrong, a refusal. It is opened as one, and so is a list that cannot be reached.
import { noteContact } from "./session.js";

const PATH_KEPT = "htmx-current-path-for-history";

function openAsPage(event) {
  event.preventDefault();
  window.location.assign(event.detail.pathInfo.finalRequestPath);
}

// The library notes the address in the tab's storage; what somebody typed is in it, so it does not stay there.
function keepNothing() {
  window.sessionStorage.removeItem(PATH_KEPT);
}

export function startInPlace() {
  document.addEventListener("htmx:beforeSwap", (event) => {
    const said = (name) => event.detail.xhr.getResponseHeader(name);
    if (said("HX-Push-Url") || said("HX-Replace-Url")) {
      noteContact();
    } else {
      openAsPage(event);
    }
  });
  document.addEventListener("htmx:sendError", openAsPage);
  document.addEventListener("htmx:pushedIntoHistory", keepNothing);
  document.addEventListener("htmx:replacedInHistory", keepNothing);
  keepNothing();
}
