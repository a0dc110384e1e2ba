// The first half of a layered drawing: which column each node stands in, so that edges run from left to right.
const Layers = (() => {
  /** `nodes` of one component, with their `ins` and `outs` among themselves: returns the layer of each, and the edges that run back. */
  function ranked(nodes) {
    const inside = new Set(nodes), back = turned(nodes, inside);
    const ahead = (node) => node.outs.filter((next) => inside.has(next) && !back.get(node)?.has(next));
    const waiting = new Map(nodes.map((node) => [node, 0]));
    for (const node of nodes) for (const next of ahead(node)) waiting.set(next, waiting.get(next) + 1);
    const order = nodes.filter((node) => !waiting.get(node));
    const rank = new Map(order.map((node) => [node, 0]));
    for (let at = 0; at < order.length; at++) {
      for (const next of ahead(order[at])) {
        rank.set(next, Math.max(rank.get(next) ?? 0, rank.get(order[at]) + 1));
        waiting.set(next, waiting.get(next) - 1);
        if (!waiting.get(next)) order.push(next);
      }
    }
    pulled(order, ahead, rank);
    return { rank, back };
  }

  /** The edges that close a cycle, by where they begin; without recursion, since a chain can be long. */
  function turned(nodes, inside) {
    const back = new Map(), state = new Map();
    for (const root of nodes) {
      if (state.has(root)) continue;
      const path = [[root, 0]];
      state.set(root, "open");
      while (path.length) {
        const top = path.at(-1), [node, at] = top;
        if (at === node.outs.length) { state.set(node, "done"); path.pop(); continue; }
        top[1]++;
        const next = node.outs[at];
        if (!inside.has(next)) continue;
        if (state.get(next) === "open") back.set(node, (back.get(node) ?? new Set()).add(next));
        else if (!state.has(next)) { state.set(next, "open"); path.push([next, 0]); }
      }
    }
    return back;
  }

  /** What nothing leads to stands just before what is made of it, not at the far left. */
  function pulled(order, ahead, rank) {
    const reached = new Set(order.flatMap(ahead));
    for (const node of order) {
      const next = ahead(node);
      if (!reached.has(node) && next.length) rank.set(node, Math.min(...next.map((one) => rank.get(one))) - 1);
    }
  }

  return { ranked };
})();
