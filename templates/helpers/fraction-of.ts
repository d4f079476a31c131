/** A number of hundredths, such as 90 for 90 %, as the fraction that Notion keeps; undefined for anything but a number. */
export const fractionOf = (percent: unknown): number | undefined =>
  typeof percent === "number" && Number.isFinite(percent) ? percent / 100 : undefined;
