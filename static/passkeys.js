// Asks the browser for a passkey before a form is sent: `data-passkey` names the address of the challenge. The answer goes
// along in two hidden fields, so whatever becomes of it is a page. Where a browser knows no passkeys, the page says what it
// takes.

const forms = document.querySelectorAll("form[data-passkey]");

/** How often a challenge is fetched anew while the browser offers keys by itself: before the old one is too old. */
const RENEW = 4 * 60 * 1000;

/** The request that waits for somebody to choose a key by autofill; browsers allow one at a time. */
let offer = null;

if (window.PublicKeyCredential && navigator.credentials) {
  for (const needs of document.querySelectorAll("[data-passkey-needs]")) needs.hidden = true;
  for (const form of forms) {
    form.hidden = false;
    form.addEventListener("submit", (event) => ask(event, form));
    if (form.hasAttribute("data-passkey-autofill")) offerKeys(form);
  }
}

async function ask(event, form) {
  event.preventDefault();
  const button = event.submitter;
  const problem = form.querySelector("[data-passkey-problem]");
  problem.hidden = true;
  if (button) button.disabled = true;
  offer?.abort();
  try {
    const challenge = await fetchChallenge(form);
    send(form, challenge, await answer(challenge.options));
  } catch {
    problem.hidden = false;
    if (button) button.disabled = false;
    button?.focus();
  }
}

/** Lets the browser offer keys at the field for the mail address, as it offers passwords elsewhere. */
async function offerKeys(form) {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  offer = new AbortController();
  const { signal } = offer;
  const renew = setTimeout(() => {
    offer.abort();
    offerKeys(form);
  }, RENEW);
  try {
    const challenge = await fetchChallenge(form);
    const options = { publicKey: read(challenge.options.publicKey), mediation: "conditional", signal };
    send(form, challenge, await navigator.credentials.get(options));
  } catch {
    // Nobody chose a key here; the button is still there.
  } finally {
    clearTimeout(renew);
  }
}

async function fetchChallenge(form) {
  const response = await fetch(form.dataset.passkey, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

function answer({ publicKey }) {
  const options = { publicKey: read(publicKey) };
  return publicKey.pubKeyCredParams ? navigator.credentials.create(options) : navigator.credentials.get(options);
}

function send(form, challenge, credential) {
  form.querySelector("[data-passkey-challenge]").value = challenge.challenge;
  form.querySelector("[data-passkey-credential]").value = JSON.stringify(written(credential));
  // A field of the form may be called "submit".
  HTMLFormElement.prototype.submit.call(form);
}

// The same as `PublicKeyCredential.parse…FromJSON()` and `toJSON()`, which browsers before 2025 lack.

function read(options) {
  const listed = (keys) => keys?.map((key) => ({ ...key, id: bytes(key.id) }));
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
    ...(options.excludeCredentials && { excludeCredentials: listed(options.excludeCredentials) }),
    ...(options.allowCredentials && { allowCredentials: listed(options.allowCredentials) }),
  };
}

function written(credential) {
  const { response } = credential;
  const parts = ["attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle"];
  const present = parts.filter((part) => response[part]);
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: Object.fromEntries(present.map((part) => [part, text(response[part])])),
    clientExtensionResults: {},
  };
}

function bytes(encoded) {
  const plain = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
