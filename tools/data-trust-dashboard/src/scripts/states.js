// The states that anything can be in, the worst first, each with its shape, word and colour.
const States = (() => {
  const ALL = {
    unmet: { shape: "▲", word: "unmet" },
    unknown: { shape: "◌", word: "unknown" },
    insufficient: { shape: "◐", word: "insufficient evidence" },
    accepted: { shape: "◇", word: "accepted" },
    met: { shape: "●", word: "met" },
  };
  const ORDER = Object.keys(ALL);

  /** The shape for the eye, the word for whoever cannot see it. */
  function sign(state, word = ALL[state].word) {
    return Dom.h("span", { class: `sign ${state}` }, Dom.h("span", { "aria-hidden": "true" }, ALL[state].shape), Dom.h("span", { class: "unseen" }, `${word}: `));
  }

  const rank = (state) => ORDER.indexOf(state);

  /** How many of `things` are in each state. */
  function count(things) {
    return Object.fromEntries(ORDER.map((state) => [state, things.filter((one) => one.state === state).length]));
  }

  /** The worst state that any of `things` is in; nothing at all is unknown. */
  const worst = (things) => ORDER.find((state) => things.some((one) => one.state === state)) ?? "unknown";

  /** Counts as a list: "▲ 3 unmet", "● 12 met". States without a thing are left out. */
  function tally(things) {
    const counts = count(things);
    return Dom.h("ul", { class: "tally" }, ORDER.filter((state) => counts[state]).map((state) =>
      Dom.h("li", { class: state }, Dom.h("span", { "aria-hidden": "true" }, ALL[state].shape), Dom.h("b", {}, String(counts[state])), ALL[state].word)));
  }

  return { ALL, ORDER, sign, rank, count, worst, tally };
})();
