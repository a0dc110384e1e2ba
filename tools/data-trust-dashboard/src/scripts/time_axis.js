// An axis of time: ticks at round local moments, a label as long as it must be.
const TimeAxis = (() => {
  const STEPS = [60, 300, 900, 1800, 3600, 10800, 21600, 43200, 86400, 172800, 604800, 1209600];
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

  function axis(from, to, colours) {
    const step = STEPS.find((one) => (to - from) / one <= 6) ?? STEPS.at(-1);
    const offset = new Date(from * 1000).getTimezoneOffset() * 60;
    const first = Math.ceil((from - offset) / step) * step + offset;
    const values = Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, index) => first + index * step);
    return {
      type: "linear", min: from, max: to, grid: { display: false }, border: { color: colours.rule },
      afterBuildTicks: (scale) => { scale.ticks = values.map((value) => ({ value })); },
      ticks: { color: colours.muted, maxRotation: 0, callback: (value) => (step < 86400 && !midnight(value) ? clock : day).format(new Date(value * 1000)) },
    };
  }

  /** The points that have a value; of those that all lie within a minute, which would look like one, the first. */
  function known(points) {
    const all = points.filter(([, value]) => value !== null);
    return all.length && all.at(-1)[0] - all[0][0] < 60 ? all.slice(0, 1) : all;
  }

  /** Where an axis to `to` begins: at `from`, or where the first of some courses does, lest a young one be a dot. */
  function start(from, to, courses) {
    const first = Math.min(...courses.flatMap((points) => known(points).slice(0, 1).map(([at]) => at)));
    return Number.isFinite(first) ? Math.max(from, Math.min(first, to - 60)) : from;
  }

  const midnight = (seconds) => clock.format(new Date(seconds * 1000)) === "00:00";

  return { axis, known, start };
})();
