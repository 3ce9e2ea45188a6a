/*
 * Kommunesvar's search box, for a page of another site. One tag puts it where the tag stands:
 *
 *   <script src="https://svar.example.dk/indlejr.js" async></script>
 *
 *   data-municipality   only documents of this municipality, by the name it has in the service's own filter
 *   data-label          the text above the field
 *   data-target         a CSS selector: the box goes into what it finds, not to the tag
 *
 * It lives in a shadow tree, so neither page's styles reach the other. It keeps nothing, sets no cookie, and asks nobody
 * but the service that it came from. A page with a Content-Security-Policy lets that service in by script-src and
 * connect-src, and by form-action where it names one; nothing else is needed, for all is made with the DOM, without
 * markup from text and without style attributes.
 */
(() => {
  "use strict";

  const script = document.currentScript;
  if (!script) return;
  const service = new URL(".", script.src);

  const SHORTEST = 2;  // characters before anything is asked
  const PAUSE_MS = 150;  // guess: between two letters of somebody who types
  const KINDS = { title: "Dokument", heading: "Afsnit", word: "Ord" };
  // A person's number, as web/privacy.py knows it; and how one begins, for what is typed is sent letter by letter.
  const CPR = /(?:^|\D)(?:0[1-9]|[12]\d|3[01])[.\s]?(?:0[1-9]|1[0-2])[.\s]?\d\d\s?[-‐‑–—]?\s?\d{4}(?!\d)/;
  const BEGINS_LIKE_CPR = /(?:^|\D)(?:0[1-9]|[12]\d|3[01])[.\s]?(?:0[1-9]|1[0-2])[.\s]?\d\d/;

  const STYLE = `
    :host { all: initial; display: block; font-family: inherit; color-scheme: light; }
    * { box-sizing: border-box; }
    .box { color: #17242b; font-size: max(1rem, 16px); line-height: 1.5; max-width: 46em; }
    label { display: block; font-weight: 600; margin-bottom: .25em; }
    .row { position: relative; display: flex; flex-wrap: wrap; gap: 8px; }
    .field { flex: 1 1 11em; min-width: 0; }
    input, button { font: inherit; min-height: 44px; margin: 0; border-radius: 4px; }
    input { width: 100%; padding: 8px 12px; color: #17242b; background: #fff; border: 1px solid #5c6b73; }
    button { padding: 8px 24px; font-weight: 600; color: #fff; background: #16457a; border: 1px solid #16457a; cursor: pointer; }
    button:hover { background: #0f3157; }
    :focus-visible { outline: 3px solid #17242b; outline-offset: 2px; }
    ul {
      position: absolute; z-index: 1000; top: 100%; left: 0; right: 0; margin: 4px 0 0; padding: 4px 0; list-style: none;
      background: #fff; border: 1px solid #5c6b73; border-radius: 4px; box-shadow: 0 4px 12px #0003;
    }
    ul:empty { display: none; }
    li {
      display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 0 16px; min-height: 44px;
      padding: 6px 12px; cursor: pointer; overflow-wrap: anywhere;
    }
    li:hover { background: #ecf1f9; }
    li[aria-selected="true"] { background: #d5e0ee; outline: 2px solid #16457a; outline-offset: -2px; }
    .kind { flex: none; font-size: .875em; color: #4f5f68; }
    .said { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .refused { margin: 8px 0 0; padding-left: 8px; color: #8a1c1c; border-left: 4px solid #8a1c1c; }
    .refused:empty { display: none; }
  `;

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  // -- what it is made of --

  const input = element("input", {
    id: "q", name: "q", type: "text", required: "", maxlength: 200, enterkeyhint: "search",
    autocomplete: "off", autocapitalize: "off", role: "combobox", "aria-autocomplete": "list",
    "aria-expanded": "false", "aria-controls": "suggestions", "aria-describedby": "refused",
  });
  const list = element("ul", { id: "suggestions", role: "listbox", "aria-label": "Forslag" });
  const said = element("p", { class: "said", role: "status" });
  const refused = element("p", { class: "refused", id: "refused", role: "alert" });
  const form = element(
    "form", { class: "box", action: new URL("soeg", service), method: "get", role: "search", lang: "da" },
    element("label", { for: "q" }, script.dataset.label || "Søg i kommunens dokumenter"),
    element(
      "div", { class: "row" },
      element("div", { class: "field" }, input, list),
      element("button", { type: "submit" }, "Søg"),
    ),
    refused, said,
  );
  if (script.dataset.municipality) {
    form.append(element("input", { type: "hidden", name: "municipality", value: script.dataset.municipality }));
  }

  // -- suggestions --

  let offered = [];  // what stands in the list
  let active = -1;  // which of it is chosen with the arrows; -1: none
  let pause = 0;
  let asked = null;  // the question under way

  function expect() {
    forget();
    pause = setTimeout(ask, PAUSE_MS);
  }

  function forget() {
    clearTimeout(pause);
    asked?.abort();
  }

  async function ask() {
    const text = input.value;
    if (text.trim().length < SHORTEST || BEGINS_LIKE_CPR.test(text)) {
      close();
      return;
    }
    const address = new URL("api/v1/suggest", service);
    address.searchParams.set("q", text);
    asked = new AbortController();
    const { signal } = asked;
    try {
      const answer = await fetch(address, { signal, credentials: "omit", referrerPolicy: "no-referrer" });
      if (answer.ok) show((await answer.json()).suggestions);
      else close();
    } catch {
      if (!signal.aborted) close();  // the service is away: the field works without suggestions
    }
  }

  function show(suggestions) {
    if (form.getRootNode().activeElement !== input) return;
    offered = suggestions;
    list.replaceChildren(...offered.map((suggestion, number) => element(
      "li", { id: `suggestion-${number}`, role: "option", "aria-selected": "false" },
      element("span", {}, suggestion.text), element("span", { class: "kind" }, KINDS[suggestion.kind] || ""),
    )));
    input.setAttribute("aria-expanded", String(offered.length > 0));
    choose(-1);
    said.textContent = offered.length ? `${offered.length} forslag. Vælg med pilene op og ned.` : "Ingen forslag.";
  }

  function close() {
    offered = [];
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    choose(-1);
    said.textContent = "";
  }

  function choose(number) {
    active = number;
    for (const [place, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(place === active));
    }
    if (active < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", `suggestion-${active}`);
      list.children[active].scrollIntoView({ block: "nearest" });
    }
  }

  /** A document or a section opens; a word is searched for, with what the box is narrowed to. */
  function take(suggestion) {
    forget();
    close();
    if (suggestion.kind === "word") {
      input.value = suggestion.text;
      form.querySelector("button").click();
      return;
    }
    const address = new URL(suggestion.url, service);
    if (address.origin === service.origin) location.assign(address);
  }

  // -- what the reader does --

  input.addEventListener("input", () => {
    refused.textContent = "";
    input.removeAttribute("aria-invalid");
    expect();
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (!offered.length) expect();
      else if (key === "ArrowDown") choose((active + 1) % offered.length);
      else choose((active > 0 ? active : offered.length) - 1);
    } else if (key === "Enter" && active >= 0) {
      event.preventDefault();
      take(offered[active]);
    } else if (key === "Escape" && offered.length) {
      event.preventDefault();
      forget();
      close();
    }
  });

  input.addEventListener("blur", () => {
    forget();
    close();
  });

  list.addEventListener("mousedown", (event) => event.preventDefault());  // the field keeps the focus
  list.addEventListener("click", (event) => {
    const number = [...list.children].indexOf(event.target.closest("li"));
    if (number >= 0) take(offered[number]);
  });

  form.addEventListener("submit", (event) => {
    if (!CPR.test(input.value)) return;
    event.preventDefault();
    input.setAttribute("aria-invalid", "true");
    refused.textContent = "Søgningen ligner et cpr-nummer. Skriv ikke cpr-numre her, og søg uden.";
    input.focus();
  });

  // -- where it stands --

  function put() {
    const { target } = script.dataset;
    const place = target ? document.querySelector(target) : script;
    if (!place || document.head.contains(place)) {
      console.warn("Kommunesvar: sæt data-target til et element på siden, eller flyt tagget hen, hvor søgefeltet skal stå.");
      return;
    }
    const host = document.createElement("div");
    const shadow = host.attachShadow({ mode: "open" });
    shadow.append(form);
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      shadow.adoptedStyleSheets = [sheet];
    } catch {
      // A browser from before 2023: the box is bare, and works.
    }
    if (target) place.append(host);
    else place.after(host);
  }

  if (script.dataset.target && document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", put);
  } else {
    put();
  }
})();
