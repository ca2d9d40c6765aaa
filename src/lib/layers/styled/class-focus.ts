import type { SceneContext } from '#lib/scene/contract.ts';
import type { LayerLegendClass } from '../layer.ts';

/** What classes that stand back are drawn in, and rows without a value always, with so much of their alpha. */
const BACK = '--line-strong';
const BACK_SHARE = 0.6;

/** What a class of a key is called in a view, whatever its colour and count are. */
export function classKey({ label, from, below }: Omit<LayerLegendClass, 'token' | 'count'>): string {
	if (label !== undefined) return `is:${label}`;
	if (from !== undefined) return `from:${from}`;
	return below !== undefined ? 'lowest' : 'others';
}

/**
 * Tokens of the classes that are drawn when only some are wanted; undefined: all are, also when the key has none of
 * those that are wanted, because values were cut anew.
 */
export function chosenTokens(
	classes: readonly LayerLegendClass[],
	only: readonly string[] | undefined
): ReadonlySet<string> | undefined {
	if (!only) return undefined;
	const chosen = classes.filter((item) => only.includes(classKey(item)));
	return chosen.length > 0 ? new Set(chosen.map(({ token }) => token)) : undefined;
}

/** A picture in which one class of a key stands out: all others have one quiet colour. Undefined: none does. */
export function singledOut(
	context: SceneContext,
	classes: readonly LayerLegendClass[],
	lit: string | undefined
): SceneContext {
	const found = classes.find((item) => classKey(item) === lit);
	if (!found) return context;
	const back = new Set([BACK, ...classes.map(({ token }) => token)]);
	back.delete(found.token);
	return {
		...context,
		colour: (token, alpha = 255) =>
			back.has(token) ? context.colour(BACK, Math.round(alpha * BACK_SHARE)) : context.colour(token, alpha)
	};
}
