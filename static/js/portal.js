// Small comforts; every page works without them.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (element) => element.closest?.("input, textarea, select, [contenteditable], dialog");

  // toasts leave by themselves, unless somebody is in them
  const leave = (toast) =>
    setTimeout(() => (toast.matches(":focus-within, :hover") ? leave(toast) : toast.remove()), 8000);
  const toasts = $("#toasts");
  if (toasts) {
    $$(".toast", toasts).forEach(leave);
    new MutationObserver((changes) =>
      changes.forEach((change) => change.addedNodes.forEach((node) => node.classList?.contains("toast") && leave(node))),
    ).observe(toasts, { childList: true });
  }

  // selecting rows: the bar says how many, the box above all follows
  const count = () => {
    const all = $$("[data-row]");
    const chosen = all.filter((row) => row.checked).length;
    const head = $("[data-select-all]");
    if (head) {
      head.checked = chosen > 0 && chosen === all.length;
      head.indeterminate = chosen > 0 && chosen < all.length;
    }
    const place = $("[data-count]");
    if (place) place.textContent = chosen ? place.dataset.count.replace("{n}", chosen) : place.dataset.none;
  };
  addEventListener("change", (event) => {
    const box = event.target;
    if (box.matches("[data-select-all]")) $$("[data-row]").forEach((row) => (row.checked = box.checked));
    if (box.matches("[data-select-all], [data-row]")) count();
  });

  // hours in halves
  const step = (button) => {
    const input = $("input", button.closest(".stepper"));
    const value = Number(input.value.replace(",", ".")) + Number(button.dataset.step);
    input.value = Math.min(Number(input.max || 24), Math.max(Number(input.min || 0), value));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const help = () => $("dialog.keys")?.showModal();
  const open = () => $$("details:is(.menu, .confirm)[open]");
  addEventListener("click", (event) => {
    open().forEach((menu) => menu.contains(event.target) || (menu.open = false));
    const button = event.target.closest("[data-print], [data-step], [data-keys-help]");
    if (button?.matches("[data-print]")) print();
    else if (button?.matches("[data-step]")) step(button);
    else if (button) help();
  });

  // the summary of mistakes says which field each is about
  const name = () =>
    $$('.errsum a[href^="#f-"]:not([data-named])').forEach((link) => {
      const field = document.getElementById(link.hash.slice(1));
      const label = $("legend", field ?? link) ?? $(`label[for="${link.hash.slice(1)}"]`);
      if (label) link.prepend(`${label.firstChild.textContent.trim()}: `);
      link.dataset.named = "";
    });

  // after htmx has changed a part: the focus goes where the server points
  addEventListener("htmx:afterSwap", (event) => {
    name();
    ($("[autofocus]", event.detail.target) ?? $(".errsum", event.detail.target))?.focus();
    count();
  });

  // keys for those who live here; off inside fields and by choice
  const rows = () => $$(".row, .tbl tbody tr");
  const here = () => $("[data-focus]");
  let went = 0;
  const walk = (by) => {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(here());
    here()?.removeAttribute("data-focus");
    const row = all[Math.min(all.length - 1, Math.max(0, at + by))];
    row.setAttribute("data-focus", "");
    row.scrollIntoView({ block: "nearest" });
    $("a, button, input", row)?.focus({ preventScroll: true });
  };
  const search = () => {
    const box = $("main input[type=search]");
    if (box) box.focus();
    else $("[data-search]")?.click();
  };
  const keys = {
    "/": search,
    j: () => walk(1),
    k: () => walk(-1),
    x: () => $("[data-row]", here() ?? document.createElement("p"))?.click(),
    Enter: () => $("a", here() ?? document.createElement("p"))?.click(),
    "?": help,
    g: () => (went = Date.now()),
    s: () => Date.now() - went < 900 && location.assign("/"),
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape")
      open().forEach((menu) => {
        menu.open = false;
        $("summary", menu).focus();
      });
    const off = document.documentElement.dataset.keys === "off";
    const ticking = event.target.matches?.("[data-row]");
    if (off || event.ctrlKey || event.metaKey || event.altKey || (typing(event.target) && !ticking)) return;
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    if (!Object.hasOwn(keys, event.key)) return;
    if (event.key === "/") event.preventDefault();
    keys[event.key]();
  });

  // came by the magnifying glass
  const glass = () => location.hash === "#q" && $("#q")?.focus();
  addEventListener("hashchange", glass);
  glass();
  name();
  count();
})();
