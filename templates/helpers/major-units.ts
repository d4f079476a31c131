/** Money in hundredths as whole units; undefined for anything but a number. */
export const majorUnits = (hundredths: unknown): number | undefined =>
  typeof hundredths === "number" && Number.isFinite(hundredths) ? hundredths / 100 : undefined;
