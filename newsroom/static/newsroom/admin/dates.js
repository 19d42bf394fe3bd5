// Reads an imprecise date back, under its field, in the words that readers will see.

for (const input of document.querySelectorAll("[data-date-words]")) {
  const output = document.createElement("output");
  output.className = "date-words";
  output.htmlFor = input.id;
  input.after(output);

  let waiting;
  const read = async () => {
    const asked = input.value;
    const url = `${input.dataset.dateWords}?${new URLSearchParams({ when: asked })}`;
    const response = await fetch(url);
    if (!response.ok || asked !== input.value) return;
    const { words, error } = await response.json();
    output.value = words ? `Readers see: ${words}` : error;
    output.classList.toggle("date-words--wrong", Boolean(error));
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(read, 250);
  });
  if (input.value) read();
}
