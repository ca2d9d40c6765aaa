import type { LayerEntry } from '#lib/server/bus/bus.ts';
import { placesNow, versionOf, type HistoryParts } from './parts.ts';
import type { LayerCoverage } from './historian.ts';
import { isSealedHour } from './manifest.ts';

/** What history has of a layer. */
export function coverageOf(parts: HistoryParts, entry: LayerEntry): LayerCoverage {
	const { number, declaration } = entry;
	const facts = placesNow(parts, entry).map((place) => place.facts);
	const manifest = parts.sealed.manifest(declaration.id);
	const sealed = manifest.parts.flatMap(({ hours }) => hours);
	const hot = Object.entries(parts.hot.state.layers[number]?.hot ?? {})
		.map(([hour, { rows }]) => ({ from: Number(hour), rows }))
		.filter(({ from }) => !isSealedHour(manifest, from));
	return {
		layer: declaration.id,
		...(facts.length > 0 && {
			from: Math.min(...facts.map(({ minAt }) => minAt)),
			to: Math.max(...facts.map(({ maxAt }) => maxAt))
		}),
		version: versionOf(parts, entry),
		sealedTo: parts.hot.state.sealedTo,
		hours: [...sealed, ...hot].sort((a, b) => a.from - b.from),
		...(declaration.restricted !== undefined && { restricted: declaration.restricted })
	};
}
