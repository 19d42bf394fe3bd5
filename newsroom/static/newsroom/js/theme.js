// A reader's choice of light or dark, kept in this browser only. Without this file the pages
// follow the system's setting, and the switch in the footer stays hidden.
//
// It runs in the head, before anything is painted, so that a page never flashes in the other
// theme.

const root = document.documentElement;

function remembered() {
  try {
    return localStorage.getItem("theme") ?? "system";
  } catch {
    return "system"; // storage can be switched off
  }
}

function remember(theme) {
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // The choice then lasts for this page.
  }
}

root.dataset.theme = remembered();

addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector(".theme-switch");
  if (!form) return;
  form.elements.theme.value = root.dataset.theme;
  form.addEventListener("change", () => {
    root.dataset.theme = form.elements.theme.value;
    remember(root.dataset.theme);
  });
  form.hidden = false;
});
