import type { CityManifest } from '#lib/model/city.ts';
import areas from './areas/areas.ts';
import buildings from './buildings/buildings.ts';
import labels from './labels/labels.ts';
import type { CityLayer, LayerKind } from './layer.ts';
import movers from './movers/movers.ts';
import points from './points/points.ts';

/** Kinds of layers, front to back. */
export const LAYER_KINDS: readonly LayerKind[] = [movers, points, labels, areas, buildings];

/** Every layer that a city's pack offers, front to back. */
export const layersOf = (city: CityManifest): readonly CityLayer[] =>
	LAYER_KINDS.flatMap((kind) => kind.layersOf(city));
