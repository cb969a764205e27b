// In the marks of a group, Enter and the arrows go to the same column of the next row.
addEventListener("keydown", (event) => {
  const cell = event.target;
  if (!(cell instanceof HTMLInputElement) || !cell.dataset.col || !cell.closest("#gradebook")) return;
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const column = [...document.querySelectorAll(`#gradebook input[data-col="${cell.dataset.col}"]`)];
  const next = column[column.indexOf(cell) + step];
  if (next) { next.focus(); next.select(); }
});
