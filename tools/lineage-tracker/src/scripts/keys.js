// The keyboard: one stop for the table and one for the picture, arrow keys within each.
const Keys = (() => {
  function listen(tracker) {
    tracker.root.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const { target } = event;
      const done = target.closest("[data-node]") ? inPicture(event, tracker) : target.name === "search" ? inSearch(event, tracker) : target.closest("tbody [data-choose][tabindex]") ? inTable(event, tracker) : false;
      if (done) event.preventDefault();
    });
  }

  function inSearch({ key }, { root }) {
    const first = root.querySelector(".listing tbody [data-choose]");
    if (key === "ArrowDown" && first) first.focus();
    if (key === "Enter" && first) first.click();
    return ["ArrowDown", "Enter"].includes(key);
  }

  function inTable({ key, target }, { root }) {
    const rows = [...root.querySelectorAll(".listing tbody [data-choose]")], at = rows.indexOf(target);
    const next = { ArrowDown: rows[at + 1], ArrowUp: rows[at - 1] ?? root.querySelector("[name=search]"), Home: rows[0], End: rows.at(-1) }[key];
    if (next) {
      for (const row of rows) row.tabIndex = row === next ? 0 : -1;
      next.focus();
    }
    return ["ArrowDown", "ArrowUp", "Home", "End"].includes(key);
  }

  function inPicture({ key, target }, tracker) {
    const { picture } = tracker, node = picture.lineage.byId.get(target.closest("[data-node]").dataset.node);
    const next = { ArrowLeft: () => nearest(node, node.ins, picture), ArrowRight: () => nearest(node, node.outs, picture), ArrowDown: () => beside(node, 1, picture), ArrowUp: () => beside(node, -1, picture) }[key];
    if (next) {
      const found = next();
      if (found) picture.focus(found);
      return true;
    }
    if (key === "Enter" || key === " ") tracker.choose(node);
    else if (key === "+" || key === "-") picture.zoom(key === "+" ? 1.3 : 1 / 1.3);
    else if (key === "0") picture.fit();
    else return false;
    return true;
  }

  /** The neighbour that stands at the most similar height. */
  function nearest(node, nodes, { drawing: { places } }) {
    const { y } = places.get(node), far = (one) => Math.abs(places.get(one).y - y);
    return nodes.filter((one) => places.has(one)).sort((a, b) => far(a) - far(b))[0];
  }

  /** The next node below or above in the same column; beyond its end the nearest of the others. */
  function beside(node, way, { drawing: { places } }) {
    const from = places.get(node);
    const away = (place) => way * (place.y - from.y) + 4 * Math.abs(place.x + place.width / 2 - from.x - from.width / 2);
    return [...places].filter(([, place]) => way * (place.y - from.y) > 0).sort(([, a], [, b]) => away(a) - away(b))[0]?.[0];
  }

  return { listen };
})();
