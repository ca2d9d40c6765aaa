import { z } from 'zod';
import type { ModelResult } from './result.ts';
import { modelId } from './scenario.ts';

const MOST_ROWS = 2_000_000;

const words = z.object({ zh: z.string().max(2000), en: z.string().max(2000) });
const unit = z.string().max(40);
const name = z.string().min(1).max(120);
const better = z.enum(['more', 'less', 'neither']);
/** A column: looked at by one plain loop, as a city has millions of values. */
const column = <T>(is: (value: unknown) => value is T, what: string) =>
	z.custom<T[]>(
		(list) => Array.isArray(list) && list.length <= MOST_ROWS && list.every(is),
		`must be a list of at most ${MOST_ROWS} ${what}`
	);
const isNumber = (value: unknown) => Number.isFinite(value);
const numbers = column((value): value is number => isNumber(value), 'numbers');
const values = column(
	(value): value is number | null => value === null || isNumber(value),
	'numbers or null'
);
const texts = column(
	(value): value is string => typeof value === 'string' && value.length <= 400,
	'texts of at most 400 letters'
);
const textsOrNull = column(
	(value): value is string | null => value === null || (typeof value === 'string' && value.length <= 400),
	'texts of at most 400 letters or null'
);

const geometry = z.discriminatedUnion('of', [
	z.object({ of: z.enum(['links', 'zones', 'buildings', 'pairs', 'table']) }),
	z.object({ of: z.literal('places'), lng: numbers, lat: numbers }),
	z.object({
		of: z.literal('cells'),
		west: z.number(),
		south: z.number(),
		width: z.number().positive(),
		height: z.number().positive(),
		columns: z.number().int().positive()
	}),
	z.object({ of: z.literal('areas'), rings: z.array(numbers).max(MOST_ROWS) })
]);

const classes = z.object({
	bounds: z.array(z.number()).max(6),
	names: z.array(words).max(7).exactOptional(),
	ramp: z.literal('water').exactOptional()
});

const layer = z
	.object({
		id: name,
		title: words,
		geometry,
		keys: texts,
		names: texts.exactOptional(),
		namesEn: textsOrNull.exactOptional(),
		columns: z
			.array(
				z.object({
					name,
					title: words,
					unit,
					better,
					values,
					classes: classes.exactOptional()
				})
			)
			.min(1)
			.max(100),
		colour: name,
		size: name.exactOptional(),
		difference: name.exactOptional()
	})
	.refine(({ keys, names = keys, namesEn = keys, columns, geometry: { of, ...shape } }) => {
		const rows = [...columns.map(({ values }) => values), names, namesEn];
		if (of === 'places' && 'lng' in shape) rows.push(shape.lng as [], shape.lat as []);
		if (of === 'areas' && 'rings' in shape) rows.push(shape.rings as []);
		return rows.every((list) => list.length === keys.length);
	}, 'every column needs one value a key');

/** What came out of a model elsewhere, before it is kept. */
export const modelResult: z.ZodType<ModelResult> = z.object({
	model: modelId,
	version: z.number().int().positive(),
	indicators: z
		.array(
			z.object({
				id: name,
				title: words,
				value: z.number().nullable(),
				why: words.exactOptional(),
				over: name.exactOptional(),
				unit,
				better
			})
		)
		.max(500),
	layers: z.array(layer).max(50),
	notes: z.array(z.object({ words, gravity: z.enum(['note', 'warning']) })).max(500),
	convergence: z
		.object({
			converged: z.boolean(),
			measure: words,
			goal: z.number(),
			residuals: z.array(z.number()).max(100_000)
		})
		.exactOptional()
});
