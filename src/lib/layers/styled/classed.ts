import { USUAL_CLASSING, classify, classifyAround, type Classing } from '#lib/model/classes/classify.ts';
import { classOf, countClasses, type ValueClasses } from '#lib/model/classes/value-classes.ts';
import type { LayerStyle } from '#lib/model/view-spec.ts';
import type { LayerLegend, LayerLegendClass } from '../layer.ts';
import { diverging, sequential } from './ramp.ts';

/** What of a style says how values are coloured. */
export interface Colouring {
	readonly classes?: Classing | undefined;
	readonly ramp?: LayerStyle['ramp'];
}

/** Values cut into classes, each with its colour. */
export interface Classed {
	readonly classes: ValueClasses;
	/** One for each class. */
	readonly tokens: readonly string[];
	/** Token of a value; undefined for one that was not said: it has no colour of the ramp. */
	readonly tokenOf: (value: number) => string | undefined;
	readonly legend: readonly LayerLegendClass[];
	readonly missing: number;
}

/** What decides the classes beside the values that are shown. */
export interface ClassedFrom {
	/** Values that the classes are cut from, when those shown are only some of them. */
	readonly basis?: ArrayLike<number>;
	/** A key that is kept to, whatever the values are. */
	readonly beside?: LayerLegend | undefined;
	/** Classes that are kept. */
	readonly last?: ValueClasses | undefined;
	/** Tokens of so many classes, the lowest first; a sequential ramp's when absent. */
	readonly ramp?: ((count: number) => string[]) | undefined;
}

/** Colours values as a style wants it. */
export function classed(
	values: ArrayLike<number>,
	style: Colouring,
	{ basis = values, beside, last, ramp = sequential }: ClassedFrom = {}
): Classed {
	const classing = style.classes ?? USUAL_CLASSING;
	const isAround = style.ramp === 'diverging';
	const classes =
		boundsOf(beside, isAround) ?? last ?? (isAround ? classifyAround : classify)(basis, classing);
	const count = classes.bounds.length + 1;
	const tokens = isAround ? diverging(count) : ramp(count);
	const { counts, missing } = countClasses(values, classes);
	const [lowest] = classes.bounds;
	return {
		classes,
		tokens,
		tokenOf: (value) => tokens[classOf(value, classes)],
		missing,
		legend: tokens.map((token, index): LayerLegendClass => ({
			token,
			count: counts[index] as number,
			...(index > 0 && { from: classes.bounds[index - 1] as number }),
			...(index === 0 && lowest !== undefined && { below: lowest })
		}))
	};
}

function boundsOf(beside: LayerLegend | undefined, isAround: boolean): ValueClasses | undefined {
	if (beside?.kind !== 'number' || beside.classes[0]?.token.startsWith('--div') !== isAround)
		return undefined;
	return { bounds: beside.classes.flatMap(({ from }) => (from === undefined ? [] : [from])) };
}
