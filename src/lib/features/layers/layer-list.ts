import type { CityLayer } from '#lib/layers/layer.ts';
import { rankEntries, type Spell } from '../palette/rank-entries.ts';

/** Layers that a city offers beside those in the list, under a heading. */
export interface CatalogueGroup {
	readonly id: string;
	readonly title: string;
	readonly layers: readonly CityLayer[];
}

/** Layers of the list, front to back as the map draws them; what the city does not have is left out. */
export function listedLayers(layers: readonly CityLayer[], listed: readonly string[]): CityLayer[] {
	const byId = new Map(layers.map((layer) => [layer.id, layer]));
	return listed.flatMap((id) => byId.get(id) ?? []);
}

/** A heading of the catalogue, and which layers stand under it. */
export interface Heading {
	readonly id: string;
	readonly title: string;
	readonly has: (layer: CityLayer) => boolean;
}

/** The layers that are not in the list, each under the first heading that has it; empty headings are left out. */
export function catalogueOf(
	layers: readonly CityLayer[],
	listed: readonly CityLayer[],
	headings: readonly Heading[],
	words: string,
	spell?: Spell
): CatalogueGroup[] {
	let left = layers.filter((layer) => !listed.includes(layer));
	return headings.flatMap(({ id, title, has }) => {
		const here = left.filter(has);
		left = left.filter((layer) => !here.includes(layer));
		const named = here.map((layer) => ({ layer, title: layer.title(), also: `${layer.id} ${title}` }));
		const found = rankEntries(named, words, spell).map(({ layer }) => layer);
		return found.length > 0 ? [{ id, title, layers: found }] : [];
	});
}
