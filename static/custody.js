// Opens what volunteers wrote, in the browser of a coordinator: HPKE (RFC 9180) with X25519, HKDF-SHA256 and AES-256-GCM, all by
// the browser itself. The coordinator's private key is wrapped by their passkey (WebAuthn PRF) and never leaves the browser's
// keeping; that of an epoch neither, but where it is sealed again for a colleague.

const crypto = globalThis.crypto.subtle;
const KEYS = "/admin/volunteers/custody/keys";
const OFFERS = utf8("connect-kindness volunteers 1");
const CUSTODY = utf8("connect-kindness custody 1");
const PASSKEY = utf8("connect-kindness passkey 1");
const NONE = new Uint8Array(0);

// Bytes.

export function utf8(text) {
  return new TextEncoder().encode(text);
}

export function join(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function bytes(encoded) {
  const plain = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

export function base64(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer)));
}

export function random(length) {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}

// HPKE.

const KEM = join(utf8("KEM"), [0x00, 0x20]);
const SUITE = join(utf8("HPKE"), [0x00, 0x20, 0x00, 0x01, 0x00, 0x02]);
const VERSION = utf8("HPKE-v1");

export async function mac(key, data) {
  const secret = await crypto.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.sign("HMAC", secret, data));
}

function extract(suite, salt, label, input) {
  return mac(salt.length ? salt : new Uint8Array(32), join(VERSION, suite, utf8(label), input));
}

/** At most 32 bytes, so one round is enough. */
async function expand(suite, key, label, info, length) {
  const block = await mac(key, join([0, length], VERSION, suite, utf8(label), info, [1]));
  return block.slice(0, length);
}

/** The key and the nonce of one message, from what both sides share. */
async function schedule(shared, info, psk, pskId) {
  const about = join(
    [psk.length ? 1 : 0],
    await extract(SUITE, NONE, "psk_id_hash", pskId),
    await extract(SUITE, NONE, "info_hash", info),
  );
  const secret = await extract(SUITE, shared, "secret", psk);
  return {
    key: await expand(SUITE, secret, "key", about, 32),
    nonce: await expand(SUITE, secret, "base_nonce", about, 12),
  };
}

/** What both sides share; `own` is a private key, `theirs` a public one. */
async function agree(own, theirs, encapsulated, recipient) {
  const point = await crypto.importKey("raw", theirs, "X25519", false, []);
  const met = new Uint8Array(await crypto.deriveBits({ name: "X25519", public: point }, own, 256));
  const context = join(encapsulated, recipient);
  return expand(KEM, await extract(KEM, NONE, "eae_prk", met), "shared_secret", context, 32);
}

/** How to open something: the arguments of `decrypt` and of `unwrapKey`. */
async function opening({ own, recipient, sealed, info, associated, psk = NONE, pskId = NONE }, uses) {
  const encapsulated = sealed.slice(0, 32);
  const shared = await agree(own, encapsulated, encapsulated, recipient);
  const { key, nonce } = await schedule(shared, info, psk, pskId);
  return {
    key: await crypto.importKey("raw", key, "AES-GCM", false, uses),
    how: { name: "AES-GCM", iv: nonce, additionalData: associated },
    text: sealed.slice(32),
  };
}

/** Seals the private key of an epoch for somebody's public key. */
export async function sealFor(recipient, privateKey, epochPublic) {
  const pair = await crypto.generateKey("X25519", true, ["deriveBits"]);
  const encapsulated = new Uint8Array(await crypto.exportKey("raw", pair.publicKey));
  const shared = await agree(pair.privateKey, recipient, encapsulated, recipient);
  const { key, nonce } = await schedule(shared, CUSTODY, NONE, NONE);
  const aes = await crypto.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  const how = { name: "AES-GCM", iv: nonce, additionalData: epochPublic };
  return base64(join(encapsulated, new Uint8Array(await crypto.encrypt(how, aes, privateKey))));
}

/** The private key of an epoch as bytes, to seal it for somebody else. */
export async function epochBytes(own, wrap) {
  const [sealed, associated] = [bytes(wrap.sealed), bytes(wrap.public)];
  const { key, how, text } = await opening({ ...own, sealed, info: CUSTODY, associated }, ["decrypt"]);
  return new Uint8Array(await crypto.decrypt(how, key, text));
}

/** The private key of an epoch as a key that no script can read. */
async function epochKey(own, wrap) {
  const [sealed, associated] = [bytes(wrap.sealed), bytes(wrap.public)];
  const { key, how, text } = await opening({ ...own, sealed, info: CUSTODY, associated }, ["unwrapKey"]);
  return crypto.unwrapKey("pkcs8", text, key, how, "X25519", false, ["deriveBits"]);
}

/** A new key pair: the private one in PKCS #8, and the public one. */
export async function newPair() {
  const pair = await crypto.generateKey("X25519", true, ["deriveBits"]);
  return {
    privateKey: new Uint8Array(await crypto.exportKey("pkcs8", pair.privateKey)),
    publicKey: new Uint8Array(await crypto.exportKey("raw", pair.publicKey)),
  };
}

