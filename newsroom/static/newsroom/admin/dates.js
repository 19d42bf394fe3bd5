// Reads an imprecise date back, under its field, in the words that readers will see.
// Fields may come and go with parts of a page.

const FIELD = "[data-date-words]";
const waiting = new WeakMap();

function outputOf(input) {
  const next = input.nextElementSibling;
  if (next?.matches(".date-words")) return next;
  const output = document.createElement("output");
  output.className = "date-words";
  output.htmlFor = input.id;
  input.after(output);
  return output;
}

async function readBack(input) {
  const asked = input.value;
  const url = `${input.dataset.dateWords}?${new URLSearchParams({ when: asked })}`;
  const response = await fetch(url);
  if (!response.ok || asked !== input.value) return;
  const { words, error } = await response.json();
  const output = outputOf(input);
  output.value = words ? `Readers see: ${words}` : error;
  output.classList.toggle("date-words--wrong", Boolean(error));
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches(FIELD)) return;
  clearTimeout(waiting.get(target));
  waiting.set(target, setTimeout(readBack, 250, target));
});
for (const input of document.querySelectorAll(FIELD)) {
  if (input.value) readBack(input);
}
