"""The check of camera and microphone in the browser: nothing is recorded, figures are kept."""
