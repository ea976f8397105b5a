// Tells some minutes before a session of staff ends, and puts the end off by one press, on the page as it is. The server's
// clock counts: this one only waits until it asks. Without it nothing is lost, because forms that come too late are kept.
"use strict";
(() => {
  const notice = document.getElementById("session-notice");
  if (!notice) return;
  const says = document.getElementById("session-says");
  const [stay, again, read] = ["[data-stay]", "[data-again]", "[data-read]"].map((part) => notice.querySelector(part));
  // In seconds.
  const BEFORE = 300;
  const AWAY = 30;
  let timer = null;
  let read_once = "";

  const wait = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(ask, Math.max(seconds, 1) * 1000, "GET");
  };
  const close = () => { if (notice.matches(":popover-open")) notice.hidePopover(); };
  // Nothing takes the focus away from what is being typed; the next press of Tab leads into the notice.
  const tell = (words, may_stay, is_over) => {
    stay.hidden = !may_stay;
    again.hidden = !is_over;
    if (read_once === words) return;
    if (!notice.matches(":popover-open")) notice.showPopover({ source: document.activeElement ?? undefined });
    if (says.textContent !== words) says.textContent = words;
  };
  const ask = async (method) => {
    let answer = null;
    try { answer = await fetch(notice.dataset.door, { method, redirect: "manual", cache: "no-store" }); } catch { /* away */ }
    if (answer?.type === "opaqueredirect" || answer?.status === 401) {
      tell(notice.dataset.ended, false, true);
      // Somebody may sign in again in another tab.
      wait(AWAY);
    } else if (!answer?.ok) {
      wait(AWAY);
    } else {
      const { left, before, isNear, isLast, sentence } = await answer.json();
      if (isNear) {
        tell(sentence, !isLast, false);
        // Another tab may put it off meanwhile; and when it is over, the page says so.
        wait(Math.min(left + 1, AWAY));
      } else {
        close();
        read_once = "";
        wait(left - before);
      }
    }
  };
  stay.addEventListener("click", () => ask("POST"));
  read.addEventListener("click", () => { read_once = says.textContent; close(); });
  // A page that comes back, or a machine that slept, does not know how late it is.
  addEventListener("pageshow", (event) => { if (event.persisted) ask("GET"); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask("GET"); });
  wait(Number(notice.dataset.left) - BEFORE);
})();
