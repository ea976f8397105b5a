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

/** How people write a currency beside a number. */
const MARKS = {
  usd: /us\$|usd|\$|us dollars?|dollars?|미국 ?달러|달러/g,
  eur: /eur(?:os?)?|€|유로/g,
  krw: /krw|₩|won|원/g,
  jpy: /jpy|¥|yen|円|엔/g,
};

/** The currency that a text names, if it names one. */
function named(typed) {
  const text = typed.normalize("NFKC").toLowerCase();
  const codes = Object.keys(MARKS).filter((code) => text.search(MARKS[code]) >= 0);
  return codes.length === 1 ? codes[0] : null;
}

/** An amount as it is typed, in minor units; `null` where the server would ask again, or has to look closer. */
function parsed(typed, terms, code) {
  const plain = typed.normalize("NFKC").toLowerCase().replaceAll("’", "'").trim()
    .replace(new RegExp(`^(?:${MARKS[code].source})\\s*|\\s*(?:${MARKS[code].source})$`, "g"), "");
  const decimals = Number(terms.decimals);
  const units = /^(?:([0-9]{1,4})만)?\s*(?:([0-9])천)?$/.exec(plain);
  if (units && plain) {
    const whole = BigInt(units[1] ?? 0) * 10000n + BigInt(units[2] ?? 0) * 1000n;
    return whole * 10n ** BigInt(decimals);
  }
  const groups = /^([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,3}(?:'[0-9]{3})+)(?:\.([0-9]{0,2}))?$/;
  const comma = /^([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),([0-9]{1,2})$/;
  const parts = groups.exec(plain) ?? (decimals ? comma.exec(plain) : null);
  if (!parts || (parts[2] ?? "").length > decimals) return null;
  return BigInt(parts[1].replace(/[^0-9]/g, "") + (parts[2] ?? "").padEnd(decimals, "0"));
}

/** The gift that is chosen: its currency, what holds for it, and minor units. */
function chosen() {
  const { amount, choice, currency } = form.elements;
  const typed = amount.value.trim();
  let code = currency.value;
  let minor = null;
  const termsOf = () => document.getElementById(`currency-${code}`)?.dataset;
  const isPlate = choice.value !== "" && choice.value !== "own";
  if (isPlate && typed !== "") return null;
  if (choice.value !== "own" && typed === "") {
    if (!choice.value) return null;
    [code, minor] = choice.value.split(":");
    minor = BigInt(minor);
  } else if (termsOf()) {
    minor = parsed(typed, termsOf(), code);
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

/** What is done last counts: a suggested amount, an amount that is typed, a currency, or the answer to a question of ours. */
function follow({ target }) {
  const { amount, choice, currency } = form.elements;
  const has = (code) => Boolean(document.getElementById(`currency-${code}`));
  switch (target.name) {
    case "choice":
      if (target.value === "own") break;
      amount.value = "";
      if (has(target.value.split(":")[0])) currency.value = target.value.split(":")[0];
      break;
    case "amount": {
      if (target.value.trim() === "") break;
      choice.value = "own";
      const code = named(target.value);
      if (code && has(code)) currency.value = code;
      break;
    }
    case "currency": {
      const code = named(amount.value);
      if (code && code !== target.value) {
        amount.value = amount.value.normalize("NFKC").replace(new RegExp(MARKS[code].source, "gi"), "").trim();
      }
      if (choice.value && choice.value !== "own" && !choice.value.startsWith(target.value)) choice.value = "own";
      break;
    }
    case "meant": {
      const [code, minor] = target.value.split(":");
      const plate = document.querySelector(`[name=choice][value="${target.value}"]`);
      if (plate) plate.checked = true;
      else choice.value = "own";
      const terms = { ...document.getElementById(`currency-${code}`).dataset, sign: "" };
      amount.value = plate ? "" : shown(BigInt(minor), terms).replaceAll(",", "");
      currency.value = code;
      break;
    }
  }
}

function tell(event) {
  if (event?.type === "input") follow(event);
  const gift = chosen();
  const often = form.elements.frequency.value === "month" ? "month" : "once";
  const box = form.elements.cover_fees;
  const total = gift && covered(gift.minor, gift.terms);
  const covers = Boolean(gift && box?.checked && total > gift.minor);
  // What the server has shown stays seen until something is changed.
  if (gift) form.elements.total_seen.value = `${gift.code}:${covers ? total : gift.minor}`;
  else if (event?.type === "input") form.elements.total_seen.value = "";
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
