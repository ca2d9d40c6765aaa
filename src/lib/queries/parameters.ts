import { z } from 'zod';

/** A table or column as SQL writes it. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text as SQL writes it. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const name = z.string().min(1).max(64);

/** The table of a dataset of points, e.g. `requests`. */
export const pointsTable = name.meta({ choose: 'points' });

/** The table of recorded journeys, e.g. `trips_taxi`. */
export const tripsTable = name.meta({ choose: 'trips' });

/** A column of numbers of the chosen table. */
export const numberColumn = name.meta({ choose: 'number' });

/** A column of categories of the chosen table. */
export const categoryColumn = name.meta({ choose: 'category' });

/** Rows to list. */
export const limit = (standard: number) => z.number().int().min(1).max(10_000).default(standard);
