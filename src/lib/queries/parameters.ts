import { z } from 'zod';
import type { QueryText } from './query.ts';

/** A table or column as SQL writes it. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text as SQL writes it. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** What a form must know of a parameter; a field's `meta` has it as `form`. */
export interface ParameterMeta {
	readonly title: QueryText;
	/** UCUM code of a number. */
	readonly unit?: string;
	/** What the choice is among: tables of events or journeys, histories, or columns of the table chosen. */
	readonly choose?: 'points' | 'trips' | 'history' | 'number' | 'category' | 'metric';
}

const name = z.string().min(1).max(64);
const named = (meta: ParameterMeta) => name.meta({ form: meta });

/** The table of a dataset of points, e.g. `requests`. */
export const pointsTable = named({ title: { zh: '数据表', en: 'Table' }, choose: 'points' });

/** The table of recorded journeys, e.g. `trips_taxi`. */
export const tripsTable = named({ title: { zh: '行程表', en: 'Journeys' }, choose: 'trips' });

/** The history of a live layer, e.g. `h_air`. */
export const historyTable = named({ title: { zh: '历史表', en: 'History' }, choose: 'history' });

/** A column of numbers of the chosen table. */
export const numberColumn = named({ title: { zh: '数值列', en: 'Number' }, choose: 'number' });

/** A column of categories of the chosen table. */
export const categoryColumn = named({ title: { zh: '类别列', en: 'Category' }, choose: 'category' });

/** A metric of the chosen history. */
export const metricColumn = named({ title: { zh: '指标', en: 'Metric' }, choose: 'metric' });

/** A number of the asker's. */
export const threshold = (
	title: QueryText,
	unit: string,
	{ least = 0, most, standard }: { readonly least?: number; readonly most: number; readonly standard: number }
) =>
	z
		.number()
		.min(least)
		.max(most)
		.default(standard)
		.meta({ form: { title, unit } satisfies ParameterMeta });

/** Rows to list. */
export const limit = (standard: number) =>
	z
		.number()
		.int()
		.min(1)
		.max(10_000)
		.default(standard)
		.meta({ form: { title: { zh: '最多行数', en: 'Rows at most' }, unit: '1' } satisfies ParameterMeta });

/** Hours of history that are asked about, up to its newest row. */
export const lastHours = (standard: number) =>
	z
		.number()
		.int()
		.min(1)
		.max(8784)
		.default(standard)
		.meta({ form: { title: { zh: '最近时长', en: 'Last hours' }, unit: 'h' } satisfies ParameterMeta });

/** Condition on the rows of a history: the last hours before its newest row. */
export const withinLast = (table: string, hours: number): string =>
	`t >= (SELECT max(t) FROM ${table}) - ${hours} * 3600000`;
