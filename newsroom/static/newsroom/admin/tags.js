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

// Makes buttons of the tags that are suggested under a field; asks again for the text as it
// stands whenever somebody comes to the field.

for (const place of document.querySelectorAll("[data-suggested-tags]")) {
  const input = place.parentElement.querySelector("[data-tag-suggestions]");
  const label = place.firstElementChild;
  const carried = () => input.value.split(",").map((name) => name.trim()).filter(Boolean);

  const show = (names) => {
    label.hidden = !names.length;
    place.replaceChildren(label, ...names.map(button));
  };
  const button = (name) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = `+ ${name}`;
    made.setAttribute("aria-label", `Add the tag ${name}`);
    made.addEventListener("click", () => {
      input.value = [...carried(), name].join(", ");
      input.dispatchEvent(new Event("input", { bubbles: true }));
      const next = made.nextElementSibling ?? made.previousElementSibling;
      (next?.matches("button") ? next : input).focus();
      made.remove();
      label.hidden = !place.querySelector("button");
    });
    return made;
  };

  show([...place.querySelectorAll("[data-tag]")].map((word) => word.dataset.tag));
  let asked = 0;
  input.addEventListener("focus", async () => {
    asked += 1;
    const question = asked;
    const sent = new FormData();
    for (const name of ["csrfmiddlewaretoken", "headline", "standfirst", "body", "tags"]) {
      sent.set(name, input.form.elements[name]?.value ?? "");
    }
    const response = await fetch(place.dataset.suggestedTags, { method: "POST", body: sent });
    if (!response.ok) return;
    const { tags } = await response.json();
    const isLate = question !== asked;
    if (!isLate && !place.contains(document.activeElement)) show(tags);
  });
}
