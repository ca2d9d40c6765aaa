import { z } from 'zod';
import { AppError } from '#lib/model/errors.ts';
import { bboxSchema } from '#lib/model/geometry.ts';

/** Instants that a Date can say. */
const FARTHEST = 8.64e15;
const INSTANT = 'is milliseconds since 1970';
const ENTITY = "is a row of the layer's dictionary";
const BOX = 'is west,south,east,north in degrees, south at most north';

/** A parameter's text; what is wrong with it is said by `words`. */
const text = (words: string) => z.string({ error: words });

const instant = text(INSTANT)
	.regex(/^-?\d{1,16}(?:\.\d{1,6})?$/, INSTANT)
	.transform(Number)
	.refine((t) => Math.abs(t) <= FARTHEST, INSTANT);
const layer = text('names a live layer').min(1, 'names a live layer');
const by = z.enum(['observed', 'received'], { error: 'is observed or received' }).default('observed');
const box = text(BOX)
	.transform((said) => said.split(',').map((part) => (part.trim() === '' ? NaN : Number(part))))
	.refine((numbers) => bboxSchema.safeParse(numbers).success && numbers[1]! <= numbers[3]!, BOX)
	.transform((numbers) => bboxSchema.parse(numbers));

const windowParams = z
	.object({
		layer,
		from: instant,
		to: instant,
		by,
		bbox: box.optional(),
		entity: text(ENTITY)
			.regex(/^\d{1,10}$/, ENTITY)
			.transform(Number)
			.refine((idx) => idx < 0xffffffff, ENTITY)
			.optional(),
		fields: text('is a list of columns')
			.max(8192, 'has at most 8192 characters')
			.transform((list) => list.split(',').filter((field) => field !== ''))
			.optional(),
		step: text('is whole milliseconds, 0 for every row')
			.regex(/^\d{1,13}$/, 'is whole milliseconds, 0 for every row')
			.transform(Number)
			.optional(),
		v: z.string().optional()
	})
	.refine(({ from, to }) => from < to, { path: ['to'], message: 'lies after from' });
const stateParams = z.object({
	layer,
	t: instant,
	by,
	stamps: z.enum(['0', '1'], { error: 'is 1 or 0' }).default('0')
});
const coverageParams = z.object({ layer: layer.optional() });

export type WindowParams = z.output<typeof windowParams>;
export type StateParams = z.output<typeof stateParams>;

/** Each throws INPUT_INVALID with a sentence that names the parameter. */
export const parseWindow = (url: URL): WindowParams => parsed(windowParams, url);
export const parseState = (url: URL): StateParams => parsed(stateParams, url);
export const parseCoverage = (url: URL): z.output<typeof coverageParams> => parsed(coverageParams, url);

function parsed<T extends z.ZodType>(schema: T, { searchParams }: URL): z.output<T> {
	const said = Object.fromEntries(searchParams);
	const result = schema.safeParse(said);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	const name = String(issue?.path[0] ?? 'layer');
	const given = name in said ? `; not '${said[name]!.slice(0, 80)}'` : '; it is missing';
	throw new AppError('INPUT_INVALID', { message: `${name} ${issue?.message ?? ''}${given}.`, option: name });
}
