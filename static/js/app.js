// Starts GOV.UK Frontend and our own helpers. Every page works without any of them.
import { initAll } from "../vendor/govuk/govuk-frontend.min.js";
import { startAutosave } from "./autosave.js";
import { startDoubleClickGuard } from "./doubleclick.js";
import { startIdle } from "./idle.js";
import { startInPlace } from "./in-place.js";
import { startReveal } from "./reveal.js";

initAll();
startReveal();
startDoubleClickGuard();
startAutosave();
startIdle();
startInPlace();
