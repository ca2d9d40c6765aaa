import type { CityManifest } from '#lib/model/city.ts';

let inEnglish: Readonly<Record<string, string>> = {};

/** A page shows one city: from then on the names of its areas are known in English where they have one. */
export function learnAreaNames({ datasets }: Pick<CityManifest, 'datasets'>): void {
	inEnglish = Object.fromEntries(
		datasets.flatMap((dataset) => (dataset.kind === 'areas' ? Object.entries(dataset.namesEn ?? {}) : []))
	);
}

/** Undefined: no area of that name, or it has none in English. */
export const areaInEnglish = (name: string): string | undefined =>
	Object.hasOwn(inEnglish, name) ? inEnglish[name] : undefined;
