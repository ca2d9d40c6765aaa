import type { CityManifest } from '#lib/model/city.ts';
import type { LiveLayerStatus } from '#lib/model/live.ts';
import alarms from './alarms/alarms.ts';
import alerts from './alerts/alerts.ts';
import areas from './areas/areas.ts';
import buildings from './buildings/buildings.ts';
import labels from './labels/labels.ts';
import type { CityLayer, LayerKind } from './layer.ts';
import models from './models/models.ts';
import movers from './movers/movers.ts';
import notes from './notes/notes.ts';
import points from './points/points.ts';
import sensors from './sensors/sensors.ts';
import shapes from './shapes/shapes.ts';

/** Kinds of layers, front to back. */
export const LAYER_KINDS: readonly LayerKind[] = [
	alarms,
	notes,
	alerts,
	movers,
	sensors,
	points,
	shapes,
	labels,
	areas,
	models,
	buildings
];

/** Every layer that a city's pack offers, front to back. */
export const layersOf = (city: CityManifest): readonly CityLayer[] =>
	LAYER_KINDS.flatMap((kind) => kind.layersOf(city));

/** The layer for a live stream that no pack knows, by the first kind that can show it; in the form that its theme wants. */
export function discoverLayer(status: LiveLayerStatus, order: number, form?: string): CityLayer | undefined {
	for (const kind of LAYER_KINDS) {
		const layer = kind.discover?.(status, order, form);
		if (layer) return layer;
	}
	return undefined;
}
