// Small comforts; every page works without them.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

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

  // selecting rows: the bar says how many
  const count = () => {
    const place = $("[data-count]");
    if (!place) return;
    const chosen = $$("[data-row]:checked").length;
    place.textContent = chosen ? place.dataset.count.replace("{n}", chosen) : place.dataset.none;
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
    const least = Number(input.min || 0);
    const most = Number(input.max || 24);
    input.value = Math.min(most, Math.max(least, value));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  addEventListener("click", (event) => {
    const button = event.target.closest("[data-print], [data-step]");
    if (!button) return;
    if (button.matches("[data-print]")) print();
    else step(button);
  });

  // after htmx has changed a part: the focus goes where the server points
  addEventListener("htmx:afterSwap", (event) => {
    const target = $("[autofocus]", event.detail.target) || ($(".errsum", event.detail.target) ?? null);
    target?.focus();
    count();
  });

  // menus close when the eye goes elsewhere
  addEventListener("click", (event) =>
    $$("details.menu[open], details.confirm[open]").forEach((menu) => menu.contains(event.target) || (menu.open = false)),
  );

  // keys for those who live here; off inside fields and by choice
  const rows = () => $$(".row, .tbl tbody tr");
  let at = -1;
  let went = false;
  const walk = (by) => {
    const all = rows();
    if (!all.length) return;
    all[at]?.removeAttribute("data-focus");
    at = Math.min(all.length - 1, Math.max(0, at + by));
    all[at].setAttribute("data-focus", "");
    all[at].scrollIntoView({ block: "nearest" });
  };
  const keys = {
    "/": () => ($("input[type=search]") ?? { focus() {} }).focus(),
    j: () => walk(1),
    k: () => walk(-1),
    x: () => $("[data-row]", rows()[at] ?? document.body)?.click(),
    Enter: () => $("a", rows()[at] ?? document.createElement("p"))?.click(),
    "?": () => $("dialog.keys")?.showModal(),
    g: () => { went = true; setTimeout(() => (went = false), 900); },
    s: () => went && location.assign("/"),
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") $$("details.menu[open], details.confirm[open]").forEach((menu) => (menu.open = false));
    const off = document.documentElement.dataset.keys === "off";
    if (off || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    const act = keys[event.key];
    if (!act) return;
    if (event.key === "/") event.preventDefault();
    act();
  });
  count();
})();
