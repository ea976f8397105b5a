// Comfort only: copy and share buttons, an exit that leaves no entry in the history, and pages that are asked for anew by
// the back button. Everything works without it.
"use strict";
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

  for (const link of document.querySelectorAll("[data-exit]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      location.replace(link.href);
    });
  }

  // Browsers keep whole pages for their back button; what belongs to a visit must not come back after its end.
  addEventListener("pageshow", (event) => {
    if (event.persisted && document.querySelector("[data-visit]")) location.reload();
  });
})();
