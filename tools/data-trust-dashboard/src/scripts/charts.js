// Chart.js, told what all charts here have in common; a chart lives as long as its canvas is on the page.
const Charts = (() => {
  const living = new Map();
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paper = matchMedia("print");

  Chart.defaults.font.family = "system-ui, sans-serif";
  Chart.defaults.font.size = 13;
  Chart.defaults.animation = false;
  Chart.defaults.responsive = true;
  Chart.defaults.maintainAspectRatio = false;
  Chart.defaults.plugins.legend.display = false;

  /** The colours in force, as the style sheet has them. */
  function colours() {
    const style = getComputedStyle(document.documentElement);
    const names = ["surface", "rule", "text", "muted", "met", "unmet", "unknown", "accent", "shade"];
    return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  }

  /**
   * A figure with a chart: `id`, `height`, `label` for whoever cannot see it, `facts` that it is drawn from,
   * `draw(colours)` which returns Chart.js's config, and `pick(index)` for a click on a row.
   */
  function canvas(chart, plan) {
    plan.set(chart.id, chart);
    return Dom.h("div", { class: "chart", "data-keep": "", "data-key": `chart ${chart.id}`, style: { height: `${chart.height}px` } },
      Dom.h("canvas", { "data-chart": chart.id, role: "img", "aria-label": chart.label }));
  }

  /** Draw what `plan` wants on the canvases of `root`, anew only where its facts are new; let go of the rest. */
  function sync(root, plan) {
    const canvases = new Map([...root.querySelectorAll("canvas[data-chart]")].map((one) => [one.dataset.chart, one]));
    for (const [id, { chart, canvas }] of living) {
      if (canvases.get(id) === canvas && plan.has(id)) continue;
      chart.destroy();
      living.delete(id);
    }
    for (const [id, canvas] of canvases) if (plan.has(id)) draw(id, canvas, plan.get(id));
  }

  function draw(id, canvas, wanted) {
    const theme = `${dark.matches}${paper.matches}`;
    const signature = JSON.stringify([wanted.facts, theme]);
    const known = living.get(id);
    canvas.setAttribute("aria-label", wanted.label);
    if (known) known.wanted = wanted;
    if (known?.signature === signature) return;
    const config = wanted.draw(colours());
    config.options.onClick = ({ y }, _, chart) => living.get(id)?.wanted.pick?.(Math.round(chart.scales.y.getValueForPixel(y)));
    if (known && known.theme === theme && known.chart.config.type === config.type) {
      Object.assign(known, { signature });
      known.chart.data = config.data;
      known.chart.options = config.options;
      known.chart.update("none");
      return;
    }
    known?.chart.destroy();
    living.set(id, { chart: new Chart(canvas, config), canvas, signature, theme, wanted });
  }

  /** The picture of a chart with its title on the surface's colour, as a blob. */
  function picture(id, title) {
    const { canvas } = living.get(id);
    const head = 48 * devicePixelRatio;
    const whole = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height + head });
    const pen = whole.getContext("2d"), { surface, text } = colours();
    pen.fillStyle = surface;
    pen.fillRect(0, 0, whole.width, whole.height);
    pen.fillStyle = text;
    pen.font = `600 ${15 * devicePixelRatio}px system-ui, sans-serif`;
    pen.fillText(title, 8 * devicePixelRatio, 28 * devicePixelRatio, whole.width - 16 * devicePixelRatio);
    pen.drawImage(canvas, 0, head);
    return new Promise((resolve) => whole.toBlob(resolve, "image/png"));
  }

  /** A text in at most `most` characters, its middle left out: names often differ in their ends. */
  function cut(text, most) {
    if (text.length <= most) return text;
    const tail = Math.floor((most - 1) / 3);
    return `${text.slice(0, most - 1 - tail)}…${tail ? text.slice(-tail) : ""}`;
  }

  const count = () => living.size;

  return { canvas, sync, picture, cut, colours, count };
})();
