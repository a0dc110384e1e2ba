// What of the graph is looked at: all of it, or what lies upstream and downstream of one node, so many steps far.
const Reach = (() => {
  const WAYS = { all: "All", both: "Both ways", up: "Upstream", down: "Downstream" };
  const DEPTHS = { 1: "1 step", 2: "2 steps", 4: "4 steps", 8: "8 steps", Infinity: "any distance" };

  /** The nodes that are shown, in the graph's order. A step leads from a node to the next, be it a job or a data set. */
  function shown(lineage, chosen, way, depth) {
    if (!chosen || way === "all") return lineage.nodes;
    const found = new Set([chosen]);
    if (way !== "down") walk(chosen, "ins", depth, found);
    if (way !== "up") walk(chosen, "outs", depth, found);
    return lineage.nodes.filter((node) => found.has(node));
  }

  function walk(from, side, depth, found) {
    const seen = new Set([from]);
    for (let steps = 0, edge = [from]; edge.length && steps < depth; steps++) {
      edge = [...new Set(edge.flatMap((node) => node[side]))].filter((node) => !seen.has(node));
      for (const node of edge) { seen.add(node); found.add(node); }
    }
  }

  return { WAYS, DEPTHS, shown };
})();
