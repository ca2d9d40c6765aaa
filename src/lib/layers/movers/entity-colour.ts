import { classOf, type ValueClasses } from '#lib/model/classes/value-classes.ts';
import type { EntityColour } from '#lib/model/live-values.ts';
import type { LayerHost, LayerLegendClass } from '../layer.ts';
import { chosenTokens, classKey } from '../styled/class-focus.ts';

const RAMP = 256;
/** Share of alpha that stale entities keep. */
const STALE = 0.4;
/** Of what says nothing, and of classes that stand back. */
const BACK = '--line-strong';

/** Classes of a metric, and what of them is to be seen. */
export interface ColouredClasses {
	/** Column of the layer's metrics. */
	readonly metric: number;
	readonly classes: ValueClasses;
	/** One for each class. */
	readonly tokens: readonly string[];
	readonly legend: readonly LayerLegendClass[];
	/** Names of the classes that are drawn; undefined: all are. */
	readonly only?: readonly string[] | undefined;
	/** Name of the one that stands out. */
	readonly lit?: string | undefined;
}

/** Classes as a ramp: every entry has the colour of the class that its value falls into, exactly as the key says. */
export function entityColour(
	{ metric, classes, tokens, legend, only, lit }: ColouredClasses,
	host: Pick<LayerHost, 'colour'>
): EntityColour {
	const { bounds } = classes;
	const low = bounds[0] ?? 0;
	const high = bounds.at(-1) ?? 1;
	const margin = high > low ? (high - low) / (bounds.length - 1) : 1;
	const domain: [number, number] = [low - margin, high + margin];
	const chosen = chosenTokens(legend, only);
	const bright = legend.find((item) => classKey(item) === lit)?.token;
	const rgba = (token: string) =>
		[
			...host.colour(bright !== undefined && token !== bright ? BACK : token),
			chosen && !chosen.has(token) ? 0 : 255
		] as const;
	const ramp = new Uint8Array(4 * RAMP);
	for (let entry = 0; entry < RAMP; entry++) {
		const value = domain[0] + ((domain[1] - domain[0]) * entry) / (RAMP - 1);
		ramp.set(rgba(tokens[Math.max(0, classOf(value, classes))] ?? '--tx-2'), 4 * entry);
	}
	const [red, green, blue, alpha] = rgba(BACK);
	return { by: 'metric', metric, domain, none: [red, green, blue, alpha], stale: STALE, ramp };
}
