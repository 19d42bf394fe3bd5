// From the list of what is wrong to a field that has an editor in its place.

for (const list of document.querySelectorAll(".problems")) {
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const field = link && document.getElementById(link.hash.slice(1));
    const editor = field?.closest(".prose-editor")?.querySelector("[contenteditable]");
    const shown = editor ?? field?.nextElementSibling?.querySelector("[role=combobox]") ?? field;
    if (!shown) return;
    event.preventDefault();
    shown.closest("details")?.setAttribute("open", "");
    shown.focus();
    shown.scrollIntoView({ block: "center" });
  });
}
