import { optionError } from './input-error.ts';
import type { Properties } from './geojson-features.ts';

/** Attribute → property names the user gave for it. */
export type PropertyMap<K extends string> = Partial<Record<K, string>>;

/** Reads an attribute by the user's mapping, else by the usual names, first present one wins. */
export function propertyReader<K extends string>(
	usual: Readonly<Record<K, readonly string[]>>,
	map: PropertyMap<K>
): (properties: Properties, key: K) => unknown {
	const names: Record<K, readonly string[]> = { ...usual };
	for (const key of Object.keys(map) as K[]) names[key] = [map[key]!];
	return (properties, key) => {
		for (const name of names[key]) {
			const value = properties[name];
			if (value !== undefined && value !== null && value !== '') return value;
		}
		return undefined;
	};
}

/** `height=HGT,name=NAME` as a map; an unknown key is an error that lists the known ones. */
export function parsePropertyMap<K extends string>(
	option: string,
	text: string | undefined,
	usual: Readonly<Record<K, readonly string[]>>
): PropertyMap<K> {
	const map: PropertyMap<K> = {};
	for (const pair of text?.split(',') ?? []) {
		const cut = pair.indexOf('=');
		const key = pair.slice(0, cut).trim();
		const name = pair.slice(cut + 1).trim();
		if (cut < 0 || name === '')
			throw optionError(option, `"${pair}" is not key=property`, 'write for example height=HGT');
		if (!(key in usual))
			throw optionError(option, `there is no key "${key}"`, `use one of ${Object.keys(usual).join(', ')}`);
		map[key as K] = name;
	}
	return map;
}
