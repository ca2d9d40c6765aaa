import type { z } from 'zod';
import type { Dataset } from '#lib/model/city.ts';

/** One question that can be asked of any city with the right data. */
export interface Query<P extends z.ZodObject = z.ZodObject, R extends z.ZodObject = z.ZodObject> {
	readonly id: string;
	/** Message keys. */
	readonly title: string;
	readonly explanation: string;
	/** Kinds of dataset without which it cannot be asked. */
	readonly needs: readonly Dataset['kind'][];
	/** What the asker chooses. `meta({ choose })` of a field says from what: see parameters.ts. */
	readonly parameters: P;
	/** Shape of a row of the answer. */
	readonly row: R;
	/** How the answer is best shown. `buildings`: `id` and a value, to recolour the city. */
	readonly shows: 'buildings' | 'table' | 'bars';
	readonly sql: (parameters: z.output<P>) => string;
}

/** Keeps the parameters' and rows' own types while checking the definition. */
export const defineQuery = <P extends z.ZodObject, R extends z.ZodObject>(query: Query<P, R>): Query<P, R> =>
	query;
