/** A complete plan for an API that is not in the catalogue, with changes and tombstones. */
export const acmePlan = `plan: 1
name: acmeOrders
source:
  product: Acme
  record: { one: order, many: orders }
  baseUrl: https://api.acme.example/v1
  headers: { Accept: application/json }
  list:
    request: { path: /orders, query: { sort: created_at } }
    records: data
    id: id
    order: fixed
    page: { kind: cursor, send: cursor, read: next, size: { send: limit, value: 100 } }
  changes:
    kind: since-sorted
    request: { path: /orders/changes }
    records: data
    page: { kind: keyset, sendId: after_id, size: { send: limit, value: 100 } }
    send: updated_since
    field: updated_at
    bound: gte
    resolution: 1s
    lag: 2m
  deletes:
    - { kind: sweep }
    - { kind: tombstone, when: { field: deleted, equals: true } }
  rate:
    - { requests: 100, per: 1m }
  auth: { kind: bearer, env: ACME_TOKEN }
schedule: { delta: 5m, backfill: 1d, overlap: 10m, lookback: 1d }
database: { key: acmeOrders, title: Orders, primaryKey: ID }
pacer: acmeApi
fields:
  - { name: Name, type: title, from: name, empty: (no name) }
  - { name: Status, type: select, from: status, options: [Open, Closed], labels: { open: Open } }
  - { name: Tags, type: multiSelect, from: "tags[].name", open: true }
  - { name: Total, type: number, from: total, format: dollar }
  - { name: Created, type: dateTime, from: created, transform: epoch-s }
  - { name: ID, type: richText, from: id }
`;
