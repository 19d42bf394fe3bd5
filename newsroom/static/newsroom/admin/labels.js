// Gives the boxes that scripts put in place of a field the name of that field.

function nameOf(field) {
  const label = field.labels?.[0]?.textContent ?? field.getAttribute("aria-label") ?? "";
  return label.trim().replace(/:$/, "");
}

function nameSearchBoxes(root) {
  for (const select of root.querySelectorAll("select.admin-autocomplete")) {
    const box = select.nextElementSibling?.querySelector("[role=combobox]");
    if (!box) continue;
    const inner = box.querySelectorAll("input"); // where a choice of several is typed
    for (const element of [box, box.firstElementChild, ...inner]) {
      element.removeAttribute("aria-labelledby");
      element.setAttribute("aria-label", nameOf(select));
    }
  }
}

// After the admin's own handler, which makes the boxes.
django.jQuery(() => nameSearchBoxes(document));
document.addEventListener("formset:added", (event) => {
  setTimeout(() => nameSearchBoxes(event.target));
});
document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  editor.view.dom.setAttribute("aria-label", nameOf(textarea));
});
