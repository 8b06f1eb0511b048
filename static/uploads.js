// Sends a file by tus and goes on by itself: after a lost network, a server that was away, a closed tab.
// For pages that load vendor/tus/tus.min.js before: sendFile(file, { onProgress, onSuccess, onError }).
"use strict";

const RETRY_DELAYS_MS = [0, 500, 1000, 2000, 5000, 10000, 20000, 30000, 60000];
// Another connection of ours still holds the upload, or got further than we know: asking again helps.
const HELD = [409, 423];

// What was refused stays refused. No answer at all, or a server's own fault, is waited for; the
// library by itself would give up as soon as the browser says that it is offline.
function isWorthAnotherTry(error) {
  const status = error.originalResponse ? error.originalResponse.getStatus() : 0;
  return status === 0 || status >= 500 || HELD.includes(status);
}

async function sendFile(file, options = {}) {
  const upload = new tus.Upload(file, {
    endpoint: "/uploads",
    chunkSize: 8 * 1024 * 1024,
    retryDelays: RETRY_DELAYS_MS,
    onShouldRetry: isWorthAnotherTry,
    removeFingerprintOnSuccess: true,
    metadata: { filename: file.name, filetype: file.type },
    ...options,
  });
  const [earlier] = await upload.findPreviousUploads();
  if (earlier) upload.resumeFromPreviousUpload(earlier);
  upload.start();
  return upload;
}

window.sendFile = sendFile;
