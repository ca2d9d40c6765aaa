import type { CityLayer, FormName } from '#lib/layers/layer.ts';
import type { DatasetColumn } from '#lib/model/city.ts';
import type { LayerStyle } from '#lib/model/view-spec.ts';

/** What a style may say of a layer as it is drawn now. */
export interface StyleControls {
	readonly form: FormName;
	/** Columns to choose from; empty: there is nothing to choose. */
	readonly fields: readonly string[];
	/** The field may be left open: dots in one colour, cells that count. */
	readonly fieldIsOptional: boolean;
	readonly aggregate: boolean;
	readonly size: 'cell' | 'reach' | undefined;
	/** Cells may be hexagons. */
	readonly hexagons: boolean;
	readonly classes: boolean;
	readonly ramp: boolean;
	readonly raised: boolean;
	readonly window: boolean;
}

/** Only what changes something in the picture is offered. */
export function styleControls(
	{ forms = [], dataset, stream }: Pick<CityLayer, 'forms' | 'dataset' | 'stream'>,
	style: LayerStyle
): StyleControls {
	const form = style.form && forms.includes(style.form) ? style.form : (forms[0] ?? 'dots');
	const columns = dataset?.kind === 'points' || dataset?.kind === 'shapes' ? dataset.columns : [];
	const fields = columns.filter(({ kind }) => isUsable(form, kind)).map(({ name }) => name);
	const field = fields.find((name) => name === style.field);
	const numbers = columns.filter(({ kind }) => kind === 'number').map(({ name }) => name);
	const isNumber =
		form === 'columns' ||
		(field !== undefined && numbers.includes(field)) ||
		(form === 'cells' && stream !== undefined);
	const isCells = form === 'cells';
	return {
		form,
		fields,
		fieldIsOptional: form !== 'columns',
		aggregate: isCells && isNumber,
		size: isCells || form === 'flows' ? 'cell' : form === 'heat' ? 'reach' : undefined,
		hexagons: isCells && stream === undefined,
		classes: isCells || form === 'heat' || form === 'flows' || isNumber,
		ramp: isNumber && style.aggregate !== 'count',
		raised: isCells,
		window: (isCells || form === 'heat') && dataset?.kind === 'points' && dataset.span !== undefined
	};
}

/** What makes other classes. */
const CUTS: ReadonlySet<string> = new Set([
	'form',
	'field',
	'aggregate',
	'ramp',
	'classes',
	'cell',
	'hexagon',
	'window'
]);

function isUsable(form: FormName, kind: DatasetColumn['kind']): boolean {
	if (form === 'dots' || form === 'paths') return kind === 'number' || kind === 'category';
	return (form === 'cells' || form === 'columns') && kind === 'number';
}

/**
 * A style with some of it said otherwise; undefined when nothing is left that differs from the layer's own. Classes that
 * were chosen go with what cut them.
 */
export function withStyle(
	{ forms = [] }: Pick<CityLayer, 'forms'>,
	style: LayerStyle,
	patch: { readonly [K in keyof LayerStyle]?: LayerStyle[K] | undefined }
): LayerStyle | undefined {
	const { only, ...rest } = style;
	const isCut = Object.keys(patch).some((key) => CUTS.has(key));
	const said = Object.entries({ ...rest, ...(only && !isCut && { only }), ...patch }).filter(
		([key, value]) => value !== undefined && value !== false && !(key === 'form' && value === forms[0])
	);
	return said.length > 0 ? (Object.fromEntries(said) as LayerStyle) : undefined; // it was one before
}

/** Bounds as a person writes them; undefined when they are none. */
export function readBreaks(text: string): number[] | undefined {
	const words = text.trim().split(/[\s,，、;；]+/);
	const breaks = words.map(Number);
	if (breaks.length > 6 || breaks.some((bound, index) => words[index] === '' || !Number.isFinite(bound)))
		return undefined;
	return [...new Set(breaks)].sort((a, b) => a - b);
}
