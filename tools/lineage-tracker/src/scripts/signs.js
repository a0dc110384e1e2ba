// What a data set or a job can be, the worst first, each with its shape, its word, and the colour of its tone.
const Signs = (() => {
  const ALL = {
    unmet: { shape: "▲", word: "unmet", tone: "unmet" },
    failed: { shape: "✕", word: "failed", tone: "unmet" },
    doubt: { shape: "△", word: "inherits doubt", many: "inherit doubt", tone: "unmet" },
    aborted: { shape: "⊘", word: "aborted", tone: "unknown" },
    unknown: { shape: "◌", word: "unknown", tone: "unknown" },
    insufficient: { shape: "◐", word: "insufficient evidence", tone: "insufficient" },
    running: { shape: "▷", word: "running", tone: "accepted" },
    met: { shape: "●", word: "met", tone: "met" },
    complete: { shape: "✓", word: "complete", tone: "met" },
    unwatched: { shape: "○", word: "not watched", tone: "unknown" },
    untold: { shape: "–", word: "no run told", tone: "unknown" },
  };
  const ORDER = Object.keys(ALL);

  /** The shape for the eye; a word stands beside it wherever it is used. */
  const sign = (state) => Dom.h("span", { class: `sign ${ALL[state].tone}`, "aria-hidden": "true" }, ALL[state].shape);

  const rank = (state) => ORDER.indexOf(state);

  return { ALL, ORDER, sign, rank };
})();
