// Self-tapes side by side: one key plays, pauses and moves all of them, so that they are heard at the same place.
"use strict";

const STEP_SECONDS = 5;

function startTogether() {
  const tapes = [...document.querySelectorAll("main audio, main video")];
  const box = document.querySelector("[data-tapes-together]");
  if (!box || tapes.length === 0) return;
  const button = box.querySelector("[data-tapes-play]");
  const says = box.querySelector("[data-tapes-said]");
  const isPlaying = () => tapes.some((tape) => !tape.paused);

  const say = (words) => {
    says.textContent = words;
    button.textContent = isPlaying() ? "Pause all" : "Play all";
  };
  const moveTo = (seconds) => {
    for (const tape of tapes) tape.currentTime = Math.max(0, Math.min(seconds, tape.duration || seconds));
  };
  const play = async () => {
    moveTo(Math.min(...tapes.map((tape) => (tape.ended ? 0 : tape.currentTime))));
    const begun = await Promise.allSettled(tapes.map((tape) => tape.play()));
    say(begun.some((each) => each.status === "fulfilled") ? "All play." : "None of them can be played here.");
  };
  const pause = () => {
    for (const tape of tapes) tape.pause();
    say("All wait.");
  };
  const toggle = () => (isPlaying() ? pause() : play());
  const hearOnly = (number) => {
    tapes.forEach((tape, at) => (tape.muted = number > 0 && at !== number - 1));
    say(number ? `You hear the ${number}. alone.` : "You hear all.");
  };

  button.addEventListener("click", toggle);
  box.querySelector("[data-tapes-begin]").addEventListener("click", () => {
    moveTo(0);
    say("All are at the start.");
  });
  for (const tape of tapes) {
    for (const name of ["play", "pause", "ended"]) tape.addEventListener(name, () => say(says.textContent));
  }
  document.addEventListener("keydown", (pressed) => {
    const elsewhere = pressed.target.closest("input, textarea, select, button, a, audio, video");
    if (elsewhere || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
    const at = tapes[0].currentTime;
    if (pressed.key === " ") toggle();
    else if (pressed.key === "ArrowLeft") moveTo(at - STEP_SECONDS);
    else if (pressed.key === "ArrowRight") moveTo(at + STEP_SECONDS);
    else if (/^[0-9]$/.test(pressed.key) && Number(pressed.key) <= tapes.length) hearOnly(Number(pressed.key));
    else return;
    pressed.preventDefault();
  });
  box.hidden = false;
}

document.addEventListener("DOMContentLoaded", startTogether);
