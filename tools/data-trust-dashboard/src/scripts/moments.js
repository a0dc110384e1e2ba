// Moments in the reader's zone, with UTC on hover; ages in words, counted on while the page is open.
const Moments = (() => {
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
  const day = new Intl.DateTimeFormat("en-GB", { weekday: "short", hour: "2-digit", minute: "2-digit" });
  const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
  const DAY = 86400;
  const UNITS = [[31557600, "year", "s"], [2629800, "month", "s"], [DAY, "day", "s"], [3600, "h", ""], [60, "min", ""]];

  /** "3 min", "2 h", "5 days": the largest whole unit. */
  function distance(seconds) {
    const [size, word, plural] = UNITS.find(([unit]) => seconds >= unit) ?? [1, "s", ""];
    const number = Math.floor(seconds / size);
    return `${number} ${word}${number === 1 ? "" : plural}`;
  }

  function relative(seconds, now) {
    const gap = now - seconds;
    if (Math.abs(gap) < 1) return "now";
    return gap > 0 ? `${distance(gap)} ago` : `in ${distance(-gap)}`;
  }

  /** "14:02" of today, "Mon 14:02" of this week, "3 Nov 2026" before. */
  function local(seconds, now) {
    const then = new Date(seconds * 1000);
    if (then.toDateString() === new Date(now * 1000).toDateString()) return clock.format(then);
    return (Math.abs(now - seconds) < 6 * DAY ? day : date).format(then);
  }

  const utc = (seconds) => `${new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`;

  function element(seconds, text, more = {}) {
    return Dom.h("time", { datetime: new Date(seconds * 1000).toISOString(), title: utc(seconds), ...more }, text);
  }

  /** A moment as its time. */
  const at = (seconds, now) => element(seconds, local(seconds, now));

  /** A moment as its age or distance, which `tick` keeps true. */
  const age = (seconds, now) => element(seconds, relative(seconds, now), { "data-age": seconds });

  /** "14:02 (3 min ago)" */
  const both = (seconds, now) => [at(seconds, now), " (", age(seconds, now), ")"];

  /** Let every age below `root` be that of `now`. */
  function tick(root, now) {
    for (const one of root.querySelectorAll("[data-age]")) {
      const text = relative(Number(one.dataset.age), now);
      if (one.textContent !== text) one.firstChild.data = text;
    }
  }

  return { distance, relative, local, utc, at, age, both, tick };
})();
