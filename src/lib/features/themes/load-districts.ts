import type { Dataset } from '#lib/model/city.ts';

/** The dataset of a pack whose areas themes are switched in. */
const DISTRICTS = 'districts';

/** Names of the city's districts in the pack's order; none when the pack has no districts. */
export async function loadDistricts(
	datasets: readonly Dataset[],
	packUrl: string
): Promise<readonly string[]> {
	const dataset = datasets.find(({ id, kind }) => id === DISTRICTS && kind === 'areas');
	if (dataset?.kind !== 'areas') return [];
	const response = await fetch(packUrl + dataset.file);
	if (!response.ok) return [];
	const { features } = (await response.json()) as {
		features: readonly { properties: Record<string, unknown> | null }[];
	}; // written by our own baker
	const name = dataset.nameProperty ?? 'name';
	return features.map(({ properties }) => String(properties?.[name] ?? '')).filter(Boolean);
}
