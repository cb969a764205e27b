// In the grid of the plan, Enter and the arrows go to the same column of the next row.
addEventListener("keydown", (event) => {
  const cell = event.target;
  if (!(cell instanceof HTMLInputElement) || !cell.closest("#grid")) return;
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || (event.key !== "Enter" && (cell.type === "date" || cell.list))) return;
  event.preventDefault();
  const column = [...document.querySelectorAll(`#grid input[name="${cell.name}"]`)];
  const next = column[column.indexOf(cell) + step];
  if (next) { next.focus(); next.select(); }
});

// Leaving a cell sends it at once, but not what has been sent while typing: the answer may hold buttons.
addEventListener("htmx:configRequest", ({ target }) => {
  if (target instanceof HTMLInputElement && target.closest("#grid")) target.dataset.sent = target.value;
});
addEventListener("change", (event) => {
  if (event.target.dataset.sent === event.target.value) event.stopPropagation();
}, { capture: true });
