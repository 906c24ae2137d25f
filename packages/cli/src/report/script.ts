/** The page's only script: sorts a table by the column whose button is pressed. */
export const script = `
for (const button of document.querySelectorAll("th button")) {
  button.addEventListener("click", () => {
    const head = button.closest("th");
    const body = head.closest("table").tBodies[0];
    const at = head.cellIndex;
    const down = head.getAttribute("aria-sort") !== "descending";
    const text = (row) => row.cells[at].dataset.value ?? row.cells[at].textContent.trim();
    const number = (row) => (text(row) === "" ? -Infinity : Number(text(row)));
    const compare = head.classList.contains("number")
      ? (a, b) => number(a) - number(b)
      : (a, b) => text(a).localeCompare(text(b));
    const rows = [...body.rows].sort((a, b) => (down ? compare(b, a) : compare(a, b)));
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    body.append(...rows);
  });
}
`;
