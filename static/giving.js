// Comfort only: the exact sum while it is chosen, and a button that says what happens. Without it, the server shows the
// sum once before payment. Whole minor units only, counted by the rule of `src/donations/giving/fees.rs`.
const WHOLE = 10000n;
const form = document.querySelector("form[data-giving]");
const fees = document.querySelector("[data-giving-fees]");
const output = document.querySelector("[data-giving-total]");
const buttons = document.querySelectorAll("[data-giving-button]");
const label = document.querySelector("[data-giving-button][data-once]");
const neutral = label.textContent;
const hint = output?.textContent ?? "";

/** The smallest sum of which the gift is left after the fee. */
function covered(gift, terms) {
  const kept = WHOLE - BigInt(terms.basisPoints);
  return ((gift + BigInt(terms.fixed)) * WHOLE + kept - 1n) / kept;
}

/** An amount as it is typed, in minor units; `null` where the server would ask again, or has to look closer. */
function parsed(typed, terms) {
  let plain = typed.normalize("NFKC").trim();
  if (plain.startsWith(terms.sign)) plain = plain.slice(terms.sign.length).trim();
  const parts = /^([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?$/.exec(plain);
  const decimals = Number(terms.decimals);
  if (!parts || (parts[2] ?? "").length > decimals) return null;
  return BigInt(parts[1].replaceAll(",", "") + (parts[2] ?? "").padEnd(decimals, "0"));
}

/** The gift that is chosen: its currency, what holds for it, and minor units. */
function chosen() {
  const { amount, choice, currency } = form.elements;
  const typed = amount.value.trim();
  let code = currency.value;
  let minor = null;
  const termsOf = () => document.getElementById(`currency-${code}`)?.dataset;
  if (choice.value !== "own" && typed === "") {
    if (!choice.value) return null;
    [code, minor] = choice.value.split(":");
    minor = BigInt(minor);
  } else if (termsOf()) {
    minor = parsed(typed, termsOf());
  }
  const terms = termsOf();
  if (!terms || minor === null || minor < BigInt(terms.minimum) || minor > BigInt(terms.maximum)) return null;
  return { code, minor, terms };
}

/** An amount as people read it: $1,234.50, ₩30,000. */
function shown(minor, terms) {
  const decimals = Number(terms.decimals);
  const digits = String(minor).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=([0-9]{3})+$)/g, ",");
  const rest = digits.slice(digits.length - decimals);
  return terms.sign + whole + (/[1-9]/.test(rest) && decimals ? `.${rest}` : "");
}

function filled(words, values) {
  return words.replace(/\{([a-z]+)\}/g, (place, name) => values[name] ?? place);
}

function tell() {
  const gift = chosen();
  const often = form.elements.frequency.value === "month" ? "month" : "once";
  const box = form.elements.cover_fees;
  const total = gift && covered(gift.minor, gift.terms);
  const covers = Boolean(gift && box?.checked && total > gift.minor);
  form.elements.total_seen.value = covers ? `${gift.code}:${total}` : "";
  if (fees) fees.hidden = Boolean(gift && total === gift.minor);
  if (output) {
    const sums = gift && { total: shown(total, gift.terms), cover: shown(total - gift.minor, gift.terms) };
    output.value = gift ? filled(covers ? output.dataset[often] : output.dataset.offer, sums) : hint;
  }
  const sum = gift && shown(covers ? total : gift.minor, gift.terms);
  for (const button of buttons) button.textContent = gift ? filled(label.dataset[often], { amount: sum }) : neutral;
}

form.addEventListener("input", tell);
// What the browser puts back into the form after going back comes later than this script.
addEventListener("pageshow", tell);
tell();
