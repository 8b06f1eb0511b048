// Sends a reel by resumable upload before its form goes off. Without it the form sends the file itself.
"use strict";

function setUp(form) {
  const said = form.querySelector("[data-reel-said]");
  const say = (words) => { said.textContent = words; };
  let upload;

  function sent() {
    form.elements.upload_id.value = upload.url.split("/").pop();
    form.elements.file.disabled = true;
    form.submit();
  }

  form.addEventListener("submit", async (event) => {
    const file = form.elements.file.files[0];
    if (!file) return;
    event.preventDefault();
    say("Sending …");
    upload = await window.sendFile(file, {
      onProgress: (now, all) => say(`Sending: ${Math.round((100 * now) / all)} %`),
      onError: () => say("It could not be sent. Try again."),
      onSuccess: sent,
    });
  });
}

for (const form of document.querySelectorAll("[data-reel]")) setUp(form);
