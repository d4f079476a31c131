/** How one kind of property is declared (`Schema.richText()`) and filled (`textOf()` of the helpers). */
export type PropertyRow = { method: string; cell: string; label: string; valueType: string };

/** Every kind of property we write. `date` and `dateTime` are one kind to Notion and differ in what a cell holds. */
export const properties = {
  title: { method: "title", cell: "titleOf", label: "Title", valueType: "string" },
  richText: { method: "richText", cell: "textOf", label: "Text", valueType: "string" },
  url: { method: "url", cell: "urlOf", label: "Link", valueType: "string" },
  email: { method: "email", cell: "emailOf", label: "E-mail", valueType: "string" },
  phoneNumber: { method: "phoneNumber", cell: "phoneOf", label: "Phone", valueType: "string" },
  checkbox: { method: "checkbox", cell: "checkboxOf", label: "Checkbox", valueType: "boolean" },
  number: { method: "number", cell: "numberOf", label: "Number", valueType: "number" },
  date: { method: "date", cell: "dateOf", label: "Date", valueType: "string" },
  dateTime: { method: "date", cell: "dateTimeOf", label: "Date and time", valueType: "string" },
  select: { method: "select", cell: "selectOf", label: "Select", valueType: "string" },
  relation: { method: "relation", cell: "relationOf", label: "Relation", valueType: "string" },
  multiSelect: { method: "multiSelect", cell: "multiSelectOf", label: "Multi-select", valueType: "string" },
} as const satisfies Record<string, PropertyRow>;
