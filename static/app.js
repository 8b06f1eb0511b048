// What a script adds: fewer mistakes and fewer clicks. Every page works without it.
"use strict";

// A second click on a slow connection must not send a form twice. Disabled a tick
// later, so that the pressed button's own name and value still travel.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (saving.has(form)) return afterwards(event);
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => able(form, false));
  setTimeout(() => again(form), 8000);  // A download leaves the page as it is.
});

// A form that saves itself does one thing after the other: each answer says what was saved, and what
// goes out without it the server would take for the words of somebody else.
const saving = new WeakSet();
document.addEventListener("htmx:before:request", (event) => {
  const seen = event.target.querySelector?.("input[name=seen]");
  if (seen) event.detail.ctx.request.body?.set("seen", seen.value);  // It may have waited its turn.
  saving.add(event.target);
});
document.addEventListener("htmx:finally:request", (event) => saving.delete(event.target));

// On a slow line a form is filled in before the scripts are there, and they come in any order: what
// such a change would have done, saving or counting, is done now.
document.addEventListener("htmx:after:init", (event) => catchUp(event.target));
document.querySelectorAll("form").forEach(catchUp);

function catchUp(form) {
  if (!form.matches("form[hx-trigger^=change]")) return;
  const untouched = form.cloneNode(true);
  untouched.reset();
  if (filledIn(form) !== filledIn(untouched)) form.dispatchEvent(new Event("change"));
}

function filledIn(form) {
  return new URLSearchParams(new FormData(form)).toString();
}

function afterwards(event) {
  const { target: form, submitter } = event;
  event.preventDefault();
  const send = () => setTimeout(() => form.isConnected && form.requestSubmit(submitter));
  form.addEventListener("htmx:finally:request", send, { once: true });
}

// The Back button brings a page back as it was left.
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(again);
});

function again(form) {
  delete form.dataset.sent;
  able(form, true);
}

function able(form, can) {
  form.querySelectorAll("button:not([type=button])").forEach((button) => {
    button.disabled = !can;
    if (can) button.removeAttribute("aria-busy");
  });
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-reveal]");
  if (!button) return;
  if (button.dataset.reveal) return reveal(button);
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
  button.textContent = button.dataset.done;
});

function reveal(button) {
  const input = document.getElementById(button.dataset.reveal);
  const shown = input.type === "password";
  input.type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", String(shown));
}

// Prepares a page, or the part of one that htmx has just put in.
function prepare(part) {
  const usable = navigator.clipboard ? "[data-copy], [data-reveal]" : "[data-reveal]";
  part.querySelectorAll(usable).forEach((button) => { button.hidden = false; });
  // Hundreds of zones to choose from, and the browser knows which one it is in.
  const zone = part.querySelector("select[name=zone]");
  if (zone && !zone.value) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  part.querySelector("[data-error-summary]")?.focus();
  part.querySelectorAll("time[datetime*='T']").forEach((time) => {
    time.title = time.title || new Date(time.dateTime).toLocaleString();
  });
}

// Where a zone is asked and none is chosen yet, offer the reader's own.
document.querySelectorAll("select[name=zone]").forEach((select) => {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!select.value && [...select.options].some((option) => option.value === own)) select.value = own;
});

prepare(document);
document.addEventListener("htmx:after:swap", (event) => prepare(event.target));
