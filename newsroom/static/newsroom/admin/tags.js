// Completes the last of the tags in a field from the tags there are already.
// The browser's own suggestions do the showing, and are operable by keyboard and read aloud.

for (const input of document.querySelectorAll("[data-tag-suggestions]")) {
  const list = document.createElement("datalist");
  list.id = `${input.id}-suggestions`;
  input.after(list);
  input.setAttribute("list", list.id);

  let asked = "";
  input.addEventListener("input", async () => {
    const cut = input.value.lastIndexOf(",") + 1;
    const before = input.value.slice(0, cut) + (cut ? " " : "");
    const begun = input.value.slice(cut).trim();
    if (!begun || begun === asked) return;
    asked = begun;
    const response = await fetch(input.dataset.tagSuggestions + encodeURIComponent(begun));
    if (!response.ok || begun !== asked) return;
    const { results } = await response.json();
    list.replaceChildren(...results.map(({ text }) => new Option(text, before + text)));
  });
}
