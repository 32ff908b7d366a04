// Suggestions under the search box. The page works without this file.
"use strict";

(() => {
  const box = document.querySelector("[data-suggest]");
  if (!box) return;
  const input = box.querySelector("input");
  const form = input.form;
  const list = document.createElement("ul");
  const status = document.createElement("span");
  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.about);
  status.className = "unseen";
  status.setAttribute("role", "status");
  box.append(list, status);
  const attributes = {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);

  let chosen = -1;
  let timer = 0;
  let asked = 0;

  const close = () => {
    asked += 1;
    clearTimeout(timer);
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (position) => {
    const options = [...list.children];
    chosen = options.length ? (position + options.length) % options.length : -1;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    if (chosen < 0) return;
    input.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  };

  const go = (option) => {
    const fields = new URLSearchParams(new FormData(form));
    fields.delete("q");
    const { field, value } = option.dataset;
    if (!fields.getAll(field).includes(value)) fields.append(field, value);
    location.assign(`/?${fields}`);
  };

  const option = (suggestion, at) => {
    const element = document.createElement("li");
    const label = document.createElement("span");
    const kind = document.createElement("small");
    element.id = `suggestion-${at}`;
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", "false");
    element.dataset.field = suggestion.field;
    element.dataset.value = suggestion.id;
    label.textContent = suggestion.label;
    kind.textContent = `${box.dataset[suggestion.field] || ""} ${suggestion.articles}`.trim();
    element.append(label, kind);
    element.addEventListener("mousedown", (event) => event.preventDefault());
    element.addEventListener("click", () => go(element));
    return element;
  };

  const show = (suggestions) => {
    list.replaceChildren(...suggestions.map(option));
    list.hidden = suggestions.length === 0;
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = list.hidden ? "" : `${box.dataset.about}: ${suggestions.length}`;
  };

  const ask = async () => {
    const text = input.value.trim();
    if (text.length < 2) return close();
    const number = (asked += 1);
    const fields = new URLSearchParams({ q: text, lang: document.documentElement.lang });
    try {
      const response = await fetch(`${box.dataset.suggest}?${fields}`);
      const answer = response.ok ? await response.json() : { suggestions: [] };
      if (number === asked) show(answer.suggestions);
    } catch {
      if (number === asked) close();
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) go(list.children[chosen]);
    else return;
    event.preventDefault();
  });
})();
