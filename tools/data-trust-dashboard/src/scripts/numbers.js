// Numbers for people: as many digits as they deserve.
const Numbers = (() => {
  const grouped = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

  /** Four significant digits at most, no trailing noise; large counts in groups of three. */
  function short(value) {
    if (value === null || value === undefined) return "not known";
    if (Number.isInteger(value) && Math.abs(value) < 1e15) return grouped.format(value);
    if (Math.abs(value) >= 1000) return grouped.format(value);
    if (Math.abs(value) < 1e-3) return value.toExponential(1);
    return String(Number(value.toPrecision(3)));
  }

  /** With the digits that an interval of this width leaves meaningful. */
  function within(value, lower, upper) {
    const width = upper - lower;
    if (!(width > 0)) return short(value);
    return value.toFixed(Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(width)))));
  }

  /** The round numbers by which an axis from `low` to `high` has six steps at most. */
  function step(low, high) {
    const rough = (high - low) / 6, power = 10 ** Math.floor(Math.log10(rough));
    return [1, 2, 5, 10].find((one) => one * power >= rough * 0.999) * power;
  }

  const roundUp = (value, by) => Number((Math.ceil(value / by - 1e-9) * by).toPrecision(12));

  /** A share of one, always with two digits: the trust ratio. */
  const ratio = (value) => value.toFixed(2);

  const percent = (share) => `${Number((100 * share).toPrecision(3))} %`;

  const counted = (number, thing) => `${grouped.format(number)} ${thing}${number === 1 ? "" : "s"}`;

  /** The exact value for whoever computes with it, a short one for whoever reads. */
  const exact = (value, text = short(value)) => Dom.h("data", { value: String(value), "data-fade": "" }, text);

  return { step, roundUp, short, within, ratio, percent, counted, exact };
})();
