import type { z } from 'zod';
import type { Dataset } from '#lib/model/city.ts';

/** Words in both languages. */
export interface QueryText {
	readonly zh: string;
	readonly en: string;
}

/** One question that can be asked of any city with the right data. */
export interface Query<P extends z.ZodObject = z.ZodObject, R extends z.ZodObject = z.ZodObject> {
	readonly id: string;
	/** The theme that it asks about; absent: the city itself. */
	readonly theme?: string;
	readonly title: QueryText;
	/** What its answer says, and what it leaves out. */
	readonly about: QueryText;
	/** Kinds of dataset without which it cannot be asked. */
	readonly needs?: readonly Dataset['kind'][];
	/** Live layers whose history it asks; then it runs on the server. */
	readonly layers?: readonly string[];
	/** What the asker chooses; a field’s `meta` says how it is asked for: see parameters.ts. */
	readonly parameters: P;
	/** Shape of a row of the answer. */
	readonly row: R;
	/** How the answer is best shown. `buildings`: `id` and a value, to recolour the city. */
	readonly shows: 'buildings' | 'table' | 'chart' | 'points';
	readonly sql: (parameters: z.output<P>) => string;
}

/** Keeps the parameters' and rows' own types while checking the definition. */
export const defineQuery = <P extends z.ZodObject, R extends z.ZodObject>(query: Query<P, R>): Query<P, R> =>
	query;
