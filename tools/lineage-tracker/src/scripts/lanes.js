// The second half: in which order the nodes of a column stand, and how high, so that edges cross seldom and run straight.
const Lanes = (() => {
  const SWEEPS = 8, GAP = 14, ROAD = 6;
  const MOST_ROADS = 12_000; // beyond this, long edges run straight through what lies between

  /** `size` gives width and height of a node: returns places by node, the ways of the edges, and width and height of all. */
  function laid(nodes, size, across) {
    const { rank, back } = Layers.ranked(nodes);
    const { columns, edges } = threaded(nodes, rank, back);
    for (let sweep = 0; sweep < SWEEPS; sweep++) sorted(columns, sweep % 2 ? "after" : "before");
    const height = (item) => (item.node ? size(item.node).height + GAP : ROAD);
    for (const column of columns) stacked(column, height);
    for (let sweep = 0; sweep < SWEEPS; sweep++) levelled(columns, sweep % 2 ? "after" : "before", height);
    return drawn(columns, edges, size, across);
  }

  /** Columns of items, and edges as the items that they pass: a long edge has a road in every column between. */
  function threaded(nodes, rank, back) {
    const columns = Array.from({ length: Math.max(...rank.values()) + 1 }, () => []), items = new Map(), edges = [];
    const item = (node, layer) => {
      const made = { node, layer, before: [], after: [], y: 0 };
      columns[layer].push(made);
      return made;
    };
    for (const node of nodes) items.set(node, item(node, rank.get(node)));
    const pairs = nodes.flatMap((node) => node.outs.filter((next) => items.has(next)).map((next) => [node, next]));
    const roads = pairs.reduce((sum, [from, to]) => sum + Math.max(0, rank.get(to) - rank.get(from) - 1), 0);
    for (const [from, to] of pairs) {
      const turns = back.get(from)?.has(to) ?? false, way = [items.get(from)];
      for (let layer = rank.get(from) + 1; !turns && roads <= MOST_ROADS && layer < rank.get(to); layer++) way.push(item(null, layer));
      way.push(items.get(to));
      if (!turns) for (let at = 1; at < way.length; at++) { way[at - 1].after.push(way[at]); way[at].before.push(way[at - 1]); }
      edges.push({ from, to, way, turns });
    }
    return { columns, edges };
  }

  /** Let each item stand where the mean of its neighbours on one side stands. */
  function sorted(columns, side) {
    const numbered = (column) => column.forEach((item, at) => { item.at = at; });
    columns.forEach(numbered);
    for (const column of side === "before" ? columns : columns.toReversed()) {
      for (const item of column) item.wish = item[side].length ? mean(item[side], "at") : item.at;
      column.sort((a, b) => a.wish - b.wish);
      numbered(column);
    }
  }

  const mean = (items, key) => items.reduce((sum, one) => sum + one[key], 0) / items.length;

  function stacked(column, height) {
    let y = 0;
    for (const item of column) { item.y = y + height(item) / 2; y += height(item); }
  }

  /** Move each column to where its neighbours are, as near as its order and its heights let it: isotonic regression by pooling. */
  function levelled(columns, side, height) {
    for (const column of side === "before" ? columns : columns.toReversed()) {
      const pools = [];
      let offset = 0;
      for (const item of column) {
        const middle = offset + height(item) / 2;
        let pool = { items: [[item, middle]], sum: (item[side].length ? mean(item[side], "y") : item.y) - middle, count: 1 };
        while (pools.length && pools.at(-1).sum / pools.at(-1).count > pool.sum / pool.count) {
          const last = pools.pop();
          for (const one of pool.items) last.items.push(one);
          pool = { items: last.items, sum: last.sum + pool.sum, count: last.count + pool.count };
        }
        pools.push(pool);
        offset += height(item);
      }
      for (const { items, sum, count } of pools) for (const [item, middle] of items) item.y = middle + sum / count;
    }
  }

  function drawn(columns, edges, size, across) {
    const all = columns.flat(), top = all.reduce((least, item) => Math.min(least, item.y - (item.node ? size(item.node).height / 2 : 0)), Infinity);
    const places = new Map();
    let x = 0, bottom = 0;
    for (const column of columns) {
      const width = column.reduce((most, { node }) => Math.max(most, node ? size(node).width : 0), 0);
      for (const item of column) {
        const { width: own, height } = item.node ? size(item.node) : { width, height: 0 };
        Object.assign(item, { y: item.y - top, left: x + (width - own) / 2, right: x + (width + own) / 2 });
        bottom = Math.max(bottom, item.y + height / 2);
        if (item.node) places.set(item.node, { x: item.left, y: item.y - height / 2, width: own, height });
      }
      x += width + across;
    }
    return { places, edges: edges.map(({ from, to, way, turns }) => ({ from, to, turns, way: way.map(({ left, right, y }) => ({ left, right, y })) })), width: x - across, height: bottom };
  }

  return { laid };
})();
