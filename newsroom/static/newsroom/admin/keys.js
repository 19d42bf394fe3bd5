// The keys of a page, listed on "?". A page adds one by saying so on what the key is for:
// aria-keyshortcuts="Alt+I". Here are those that every page has.

const OURS = [
  ["Control+S", ".submit-row [name=_save]"],
  ["/", "#searchbar"],
];

const keysOf = (element) => element.getAttribute("aria-keyshortcuts");
const isTyping = ({ target }) => target.closest("input, textarea, select, [contenteditable]");

function nameOf(element) {
  const name = element.getAttribute("aria-label") || element.value || element.textContent;
  return element.labels?.[0]?.textContent.trim() || name.trim();
}

function dialogOf() {
  const dialog = document.createElement("dialog");
  dialog.className = "shortcuts";
  dialog.setAttribute("aria-labelledby", "keys-title");
  const title = document.createElement("h2");
  title.id = "keys-title";
  title.textContent = "Keys of this page";
  const list = document.createElement("dl");
  for (const element of document.querySelectorAll("[aria-keyshortcuts]")) {
    if (!element.checkVisibility()) continue;
    const key = document.createElement("dt");
    const does = document.createElement("dd");
    key.append(document.createElement("kbd"));
    key.firstChild.textContent = keysOf(element).replace("Control", "Ctrl");
    does.textContent = element.matches("[data-keys]") ? "This list" : nameOf(element);
    list.append(key, does);
  }
  const close = document.createElement("button");
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  dialog.append(title, list, close);
  dialog.addEventListener("close", () => dialog.remove());
  return dialog;
}

function show() {
  if (document.querySelector("dialog[open]")) return;
  const dialog = dialogOf();
  document.body.append(dialog);
  dialog.showModal();
}

for (const [keys, selector] of OURS) {
  document.querySelector(selector)?.setAttribute("aria-keyshortcuts", keys);
}

const button = document.querySelector("[data-keys]");
if (button && !document.querySelector("[data-own-keys]")) {
  button.hidden = false;
  button.addEventListener("click", show);
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    const control = event.ctrlKey || event.metaKey;
    if (event.key === "?" && !isTyping(event)) {
      event.preventDefault();
      show();
    } else if (event.key === "/" && !control && !isTyping(event)) {
      const search = document.querySelector("#searchbar");
      search?.focus();
      if (search) event.preventDefault();
    } else if (event.key === "s" && control) {
      const save = document.querySelector(".submit-row [name=_save]");
      if (save) event.preventDefault();
      save?.click();
    }
  });
}
