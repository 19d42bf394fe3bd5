// Alt+I in the form of an article opens its record, at the words selected in its text.

document.addEventListener("keydown", (event) => {
  const link = document.querySelector("[data-record]");
  if (!link || !event.altKey || event.code !== "KeyI") return;
  event.preventDefault();
  const words = getSelection().toString().trim();
  location.assign(words ? `${link.href}?${new URLSearchParams({ words })}` : link.href);
});
