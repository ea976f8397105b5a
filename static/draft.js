// Comfort only: what was typed into a form stays in this tab, so that Back, a reload or the other language loses nothing.
// It lies in the tab's own storage and nowhere else, and goes when the form was sent, an hour after the last change, by
// the way out of the page, and with the tab, unless the browser restores that. Whoever opens the form anew, perhaps another person, finds it empty.
"use strict";
(() => {
  const KEPT = 60 * 60 * 1000;
  // Fields that belong to one showing of the form.
  const PASSING = new Set(["token", "further", "proof", "total_seen", "show"]);
  let store = null;
  try { store = sessionStorage; } catch { return; }

  const drop = (key) => store.removeItem(key);
  const keep = (key, value) => {
    // A full or forbidden storage only takes the comfort away.
    try { store.setItem(key, JSON.stringify({ ...value, at: Date.now() })); } catch { drop(key); }
  };
  const kept = (key) => {
    let value = null;
    try { value = JSON.parse(store.getItem(key)); } catch { /* it is not ours */ }
    if (value && Date.now() - value.at < KEPT) return value;
    drop(key);
    return null;
  };

  // The page after a form: what was typed goes. The name of its showing stays where a correction may replace it.
  const sent = document.querySelector("[data-sent]")?.dataset;
  if (sent) {
    const draft = kept(`draft ${sent.sent}`);
    drop(`draft ${sent.sent}`);
    if (draft && "correctable" in sent) keep(`sent ${sent.sent}`, { token: draft.token });
  }

  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const [draftKey, sentKey] = [`draft ${form.dataset.draft}`, `sent ${form.dataset.draft}`];
  const token = form.elements.namedItem("token");
  const typed = () => [...new FormData(form)].filter(([name]) => !PASSING.has(name));
  let wasKept = false;
  let timer = null;
  const dropIn = (milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(drop, milliseconds, draftKey);
  };
  const save = () => {
    keep(draftKey, { token: token.value, search: location.search, typed: typed() });
    dropIn(KEPT);
    wasKept = true;
  };
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  // A whole page that the browser kept still shows what was sent meanwhile.
  addEventListener("pageshow", (event) => {
    if (!event.persisted || !wasKept || kept(draftKey)) return;
    if (kept(sentKey)) history.replaceState({ corrects: true }, "");
    location.reload();
  });
  // With a draft, links of the form need no tab of their own, which the way out of this page could not close.
  for (const link of form.querySelectorAll("a[data-own-tab]")) {
    link.removeAttribute("target");
    for (const words of link.querySelectorAll("[data-own-tab-words]")) words.remove();
  }

  for (const words of document.querySelectorAll("[data-draft-words]")) words.hidden = false;

  const draft = kept(draftKey);
  if (draft) dropIn(draft.at + KEPT - Date.now());
  if (!("fresh" in form.dataset)) {
    // The site knows better what stands in the form, and under which token. Back and a reload then need not send it again.
    if (draft) {
      save();
      history.replaceState(history.state, "");
    }
    if (kept(sentKey)?.token !== token.value) drop(sentKey);
    return;
  }
  const type = performance.getEntriesByType("navigation")[0]?.type;
  if (type !== "back_forward" && type !== "reload") return;

  const showing = kept(sentKey)?.token;
  const isCorrection = showing && (type === "back_forward" || history.state?.corrects);
  if (isCorrection) {
    token.value = showing;
    history.replaceState({ corrects: true }, "");
    for (const words of form.querySelectorAll("[data-correction]")) words.hidden = false;
  }
  if (!draft || draft.search !== location.search) return;
  token.value = draft.token;
  const values = Map.groupBy?.(draft.typed, ([name]) => name) ?? draft.typed.reduce(
    (map, pair) => map.set(pair[0], [...(map.get(pair[0]) ?? []), pair]), new Map());
  for (const field of form.elements) {
    if (!field.name || PASSING.has(field.name)) continue;
    const texts = (values.get(field.name) ?? []).map(([, text]) => text);
    if (field.type === "radio" || field.type === "checkbox") field.checked = texts.includes(field.value);
    else if ("value" in field && field.type !== "submit" && texts.length) field.value = texts[0];
  }
  for (const more of form.querySelectorAll("details")) {
    const isFilled = (field) => (field.matches("[type=radio], [type=checkbox]") ? field.checked : true) && field.value !== "";
    if ([...more.querySelectorAll("input, textarea")].some(isFilled)) more.open = true;
  }
})();
