// While many forms come at once: finds the proof of work of `src/toll/proof.rs`. It works in slices of a few milliseconds,
// so that the form stays usable, begins when somebody touches the form, and sends a form that waits. What was found before
// stays, and a form that was sent already goes on by itself.

const field = document.querySelector("input[name=proof]");
const form = field.form;
const token = form.elements.namedItem("token").value;
const parts = Number(field.dataset.parts);
const bits = Number(field.dataset.bits);
const row = Number(field.dataset.row);
const state = form.querySelector("[data-proof-state]");
const said = form.querySelector("[data-proof-said]");

form.querySelector("[data-proof-task]").hidden = false;

/** How long one slice may take, in milliseconds. */
const SLICE = 10;
/** Tries between two looks at the clock. */
const TRIES = 256;
/** Digits of a number that is tried: far more numbers than a search needs. */
const DIGITS = 10;
const NINE = 0x39;

// The constants of the standard; they stand before all that uses them.
const START = Int32Array.of(
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
);
const ROUND = Int32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
);
const schedule = new Int32Array(64);

let working = null;
let waiting = null;

form.addEventListener("focusin", begin);
form.addEventListener("input", begin);
form.addEventListener("submit", (event) => {
  // Another language sends nothing, so it needs no proof.
  if (isDone() || event.submitter?.name === "show") return;
  event.preventDefault();
  waiting = { by: event.submitter };
  begin();
  say("waiting");
});

function solutions() {
  return field.value ? field.value.split(".") : [];
}

function isDone() {
  return solutions().length >= parts;
}

function begin() {
  if (isDone() || working) return;
  say("working");
  working = solve().then(done);
}

function done(proof) {
  field.value = proof;
  say("ready");
  if (waiting) form.requestSubmit(waiting.by);
}

/** What is seen, and said once by screen readers. */
function say(what) {
  const words = said.dataset[waiting && what === "working" ? "waiting" : what];
  state.hidden = false;
  state.textContent = words;
  said.textContent = words;
}

function tell(part) {
  const step = state.dataset.step.replace("%1", part).replace("%2", parts);
  state.textContent = `${waiting ? said.dataset.waiting : said.dataset.working} ${step}`;
}

async function solve() {
  const found = solutions();
  for (let part = found.length; part < parts; part += 1) {
    const search = new Search(`${token}:${part}:`, bits + Math.floor(part / row));
    for (let end = performance.now() + SLICE; !search.finds(TRIES);) {
      if (performance.now() < end) continue;
      await pause();
      end = performance.now() + SLICE;
    }
    found.push(search.number());
    tell(part + 1);
  }
  return found.join(".");
}

/** Lets the browser do what waits. A message is not slowed down like a timer. */
function pause() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); resolve(); };
    port2.postMessage(0);
  });
}

/** Looks for a number of ten digits that, behind a text, gives a SHA-256 (FIPS 180-4) with enough zeros in front. */
class Search {
  constructor(text, bits) {
    this.bits = bits;
    const whole = text.length - (text.length % 64);
    this.start = Int32Array.from(START);
    for (let at = 0; at < whole; at += 64) compress(this.start, wordsOf(text.slice(at, at + 64)));
    const rest = `${text.slice(whole)}${"0".repeat(DIGITS)}`;
    // The end of a message: a bit, zeros, and its length in bits.
    this.end = wordsOf(`${rest}\x80`.padEnd(rest.length < 56 ? 64 : 128, "\0"));
    this.end[this.end.length - 1] = (whole + rest.length) * 8;
    this.blocks = [];
    for (let at = 0; at < this.end.length; at += 16) this.blocks.push(this.end.subarray(at, at + 16));
    this.last = rest.length - 1;
    this.hash = new Int32Array(8);
  }

  /** Tries some numbers. Says whether one was good, and stays there. */
  finds(tries) {
    for (let turn = 0; turn < tries; turn += 1) {
      for (let i = 0; i < 8; i += 1) this.hash[i] = this.start[i];
      for (const block of this.blocks) compress(this.hash, block);
      if (Math.clz32(this.hash[0]) >= this.bits) return true;
      this.count();
    }
    return false;
  }

  /** One more, in the digits themselves. */
  count() {
    for (let at = this.last; ; at -= 1) {
      const shift = 24 - (at % 4) * 8;
      if (((this.end[at >> 2] >>> shift) & 0xff) !== NINE) {
        this.end[at >> 2] += 1 << shift;
        return;
      }
      this.end[at >> 2] -= 9 << shift;
    }
  }

  number() {
    let digits = "";
    for (let at = this.last - DIGITS + 1; at <= this.last; at += 1) {
      digits += String.fromCharCode((this.end[at >> 2] >>> (24 - (at % 4) * 8)) & 0xff);
    }
    return digits;
  }
}

function wordsOf(text) {
  const words = new Int32Array(text.length / 4);
  for (let at = 0; at < text.length; at += 1) words[at >> 2] |= text.charCodeAt(at) << (24 - (at % 4) * 8);
  return words;
}

function compress(hash, block) {
  for (let i = 0; i < 16; i += 1) schedule[i] = block[i];
  for (let i = 16; i < 64; i += 1) {
    const x = schedule[i - 15];
    const y = schedule[i - 2];
    const small = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const large = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    schedule[i] = (schedule[i - 16] + small + schedule[i - 7] + large) | 0;
  }
  let a = hash[0]; let b = hash[1]; let c = hash[2]; let d = hash[3];
  let e = hash[4]; let f = hash[5]; let g = hash[6]; let h = hash[7];
  for (let i = 0; i < 64; i += 1) {
    const large = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + large + ((e & f) ^ (~e & g)) + ROUND[i] + schedule[i]) | 0;
    const small = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (small + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  hash[0] += a; hash[1] += b; hash[2] += c; hash[3] += d; hash[4] += e; hash[5] += f; hash[6] += g; hash[7] += h;
}

if ("goesOn" in field.dataset && !isDone()) {
  waiting = { by: null };
  begin();
}
