// The sync clap: asks our clock how far off this device's is, and flashes and beeps at one instant.
"use strict";

const ASK_EVERY_MS = 1500;
const FLASH_MS = 400;
const BEEP_HZ = 1000;

// Our clock minus this one, from the answer that came back fastest: the less time it took, the less it can be wrong.
let offset = 0;
let fastest = Infinity;
let announced = null;

function beep() {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  tone.frequency.value = BEEP_HZ;
  tone.connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + FLASH_MS / 1000);
  tone.onended = () => audio.close();
}

function flash(box, says) {
  box.classList.add("clapping");
  says.textContent = "Clap";
  beep();
  setTimeout(() => box.classList.remove("clapping"), FLASH_MS);
}

function announce(box, says, at) {
  if (at === null || at === announced) return;
  const wait = at - (Date.now() + offset);
  announced = at;
  if (wait <= 0) return;
  says.textContent = "Ready: the clap comes in a few seconds.";
  setTimeout(() => flash(box, says), wait);
}

async function ask(box, says) {
  const sent = performance.now();
  try {
    const answer = await fetch(box.dataset.clap, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const took = performance.now() - sent;
    const told = await answer.json();
    if (took < fastest) {
      fastest = took;
      offset = told.now_ms + took / 2 - Date.now();
    }
    announce(box, says, told.clap_ms);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // No network: asked again soon.
  }
}

document.addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("clap");
  const says = box.querySelector("[data-clap-says]");
  box.querySelector("[data-clap-note]").textContent =
    "This page waits for the clap. Leave it open, with sound on.";
  ask(box, says);
  setInterval(() => ask(box, says), ASK_EVERY_MS);
});
