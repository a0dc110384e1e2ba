// Small marks that stand in a line of text: a value against its limit, and a line of what was before.
const Marks = (() => {
  /** A bullet bar: the good side shaded, the limit a tick, the interval a line, the value the shape of its state. */
  function bullet({ value, max, min, state, metric, interval }) {
    const [low, high] = extent([value, max, min, interval?.upper ?? null], min, metric);
    const at = (number) => `${(100 * Math.min(1, Math.max(0, (number - low) / (high - low)))).toFixed(2)}%`;
    const good = { left: at(min ?? low), right: `calc(100% - ${at(max ?? high)})` };
    return Dom.h("span", { class: "bullet", "aria-hidden": "true", style: { display: "block" } },
      Dom.h("span", { class: "good", style: good }),
      [min, max].filter((limit) => limit !== null).map((limit) => Dom.h("span", { class: "limit", style: { left: at(limit) } })),
      interval ? Dom.h("span", { class: "interval", style: { left: at(interval.lower), right: `calc(100% - ${at(interval.upper)})` } }) : null,
      value === null ? null : Dom.h("span", { class: `value ${state}`, style: { left: at(value) } }, States.ALL[state].shape));
  }

  /** From the lowest that can be (or the least in sight) to somewhat beyond the furthest in sight. */
  function extent(numbers, min, metric) {
    const seen = numbers.filter((number) => number !== null);
    const low = Math.min(metric?.low ?? Infinity, ...seen, 0);
    const beyond = Math.max(...seen) * 1.25;
    const high = min !== null && metric?.high !== null && metric?.high !== undefined ? metric.high : Math.min(metric?.high ?? Infinity, beyond);
    return [low, high > low ? high : low + 1];
  }

  /** What stands in the place of a line that has no second point. */
  const ALONE = "One value so far; a line comes with the next.";

  /** A line of `points` from the time `from` to `to`; a gap is a gap, the last value is a dot. */
  function spark(points, from, to, { low, high } = {}) {
    const values = points.map(([, value]) => value).filter((value) => value !== null);
    if (!values.length) return null;
    const bottom = low ?? Math.min(...values), top = high ?? Math.max(...values);
    const x = (at) => (100 * (at - from)) / (to - from);
    const y = (value) => (top > bottom ? 100 - (100 * (value - bottom)) / (top - bottom) : 50);
    const lines = runs(points).map((run) => Dom.svg("polyline", { points: run.map(([at, value]) => `${x(at).toFixed(2)},${y(value).toFixed(2)}`).join(" ") }));
    const [at, value] = points.at(-1);
    return Dom.h("span", { class: "spark", "aria-hidden": "true" },
      Dom.svg("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none" }, lines),
      value === null ? null : Dom.h("i", { style: { left: `${x(at)}%`, top: `${y(value)}%` } }));
  }

  /** The stretches of points without a gap. */
  function runs(points) {
    return points.reduce((all, point) => {
      if (point[1] === null) all.push([]);
      else all.at(-1).push(point);
      return all;
    }, [[]]).filter((run) => run.length > 1);
  }

  return { bullet, spark, ALONE };
})();
