/* Small comforts; every page works without this file. */
(() => {
  "use strict";
  const all = (selector) => document.querySelectorAll(selector);

  // Quick exit: the page is replaced, so that "back" does not return to it. Shift three times does it too.
  const exit = document.querySelector("[data-quick-exit]");
  if (exit) {
    const leave = (event) => {
      event?.preventDefault();
      document.body.hidden = true;
      location.replace(exit.href);
    };
    let presses = 0;
    let timer;
    exit.addEventListener("click", leave);
    document.addEventListener("keyup", (event) => {
      clearTimeout(timer);
      presses = event.key === "Shift" ? presses + 1 : 0;
      if (presses === 3) leave();
      timer = setTimeout(() => { presses = 0; }, 3000);
    });
  }

  // Copy the text of the element named in data-copy; the answer is written in data-done.
  all("[data-copy]").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      button.querySelector("span").textContent = button.dataset.done;
    });
  });

  all("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  // A refused form: go to the summary of errors, from there to the control with its label in view.
  const focusErrors = (within) => within.querySelector("#error-summary")?.focus();
  focusErrors(document);
  document.addEventListener("htmx:afterSwap", (event) => focusErrors(event.target));
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".error-summary a");
    const control = link && document.getElementById(link.hash.slice(1));
    if (!control) return;
    event.preventDefault();
    (control.closest(".field-error") || control).scrollIntoView({ block: "center" });
    control.focus({ preventScroll: true });
  });

  // htmx notes the address of the page in this tab's storage, and needs it only for a cache that is off.
  if (window.htmx) {
    const forget = () => {
      try { sessionStorage.removeItem("htmx-current-path-for-history"); } catch { /* storage is off */ }
    };
    forget();
    ["htmx:pushedIntoHistory", "htmx:afterSettle", "htmx:historyRestore"].forEach((name) => document.addEventListener(name, forget));
    window.addEventListener("popstate", () => setTimeout(forget));
    window.addEventListener("pagehide", forget);
  }

  // A menu that is longer than the screen shows where one is.
  const here = document.querySelector(".app-nav [aria-current]");
  if (here) {
    const menu = here.closest(".app-nav");
    menu.scrollTop = here.offsetTop - menu.clientHeight / 2;
  }

  // <details class="menu"> closes with Esc or a click beside it.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    all("details.menu[open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", (event) => {
    all("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  // A form is sent once; coming back to the page, or ten seconds (a download), makes it ready again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 10000);
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));

  // <select data-groups-of="id_district">: show only the <optgroup> that is chosen in the other list.
  all("select[data-groups-of]").forEach((select) => {
    const chooser = document.getElementById(select.dataset.groupsOf);
    if (!chooser) return;
    const show = () => {
      const wanted = chooser.value ? chooser.selectedOptions[0].text.trim() : null;
      select.querySelectorAll("optgroup").forEach((group) => {
        const fits = wanted === null || group.label === wanted;
        group.hidden = group.disabled = !fits;
        if (!fits && group.contains(select.selectedOptions[0])) select.value = "";
      });
    };
    chooser.addEventListener("change", show);
    show();
  });
})();
