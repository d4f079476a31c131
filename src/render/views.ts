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
  ReaderNode,
  RecordTypeNode,
  ShapeNode,
  SignNode,
  SyncNode,
} from "../model/types.ts";

/** Each template with the type of its view. A template may name nothing that its view does not have. */
export type Views = {
  "parts/credential": CredentialNode;
  "parts/oauth": OAuthNode;
  "parts/database": DatabaseNode;
  "parts/pacer": PacerNode;
  "parts/client": ClientNode;
  "parts/record-type": RecordTypeNode;
  "parts/shape": ShapeNode;
  "parts/mapper": MapperNode;
  "parts/latest": LatestNode;
  "parts/overlap": OverlapNode;
  "parts/records": ReaderNode;
  "parts/walk": SyncNode;
  "auth/bearer": SignNode;
  "auth/header": SignNode;
  "auth/basic": SignNode;
  "auth/oauth-code": SignNode;
  "deletes/tombstone": ConditionNode;
  "paging/cursor": ReaderNode;
  "paging/link-header": ReaderNode;
  "paging/keyset": ReaderNode;
  "paging/last-id": ReaderNode;
  "architecture/replace": SyncNode;
  "architecture/backfill-delta": SyncNode;
  "changes/since-sorted": SyncNode;
  "files/sync.test": TestNode;
};

export type TemplateName = keyof Views;
