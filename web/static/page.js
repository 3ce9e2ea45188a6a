/*
 * What the pages do with JavaScript; all of them work without. Nothing is kept, and nothing is asked of
 * anybody but the address that the page came from.
 */
'use strict';

(() => {
  const WAIT = 120; // milliseconds after the last key, before suggestions are asked for
  const LEAST = 2; // letters
  const KINDS = { title: 'dokument', heading: 'afsnit', word: 'søg' };
  const BEGINS_LIKE_CPR = /(?:^|\D)(?:0[1-9]|[12]\d|3[01])[.\s]?(?:0[1-9]|1[0-2])[.\s]?\d\d/; // not sent while it is typed

  const say = announcer();
  if (window.DKFDS) DKFDS.init();
  document.querySelectorAll('.box').forEach(suggest);
  shortcut();
  copying();
  printing();
  unfolding();
  whereAmI();
  helpful();

  /** A line that screen readers read out, and everybody sees for a while. */
  function announcer() {
    const line = document.createElement('p');
    line.className = 'toast-line';
    line.setAttribute('role', 'status');
    document.body.append(line);
    let timer;
    return (text) => {
      clearTimeout(timer);
      line.textContent = text;
      timer = setTimeout(() => { line.textContent = ''; }, 4000);
    };
  }

  /** The combobox of the WAI-ARIA Authoring Practices: a text field with a list that it controls. */
  function suggest(form) {
    const field = form.querySelector('[name=q]');
    const exact = form.querySelector('[name=mode]');
    const list = document.createElement('ul');
    const count = document.createElement('p');
    list.id = 'forslag';
    list.className = 'suggestions';
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'Forslag');
    count.className = 'sr-only';
    count.setAttribute('role', 'status');
    form.querySelector('.suggesting').append(list, count);
    const states = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false' };
    Object.entries(states).forEach(([name, value]) => field.setAttribute(name, value));

    let offered = [];
    let chosen = -1;
    let timer;
    let asking;

    const close = () => {
      clearTimeout(timer);
      if (asking) asking.abort();
      list.hidden = true;
      list.replaceChildren();
      offered = [];
      chosen = -1;
      count.textContent = '';
      field.setAttribute('aria-expanded', 'false');
      field.removeAttribute('aria-activedescendant');
    };
    const choose = (number) => {
      chosen = number;
      [...list.children].forEach((item, index) => item.setAttribute('aria-selected', String(index === number)));
      if (number < 0) field.removeAttribute('aria-activedescendant');
      else field.setAttribute('aria-activedescendant', list.children[number].id);
    };
    const follow = (suggestion) => {
      if (suggestion.kind !== 'word') {
        location.assign(suggestion.url);
        return;
      }
      field.value = suggestion.text;
      close();
      form.requestSubmit();
    };
    const show = (suggestions, typed) => {
      offered = suggestions;
      list.replaceChildren(...suggestions.map((suggestion, index) => {
        const item = document.createElement('li');
        const text = document.createElement('span');
        const kind = document.createElement('span');
        item.id = `forslag-${index}`;
        item.setAttribute('role', 'option');
        text.append(...highlighted(suggestion.text, typed));
        kind.className = 'kind';
        kind.textContent = KINDS[suggestion.kind];
        item.append(text, kind);
        item.addEventListener('mousedown', (event) => event.preventDefault()); // the field keeps the focus
        item.addEventListener('click', () => follow(suggestion));
        return item;
      }));
      choose(-1);
      list.hidden = !suggestions.length;
      field.setAttribute('aria-expanded', String(!list.hidden));
      const number = suggestions.length;
      count.textContent = number ? `${number} forslag. Brug pil ned for at vælge.` : 'Ingen forslag.';
    };
    const ask = async () => {
      const typed = field.value.trim();
      if (typed.length < LEAST || BEGINS_LIKE_CPR.test(typed) || (exact && exact.checked)) return close();
      if (asking) asking.abort();
      asking = new AbortController();
      try {
        const answer = await fetch(`/api/v1/suggest?${new URLSearchParams({ q: typed })}`, { signal: asking.signal });
        if (!answer.ok) close();
        else if (document.activeElement === field) show((await answer.json()).suggestions, typed);
      } catch (error) {
        if (error.name !== 'AbortError') close(); // without suggestions one searches as well
      }
      return undefined;
    };

    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    field.addEventListener('blur', close);
    form.addEventListener('submit', close);
    field.addEventListener('keydown', (event) => {
      const last = offered.length - 1;
      if (event.key === 'Escape' && !list.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === 'ArrowDown' && list.hidden) {
        ask();
      } else if (event.key === 'ArrowDown') {
        event.preventDefault();
        choose(chosen < last ? chosen + 1 : -1);
      } else if (event.key === 'ArrowUp' && !list.hidden) {
        event.preventDefault();
        choose(chosen < 0 ? last : chosen - 1);
      } else if (event.key === 'Enter' && chosen >= 0) {
        event.preventDefault();
        follow(offered[chosen]);
      }
    });
  }

  /** *text* with the words that were typed as <mark>. */
  function highlighted(text, typed) {
    const words = typed.split(/\s+/).filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return text.split(new RegExp(`(${words.join('|')})`, 'iu')).map((piece, index) => {
      if (index % 2 === 0) return piece;
      const mark = document.createElement('mark');
      mark.textContent = piece;
      return mark;
    });
  }

  /** Ctrl+K or Cmd+K leads to the search box. */
  function shortcut() {
    document.addEventListener('keydown', (event) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
        const field = document.getElementById('q');
        if (!field) return;
        event.preventDefault();
        field.focus();
        field.select();
      }
    });
  }

  function copying() {
    document.querySelectorAll('[data-copy]').forEach((button) => button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        say('Henvisningen er kopieret.');
      } catch {
        say('Browseren tillader ikke at kopiere. Åbn henvisningen, og markér den i stedet.');
      }
    }));
  }

  function printing() {
    document.querySelectorAll('[data-print]').forEach((button) => button.addEventListener('click', () => window.print()));
    let opened = [];
    window.addEventListener('beforeprint', () => {
      opened = [...document.querySelectorAll('.answer details:not([open]), .about details:not([open])')];
      opened.forEach((folded) => { folded.open = true; });
    });
    window.addEventListener('afterprint', () => opened.forEach((folded) => { folded.open = false; }));
  }

  /** On a wide screen filters and contents are open. The style sheet shows them so; here they are so for every program. */
  function unfolding() {
    const wide = window.matchMedia('(min-width: 992px)');
    const folds = document.querySelectorAll('.filters > details, .contents > details');
    const fit = () => folds.forEach((folded) => { folded.open = wide.matches; });
    if (wide.matches) fit();
    wide.addEventListener('change', fit);
  }

  /** The contents show which heading is being read. */
  function whereAmI() {
    const links = new Map([...document.querySelectorAll('.contents a')].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    if (!links.size) return;
    const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    let waiting = false;
    const update = () => {
      waiting = false;
      const above = headings.filter((heading) => heading.getBoundingClientRect().top < window.innerHeight / 3);
      links.forEach((link) => link.removeAttribute('aria-current'));
      if (above.length) links.get(above[above.length - 1].id).setAttribute('aria-current', 'true');
    };
    window.addEventListener('scroll', () => {
      if (!waiting) requestAnimationFrame(update);
      waiting = true;
    }, { passive: true });
    update();
  }

  /** "Hjalp svaret dig?" without leaving the page. */
  function helpful() {
    document.querySelectorAll('form.helpful').forEach((form) => form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const given = new URLSearchParams(new FormData(form, event.submitter));
      try {
        const answer = await fetch(form.action, { method: 'POST', body: given, headers: { Accept: 'application/json' } });
        if (!answer.ok) throw new Error(String(answer.status));
        const thanks = document.createElement('p');
        thanks.textContent = 'Tak for svaret.';
        thanks.tabIndex = -1;
        form.removeAttribute('aria-labelledby');
        form.replaceChildren(thanks);
        thanks.focus();
      } catch {
        say('Dit svar kom ikke frem. Prøv igen om lidt.');
      }
    }));
  }
})();
