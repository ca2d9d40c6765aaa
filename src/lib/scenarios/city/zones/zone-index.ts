import Flatbush from 'flatbush';
import type { ZonesPart } from '#lib/model/scenario/city-parts.ts';
import type { Degrees } from '#lib/model/units.ts';
import { NearestPoints } from '../nearest-points.ts';
import { ringBox, ringContains } from '#lib/model/ring.ts';

/** Zones that can be asked which of them a place belongs to. */
export class ZoneIndex {
	readonly #rings: ZonesPart['rings'];
	readonly #boxes: Flatbush;
	readonly #middles: NearestPoints;

	constructor(zones: Pick<ZonesPart, 'rings' | 'lng' | 'lat'>) {
		this.#rings = zones.rings;
		this.#boxes = new Flatbush(zones.rings.length);
		for (const ring of zones.rings) this.#boxes.add(...ringBox(ring));
		this.#boxes.finish();
		this.#middles = new NearestPoints(zones.lng, zones.lat);
	}

	/** Row of the zone that a place lies in, the first when several do; of the one whose middle is nearest outside of all. */
	at(lng: Degrees, lat: Degrees): number {
		const hits = this.#boxes.search(lng, lat, lng, lat).sort((a, b) => a - b);
		const inside = hits.find((zone) => ringContains(this.#rings[zone]!, lng, lat));
		return inside ?? this.#middles.nearest(lng, lat)!;
	}

	/** All rows, by how near their middles are. */
	byDistance(lng: Degrees, lat: Degrees): number[] {
		return this.#middles.near(lng, lat, this.#rings.length);
	}
}
