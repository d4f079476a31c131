import type { TestNode } from "../model/test-node.ts";
import type {
  ClientNode,
  ConditionNode,
  CredentialNode,
  DatabaseNode,
  LatestNode,
  MapperNode,
  OAuthNode,
  OverlapNode,
  PacerNode,
  PartitionsNode,
  ReaderNode,
  RecordTypeNode,
  ShapeNode,
  SignNode,
  SyncNode,
} from "../model/types.ts";
import type { DeletionsNode } from "../model/delete-log-types.ts";
import type { ChildNode, ChildrenNode } from "../model/child-types.ts";
import type { DirectoriesNode } from "../model/lookup-types.ts";
import type { AnchorNode, EntriesNode, SingleNode, TypeTestNode } from "../model/told-types.ts";

/** Each template with the type of its view. A template may name nothing that its view does not have. */
export type Views = {
  "parts/credential": CredentialNode;
  "parts/oauth": OAuthNode;
  "parts/database": DatabaseNode;
  "parts/pacer": PacerNode;
  "parts/address": ClientNode;
  "parts/client": ClientNode;
  "parts/record-type": RecordTypeNode;
  "parts/shape": ShapeNode;
  "parts/mapper": MapperNode;
  "parts/latest": LatestNode;
  "parts/overlap": OverlapNode;
  "parts/partitions": PartitionsNode;
  "parts/execute": SyncNode;
  "parts/executed": SyncNode;
  "parts/own": SyncNode;
  "parts/records": ReaderNode;
  "parts/request": ReaderNode;
  "parts/envelope": ReaderNode;
  "parts/upward": ReaderNode;
  "parts/entries": EntriesNode;
  "parts/single": SingleNode;
  "parts/anchor": AnchorNode;
  "parts/listing": SyncNode;
  "parts/directories": DirectoriesNode;
  "parts/directories-type": DirectoriesNode;
  "parts/child": ChildNode;
  "parts/children": ChildrenNode;
  "parts/whole": ReaderNode;
  "parts/reading": SyncNode;
  "parts/beside": SyncNode;
  "parts/token": ReaderNode;
  "parts/numbered": ReaderNode;
  "parts/walk": SyncNode;
  "parts/parameters": ReaderNode;
  "parts/refused": { expired: number[] };
  "parts/bounds": SyncNode;
  "parts/tail-bounds": SyncNode;
  "parts/tail-again": SyncNode;
  "parts/to-changes": SyncNode;
  "parts/to-rows": SyncNode;
  "tails/since-sorted": SyncNode;
  "tails/delta-token": SyncNode;
  "tails/event-feed": SyncNode;
  "tails/since-window": SyncNode;
  "tails/newest-first": SyncNode;
  "tails/rolling-window": SyncNode;
  "tails/lookback": SyncNode;
  "auth/bearer": SignNode;
  "auth/header": SignNode;
  "auth/basic": SignNode;
  "auth/oauth-code": SignNode;
  "deletes/tombstone": ConditionNode;
  "parts/delta-start": SyncNode;
  "parts/delta-end": SyncNode;
  "deletes/delete-log": DeletionsNode;
  "deletes/flag": ConditionNode;
  "deletes/event": TypeTestNode;
  "paging/cursor": ReaderNode;
  "paging/link-header": ReaderNode;
  "paging/keyset": ReaderNode;
  "paging/last-id": ReaderNode;
  "paging/single": ReaderNode;
  "paging/next-url": ReaderNode;
  "paging/page": ReaderNode;
  "paging/offset": ReaderNode;
  "paging/relay": ReaderNode;
  "architecture/replace": SyncNode;
  "architecture/backfill-delta": SyncNode;
  "changes/since-sorted": SyncNode;
  "changes/delta-token": SyncNode;
  "changes/event-feed": SyncNode;
  "changes/since-window": SyncNode;
  "changes/newest-first": SyncNode;
  "changes/rolling-window": SyncNode;
  "changes/lookback": SyncNode;
  "files/sync.test": TestNode;
};

export type TemplateName = keyof Views;
