// The catalogue describes properties too, so their schema lives in the room below; the plan's users find it here.
export {
  fieldSchema,
  propertyTypes,
  transforms,
  type Field,
  type PropertyType,
} from "../source/field-schema.ts";
