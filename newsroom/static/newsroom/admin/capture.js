// Records what an article says without leaving its page or the keyboard.
//
// Whatever is done here the links and forms of the page do as well: they are fetched, and the
// parts of the page that come back take the place of the old ones. Offsets into the text count
// characters as the server does: code points.

const page = document.getElementById("capture");
const part = (name, root = document) => root.getElementById(`capture-${name}`);
const text = part("text");
const sheet = part("sheet");
const keys = part("keys");
const SECOND_CLICK = 300; // milliseconds within which it may come
const PARTS = ["text", "left", "said", "sheet", "record"];

let busy = false;
let edited = false; // whether the open form holds anything an editor typed
let current = null; // where the current sentence starts
let anchor = null; // the sentence from which a selection is extended

// --- Asking ------------------------------------------------------------------------------------

async function ask(url, options = {}) {
  if (busy) return null;
  busy = true;
  try {
    const headers = { "X-Requested-With": "XMLHttpRequest" };
    const response = await fetch(url, { ...options, headers });
    const answer = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!response.ok || !part("text", answer)) throw new Error(response.status);
    return { answer, done: response.redirected };
  } catch {
    say("That did not work: the server did not answer as it should. Nothing is lost; try again.");
    return null;
  } finally {
    busy = false;
  }
}

function show(answer, names) {
  for (const name of names) part(name).replaceChildren(...part(name, answer).childNodes);
  if (names.includes("sheet")) edited = false;
  if (names.includes("text")) {
    text.dataset.version = part("text", answer).dataset.version;
    prepare();
  }
}

function say(words) {
  const paragraph = document.createElement("p");
  paragraph.textContent = words;
  part("said").replaceChildren(paragraph);
}

// --- The text ----------------------------------------------------------------------------------

const sentences = () => [...text.querySelectorAll(".sentence")];
const sentenceAt = (start) => sentences().find((sentence) => sentence.dataset.start === start);
const proposedAfter = (sentence) => document.getElementById(`proposed-${sentence.dataset.start}`);
const sentenceBefore = (proposed) => sentenceAt(proposed.id.replace("proposed-", ""));

function prepare() {
  for (const sentence of sentences()) {
    sentence.role = "button";
    sentence.tabIndex = -1;
    const proposed = proposedAfter(sentence);
    if (proposed) sentence.setAttribute("aria-describedby", proposed.id);
  }
  const first = sentenceAt(current) ?? sentences().find(proposedAfter) ?? sentences()[0];
  if (first) makeCurrent(first);
}

function makeCurrent(sentence) {
  sentenceAt(current)?.setAttribute("tabindex", "-1");
  sentence.tabIndex = 0;
  current = sentence.dataset.start;
}

function go(sentence) {
  if (!sentence) return;
  makeCurrent(sentence);
  sentence.focus();
}

function step(by, among = sentences()) {
  getSelection().removeAllRanges();
  anchor = null;
  const all = sentences();
  const here = all.indexOf(sentenceAt(current));
  const ahead = by > 0 ? all.slice(here + 1) : all.slice(0, here).reverse();
  go(ahead.find((sentence) => among.includes(sentence)));
}

// --- Selecting ---------------------------------------------------------------------------------

function offsetOf(sentence, node, position) {
  const before = document.createRange();
  before.setStart(sentence, 0);
  before.setEnd(node, position);
  return Number(sentence.dataset.start) + [...before.toString()].length;
}

// Where the selected words start and end; what stands between sentences is left out.
function selectedSpan() {
  const selection = getSelection();
  if (selection.isCollapsed || !text.contains(selection.anchorNode)) return null;
  const range = selection.getRangeAt(0);
  const touched = sentences().filter((sentence) => range.intersectsNode(sentence));
  if (!touched.length) return null;
  const [first, last] = [touched[0], touched.at(-1)];
  return {
    start: first.contains(range.startContainer)
      ? offsetOf(first, range.startContainer, range.startOffset)
      : Number(first.dataset.start),
    end: last.contains(range.endContainer)
      ? offsetOf(last, range.endContainer, range.endOffset)
      : Number(last.dataset.end),
  };
}

function select(one, other) {
  const [first, last] = [one, other].sort((a, b) => a.dataset.start - b.dataset.start);
  getSelection().setBaseAndExtent(first, 0, last, last.childNodes.length);
}

function extend(by) {
  const all = sentences();
  const here = sentenceAt(current);
  anchor ??= here;
  const next = all[all.indexOf(here) + by];
  if (!next) return;
  go(next);
  select(anchor, next);
}

// Move the end or the beginning of the selection by a word.
function trim(edge, direction) {
  const selection = getSelection();
  if (selection.isCollapsed) select(sentenceAt(current), sentenceAt(current));
  const range = selection.getRangeAt(0);
  const start = [range.startContainer, range.startOffset];
  const end = [range.endContainer, range.endOffset];
  selection.setBaseAndExtent(...(edge === "end" ? [...start, ...end] : [...end, ...start]));
  selection.modify("extend", direction, "word");
}

// --- Recording ---------------------------------------------------------------------------------

// The form for the words selected, else for the suggestion beside the sentence, else for itself.
function begin() {
  const span = selectedSpan();
  const sentence = sentenceAt(current);
  if (!span && !sentence) return;
  const suggested = span ? null : proposedAfter(sentence)?.querySelector("a");
  const { start, end } = span ?? sentence.dataset;
  open(suggested?.href ?? `${page.dataset.url}?${new URLSearchParams({ start, end })}`);
}

