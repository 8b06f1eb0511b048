// Measures microphone and camera in the browser and puts the figures in the form. Records nothing.
"use strict";

const QUIET_MS = 4000;
const SPEAKING_MS = 4000;
const SILENT_DB = -100;
const LABELS = {
  sample_rate_hz: "Samples a second", noise_db: "Noise in dB", level_db: "Loudest in dB",
  width: "Picture, wide", height: "Picture, high", frame_rate: "Pictures a second",
};

const decibels = (amplitude) => Math.max(SILENT_DB, Math.min(0, Math.round(20 * Math.log10(amplitude || 1e-9))));

async function listen(analyser, milliseconds) {
  const samples = new Float32Array(analyser.fftSize);
  const ends = performance.now() + milliseconds;
  let quietest = 1, loudest = 0;
  while (performance.now() < ends) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, each) => sum + each * each, 0) / samples.length;
    quietest = Math.min(quietest, Math.sqrt(power));
    loudest = samples.reduce((most, each) => Math.max(most, Math.abs(each)), loudest);
  }
  return { quietest, loudest };
}

async function open() {
  const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  const wishes = { width: { ideal: 1920 }, height: { ideal: 1080 } };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio, video: wishes });
  } catch {
    return navigator.mediaDevices.getUserMedia({ audio });
  }
}

function setUp(form) {
  const [said, view, begin, figures] = ["said", "view", "begin", "figures"].map((name) =>
    form.querySelector(`[data-${name}]`),
  );
  const say = (words) => { said.textContent = words; };

  function show(found) {
    figures.replaceChildren();
    for (const [name, label] of Object.entries(LABELS)) {
      form.elements[name].value = found[name] ?? "";
      if (found[name] === undefined) continue;
      const [term, value] = [document.createElement("dt"), document.createElement("dd")];
      [term.textContent, value.textContent] = [label, found[name]];
      figures.append(term, value);
    }
    figures.hidden = false;
  }

  async function measure(stream) {
    const context = new AudioContext();
    await context.resume();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(analyser);
    say("Be silent for four seconds.");
    const quiet = await listen(analyser, QUIET_MS);
    say("Now speak as in a scene.");
    const loud = await listen(analyser, SPEAKING_MS);
    const microphone = stream.getAudioTracks()[0].getSettings();
    const camera = stream.getVideoTracks()[0]?.getSettings() ?? {};
    const rate = microphone.sampleRate ?? context.sampleRate;
    await context.close();
    return {
      sample_rate_hz: rate, noise_db: decibels(quiet.quietest), level_db: decibels(loud.loudest),
      width: camera.width, height: camera.height,
      frame_rate: camera.frameRate && Math.round(camera.frameRate),
    };
  }

  begin.addEventListener("click", async () => {
    let stream;
    begin.disabled = true;
    say("Your browser asks whether it may listen and look.");
    try {
      stream = await open();
      view.srcObject = stream;
      view.hidden = stream.getVideoTracks().length === 0;
      view.play().catch(() => { view.hidden = true; });
      show(await measure(stream));
      say("Measured. Say whether you have headphones, then keep the figures.");
    } catch {
      say("No microphone could be opened. Allow it beside the address, plug one in, and begin again.");
    } finally {
      for (const track of stream ? stream.getTracks() : []) track.stop();
      view.srcObject = null;
      view.hidden = true;
      begin.disabled = false;
    }
  });
}

for (const form of document.querySelectorAll("[data-equipment]")) setUp(form);
