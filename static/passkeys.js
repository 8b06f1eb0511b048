// Asks the browser for a passkey: a form with data-passkey="new" makes one, "show" shows one.
// data-question is where we get what to ask, data-answer where its answer goes.
"use strict";

const SORRY = "That did not work. Try again, or use another way.";
const works = "PublicKeyCredential" in window && "parseCreationOptionsFromJSON" in PublicKeyCredential;

document.querySelectorAll("[data-passkey]").forEach((form) => {
  const elsewhere = form.dataset.elsewhere;
  if (!works || elsewhere) return say(form, elsewhere ? "" : "This browser does not know passkeys.");
  form.querySelectorAll("[hidden]").forEach((part) => { part.hidden = false; });
  form.addEventListener("submit", (event) => { event.preventDefault(); run(form); });
});

async function run(form) {
  const button = form.querySelector("button");
  button.disabled = true;
  say(form, "");
  try {
    const question = await send(form.dataset.question, {});
    const answer = await (form.dataset.passkey === "new" ? make(question) : show(question));
    const done = await send(form.dataset.answer, { ...typed(form), answer: answer.toJSON() });
    location.assign(done.next);
  } catch (problem) {
    button.disabled = false;
    say(form, sentence(problem));
  }
}

const make = (question) => navigator.credentials.create({
  publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question),
});

const show = (question) => navigator.credentials.get({
  publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question),
});

const typed = (form) => Object.fromEntries(new FormData(form));

async function send(url, body) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/problem+json, application/json" },
    body: JSON.stringify(body),
  });
  const said = await answer.json().catch(() => ({}));
  if (said.confirm) location.assign(said.confirm);
  if (!answer.ok) throw Object.assign(new Error(), { sentence: said.detail || SORRY });
  return said;
}

function sentence(problem) {
  if (problem.sentence) return problem.sentence;
  if (problem.name === "InvalidStateError") return "This device already has a passkey for your account.";
  if (problem.name === "NotAllowedError") return "Nothing was done: the question was closed, or took too long.";
  return SORRY;
}

function say(form, text) {
  form.querySelector("[role=alert]").textContent = text;
}
