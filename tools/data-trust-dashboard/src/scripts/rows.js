// What dot plots and lollipops share: one row a thing on a common scale, names at the left, a figure at the right.
const Rows = (() => {
  const ROW = 24;
  const AXES = 44;

  const MOST = 0.42; // of the chart's width, for names

  const widest = (pen, texts) => {
    pen.font = `13px ${Chart.defaults.font.family}`;
    return Math.max(...texts.map((text) => pen.measureText(text).width));
  };

  /** As much of a name as there is room for. */
  function fitted(scale, text) {
    const room = MOST * scale.chart.width - 16;
    let length = text.length;
    while (length > 1 && widest(scale.ctx, [Charts.cut(text, length)]) > room) length -= 1;
    return Charts.cut(text, length);
  }

  const height = (rows) => rows * ROW + AXES;

  /** The options: `names` and `asides` by row, the scale's `low`, `high` and `title`, and `tip(row)` in words. */
  function options({ names, asides, low, high, title, tip }, colours) {
    const axis = (texts, more) => ({
      type: "linear", reverse: true, min: -0.5, max: names.length - 0.5,
      grid: { display: false }, border: { display: false },
      afterBuildTicks: (scale) => { scale.ticks = names.map((_, value) => ({ value })); },
      ticks: { color: colours.text, autoSkip: false, callback(value) { return fitted(this, texts[value]); } },
      afterFit(scale) { scale.width = Math.min(MOST * scale.chart.width, widest(scale.ctx, texts) + 16); },
      ...more,
    });
    return {
      layout: { padding: { right: 4 } },
      interaction: { mode: "nearest", axis: "y", intersect: false },
      scales: {
        x: { type: "linear", min: low, max: high, grid: { color: colours.rule, drawTicks: false }, border: { display: false },
          title: { display: true, text: title, color: colours.muted }, ticks: { color: colours.muted, maxTicksLimit: 6, padding: 4 } },
        y: axis(names, {}),
        aside: axis(asides, { position: "right", ticks: { color: colours.muted, autoSkip: false, callback: (value) => asides[value] } }),
      },
      plugins: { tooltip: { filter: (_, index) => index === 0, displayColors: false, callbacks: { title: () => "", label: ({ parsed }) => tip(Math.round(parsed.y)) } } },
    };
  }

  /** Points, one a row; `shape(row)` gives colour, fill and style. */
  function dots(values, shape) {
    const shapes = values.map((_, row) => shape(row));
    return {
      type: "scatter", data: values.map((x, y) => ({ x, y })), order: 0, clip: false,
      pointRadius: shapes.map(({ radius = 5 }) => radius), pointHoverRadius: 7, pointBorderWidth: 1.5,
      pointStyle: shapes.map(({ style = "circle" }) => style), pointRotation: shapes.map(({ turn = 0 }) => turn),
      pointBackgroundColor: shapes.map(({ fill }) => fill), pointBorderColor: shapes.map(({ colour }) => colour),
    };
  }

  /** Lines along rows: `ends(row)` is [from, to] or null. */
  function lines(rows, ends, colour, width = 1) {
    const data = Array.from({ length: rows }, (_, y) => {
      const found = ends(y);
      return found ? [{ x: found[0], y }, { x: found[1], y }, { x: null, y: null }] : [];
    }).flat();
    return { type: "scatter", showLine: true, data, borderColor: colour, borderWidth: width, pointRadius: 0, pointHitRadius: 0, spanGaps: false, order: 1 };
  }

  /** A line across all rows at `x`. */
  function limit(x, rows, colour, dash = []) {
    return { type: "scatter", showLine: true, data: [{ x, y: -0.5 }, { x, y: rows - 0.5 }], borderColor: colour, borderWidth: 1.5, borderDash: dash, pointRadius: 0, pointHitRadius: 0, order: 2 };
  }

  return { height, options, dots, lines, limit };
})();
