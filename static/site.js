// Comfort only: copy and share buttons, an exit that leaves no entry in the history and that three presses of Escape open,
// addresses that forget what was shown once, and pages that are asked for anew by the back button. Everything works without it.
"use strict";
// Three presses of Escape within so many milliseconds leave the page.
const MOMENT = 2000;
(() => {
  const status = document.querySelector("[data-share-status]");

  for (const button of document.querySelectorAll("[data-copy], [data-copy-from]")) {
    if (!navigator.clipboard) break;
    const words = button.textContent;
    const field = document.getElementById(button.dataset.copyFrom);
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = field ? field.value ?? field.textContent : button.dataset.copy;
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = button.dataset.done;
        if (status) status.textContent = button.dataset.done;
        setTimeout(() => { button.textContent = words; if (status) status.textContent = ""; }, 4000);
      } catch {
        // The browser does not let us: the text is shown, ready to be copied by hand.
        prompt(words, text);
      }
    });
  }

  for (const button of document.querySelectorAll("[data-share]")) {
    if (!navigator.share) break;
    button.hidden = false;
    button.addEventListener("click", () => {
      const { share: url, text } = button.dataset;
      // Whoever closes the sheet has decided not to send anything.
      navigator.share({ text, url }).catch(() => {});
    });
  }

  const exit = document.querySelector("[data-exit]");
  if (exit) {
    const leave = (event) => {
      event.preventDefault();
      // The page goes at once, also where the next one takes its time or never comes.
      document.documentElement.hidden = true;
      document.title = "";
      try { sessionStorage.clear(); } catch { /* nothing is kept there */ }
      location.replace(exit.href);
    };
    exit.addEventListener("click", leave);
    for (const words of document.querySelectorAll("[data-exit-keys]")) words.hidden = false;
    let presses = [];
    addEventListener("keydown", (event) => {
      // Escape also ends the composing of a syllable, and a key that is held down is one press.
      if (event.key !== "Escape" || event.isComposing || event.keyCode === 229 || event.repeat) return;
      presses = [...presses.slice(-2), event.timeStamp];
      if (presses.length === 3 && event.timeStamp - presses[0] < MOMENT) leave(event);
    }, true);
  }

  // What is shown once stays neither in the address nor in the history.
  if (document.querySelector("[data-once]")) history.replaceState(history.state, "", location.pathname);

  // Browsers keep whole pages for their back button; what belongs to a visit must not come back after its end.
  addEventListener("pageshow", (event) => {
    if (event.persisted && document.querySelector("[data-visit]")) location.reload();
  });
})();
