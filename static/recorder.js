// Records a track in the page. Each second goes to IndexedDB first and to the server from there, so
// that a lost network, a reload or a closed tab loses nothing; it is kept until the track has it.
// A file that is chosen instead is sent by tus (uploads.js). Without script the form sends the file.
"use strict";

const TUS = { "Tus-Resumable": "1.0.0" };
const BYTES = "application/offset+octet-stream";
const EVERY_MS = 1000;
const LONGEST_WAIT_MS = 5000;
const TYPES = {
  video: ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4"],
  audio: ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg"],
};
// What a telephone call wants is what a recording must not have.
const SOUND = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

const kept = new Promise((resolve, reject) => {
  const asked = indexedDB.open("tracks", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("recording", { keyPath: "track" });
    asked.result.createObjectStore("chunk", { keyPath: ["track", "number"] });
  };
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

async function inStore(name, mode, act) {
  const base = await kept;
  return new Promise((resolve, reject) => {
    const done = base.transaction(name, mode, { durability: "strict" });
    const asked = act(done.objectStore(name));
    done.oncomplete = () => resolve(asked && asked.result);
    done.onerror = done.onabort = () => reject(done.error);
  });
}

const all = (track) => IDBKeyRange.bound([track, 0], [track, Infinity]);
const find = (track) => inStore("recording", "readonly", (store) => store.get(track));
const keep = (recording) => inStore("recording", "readwrite", (store) => store.put(recording));
const chunks = (track) => inStore("chunk", "readonly", (store) => store.getAll(all(track)));
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function forget(track) {
  await inStore("chunk", "readwrite", (store) => store.delete(all(track)));
  await inStore("recording", "readwrite", (store) => store.delete(track));
}

async function checksum(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", await bytes.arrayBuffer());
  return `sha256 ${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

async function place(recording) {
  if (!recording.url) {
    const metadata = `filename ${btoa("track.webm")},filetype ${btoa(recording.type)}`;
    const begun = await answered(
      fetch("/uploads", {
        method: "POST",
        headers: { ...TUS, "Upload-Defer-Length": "1", "Upload-Metadata": metadata },
      }),
    );
    recording.url = begun.headers.get("Location");
    await inStore("recording", "readwrite", (store) => {
      const asked = store.get(recording.track);
      asked.onsuccess = () => store.put({ ...asked.result, url: recording.url });
    });
  }
  const answer = await fetch(recording.url, { method: "HEAD", headers: TUS });
  if (answer.status === 404) {  // It expired: everything is still here, and is sent again.
    recording.url = null;
    return place(recording);
  }
  return Number((await answered(answer)).headers.get("Upload-Offset"));
}

async function answered(asked) {
  const answer = await asked;
  if (!answer.ok) throw new Error(String(answer.status));
  return answer;
}

async function append(url, offset, bytes, more) {
  const headers = { ...TUS, "Content-Type": BYTES, "Upload-Offset": String(offset), ...more };
  const answer = await answered(fetch(url, { method: "PATCH", headers, body: bytes }));
  return Number(answer.headers.get("Upload-Offset"));
}

// Until all of an ended recording is there; what is still being recorded follows as it comes.
async function send(track, isCurrent, onSent) {
  let offset = null, wait = EVERY_MS / 4;
  while (isCurrent()) {
    try {
      const recording = await find(track);
      if (!recording) return null;
      if (offset === null) offset = await place(recording);
      const next = (await chunks(track)).find((each) => each.offset + each.bytes.size > offset);
      if (next) {
        const rest = next.bytes.slice(offset - next.offset);
        offset = await append(recording.url, offset, rest, { "Upload-Checksum": await checksum(rest) });
      } else if (recording.total === offset) {
        await append(recording.url, offset, new Blob([]), { "Upload-Length": String(offset) });
        return recording.url;
      } else await pause(EVERY_MS / 4);
      wait = EVERY_MS / 4;
      onSent(offset, recording.total);
    } catch {
      offset = null;
      onSent(null);
      await pause(wait);
      wait = Math.min(2 * wait, LONGEST_WAIT_MS);
    }
  }
  return null;
}

function setUp(form) {
  const { track, kind } = form.dataset;
  const box = form.querySelector("[data-recorder]");
  const [view, said, begin, end, use] = ["view", "said", "begin", "end", "use"].map((name) =>
    box.querySelector(`[data-${name}]`),
  );
  let recorder, stream, sending = 0, seconds = 0;

  const say = (words) => { said.textContent = words; };
  const show = (...buttons) => {
    for (const each of [begin, end, use]) each.hidden = !buttons.includes(each);
  };

  function report(offset, total) {
    const where = offset === null
      ? "No network: it is kept on this device and sent later."
      : total ? `${Math.round((100 * offset) / total)} % has arrived.` : "It is sent as it comes.";
    say(recorder && recorder.state === "recording" ? `Recording for ${seconds} s. ${where}` : `Sending. ${where}`);
  }

  async function deliver() {
    const mine = ++sending;
    const url = await send(track, () => mine === sending, report);
    if (!url) return;
    form.elements.upload_id.value = url.split("/").pop();
    say("All of it has arrived. Look at it, then use it or record again.");
    show(begin, use);
  }

  async function play() {
    const parts = (await chunks(track)).map((each) => each.bytes);
    view.srcObject = null;
    view.src = URL.createObjectURL(new Blob(parts, { type: parts.length ? parts[0].type : "" }));
    Object.assign(view, { muted: false, controls: true, hidden: false });
  }

  async function settle() {
    const held = await chunks(track), last = held[held.length - 1];
    const recording = await find(track);
    if (!last) return forget(track);
    await keep({ ...recording, total: last.offset + last.bytes.size });
    await play();
    return true;
  }

  async function record() {
    say("Your browser asks whether it may record.");
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: SOUND, video: kind === "video" });
    } catch {
      say("The browser gave no access to camera or microphone. Send a file instead.");
      return;
    }
    const type = TYPES[kind === "video" ? "video" : "audio"].find((each) => MediaRecorder.isTypeSupported(each));
    recorder = new MediaRecorder(stream, { mimeType: type });
    form.elements.upload_id.value = "";
    sending += 1;
    seconds = 0;
    await forget(track);
    await keep({ track, type: type.split(";")[0], url: null, total: null });
    let offset = 0, number = 0, written = Promise.resolve();
    recorder.addEventListener("dataavailable", ({ data }) => {
      if (!data.size) return;
      const chunk = { track, number: number++, offset, bytes: data };
      offset += data.size;
      seconds += 1;
      written = written.then(() => inStore("chunk", "readwrite", (store) => store.put(chunk)));
    });
    recorder.addEventListener("stop", async () => {
      for (const each of stream.getTracks()) each.stop();
      await written;
      await settle();
    });
    Object.assign(view, { muted: true, controls: false, hidden: kind !== "video", srcObject: stream });
    if (kind === "video") await view.play();
    recorder.start(EVERY_MS);
    show(end);
    deliver();
  }

  async function goOn() {
    if (await find(track) && await settle()) {
      say("What you recorded before is safe. It is sent now.");
      show(begin);
      deliver();
    }
  }

  begin.addEventListener("click", record);
  end.addEventListener("click", () => { recorder.stop(); show(); });
  use.addEventListener("click", () => { form.elements.track.disabled = true; form.submit(); });
  document.addEventListener("stop-word", () => {
    sending += 1;
    if (recorder && recorder.state === "recording") recorder.stop();
  });
  box.hidden = false;
  // Only one page at a time records a track: another one would write between its seconds.
  navigator.locks.request(`track-${track}`, { ifAvailable: true }, (lock) => {
    if (lock) return goOn().then(() => new Promise(() => {}));
    say("This track is open in another tab. Close that one to record here.");
    show();
    return undefined;
  });
}

function sendByScript(form) {
  const said = form.querySelector("[data-file-said]");
  form.addEventListener("submit", async (event) => {
    const file = form.elements.track.files[0];
    if (!file) return;
    event.preventDefault();
    said.textContent = "Sending …";
    const upload = await window.sendFile(file, {
      onProgress: (now, whole) => { said.textContent = `Sending: ${Math.round((100 * now) / whole)} %`; },
      onError: () => { said.textContent = "It could not be sent. Try again."; },
      onSuccess: () => {
        form.elements.upload_id.value = upload.url.split("/").pop();
        form.elements.track.disabled = true;
        form.submit();
      },
    });
  });
}

for (const form of document.querySelectorAll("[data-track]")) {
  sendByScript(form);
  if (navigator.mediaDevices && window.MediaRecorder && navigator.locks) setUp(form);
}
// The track has it: nothing needs to be kept on this device any more.
for (const done of document.querySelectorAll("[data-done-track]")) forget(done.dataset.doneTrack);