async function open(url) {
  if (edited) {
    say("Record what is in the form first, or press Escape to drop it.");
    sheet.querySelector("textarea").focus();
    return;
  }
  const got = await ask(url);
  if (!got) return;
  const isChanged = part("text", got.answer).dataset.version !== text.dataset.version;
  show(got.answer, isChanged ? PARTS : ["said", "sheet"]);
  if (isChanged) say("The text was changed meanwhile; this is how it stands now.");
  beginSheet();
}

function beginSheet() {
  markChosen();
  sheet.parentElement.scrollTop = 0;
  sheet.querySelector("[autofocus]")?.focus();
}

async function send(form, button) {
  const got = await ask(form.action, { method: "POST", body: new FormData(form, button) });
  if (!got) return;
  show(got.answer, PARTS);
  if (!got.done) {
    beginSheet();
    edited = true;
    return;
  }
  const next = text.querySelector("[autofocus]")?.closest(".proposed");
  go(next ? sentenceBefore(next) : sentenceAt(current));
}

async function close() {
  edited = false;
  go(sentenceAt(current));
  if (!sheet.querySelector("[data-sheet]")) return;
  const got = await ask(page.dataset.url);
  if (got) show(got.answer, ["said", "sheet"]);
  markChosen();
}

// Light up the sentences of the words in the form.
function markChosen() {
  const start = sheet.querySelector("[name=start]")?.value;
  const words = sheet.querySelector("[name=opened_with]")?.value ?? "";
  const end = Number(start) + [...words].length;
  for (const sentence of sentences()) {
    const isChosen = start && sentence.dataset.start < end && start < Number(sentence.dataset.end);
    sentence.classList.toggle("sentence--chosen", Boolean(isChosen));
  }
}

function press(button) {
  if (button) button.form.requestSubmit(button);
}

// --- Keys --------------------------------------------------------------------------------------

const inProposed = (selector) => proposedAfter(sentenceAt(current))?.querySelector(selector);
const TEXT_KEYS = {
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Home: () => go(sentences()[0]),
  End: () => go(sentences().at(-1)),
  n: () => step(1, sentences().filter(proposedAfter)),
  p: () => step(-1, sentences().filter(proposedAfter)),
  Enter: begin,
  " ": begin,
  q: () => press(inProposed("[name=quote]")),
  x: () => press(inProposed("[name=dismiss]")),
  u: () => press(part("record").querySelector("[data-last]")),
  e: () => document.querySelector("[data-edit]").click(),
  "Shift+ArrowDown": () => extend(1),
  "Shift+ArrowUp": () => extend(-1),
  "Shift+ArrowLeft": () => trim("end", "backward"),
  "Shift+ArrowRight": () => trim("end", "forward"),
  "Ctrl+ArrowRight": () => trim("start", "forward"),
  "Ctrl+ArrowLeft": () => trim("start", "backward"),
};

function keyOf({ key, shiftKey, ctrlKey, altKey, metaKey }) {
  if (altKey || metaKey) return "";
  const held = ctrlKey ? "Ctrl+" : shiftKey && key.startsWith("Arrow") ? "Shift+" : "";
  return held + key;
}

text.addEventListener("keydown", (event) => {
  if (!event.target.matches(".sentence")) return;
  const deed = TEXT_KEYS[keyOf(event)];
  if (!deed) return;
  event.preventDefault();
  deed();
});

sheet.addEventListener("keydown", (event) => {
  const { target, key } = event;
  const isMeant = event.ctrlKey || target.matches("textarea");
  if (key === "Enter" && isMeant && !event.isComposing && target.form) {
    event.preventDefault();
    target.form.requestSubmit(target.form.querySelector("button"));
  }
  if (key === "Escape") close();
});

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input, textarea, select");
  if (event.altKey && event.code === "KeyI") {
    event.preventDefault();
    begin();
  } else if (event.key === "?" && !isTyping && !keys.open) {
    keys.showModal();
  }
});

// --- Pointing ----------------------------------------------------------------------------------

text.addEventListener("focusin", ({ target }) => {
  if (target.matches(".sentence")) makeCurrent(target);
});

// A click opens the form, unless it is the first of two, or the end of selecting words.
let opening;
text.addEventListener("click", ({ target, detail }) => {
  clearTimeout(opening);
  const sentence = target.closest(".sentence");
  if (!sentence) return;
  makeCurrent(sentence);
  const isPointer = detail > 0;
  opening = setTimeout(() => {
    if (getSelection().isCollapsed) begin();
  }, isPointer ? SECOND_CLICK : 0);
});
sheet.addEventListener("input", () => {
  edited = Boolean(sheet.querySelector("[data-sheet]"));
});
page.addEventListener("click", (event) => {
  const link = event.target.closest(".proposal__yes[href], [data-close]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.matches("[data-close]")) close();
  else open(link.href);
});
page.addEventListener("submit", (event) => {
  event.preventDefault();
  const { target: form, submitter } = event;
  if (form.method === "post") send(form, submitter);
  else open(`${page.dataset.url}?${new URLSearchParams(new FormData(form))}`);
});

const DOES = { begin, keys: () => keys.showModal() };
for (const button of page.querySelectorAll("[data-does]")) {
  button.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
  button.addEventListener("click", DOES[button.dataset.does]);
}
for (const element of page.querySelectorAll("[data-needs-script]")) element.hidden = false;

prepare();
if (sheet.querySelector("[data-sheet]")) markChosen();
else if (!location.hash) go(sentenceAt(current));
