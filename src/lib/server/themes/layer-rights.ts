import { THEMES } from '#lib/themes/registry.ts';

/**
 * Right that a reader of a layer needs, by layer: of every theme, whether it is on or not. A layer of personal data must
 * never be open to everyone, not even when its first message comes before its declaration.
 */
export const layerRights = (): Readonly<Record<string, string>> =>
	Object.fromEntries(
		THEMES.flatMap(({ layers }) =>
			layers.flatMap(({ declaration: { id, restricted } }) =>
				restricted === undefined ? [] : [[id, restricted]]
			)
		)
	);
