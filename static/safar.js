/* Comforts only: every page does its job without this file. */
"use strict";
(() => {
  const QUIET = 2000;

  // "/" goes to the search box, unless somebody is writing.
  document.addEventListener("keydown", (event) => {
    const target = event.target;
    const writing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
    if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const box = document.querySelector("[data-search]");
      if (box) { event.preventDefault(); box.focus(); box.select(); }
    }
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach((menu) => {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
    }
  });

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    if (event.target.closest("[data-print]")) window.print();
  });

  document.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });

  // Signing out wipes today's list from the phone, whichever page it is done on. The page at the airport sees to that
  // itself, after sending what is kept; that holds no name and waits for whoever signs in again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!window.caches || document.getElementById("today") || !/\/account\/logout\/$/.test(form.action || "")) return;
    event.preventDefault();
    caches.delete("safar-today-pages").finally(() => form.submit());
  });

  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();

  // The lines of a passport: a handheld reader types them and ends with Enter, others paste them; whole, they are sent.
  document.querySelectorAll("textarea[data-lines]").forEach((field) => {
    const send = () => {
      const whole = [72, 88, 90].includes(field.value.replace(/\s/g, "").length);
      if (whole) field.form.requestSubmit();
      return whole;
    };
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && send()) event.preventDefault();
    });
    field.addEventListener("paste", () => window.setTimeout(send));
  });

  // A long form is kept on the server as it is typed, never in the browser: desks are shared.
  document.querySelectorAll("form[data-draft-url]").forEach((form) => {
    const status = form.querySelector("[data-draft-status]");
    let timer = 0;
    let waiting = false;
    let sending = null;
    const say = (name, time) => {
      if (status) status.textContent = (status.dataset[name] || "").replace("%s", time || "");
    };
    const keep = async () => {
      waiting = false;
      const body = new FormData();
      for (const [name, value] of new FormData(form)) {
        const field = form.elements[name];
        if (typeof value === "string" && name !== "csrfmiddlewaretoken" && field.type !== "password") body.append(name, value);
      }
      try {
        const answer = await fetch(form.dataset.draftUrl, {
          method: "POST", body, credentials: "same-origin", signal: (sending = new AbortController()).signal,
          headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        });
        if (!answer.ok) throw new Error(String(answer.status));
        say("saved", (await answer.json()).saved_at);
      } catch (fault) {
        if (fault.name === "AbortError") return;
        say("unsaved");
        waiting = true;
        timer = window.setTimeout(keep, QUIET * 5);
      }
    };
    form.addEventListener("input", () => {
      waiting = true;
      window.clearTimeout(timer);
      timer = window.setTimeout(keep, QUIET);
    });
    form.addEventListener("submit", () => {
      window.clearTimeout(timer);
      waiting = false;
      if (sending) sending.abort();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && waiting) { window.clearTimeout(timer); keep(); }
    });
  });
})();
