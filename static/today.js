/* Today at the airport without a network: entries are kept on the phone and sent when they can be. The page does its
   job without this file while there is a network. What is kept names nobody: an entry's own id, the leg's id, what was
   ticked and when. */
"use strict";
(() => {
  const page = document.getElementById("today");
  if (!page || !window.indexedDB) return;
  const words = page.dataset;
  const state = document.querySelector("[data-sending]");
  const bar = document.getElementById("sending");
  const PAGES = "safar-today-pages";
  const AGAIN = 15000;
  let sending = false;

  const store = new Promise((resolve, reject) => {
    const asked = indexedDB.open("safar-today", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("queue", { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const inQueue = async (mode, act) => {
    const box = (await store).transaction("queue", mode);
    const asked = act(box.objectStore("queue"));
    return new Promise((resolve, reject) => {
      box.oncomplete = () => resolve(asked.result);
      box.onerror = () => reject(box.error);
    });
  };
  const kept = () => inQueue("readonly", (queue) => queue.getAll());
  const keep = (entry) => inQueue("readwrite", (queue) => queue.put(entry));
  const forget = (id) => inQueue("readwrite", (queue) => queue.delete(id));

  const newId = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64; b[8] = (b[8] & 63) | 128;
    const h = [...b].map((x) => x.toString(16).padStart(2, "0")).join("");
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
  };

  const show = async (why) => {
    const waiting = await kept();
    const mine = waiting.filter((entry) => entry.user === words.user);
    const text = mine.length ? words.some.replace("%s", new Intl.NumberFormat(document.documentElement.lang).format(mine.length)) : words.zero;
    const other = waiting.length > mine.length ? words.other : "";
    state.textContent = [text, why, other].filter(Boolean).join(" ");
    bar.className = `notice sending ${mine.length || other ? "wait" : "go"}`;
    return mine.length;
  };

  // What was touched shows at once on the card, with a dashed edge until it is sent.
  const tell = (entry) => {
    const told = document.querySelector(`[data-leg="${CSS.escape(entry.leg)}"] [data-told]`);
    if (!told || told.querySelector(`[data-entry="${CSS.escape(entry.id)}"]`)) return;
    const chip = document.createElement("span");
    chip.className = `chip kept ${entry.colour}`;
    chip.dataset.entry = entry.id;
    chip.textContent = entry.said;
    told.append(chip);
    // After a no nobody is put on board by a slip of the thumb.
    if (entry.kind === "asked" && entry.value === "no") {
      const boarded = document.querySelector(`[data-leg="${CSS.escape(entry.leg)}"] form:has([value="boarded"])`);
      if (boarded) boarded.hidden = true;
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-report]");
    if (form) { event.preventDefault(); take(form, event.submitter); return; }
    if (/\/account\/logout\/$/.test(event.target.action || "")) { event.preventDefault(); leave(event.target); }
  });

  const take = async (form, button) => {
    const given = Object.fromEntries(new FormData(form));
    if (button && button.name) given[button.name] = button.value;
    if (given.kind === "cash" && !String(given.amount).trim()) { form.elements.amount.focus(); state.textContent = words.incomplete; return; }
    const chosen = form.querySelector("select[name=value]");
    let said = (button && button.dataset.said) || (chosen ? chosen.selectedOptions[0].textContent : "");
    if (given.kind === "cash") said = `${said} ${given.amount} ${given.currency}`;
    const entry = {
      id: newId(), leg: given.leg, kind: given.kind, value: given.value || "", alone: given.alone ? "1" : "",
      amount: given.amount || "", currency: given.currency || "", receipt: given.receipt || "",
      stated_at: new Date().toISOString(), user: words.user, said, colour: (button && button.dataset.colour) || "go",
    };
    await keep(entry);
    tell(entry);
    if (given.kind === "cash") { form.elements.amount.value = ""; form.elements.receipt.value = ""; }
    await show("");
    send();
  };

  const send = async () => {
    if (sending) return;
    sending = true;
    try {
      const mine = (await kept()).filter((entry) => entry.user === words.user);
      if (!mine.length) { await show(""); return; }
      const asked = await fetch(words.token, { credentials: "same-origin", signal: AbortSignal.timeout(AGAIN) });
      if (asked.redirected || !asked.ok) { await show(words.signIn); return; }
      const { token, user } = await asked.json();
      if (String(user) !== words.user) { await show(words.other); return; }
      const answer = await fetch(words.entries, {
        method: "POST", credentials: "same-origin", body: JSON.stringify({ entries: mine.slice(0, 200) }),
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      });
      if (!answer.ok) { await show(""); return; }
      for (const one of (await answer.json()).taken) {
        await forget(one.id);
        if (!one.kept) {
          const line = document.createElement("p");
          line.className = "notice stop";
          line.textContent = one.sentence;
          document.getElementById("refused").append(line);
        }
      }
      if (!(await show(""))) await refresh();
    } catch (fault) {
      await show(words.off);
    } finally {
      sending = false;
    }
  };

  // The list anew, unless somebody is in the middle of writing.
  const refresh = async () => {
    const people = document.getElementById("people");
    const busy = document.activeElement && document.activeElement.matches("#people input, #people select");
    if (busy || people.querySelector("details[open]")) return;
    const answer = await fetch(location.pathname, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    const copy = answer.clone();
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("people");
    if (fresh) people.replaceWith(fresh);
    if (window.caches) await (await caches.open(PAGES)).put("/today/", copy);
  };

  // Signing out wipes the phone; what is not sent yet is sent first, or they are told to stay.
  const leave = async (form) => {
    await send();
    if ((await kept()).length) { await show(words.stay); return; }
    if (window.caches) for (const name of await caches.keys()) await caches.delete(name);
    (await store).close();
    indexedDB.deleteDatabase("safar-today");
    if (navigator.serviceWorker) for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
    form.submit();
  };

  const begin = async () => {
    if ("serviceWorker" in navigator) {
      await navigator.serviceWorker.register(words.worker, { scope: "/today/" });
      await navigator.serviceWorker.ready;
      if (navigator.onLine) await keepOnPhone();
    }
  };
  const keepOnPhone = async () => {
    const pages = await caches.open(PAGES);
    const list = await fetch(location.pathname, { credentials: "same-origin" });
    if (list.ok && !list.redirected && list.headers.get("X-Safar-Until")) await pages.put("/today/", list);
    const empty = await fetch(words.offline, { credentials: "same-origin" });
    if (empty.ok && !empty.redirected) await pages.put("/today/offline", empty);
    const files = await caches.open("safar-today-files");
    const seen = performance.getEntriesByType("resource").map((one) => one.name).filter((name) => new URL(name).pathname.startsWith("/static/"));
    for (const name of new Set(seen)) {
      try { const got = await fetch(name); if (got.ok) await files.put(name, got); } catch (fault) { /* tried again at the next load */ }
    }
    page.dataset.kept = "1";
  };

  kept().then((waiting) => waiting.filter((entry) => entry.user === words.user).forEach(tell));
  show("").then(send);
  begin().catch(() => {});
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") send(); });
  window.setInterval(send, AGAIN);
})();
