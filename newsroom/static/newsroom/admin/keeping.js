// Keeps what is typed, two seconds after the last key: a draft is saved, anything else put aside.
// What has become of the words is said aloud, politely.

const AFTER = 2_000; // milliseconds
const AGAIN = 10_000;

for (const place of document.querySelectorAll("[data-keep]")) {
  const { form } = place.closest(".submit-row").querySelector("input");
  let waiting;
  let keeping = null; // what is on its way to the server
  let typed = 0; // how often something was typed

  const wait = (time) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      keeping = keep().finally(() => { keeping = null; });
    }, time);
  };

  async function keep() {
    const now = typed;
    const sent = new FormData(form);
    for (const [name, value] of [...sent]) if (value instanceof File) sent.delete(name);
    try {
      const response = await fetch(place.dataset.keep, { method: "POST", body: sent });
      if (!response.ok) throw new Error(response.statusText);
      const { said, seen } = await response.json();
      if (seen) beginFrom(seen, sent);
      if (typed !== now) return;
      place.textContent = said;
      form.dispatchEvent(new Event("kept"));
    } catch {
      place.textContent = "Unsaved changes: the server does not answer. Trying again.";
      wait(AGAIN);
    }
  }

  // What was saved is from now on what this form has begun with. Rows (photos-0-alt) are not.
  function beginFrom(seen, sent) {
    form.elements.seen.value = seen;
    for (const [name, value] of sent) {
      const before = form.elements[`initial-${name}`];
      if (before && !name.includes("-")) before.value = value;
    }
  }

  const change = () => {
    typed += 1;
    place.textContent = "Unsaved changes";
    wait(AFTER);
  };
  form.addEventListener("input", change);
  form.addEventListener("change", change);

  // A form must not overtake words of its own that are still on their way.
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    if (!keeping) return;
    event.preventDefault();
    keeping.finally(() => form.requestSubmit(event.submitter));
  });
}
