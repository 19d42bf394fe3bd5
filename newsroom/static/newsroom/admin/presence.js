// Says every ten seconds that this form is open, and says aloud who else has it open.

const EVERY = 10_000; // milliseconds

for (const place of document.querySelectorAll("[data-presence]")) {
  const form = place.closest("form");

  const ping = async () => {
    const sent = new FormData();
    for (const name of ["csrfmiddlewaretoken", "seen"]) sent.set(name, form.elements[name].value);
    const response = await fetch(place.dataset.presence, { method: "POST", body: sent });
    if (!response.ok) return;
    const { said } = await response.json();
    if (said !== place.textContent) place.textContent = said;
  };
  const pingIfThere = () => ping().catch(() => {}); // the network may be back at the next one
  pingIfThere();
  setInterval(pingIfThere, EVERY);
}
