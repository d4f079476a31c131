/** An answer of an API that nobody knows: a nested envelope, an opaque `next`, numbers for ids, times in ms since 1970. */
export function oddPage(from: number, next: string | null): string {
  const names = ["Ada", "Bob", "Carla", "Dmitri"];
  const list = Array.from({ length: 12 }, (_, index) => {
    const at = from + index;
    return {
      nr: 104_233 + at * 7,
      label: `${["Blue door", "Red lamp", "Green table"][at % 3]} ${at}`,
      state: ["open", "closed", "waiting"][at % 3],
      changed_ms: 1_767_323_045_123 + at * 86_400_123,
      created_ms: 1_767_000_045_123 + at * 86_400_123,
      owner: { id: 7 + (at % 4), name: names[at % 4] },
      gone: at === 5,
      tags: ["a", "b"].slice(0, at % 3),
      price: { amount: 4200 + at, currency: "EUR" },
      mail: at % 2 ? null : `w${at}@example.com`,
      page: `https://acme.example/w/${at}`,
      note: null,
    };
  });
  return JSON.stringify({ status: "OK", payload: { widgets: { list }, paging: { next, size: 12 } } });
}

/** What a person who knows the API fills in. */
export const oddAnswers = [
  "source.product=Acme",
  "source.baseUrl=https://api.acme.example/v1",
  "source.list.request.path=/widgets",
  "source.list.page.send=next",
  "source.auth.env=ACME_TOKEN",
];
