// The stop word, with or without a network: it ends the recording on this device at once, and is
// kept and sent again until the server has heard it. Without script the form does the same once.
"use strict";

const STOP_AGAIN_MS = 2000;

function setUpStop(form) {
  const key = `stop-word:${form.dataset.stopWord}`;
  const said = form.querySelector("[data-stop-said]");

  async function tell() {
    try {
      const answer = await fetch(form.action, { method: "POST" });
      if (answer.status >= 500) throw new Error("not heard");
    } catch {
      setTimeout(tell, STOP_AGAIN_MS);
      return;
    }
    localStorage.removeItem(key);
    location.reload();
  }

  function stop() {
    document.dispatchEvent(new Event("stop-word"));
    said.textContent = "Stopped. Step out of the part. Everybody is told as soon as there is a network.";
    form.querySelector("button").disabled = true;
    tell();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    localStorage.setItem(key, "said");
    stop();
  });
  if (localStorage.getItem(key)) stop();
}

for (const form of document.querySelectorAll("[data-stop-word]")) setUpStop(form);
