// What the reader does, heard at the root: parts of the page come and go, their listeners would go with them.
const Controls = (() => {
  function listen(dashboard) {
    const { root, ui } = dashboard;
    root.addEventListener("click", (event) => clicked(event.target.closest("button"), dashboard));
    root.addEventListener("change", (event) => chosen(event.target, dashboard));
    root.addEventListener("submit", (event) => submitted(event, dashboard));
    root.addEventListener("toggle", ({ target }) => {
      if (!target.dataset.toggle || ui.open.has(target.dataset.toggle) === target.open) return;
      flip(ui.open, target.dataset.toggle);
      dashboard.redraw();
    }, true);
  }

  function clicked(button, dashboard) {
    const { ui, catalogue, reading } = dashboard;
    const { flip: key, choose, value, picture, title, csv } = button?.dataset ?? {};
    if (key) flip(ui.open, key);
    if (choose) ui.chosen.set(choose, value);
    if (picture) Files.savePicture(picture, title);
    if (csv) Files.saveCsv(csv, catalogue.metrics.filter((metric) => metric.pillar === csv), new Scope(dashboard.choices).of(reading));
    if (key || choose) dashboard.redraw();
  }

  function chosen(target, dashboard) {
    if (target.dataset.choose) dashboard.ui.chosen.set(target.dataset.choose, target.value);
    else if (target.name in dashboard.choices && target.name !== "endpoint") {
      dashboard.choices[target.name] = target.value;
      Address.write(dashboard.choices);
    }
    dashboard.redraw();
  }

  function submitted(event, dashboard) {
    event.preventDefault();
    if (!("connect" in event.target.dataset)) return;
    dashboard.choices.endpoint = new FormData(event.target).get("endpoint");
    Address.write(dashboard.choices);
    dashboard.connect();
  }

  const flip = (open, key) => (open.has(key) ? open.delete(key) : open.add(key));

  return { listen };
})();
