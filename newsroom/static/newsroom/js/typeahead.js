// Typing ahead in the search boxes: people, tags and articles for what is typed so far, as the
// combobox with a listbox of the ARIA Authoring Practices (1.2). Without this file a box is sent
// by its button, and the search page offers the same.

const PAUSE = 150; // milliseconds without a key before the site is asked
const SHORTEST = 2; // letters

class Typeahead {
  constructor(input, number) {
    this.input = input;
    this.answers = new Map();
    this.list = document.createElement("ul");
    this.list.id = `typeahead-${number}`;
    this.list.className = "typeahead";
    this.list.role = "listbox";
    this.list.ariaLabel = "Suggestions";
    this.list.hidden = true;
    input.closest(".search-box").append(this.list);
    input.role = "combobox";
    input.autocomplete = "off";
    input.ariaAutoComplete = "list";
    input.ariaExpanded = "false";
    input.setAttribute("aria-controls", this.list.id);
    input.addEventListener("input", () => this.wait());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
    // A press of the mouse would take the focus away, and the list with it, before the click.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  get active() {
    return this.list.querySelector("[aria-selected=true]");
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.suggest().catch(() => this.close()), PAUSE);
  }

  async suggest() {
    const typed = this.input.value.trim();
    const suggestions = typed.length < SHORTEST ? [] : await this.ask(typed);
    if (typed === this.input.value.trim() && document.activeElement === this.input) {
      this.show(suggestions);
    }
  }

  async ask(typed) {
    if (!this.answers.has(typed)) {
      const address = new URL(this.input.dataset.typeahead, location);
      address.search = new URLSearchParams({ q: typed });
      const answer = await fetch(address);
      this.answers.set(typed, (await answer.json()).suggestions);
    }
    return this.answers.get(typed);
  }

  show(suggestions) {
    this.list.replaceChildren(...suggestions.map((suggestion, place) => this.option(suggestion, place)));
    this.list.hidden = !suggestions.length;
    this.input.ariaExpanded = String(!this.list.hidden);
    this.choose(null);
    this.say(suggestions.length);
  }

  // For those who do not see the list. Made when first needed: most pages are never searched from.
  say(number) {
    if (!this.status && !number) return;
    if (!this.status) {
      this.status = document.createElement("p");
      this.status.className = "visually-hidden";
      this.status.role = "status";
      this.list.after(this.status);
    }
    this.status.textContent = number ? `${number} suggestion${number === 1 ? "" : "s"}` : "";
  }

  // A link, so that it opens in whichever way a link can be opened.
  option({ kind, label, detail, url }, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.role = "option";
    option.ariaSelected = "false";
    const link = document.createElement("a");
    link.href = url;
    link.tabIndex = -1;
    link.append(part("label", label), part("kind", detail ? `${kind}, ${detail}` : kind));
    option.append(link);
    return option;
  }

  press(event) {
    const options = [...this.list.children];
    const place = options.indexOf(this.active);
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && this.active) {
      event.preventDefault();
      this.active.firstChild.click();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (this.list.hidden) return;
      event.preventDefault();
      // Past either end is the box itself, with what was typed.
      const step = event.key === "ArrowDown" ? 1 : -1;
      const ring = [null, ...options];
      this.choose(ring[(place + 1 + step + ring.length) % ring.length]);
    }
  }

  choose(option) {
    if (this.active) this.active.ariaSelected = "false";
    if (option) {
      option.ariaSelected = "true";
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  close() {
    clearTimeout(this.timer);
    this.show([]);
  }
}

function part(name, text) {
  const span = document.createElement("span");
  span.className = `typeahead__${name}`;
  span.textContent = text;
  return span;
}

document.querySelectorAll("input[data-typeahead]").forEach((input, number) => {
  new Typeahead(input, number);
});
