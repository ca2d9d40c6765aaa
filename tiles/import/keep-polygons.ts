import type { Polygon } from '../source-records.ts';
import { GeometryProblem, boundsOf, overlaps, polygonsOf, type Feature } from './geojson-features.ts';
import { OUTSIDE, type ImportContext } from './import-context.ts';

/** A feature's polygons, counted as kept and told to the extent; undefined when it was rejected with its reason. */
export function keepPolygons(
	{ tally, bbox, extent }: ImportContext,
	kind: string,
	path: string,
	feature: Feature
): readonly Polygon[] | undefined {
	const label = () => `feature ${feature.number}`;
	const polygons = polygonsOf(path, feature);
	if (polygons instanceof GeometryProblem) {
		tally.reject(kind, polygons.reason, label);
		return undefined;
	}
	const bounds = boundsOf(...polygons.map((polygon) => polygon[0]!));
	if (bbox && !overlaps(bbox, bounds)) {
		tally.reject(kind, OUTSIDE, label);
		return undefined;
	}
	tally.keep(kind);
	extent.add(bounds[0], bounds[1]);
	extent.add(bounds[2], bounds[3]);
	return polygons;
}
