// Asks before a page with unsaved changes is left.

let changed = false;
for (const form of document.querySelectorAll("#content-main > form")) {
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("change", () => { changed = true; });
  form.addEventListener("submit", ({ submitter }) => {
    if (submitter?.formTarget !== "_blank") changed = false;
  });
  form.addEventListener("kept", () => { changed = false; }); // see keeping.js
}
addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
