// On the form of something new, the first field has the focus; where it is shown again with what
// is wrong, that has it.

const form = document.querySelector("[data-begin]")?.closest("form");
const fields = document.querySelector("[autofocus]") ? [] : [...(form?.elements ?? [])];
fields.find((field) => field.matches("input, select, textarea") && field.checkVisibility())?.focus();
