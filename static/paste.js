// Comfort only: what is pasted from a word processor, a sheet or a page becomes our own text, with headings, lists, links,
// tables and notes, and without styles, tracking and signs that nobody sees. The HTML is read sign by sign and never
// becomes part of a document: our policy forbids to parse it, and nothing in it can run. With the shift key held, and
// where no HTML is pasted, the words alone come in.
"use strict";
(() => {
  // Elements whose words are none of the text's.
  const SILENT = new Set(["script", "style", "title", "head", "template", "noscript", "iframe", "object", "svg", "math",
    "select", "textarea", "button", "xml", "del", "audio", "video", "canvas"]);
  const VOID = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]);
  const BLOCKS = new Set(["address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"]);
  // What ends where another of its kind begins, up to the element that holds them.
  const ENDS = { li: ["ul", "ol"], p: ["td", "th", "li", "div", "blockquote", "table"], tr: ["table"], td: ["tr"], th: ["tr"] };
  const DEEPEST = 200;
  const NAMES = { amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'", nbsp: "\u00a0", ensp: " ", emsp: " ", thinsp: " ",
    lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”", sbquo: "‚", bdquo: "„", laquo: "«", raquo: "»", hellip: "…",
    ndash: "–", mdash: "—", middot: "·", bull: "•", sect: "§", para: "¶", copy: "©", reg: "®", trade: "™", deg: "°",
    times: "×", divide: "÷", plusmn: "±", euro: "€", pound: "£", yen: "¥", cent: "¢", rarr: "→", larr: "←", uarr: "↑",
    darr: "↓", frac12: "½", frac14: "¼", sup2: "²", sup3: "³", eacute: "é", egrave: "è", agrave: "à", aacute: "á",
    auml: "ä", ouml: "ö", uuml: "ü", Auml: "Ä", Ouml: "Ö", Uuml: "Ü", szlig: "ß", ccedil: "ç", ntilde: "ñ",
    shy: "", zwj: "\u200d", zwnj: "\u200c", lrm: "", rlm: "" };

  // Words

  const UNSEEN = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb]|[\u{e0000}\u{e0001}]|[^\P{Cc}\n\t]/gu;
  const LOOSE_JOINER = /(?<![\p{Extended_Pictographic}\ufe0f\u{1f3fb}-\u{1f3ff}])\u200d(?![\u0600-\u08ff\u0900-\u0dff])|\u200d(?![\p{Extended_Pictographic}\u0600-\u08ff\u0900-\u0dff])|(?<![\u0600-\u08ff\u0900-\u0dff])\u200c|\u200c(?![\u0600-\u08ff\u0900-\u0dff])/gu;
  const LOOSE_TAG = /(?<![\u{1f3f4}\u{e0020}-\u{e007f}])[\u{e0020}-\u{e007f}]+/gu;
  const LOOSE_VARIANT = /(?<![\p{S}\p{Extended_Pictographic}\p{sc=Han}0-9#*])[\ufe00-\ufe0f]/gu;

  const seen = (text) => text.normalize("NFC").replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(UNSEEN, "")
    .replace(LOOSE_JOINER, "").replace(LOOSE_TAG, "").replace(LOOSE_VARIANT, "");

  const entities = (text) => text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z][a-z0-9]{1,7}));?/gi, (whole, hex, number, name) => {
    if (name) return NAMES[name] ?? whole;
    const code = hex ? parseInt(hex, 16) : Number(number);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : "";
  });

  // What our dialect would take for a mark.
  const escaped = (text) => text.replace(/\\(?=[!-/:-@[-`{-~])/g, "\\\\").replace(/\*(?=\S)|(?<=\S)\*/g, "\\*")
    .replace(/(?<![\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}])/gu, "\\_").replace(/`/g, "\\`")
    .replace(/\](?=[([])/g, "\\]").replace(/\[(?=\^)/g, "\\[").replace(/&(?=#?[a-z0-9]+;)/gi, "\\&");
  const escapedStart = (text) => text.replace(/^(#{1,6}(?=\s|$)|>|-{3,}\s*$|\*(?=\s))/, "\\$1");

  // Addresses

  const TRACKING = /^(utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|ttclid|yclid|mc_cid|mc_eid|igshid?|_hsenc|_hsmi|mkt_tok|vero_id|napm|_ga|_gl|ref_src|ref_url|oly_enc_id|oly_anon_id|s_cid|trk|spm)$/i;
  const WRAPPERS = [[/^(www\.)?google\.[a-z.]+$/, "/url", ["q", "url"]], [/^lm?\.(facebook|instagram)\.com$/, "/", ["u"]],
    [/^(www\.)?youtube\.com$/, "/redirect", ["q"]], [/\.safelinks\.protection\.outlook\.com$/, "/", ["url"]],
    [/^(www\.)?linkedin\.com$/, "/redir/", ["url"]]];

  const addressOf = (typed) => {
    let url = null;
    for (let wrapped = typed.trim(), round = 0; wrapped && round < 4; round += 1) {
      try { url = new URL(wrapped); } catch { return ""; }
      const { hostname, pathname, searchParams } = url;
      const wrapper = WRAPPERS.find(([host, path]) => host.test(hostname) && pathname.startsWith(path));
      wrapped = wrapper?.[2].map((name) => searchParams.get(name)).find((inner) => /^https?:\/\//i.test(inner ?? ""));
    }
    if (!url) return "";
    if (url.protocol === "mailto:" || url.protocol === "tel:") return url.href.replace(/[?#].*/, "").replaceAll("%20", "-");
    if (url.protocol !== "http:" && url.protocol !== "https:") return "";
    const isVideo = /(^|\.)(youtube\.com|youtu\.be)$/.test(url.hostname);
    const kept = url.search.slice(1).split("&").filter((pair) => {
      const name = pair.split("=")[0];
      return pair && !TRACKING.test(name) && !(isVideo && name === "si");
    });
    const search = kept.length ? `?${kept.join("&")}` : "";
    const hash = url.hash.replace(/:~:.*/, "").replace(/^#$/, "");
    const path = url.pathname === "/" && !search && !hash ? "" : url.pathname;
    const isOurs = url.origin === location.origin;
    const whole = isOurs ? `${url.pathname.replace(/^\/ko(?=\/|$)/, "") || "/"}${search}${hash}` : `${url.origin}${path}${search}${hash}`;
    return whole.replace(/[()<>|*`\\"]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  };
  const withoutTracking = (text) => text.replace(/https?:\/\/[^\s<>"“”‘’)\]]*[^\s<>"“”‘’)\].,;:!?]/gi, (typed) => {
    const isTracked = /[?&#](utm_|[a-z_]*clid=|mc_[ce]id=|igsh)|:~:|\/url\?|safelinks|l\.php/i.test(typed);
    return isTracked ? addressOf(typed) || typed : typed;
  });

  // HTML as a tree

  const attributesOf = (text) => {
    const found = {};
    for (const [, name, , double, single, bare] of text.matchAll(/([^\s"'<>/=]+)(\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?/g)) {
      found[name.toLowerCase()] ??= entities(double ?? single ?? bare ?? "");
    }
    return found;
  };

  const treeOf = (html) => {
    const start = html.search(/<!--\s*StartFragment\s*-->/i);
    const end = html.search(/<!--\s*EndFragment\s*-->/i);
    const source = html.slice(Math.max(start, 0), end < 0 ? html.length : end);
    const root = { name: "#root", attributes: {}, children: [] };
    const open = [root];
    const enter = (name, attributes) => {
      const holders = ENDS[name];
      if (holders) {
        for (let at = open.length - 1; at > 0 && !holders.includes(open[at].name); at -= 1) {
          if (open[at].name === name || (name[0] === "t" && open[at].name[0] === "t" && open[at].name.length === 2 && name !== "tr")) open.length = at;
        }
      } else if (BLOCKS.has(name) && open.at(-1).name === "p") open.pop();
      if (name === "tr" && !open.some((node) => node.name === "table")) enter("table", {});
      const node = { name, attributes, style: (attributes.style ?? "").toLowerCase(), children: [] };
      open.at(-1).children.push(node);
      if (!VOID.has(name) && open.length < DEEPEST) open.push(node);
    };
    const TOKEN = /<!--[\s\S]*?(?:-->|$)|<[!?][^>]*>|<(\/?)([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|[^<]+|</gi;
    let silent = null;
    for (const [token, slash, tag, rest] of source.matchAll(TOKEN)) {
      const name = tag?.toLowerCase();
      if (silent) {
        if (slash && name === silent) silent = null;
      } else if (!name) {
        if (!/^<[!?]/.test(token)) open.at(-1).children.push(entities(token));
      } else if (slash) {
        const at = open.findLastIndex((node) => node.name === name);
        if (at > 0) open.length = at;
      } else if (SILENT.has(name)) {
        if (!rest.endsWith("/")) silent = name;
      } else enter(name, attributesOf(rest));
    }
    return root;
  };

  const isHidden = ({ style, attributes }) => /display:\s*none|mso-hide:\s*all|visibility:\s*hidden|mso-element:\s*comment-list/.test(style ?? "")
    || /MsoCommentReference/.test(attributes.class ?? "");

  // Words of a line, with what they are

  const weightOf = ({ name, style }, is) => {
    const weight = style?.match(/font-weight:\s*(\w+)/)?.[1];
    if (weight) return /^bold|^[6-9]00/.test(weight);
    return name === "b" || name === "strong" || is;
  };
  const slantOf = ({ name, style }, is) => {
    const slant = style?.match(/font-style:\s*(\w+)/)?.[1];
    if (slant) return slant === "italic" || slant === "oblique";
    return name === "i" || name === "em" || is;
  };
  const noteOf = (href) => href.match(/#(?:_(?:ftn|edn)|ftnt|sdfootnote)(\d+)(?:sym)?$/)?.[1];
  const wayBackOf = (href) => href.match(/#(?:_(?:ftn|edn)ref|ftnt_ref|sdfootnote)(\d+)(?:anc)?$/)?.[1];

  const runsOf = (node, is, runs = []) => {
    for (const child of node.children) {
      if (typeof child === "string") runs.push({ ...is, text: seen(child).replace(/[\s\u3000]+/g, " ") });
      else if (child.name === "br") runs.push({ text: "\n" });
      else if (!isHidden(child) && !/mso-list:\s*ignore/.test(child.style)) {
        const href = child.name === "a" ? child.attributes.href ?? "" : "";
        const [note, back] = [noteOf(href), wayBackOf(href)];
        if (back && !/sym$/.test(href)) runs.push({ text: "", back });
        else if (note) runs.push({ text: "", note, words: wordsOf(child) });
        else runsOf(child, { bold: weightOf(child, is.bold), italic: slantOf(child, is.italic), link: addressOf(href) || is.link }, runs);
        if (BLOCKS.has(child.name)) runs.push({ text: " " });
      }
    }
    return runs;
  };
  const wordsOf = (node) => node.children.map((child) => typeof child === "string" ? child : wordsOf(child)).join("").trim();

  // Whether the words beside a bold run are bold, too.
  const isBold = (runs, at, step) => {
    const beside = runs[at + step];
    return Boolean(beside && beside.text.trim() && beside.bold && runs[at].bold);
  };

  const lineOf = (node, notes, { plain = false } = {}) => {
    const runs = [];
    for (const run of runsOf(node, {})) {
      const last = runs.at(-1);
      const isSame = last && run.text && last.text && run.text !== "\n" && last.text !== "\n" && run.link === last.link
        && (run.text.trim() === "" || last.text.trim() === "" || (!run.bold === !last.bold && !run.italic === !last.italic));
      if (isSame && last.text.trim() === "" && run.text.trim() !== "") runs[runs.length - 1] = { ...run, text: last.text + run.text };
      else if (isSame) last.text += run.text;
      else runs.push({ ...run });
    }
    const written = runs.map((run, at) => {
      if (run.back) return `[^${run.back}]: `;
      if (run.note) return notes.has(run.note) ? `[^${run.note}]` : escaped(run.words);
      if (run.text === "\n") return "  \n";
      const [, before, words, after] = run.text.match(/^(\s*)([\s\S]*?)(\s*)$/);
      if (!words) return run.text;
      const inner = escaped(words);
      const isBare = run.link && [run.link, run.link.replace(/^mailto:/, "")].includes(words.replace(/\/$/, ""));
      const shown = isBare ? `<${words}>` : run.link ? `[${inner}](${run.link})` : withoutTracking(inner);
      if (plain) return before + shown + after;
      // Bold goes on over its neighbours; what is slanted beside bold words, without a blank, would make a mark of its own.
      const [isBefore, isAfter] = [isBold(runs, at, -1), isBold(runs, at, 1)];
      const isBeside = !run.bold && ((!before && runs[at - 1]?.bold) || (!after && runs[at + 1]?.bold));
      const slant = run.italic && !isBeside ? "*" : "";
      const [start, end] = run.bold ? [isBefore ? "" : "**", isAfter ? "" : "**"] : ["", ""];
      return before + start + slant + shown + slant + end + after;
    });
    const text = written.join("").replace(/ {2,}(?!\n)/g, " ").replace(/(?: {2}\n)+$/, "").trim();
    return text.split("\n").map((line, at) => at ? escapedStart(line.trimStart()) : escapedStart(line)).join("\n");
  };

  // Blocks

  const tableOf = (node, notes) => {
    const rows = [];
    const collect = (part) => {
      for (const child of part.children) {
        if (child.name === "tr") rows.push(child);
        else if (typeof child !== "string" && child.name !== "table") collect(child);
      }
    };
    collect(node);
    const grid = rows.map(() => []);
    rows.forEach((row, at) => {
      let column = 0;
      for (const cell of row.children.filter((child) => child.name === "td" || child.name === "th")) {
        while (grid[at][column] !== undefined) column += 1;
        const text = lineOf(cell, notes, { plain: cell.name === "th" || at === 0 }).replace(/\s*\n/g, " ").replaceAll("|", "\\|");
        const [across, down] = ["colspan", "rowspan"].map((name) => Math.min(Number(cell.attributes[name]) || 1, 50));
        for (let below = 0; below < down && grid[at + below]; below += 1) {
          for (let beside = 0; beside < across; beside += 1) grid[at + below][column + beside] = below || beside ? "" : text;
        }
        column += across;
      }
    });
    const filled = grid.map((row) => Array.from(row, (cell) => cell ?? "")).filter((row) => row.some(Boolean));
    const columns = Math.max(0, ...filled.map((row) => row.findLastIndex(Boolean) + 1));
    if (columns < 2) return filled.map((row) => row[0]).join("\n\n");
    const padded = filled.map((row) => Array.from({ length: columns }, (_, at) => row[at] ?? ""));
    // The first column names its rows.
    const isNumber = (column) => column > 0 && padded.length > 1 && padded.slice(1).every((row) => /^(|[+−-]?[₩$€£]?[\d,.]+ ?[%원명건]?)$/.test(row[column]));
    const rule = padded[0].map((_, column) => isNumber(column) ? "---:" : "---");
    return [padded[0], rule, ...padded.slice(1)].map((row) => `| ${row.join(" | ")} |`).join("\n");
  };

  const indented = (text, width) => text.replace(/\n(?=.)/g, `\n${" ".repeat(width)}`);

  const listOf = (node, notes) => {
    const items = [];
    let number = Number(node.attributes.start) || 1;
    for (const child of node.children) {
      if (child.name === "ul" || child.name === "ol") {
        const width = node.name === "ol" ? `${number - 1}. `.length : 2;
        const inner = indented(`\n${listOf(child, notes)}`, width);
        if (items.length) items[items.length - 1] += inner; else items.push(inner.trim());
      } else if (child.name === "li" && !isHidden(child)) {
        const mark = node.name === "ol" ? `${number++}. ` : "- ";
        const inner = blocksOf(child, notes);
        const text = inner.map((block, at) => (at ? /^(-|\d+\.) /.test(block) ? "\n" : "\n\n" : "") + block).join("");
        if (text) items.push(mark + indented(text, mark.length));
      }
    }
    return items.join("\n");
  };

  // Word writes lists as paragraphs that say their level and hold their mark.
  const itemOf = (node, notes, levels) => {
    const level = Number(node.style.match(/mso-list:[^;]*level(\d)/)?.[1]) || 1;
    const find = (part) => part.children.find((child) => child.style && /mso-list:\s*ignore/.test(child.style))
      ?? part.children.map((child) => child.children && find(child)).find(Boolean);
    const mark = wordsOf(find(node) ?? { children: [] }).replace(/\s/g, "");
    const isOrdered = /^[([]?([0-9]+|[a-z]{1,4}|[가-힣])[.)\]]/i.test(mark);
    levels.length = Math.min(levels.length, level);
    const number = Number(mark.match(/\d+/)?.[0]) || (levels[level - 1]?.number ?? 0) + 1;
    const written = isOrdered ? `${number}. ` : "- ";
    for (let at = levels.length; at < level; at += 1) levels[at] ??= { number: 0, width: 2 };
    levels[level - 1] = { number, width: written.length };
    const indent = levels.slice(0, level - 1).reduce((sum, { width }) => sum + width, 0);
    return " ".repeat(indent) + written + indented(lineOf(node, notes), indent + written.length);
  };

  const blockOf = (node, notes, levels) => {
    const { name, attributes, style } = node;
    if (/mso-list:\s*l\d/.test(style) && !/^h\d/.test(name)) return { text: itemOf(node, notes, levels), isItem: true };
    levels.length = 0;
    if (name === "ul" || name === "ol") return { text: listOf(node, notes) };
    if (name === "table") return { text: tableOf(node, notes) };
    if (name === "hr") return { text: "---" };
    const level = name.match(/^h([1-6])$/)?.[1] ?? (/\b(MsoTitle|title)\b/.test(attributes.class ?? "") ? "1" : "");
    if (level) {
      const words = lineOf(node, notes, { plain: true }).replace(/\s*\n/g, " ");
      return { text: words && `${level > 2 ? "###" : "##"} ${words}` };
    }
    const inner = blocksOf(node, notes);
    return { parts: name === "blockquote" ? [inner.join("\n\n").replace(/^/gm, "> ").replace(/> $/gm, ">")] : inner };
  };

  const holdsBlocks = (node) => node.children.some((child) => typeof child !== "string" && (BLOCKS.has(child.name) || holdsBlocks(child)));

  const blocksOf = (node, notes) => {
    const blocks = [];
    const levels = [];
    let loose = [];
    const flush = () => {
      const text = lineOf({ children: loose }, notes);
      if (text) blocks.push(text);
      loose = [];
    };
    for (const child of node.children) {
      const isBlock = typeof child !== "string" && (BLOCKS.has(child.name) || holdsBlocks(child));
      if (!isBlock) { loose.push(child); continue; }
      flush();
      if (isHidden(child)) continue;
      const { text, parts = [text], isItem } = blockOf(child, notes, levels);
      const follows = isItem && node.lastWasItem;
      if (follows) blocks[blocks.length - 1] += `\n${text}`; else blocks.push(...parts.filter(Boolean));
      node.lastWasItem = Boolean(isItem);
    }
    flush();
    return blocks;
  };

  const notesIn = (node, found = new Set()) => {
    for (const child of node.children) {
      if (typeof child === "string") continue;
      const back = child.name === "a" && wayBackOf(child.attributes.href ?? "");
      if (back) found.add(back);
      notesIn(child, found);
    }
    return found;
  };

  const textOf = (html) => {
    const root = treeOf(html);
    const blocks = blocksOf(root, notesIn(root));
    // The rule above notes is no words of the text's.
    const words = blocks.filter((block, at) => block !== "---" || !(blocks[at + 1] ?? "[^").startsWith("[^"));
    return words.join("\n\n").normalize("NFC");
  };

  // The field

  let isPlain = false;
  addEventListener("keydown", ({ key, shiftKey }) => { isPlain = shiftKey && /^(v|insert|shift|control|meta)$/i.test(key); }, true);
  addEventListener("keyup", ({ shiftKey }) => { isPlain &&= shiftKey; }, true);

  const insert = (field, text) => {
    field.focus();
    if (document.execCommand("insertText", false, text)) return;
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste", data: text }));
  };

  // Blocks stand apart from the words around them.
  const apart = (field, text) => {
    if (!/\n|^(#|\||- |> |\d+\. )/.test(text)) return text;
    const [before, after] = [field.value.slice(0, field.selectionStart), field.value.slice(field.selectionEnd)];
    const gap = (ends) => ends ? "" : "\n\n";
    return gap(before.trim() === "" || /\n[ \t]*\n[ \t]*$/.test(before)) + text + gap(after.trim() === "" || /^[ \t]*\n[ \t]*\n/.test(after));
  };

  addEventListener("paste", (event) => {
    const field = event.target instanceof Element && event.target.closest("textarea[data-paste], input[data-paste]");
    if (!field || !event.clipboardData || event.isComposing || field.readOnly || field.disabled) return;
    const [plain, html] = ["text/plain", "text/html"].map((kind) => event.clipboardData.getData(kind));
    const isText = field.dataset.paste === "dialect";
    const words = withoutTracking(seen(plain));
    const cleaned = field instanceof HTMLTextAreaElement ? words : words.replace(/\s+/g, " ").trim();
    const text = !isText || isPlain || !html.trim() ? cleaned : apart(field, textOf(html) || cleaned);
    if (text === plain || !(plain || html)) return;
    event.preventDefault();
    if (text) insert(field, text);
  });
})();