// The passkey.

/** Asks for one of these passkeys, each with a salt, and gives the key that follows from its answer. */
async function touch(passkeys) {
  const answers = Object.fromEntries(passkeys.map(({ credential, salt }) => [credential, { first: salt }]));
  const given = await navigator.credentials.get({
    publicKey: {
      challenge: random(32),
      allowCredentials: passkeys.map(({ credential }) => ({ type: "public-key", id: bytes(credential) })),
      userVerification: "required",
      extensions: { prf: { evalByCredential: answers } },
    },
  });
  const secret = given.getClientExtensionResults().prf?.results?.first;
  if (!secret) throw new Error("no-prf");
  const material = await crypto.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: NONE, info: PASSKEY };
  const key = await crypto.deriveKey(hkdf, material, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
  return { credential: given.id, key };
}

/** A key pair of one's own, wrapped by one of these passkeys. */
export async function makeOwn(credentials) {
  const salt = random(32);
  const { credential, key } = await touch(credentials.map((credential) => ({ credential, salt })));
  const pair = await crypto.generateKey("X25519", true, ["deriveBits"]);
  const publicKey = new Uint8Array(await crypto.exportKey("raw", pair.publicKey));
  const iv = random(12);
  const how = { name: "AES-GCM", iv, additionalData: publicKey };
  const wrapped = new Uint8Array(await crypto.wrapKey("pkcs8", pair.privateKey, key, how));
  return { credential, public: base64(publicKey), salt: base64(salt), wrapped: base64(join(iv, wrapped)) };
}

/** Fetches what is wrapped, on record; gives the own key and what it opens. */
export async function unlock() {
  const { own } = await fetchKeys(KEYS);
  if (!own.length) throw new Error("no-key");
  const { credential, key } = await touch(own.map(({ credential, salt }) => ({ credential, salt: bytes(salt) })));
  const mine = own.find((one) => one.credential === credential);
  const [recipient, wrapped] = [bytes(mine.public), bytes(mine.wrapped)];
  const how = { name: "AES-GCM", iv: wrapped.slice(0, 12), additionalData: recipient };
  const opened = await crypto.unwrapKey("pkcs8", wrapped.slice(12), key, how, "X25519", false, ["deriveBits"]);
  return { own: { own: opened, recipient }, wraps: mine.wraps };
}

export async function fetchKeys(address) {
  const response = await fetch(address, { method: "POST", headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

// A page with sealed records: the browser opens them all with one touch.

const blocks = document.querySelectorAll("[data-sealed]");
const button = document.querySelector("[data-custody-open]");

if (blocks.length && button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    say(document, null);
    try {
      const { own, wraps } = await unlock();
      for (const block of blocks) await openBlock(block, own, wraps);
      button.hidden = true;
    } catch (error) {
      say(document, error.message);
      button.disabled = false;
    }
  });
}

async function openBlock(block, own, wraps) {
  const { epoch, keyId, key, associated, sealedText, kind } = block.dataset;
  const wrap = wraps.find((one) => one.epoch === epoch);
  if (!wrap) throw new Error("not-let-in");
  const sealed = {
    own: await epochKey(own, wrap),
    recipient: bytes(wrap.public),
    sealed: bytes(sealedText),
    info: OFFERS,
    associated: bytes(associated),
    psk: bytes(key),
    pskId: utf8(keyId),
  };
  const { key: aes, how, text } = await opening(sealed, ["decrypt"]);
  const padded = new Uint8Array(await crypto.decrypt(how, aes, text));
  const length = new DataView(padded.buffer).getUint32(0);
  const plain = new TextDecoder().decode(padded.subarray(4, 4 + length));
  show(block, kind === "note" ? { note: plain } : JSON.parse(plain));
}

/** Puts what was opened into its places. A word of ours has its name in the page's language beside its place. */
function show(block, opened) {
  for (const place of block.querySelectorAll("[data-place]")) {
    const value = opened[place.dataset.place];
    const row = place.closest("[data-row]");
    if (row) row.hidden = value === undefined || value === false;
    if (typeof value !== "string") continue;
    const named = block.querySelector(`[data-word="${CSS.escape(`${place.dataset.place}-${value}`)}"]`);
    place.textContent = named ? named.textContent : value;
  }
  for (const part of block.querySelectorAll("[data-opened]")) part.hidden = false;
  for (const part of block.querySelectorAll("[data-closed]")) part.hidden = true;
  block.dataset.isOpen = "";
}

/** Shows the sentence that fits what went wrong, or none. */
export function say(within, problem) {
  const sentences = [...within.querySelectorAll("[data-problem]")];
  const fitting = sentences.find((one) => one.dataset.problem === problem);
  const shown = problem && (fitting ?? sentences.find((one) => one.dataset.problem === "other"));
  for (const sentence of sentences) sentence.hidden = sentence !== shown;
}
