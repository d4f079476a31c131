const hidden = "[hidden]";
const secretField = /secret|password|clientId|apiKey|^token$|accessToken|refreshToken/i;

/** A copy of a manifest, as JSON, whose OAuth client ids and secrets read "[hidden]"; functions and other non-JSON are left out. */
export function redact(manifest: unknown): unknown {
  const json = JSON.stringify(manifest, (field, value: unknown) => {
    const isSecret =
      typeof value === "string" && value !== "" && secretField.test(field) && !/endpoint|url$/i.test(field);
    return isSecret ? hidden : value;
  });
  return JSON.parse(json ?? "null");
}
