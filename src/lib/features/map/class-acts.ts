import type { CitySession } from './session.svelte.ts';

/** What can be done with the classes of a layer's key. */
export interface ClassActs {
	/** Names of the classes that are drawn; undefined: all are. */
	readonly only: readonly string[] | undefined;
	/** One class stands out on the map; undefined: none does. */
	light(key: string | undefined): void;
	/** Draws this class only; where only some are drawn, adds it to them or takes it out. */
	toggle(key: string): void;
	/** Draws nothing but this class, or all again when that is so already. */
	isolate(key: string): void;
	showAll(): void;
}

/** The classes that are drawn after one of them was pressed; undefined: all. */
export function toggled(
	only: readonly string[] | undefined,
	key: string,
	keys: readonly string[]
): readonly string[] | undefined {
	const chosen = only?.includes(key) ? only.filter((other) => other !== key) : [...(only ?? []), key];
	// What the key has no more is no class that anybody could take out.
	const there = chosen.filter((one) => keys.includes(one));
	return there.length === 0 || there.length === keys.length ? undefined : there;
}

/** What pressing the classes of a layer's key does to the view. `keys`: their names. */
export function classActs(session: CitySession, layer: string, keys: readonly string[]): ClassActs {
	const { view } = session;
	const only = view.spec.styles[layer]?.only;
	return {
		only: only?.some((key) => keys.includes(key)) ? only : undefined,
		light: (key) => (session.lit = key === undefined ? undefined : { layer, key }),
		toggle: (key) => view.showClasses(layer, toggled(only, key, keys)),
		isolate: (key) => {
			const isAlone = only?.length === 1 && only[0] === key;
			view.showClasses(layer, isAlone ? undefined : [key]);
		},
		showAll: () => view.showClasses(layer, undefined)
	};
}
