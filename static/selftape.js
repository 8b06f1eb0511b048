// Records a self-tape in the browser and sends it like any other file. Each state is said in words.
// Without it, or without a camera, the plain file field does the same.
"use strict";

const LONGEST_MS = 5 * 60 * 1000;

function setUp(box) {
  const form = box.closest("form");
  const [view, said, begin, end, send] = ["view", "said", "begin", "end", "send"].map((name) =>
    box.querySelector(`[data-selftape-${name}]`),
  );
  const wants = { audio: true, video: box.dataset.kind === "video" };
  let recorder, stream, take;

  const say = (words) => { said.textContent = words; };
  const show = (...buttons) => {
    for (const each of [begin, end, send]) each.hidden = !buttons.includes(each);
  };

  function letGo() {
    for (const track of stream ? stream.getTracks() : []) track.stop();
    view.hidden = true;
    view.srcObject = null;
  }

  function finished(parts) {
    letGo();
    const type = recorder.mimeType.split(";")[0] || (wants.video ? "video/webm" : "audio/webm");
    const ending = type.endsWith("mp4") ? "mp4" : type.endsWith("ogg") ? "ogg" : "webm";
    take = new File(parts, `self-tape.${ending}`, { type });
    view.src = URL.createObjectURL(take);
    view.muted = false;
    view.controls = true;
    view.hidden = false;
    say("Recorded. Look at it, record again, or use this take.");
    show(begin, send);
  }

  begin.addEventListener("click", async () => {
    say("Your browser asks whether it may record.");
    try {
      stream = await navigator.mediaDevices.getUserMedia(wants);
    } catch {
      say("The browser gave no access to camera or microphone. Choose a file above instead.");
      return;
    }
    view.removeAttribute("src");
    view.controls = false;
    view.muted = true;
    view.srcObject = stream;
    view.hidden = !wants.video;
    if (wants.video) await view.play();
    const parts = [];
    recorder = new MediaRecorder(stream);
    recorder.addEventListener("dataavailable", (event) => {
      parts.push(event.data);
      if (recorder.state === "recording") say(`Recording for ${parts.length} s; five minutes at most.`);
    });
    recorder.addEventListener("stop", () => finished(parts));
    recorder.start(1000);
    setTimeout(() => recorder.state === "recording" && recorder.stop(), LONGEST_MS);
    say("Recording. Five minutes at most.");
    show(end);
  });

  end.addEventListener("click", () => recorder.stop());

  send.addEventListener("click", async () => {
    show();
    say("Sending …");
    const upload = await window.sendFile(take, {
      onProgress: (sent, all) => say(`Sending: ${Math.round((100 * sent) / all)} %`),
      onError: () => {
        say("It could not be sent. Try again.");
        show(begin, send);
      },
      onSuccess: () => {
        form.elements.upload_id.value = upload.url.split("/").pop();
        say("Sent. It is attached as soon as you keep the draft or submit.");
        show(begin);
      },
    });
  });

  box.hidden = false;
}

if (navigator.mediaDevices && window.MediaRecorder) {
  for (const box of document.querySelectorAll("[data-selftape]")) setUp(box);
}
