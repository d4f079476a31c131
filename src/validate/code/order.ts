import { ts } from "ts-morph";

/** The nodes of a file in the order of its text. What stands below the node at `i` ends before `ends[i]`. */
export type Order = {
  nodes: readonly ts.Node[];
  ends: readonly number[];
  places: ReadonlyMap<ts.Node, number>;
};

// The rules look through the same functions hundreds of times; asking TypeScript for the children each time would be
// half of what they cost.
const orders = new WeakMap<ts.SourceFile, Order>();

/** The order of a file, made once. */
export function orderOf(file: ts.SourceFile): Order {
  const order = orders.get(file) ?? putInOrder(file);
  orders.set(file, order);
  return order;
}

function putInOrder(file: ts.SourceFile): Order {
  const nodes: ts.Node[] = [];
  const ends: number[] = [];
  const places = new Map<ts.Node, number>();
  const visit = (node: ts.Node): void => {
    const place = nodes.push(node) - 1;
    ends.push(0);
    places.set(node, place);
    ts.forEachChild(node, visit);
    ends[place] = nodes.length;
  };
  visit(file);
  return { nodes, ends, places };
}
