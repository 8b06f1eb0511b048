// Several tracks under one clock: the longest leads, the others follow it. Waveforms, markers and
// the span are drawn along the same time axis.
"use strict";

(function () {
  const whole = document.querySelector("[data-tracks]");
  const tracks = whole ? Array.from(whole.querySelectorAll("[data-track]")) : [];
  if (!tracks.length) return;
  const find = (name) => whole.querySelector(name);
  const mark = { in: document.querySelector('[data-mark="in"]'), out: document.querySelector('[data-mark="out"]') };
  const [place, clock, speed, loop, pins] = ["[data-place]", "[data-clock]", "[data-speed]", '[data-act="loop"]', "[data-pins]"].map(find);
  const HEARD = 0.03, FAR = 0.3, NUDGE = 0.05;
  const markers = [];

  const length = (track) => (Number.isFinite(track.duration) ? track.duration : 0);
  const lead = () => tracks.reduce((longest, each) => (length(each) > length(longest) ? each : longest));
  const all = () => Math.max(Number(whole.dataset.tracks) || 0, length(lead()));
  // Written as 62.5, or as 1:02.5.
  const seconds = (field) => (field && field.value !== "" ? field.value.replace(",", ".").split(":").reduce((all, part) => all * 60 + Number(part), 0) : NaN);
  const repeats = () => loop.getAttribute("aria-pressed") === "true";
  const said = (at) => `${Math.floor(at / 60)}:${(at % 60).toFixed(1).padStart(4, "0")}`;
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));

  function go(at) {
    const to = Math.min(Math.max(0, at), all());
    for (const each of tracks) each.currentTime = Math.min(to, length(each) || to);
    show();
  }
  function toggle() {
    const first = lead();
    if (!first.paused) { tracks.forEach((each) => each.pause()); return; }
    if (first.ended) go(0);
    for (const each of tracks) if (first.currentTime < (length(each) || Infinity)) each.play().catch(() => {});
  }
  // Small differences are made up by playing a little faster, which nobody hears; large ones by a jump.
  function follow() {
    const first = lead(), rate = Number(speed.value);
    for (const each of tracks) {
      if (each === first || each.ended || each.paused) { each.playbackRate = rate; continue; }
      const ahead = each.currentTime - first.currentTime;
      if (Math.abs(ahead) > FAR) each.currentTime = first.currentTime;
      each.playbackRate = Math.abs(ahead) > HEARD ? rate * (1 - Math.sign(ahead) * NUDGE) : rate;
    }
  }
  function put(field, other, isBegin) {
    if (!field) return;
    field.value = lead().currentTime.toFixed(1);
    const [from, to] = isBegin ? [seconds(field), seconds(other)] : [seconds(other), seconds(field)];
    if (other && from >= to) other.value = "";
    show();
  }
  function pin() {
    const at = lead().currentTime;
    if (markers.some((each) => Math.abs(each - at) < 0.05)) return;
    markers.push(at);
    markers.sort((one, two) => one - two);
    pins.replaceChildren(...markers.map((each) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "secondary";
      button.textContent = `Marker ${said(each)}`;
      button.addEventListener("click", () => go(each));
      return button;
    }));
    show();
  }
  function next() {
    const at = lead().currentTime;
    if (markers.length) go(markers.find((each) => each > at + 0.05) ?? markers[0]);
  }
  function pace(by) {
    speed.selectedIndex = Math.min(Math.max(0, speed.selectedIndex + by), speed.options.length - 1);
    follow();
  }
  function mute(number) {
    const button = whole.querySelectorAll("[data-mute]")[number];
    if (!button) return;
    tracks[number].muted = !tracks[number].muted;
    press(button, tracks[number].muted);
  }
  const acts = {
    play: toggle,
    back: () => go(lead().currentTime - 5),
    on: () => go(lead().currentTime + 5),
    in: () => put(mark.in, mark.out, true),
    out: () => put(mark.out, mark.in, false),
    loop: () => press(loop, !repeats()),
    pin: pin,
    next: next,
    slower: () => pace(-1),
    faster: () => pace(1),
  };
  const keys = { " ": "play", k: "play", j: "back", l: "on", i: "in", o: "out", r: "loop", m: "pin", n: "next", ",": "slower", ".": "faster" };

  function line(wave, name, at) {
    const drawn = document.createElementNS("http://www.w3.org/2000/svg", name === "span" ? "rect" : "line");
    const from = (at[0] / all()) * wave.viewBox.baseVal.width, to = (at[1] / all()) * wave.viewBox.baseVal.width;
    const given = name === "span" ? { x: from, y: -127, width: to - from, height: 254 } : { x1: from, x2: from, y1: -127, y2: 127, class: name };
    for (const [key, value] of Object.entries(given)) drawn.setAttribute(key, value);
    return drawn;
  }
  function draw() {
    const from = seconds(mark.in), to = seconds(mark.out), at = lead().currentTime;
    for (const wave of whole.querySelectorAll(".wave")) {
      wave.querySelectorAll("rect, line").forEach((each) => each.remove());
      if (!all()) continue;
      if (to > from) wave.append(line(wave, "span", [from, to]));
      for (const each of markers) wave.append(line(wave, "marker", [each, each]));
      wave.append(line(wave, "now", [at, at]));
    }
  }
  function show() {
    const at = lead().currentTime;
    clock.textContent = `${said(at)} of ${said(all())}`;
    place.max = all();
    place.value = at;
    place.setAttribute("aria-valuetext", said(at));
    draw();
  }
  function tick() {
    const from = seconds(mark.in), to = seconds(mark.out), at = lead().currentTime;
    if (repeats() && to > from && !lead().paused && (at >= to || lead().ended)) go(from);
    follow();
    show();
  }
  function run() {
    tick();
    if (!lead().paused) requestAnimationFrame(run);
  }

  for (const each of tracks) {
    each.controls = false;
    each.addEventListener("loadedmetadata", show);
    each.addEventListener("play", () => { if (each === lead()) run(); });
    each.addEventListener("pause", () => { if (each === lead()) tracks.forEach((other) => other.pause()); });
    each.addEventListener("ended", () => { if (each === lead() && repeats() && seconds(mark.out) > seconds(mark.in)) { go(seconds(mark.in)); toggle(); } });
    each.addEventListener("timeupdate", () => { if (each === lead()) tick(); });
  }
  for (const field of [mark.in, mark.out]) if (field) field.addEventListener("input", draw);
  place.addEventListener("input", () => go(Number(place.value)));
  speed.addEventListener("change", follow);
  whole.addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]"), muted = event.target.closest("[data-mute]"), wave = event.target.closest(".wave");
    if (act) acts[act.dataset.act]();
    if (muted) mute(Array.from(whole.querySelectorAll("[data-mute]")).indexOf(muted));
    if (wave) {
      const box = wave.getBoundingClientRect();
      go(((event.clientX - box.left) / box.width) * all());
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=range]), textarea, select")) return;
    if (event.key === " " && event.target.closest("button, a, summary")) return;
    const act = keys[event.key], number = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : -1;
    if (!act && !tracks[number]) return;
    event.preventDefault();
    if (act) acts[act](); else mute(number);
  });
  whole.dataset.ready = "";
  for (const hidden of whole.querySelectorAll("[data-with-script]")) hidden.hidden = false;
  show();
})();
