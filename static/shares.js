// The recovery key in three shares on paper, of which two are enough (Shamir, over GF(2^8) as in AES). Each is written in 16
// groups of four letters, with a check sum. `src/volunteers/vault/shares.rs` puts them together in the program.

import { join, random, utf8 } from "./custody.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const CHECK = 5;

function times(a, b) {
  let product = 0;
  for (; b; b >>= 1) {
    if (b & 1) product ^= a;
    a = (a << 1) ^ (a & 0x80 ? 0x11b : 0);
  }
  return product;
}

/** The inverse of a number that is not zero: its 254th power. */
function inverse(number) {
  let power = number;
  for (let turn = 0; turn < 253; turn += 1) power = times(power, number);
  return power;
}

async function checkSum(inside) {
  const digest = await globalThis.crypto.subtle.digest("SHA-256", join(utf8("connect-kindness share 1"), inside));
  return new Uint8Array(digest).slice(0, CHECK);
}

export async function split(key) {
  const [slope, set] = [random(key.length), random(2)];
  const share = async (number) => {
    const inside = join(set, [number], key.map((byte, place) => byte ^ times(slope[place], number)));
    return written(join(inside, await checkSum(inside)));
  };
  return Promise.all([1, 2, 3].map(share));
}

function written(bytes) {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = bits.match(/.{5}/g).map((five) => LETTERS[parseInt(five, 2)]).join("");
  return letters.match(/.{4}/g).join(" ");
}

async function read(typed) {
  const alike = { 0: "O", 1: "I", 8: "B" };
  const letters = typed.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll(/[018]/g, (digit) => alike[digit]);
  const values = Array.from(letters, (letter) => LETTERS.indexOf(letter));
  if (values.length !== 64 || values.includes(-1)) throw new Error("mistyped");
  const bits = values.map((value) => value.toString(2).padStart(5, "0")).join("");
  const bytes = Uint8Array.from(bits.match(/.{8}/g), (byte) => parseInt(byte, 2));
  const [inside, check] = [bytes.slice(0, -CHECK), bytes.slice(-CHECK)];
  const right = await checkSum(inside);
  if (check.some((byte, place) => byte !== right[place])) throw new Error("mistyped");
  return { set: inside[0] * 256 + inside[1], number: inside[2], part: inside.slice(3) };
}

/** The key that two typed shares give. */
export async function combine(first, second) {
  const [one, other] = [await read(first), await read(second)];
  if (one.set !== other.set) throw new Error("strangers");
  if (one.number === other.number) throw new Error("same-share");
  const divisor = inverse(one.number ^ other.number);
  return one.part.map((byte, place) => times(times(byte, other.number) ^ times(other.part[place], one.number), divisor));
}
