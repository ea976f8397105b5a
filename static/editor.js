// Comfort of the editor of pages: shows the block while it is typed, saves it into the draft every few seconds, counts
// characters, asks before leaving, and moves blocks by the keyboard. Without it every step is a press and a page.
"use strict";
(() => {
  // In milliseconds.
  const SHOW_AFTER = 400;
  const SAVE_AFTER = 3000;
  const TRY_AGAIN = 10000;

  // The page: with the focus in a block, Alt and an arrow press its buttons.
  document.querySelector("[data-pieces]")?.addEventListener("keydown", (event) => {
    const name = event.altKey && !event.isComposing && { ArrowUp: "[data-up]", ArrowDown: "[data-down]" }[event.key];
    const button = name && event.target.closest("[data-piece]")?.querySelector(name);
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  });
  // Only one menu is open at a time, and Escape closes it.
  const menus = [...document.querySelectorAll("details.piece-more")];
  const close = (but) => menus.forEach((menu) => { if (menu !== but) menu.open = false; });
  menus.forEach((menu) => menu.addEventListener("toggle", () => { if (menu.open) close(menu); }));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && menus.find((menu) => menu.open);
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  const form = document.querySelector("form[data-writing]");
  if (!form) return;
  const says = form.querySelector("[data-state]");
  const shown = document.querySelector("[data-shown]");
  const { seen } = form.elements;
  let isComposing = false;
  // Counts changes, so that an answer that comes late knows whether it is about the newest words.
  let change = 0;
  let saved = 0;
  let isSaving = false;
  let isStopped = false;
  let isLeaving = false;
  let waiting = null;
  let saveTimer = null;
  let showTimer = null;

  const tell = (words) => { if (says.textContent !== words) says.textContent = words; };
  const body = (pressed) => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) fields.append(name, value);
    fields.append("do", pressed);
    return fields;
  };
  const send = (pressed) =>
    fetch(form.action, { method: "POST", body: body(pressed), redirect: "manual", cache: "no-store" });

  // The browser reads the answer into a document of its own, in which nothing runs.
  const rendered = () => new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.responseType = "document";
    request.onload = () => (request.status === 200 ? done(request.response) : failed());
    request.onerror = failed;
    request.send(body("render"));
  });
  const show = async () => {
    const asked = change;
    try {
      const answer = await rendered();
      if (asked === change) shown.replaceChildren(...answer.body.childNodes);
    } catch { /* what is shown stays as it was */ }
  };

  const save = async () => {
    clearTimeout(saveTimer);
    if (isStopped || isSaving || saved === change) return;
    // What an input method is still putting together is no word yet.
    if (isComposing) return saveIn(SAVE_AFTER);
    const asked = change;
    isSaving = true;
    tell(form.dataset.saysSaving);
    let again = 0;
    try {
      const answer = await send("autosave");
      if (answer.ok) {
        seen.value = (await answer.json()).seen;
        saved = asked;
        tell(saved === change ? form.dataset.saysSaved : form.dataset.saysUnsaved);
        if (saved !== change) again = SAVE_AFTER;
      } else if (answer.status === 409) {
        isStopped = true;
        tell(form.dataset.saysElsewhere);
      } else if (answer.status === 401 || answer.type === "opaqueredirect") {
        isStopped = true;
        tell(form.dataset.saysEnded);
      } else {
        tell(form.dataset.saysFailed);
        again = TRY_AGAIN;
      }
    } catch {
      tell(form.dataset.saysFailed);
      again = TRY_AGAIN;
    }
    isSaving = false;
    if (waiting) form.requestSubmit(waiting);
    else if (again) saveIn(again);
  };
  const saveIn = (milliseconds) => {
    clearTimeout(saveTimer);
    saveTimer = setTimeout(save, milliseconds);
  };

  const counters = new Map();
  for (const field of form.querySelectorAll("[data-longest]")) {
    const counter = document.createElement("p");
    counter.className = "small counter";
    counter.id = `counter-${field.name}`;
    counter.hidden = true;
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${counter.id}`.trim());
    field.after(counter);
    counters.set(field, counter);
  }
  const count = (field) => {
    const counter = counters.get(field);
    if (!counter) return;
    const left = Number(field.dataset.longest) - [...field.value.normalize("NFC")].length;
    // Only near the limit it is of interest.
    counter.hidden = left > Math.max(20, Number(field.dataset.longest) / 10);
    const words = left < 0 ? form.dataset.saysOver : form.dataset.saysLeft;
    counter.textContent = words.replace("{count}", Math.abs(left));
    counter.classList.toggle("counter-over", left < 0);
  };

  const changed = (event) => {
    change += 1;
    if (event?.target) count(event.target);
    if (!isStopped) tell(form.dataset.saysUnsaved);
    clearTimeout(showTimer);
    showTimer = setTimeout(show, SHOW_AFTER);
    saveIn(SAVE_AFTER);
  };
  form.addEventListener("compositionstart", () => { isComposing = true; });
  form.addEventListener("compositionend", () => { isComposing = false; });
  form.addEventListener("input", changed);
  // A save under way is waited for: the form must name the state that it leaves behind.
  form.addEventListener("submit", (event) => {
    if (isSaving) {
      event.preventDefault();
      waiting = event.submitter;
    } else {
      isLeaving = true;
    }
  });
  counters.forEach((_, field) => count(field));
  if ("unsaved" in form.dataset) changed();
  // Where two texts stand against each other, a press decides, not a script.
  if ("asked" in form.dataset) { change = 1; isStopped = true; }
  // The button that shows is for those without scripts.
  form.querySelector("[data-show]").hidden = true;

  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    save();
  });
  addEventListener("beforeunload", (event) => {
    if (!isLeaving && saved !== change) event.preventDefault();
  });
  // Who comes back by the browser's Back button finds the fields as they were typed.
  addEventListener("pageshow", (event) => { isLeaving = false; if (event.persisted) changed(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
})();
