// The forms of the room about custody: keys are made, wrapped and sealed here before a form is sent. What people type of their
// shares stays in the page: those fields have no names.

import { base64, bytes, epochBytes, fetchKeys, join, mac, makeOwn, newPair, random, say, sealFor, unlock, utf8 } from "./custody.js";
import { combine, split } from "./shares.js";

/** What stands before a private key of X25519 in PKCS #8 (RFC 8410). */
const PKCS8 = bytes("MC4CAQAwBQYDK2VuBCIEIA==");

/** The recovery key that was made for this page. */
let recoveryKey = null;

const prepare = { own, setup, renewal, "let-in": letIn, epoch, recovery };

for (const form of document.querySelectorAll("form[data-custody]")) {
  form.hidden = false;
  if (["setup", "renewal"].includes(form.dataset.custody)) makeShares(form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const pressed = event.submitter;
    if (pressed) pressed.disabled = true;
    say(form, null);
    try {
      await prepare[form.dataset.custody](form);
      // A field of the form may be called "submit".
      HTMLFormElement.prototype.submit.call(form);
    } catch (error) {
      say(form, error.message);
      if (pressed) pressed.disabled = false;
    }
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

function put(form, name, value) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = name;
  field.value = value;
  form.append(field);
}

async function own(form) {
  const made = await makeOwn(JSON.parse(form.dataset.passkeys));
  for (const [name, value] of Object.entries(made)) put(form, name, value);
}

async function makeShares(form) {
  recoveryKey = random(32);
  const shares = await split(recoveryKey);
  form.querySelectorAll("[data-share]").forEach((place, at) => {
    place.textContent = shares[at];
  });
}

function typed(form) {
  const fields = [...form.querySelectorAll("[data-typed-share]")].map((field) => field.value);
  if (fields.some((text) => !text.trim())) throw new Error("two-shares");
  return combine(...fields);
}

/** The key pair of a recovery key, with what proves that two shares were there. */
async function recoveryPair(key) {
  const pkcs8 = join(PKCS8, key);
  const secret = await crypto.subtle.importKey("pkcs8", pkcs8, "X25519", true, ["deriveBits"]);
  const { x } = await crypto.subtle.exportKey("jwk", secret);
  return { secret, publicKey: bytes(x), trial: base64(await mac(key, utf8("connect-kindness recovery trial 1"))) };
}

/** The pair of the recovery key that was made here, once two of its shares were typed. */
async function tried(form) {
  const key = await typed(form);
  if (key.some((byte, place) => byte !== recoveryKey[place])) throw new Error("strangers");
  return recoveryPair(key);
}

async function setup(form) {
  const { publicKey: recovery, trial } = await tried(form);
  const { privateKey, publicKey } = await newPair();
  put(form, "public", base64(publicKey));
  put(form, "own", await sealFor(bytes(form.dataset.public), privateKey, publicKey));
  put(form, "recovery", await sealFor(recovery, privateKey, publicKey));
  put(form, "recovery_public", base64(recovery));
  put(form, "trial", trial);
}

async function sealAll(form, own, wraps, recipient) {
  for (const wrap of wraps) {
    const sealed = await sealFor(recipient, await epochBytes(own, wrap), bytes(wrap.public));
    put(form, "wrap", `${wrap.epoch}:${sealed}`);
  }
}

async function renewal(form) {
  const { publicKey: recovery, trial } = await tried(form);
  const { own, wraps } = await unlock();
  put(form, "recovery_public", base64(recovery));
  put(form, "trial", trial);
  await sealAll(form, own, wraps, recovery);
}

async function letIn(form) {
  const { own, wraps } = await unlock();
  await sealAll(form, own, wraps, bytes(form.dataset.public));
}

async function epoch(form) {
  const { privateKey, publicKey } = await newPair();
  put(form, "public", base64(publicKey));
  put(form, "recovery", await sealFor(bytes(form.dataset.recovery), privateKey, publicKey));
  for (const { id, public: holder } of JSON.parse(form.dataset.holders)) {
    put(form, "wrap", `${id}:${await sealFor(bytes(holder), privateKey, publicKey)}`);
  }
}

async function recovery(form) {
  const { secret, publicKey, trial } = await recoveryPair(await typed(form));
  if (base64(publicKey) !== form.dataset.recovery) throw new Error("strangers");
  const { wraps } = await fetchKeys(form.dataset.keys);
  put(form, "trial", trial);
  await sealAll(form, { own: secret, recipient: publicKey }, wraps, bytes(form.dataset.public));
}
