import { LocalFrame } from '#lib/model/local-frame.ts';
import type { EastNorthUp, LngLat } from '#lib/model/geometry.ts';
import type { Degrees, Metres } from '#lib/model/units.ts';
import { commonToLngLat, lngLatToCommon, unitsPerMetre } from './mercator.ts';

/** Longitude, latitude, metres as deck is to be told them; not WGS 84, see `SceneFrame`. */
export type ScenePosition = [lng: Degrees, lat: Degrees, z: Metres];

/**
 * Two engines, one space. three draws in the local metres of the anchor; deck draws in web-mercator
 * "common units". Deck's plane is made to coincide with the tangent plane at the anchor by one
 * similarity transform, so a true position goes: WGS 84 → exact local metres → common units → the
 * longitude, latitude and height that deck projects to exactly there. Near the anchor these differ
 * from WGS 84 by about a thousandth of the distance to it.
 */
export class SceneFrame {
	readonly local: LocalFrame;
	/** Common units a metre. */
	readonly unitsPerMetre: number;
	/** The anchor in common units. */
	readonly originX: number;
	readonly originY: number;

	constructor(anchor: LngLat) {
		this.local = new LocalFrame(anchor);
		this.unitsPerMetre = unitsPerMetre(anchor[1]);
		const [x, y] = lngLatToCommon(anchor[0], anchor[1]);
		this.originX = x;
		this.originY = y;
	}

	/** WGS 84 to where deck must draw it. */
	toScene(lng: Degrees, lat: Degrees, height: Metres = 0): ScenePosition {
		return this.localToScene(...this.local.toLocal(lng, lat, height));
	}

	/** Local metres to where deck must draw them. */
	localToScene(east: Metres, north: Metres, up: Metres): ScenePosition {
		const k = this.unitsPerMetre;
		const [lng, lat] = commonToLngLat(this.originX + east * k, this.originY + north * k);
		return [lng, lat, (up * k) / unitsPerMetre(lat)];
	}

	/** What deck says to local metres. */
	sceneToLocal(lng: Degrees, lat: Degrees, z: Metres = 0): EastNorthUp {
		const k = this.unitsPerMetre;
		const [x, y] = lngLatToCommon(lng, lat);
		return [(x - this.originX) / k, (y - this.originY) / k, (z * unitsPerMetre(lat)) / k];
	}

	/** A point of deck's ground plane to the WGS 84 position below or above it. */
	groundFromScene(lng: Degrees, lat: Degrees): LngLat {
		const [east, north] = this.sceneToLocal(lng, lat);
		const [trueLng, trueLat] = this.local.toLngLat(east, north, 0);
		return [trueLng, trueLat];
	}
}
