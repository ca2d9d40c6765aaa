/** Columns that the rows of every live layer have. */
const OWN: ReadonlySet<string> = new Set(['id', 'entity', 'status', 't', 'lng', 'lat']);

/** The column of a metric: its name, with `_value` after it where rows have a column of that name anyway. */
export const metricColumn = (metric: string): string => (OWN.has(metric) ? `${metric}_value` : metric);
