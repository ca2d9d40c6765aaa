import type { Camera } from '#lib/model/city.ts';
import type { BBox } from '#lib/model/geometry.ts';
import type { OpenedModel } from '#workers/files/client.ts';
import { cityDistance, FARTHEST_MODEL } from './city-distance.ts';

/** Where and how a model is to stand while it is being said. */
export class ModelDraft {
	readonly opened: OpenedModel;
	readonly #city: BBox;
	title = $state('');
	/** It stands where it says itself. */
	own = $state(false);
	lng = $state(0);
	lat = $state(0);
	/** Degrees clockwise from north. */
	heading = $state(0);
	/** Times its own size; files in other units than metres need it. */
	scale = $state(1);

	/** Without a place of its own that can be drawn it stands where the camera looks. */
	constructor(opened: OpenedModel, title: string, camera: Pick<Camera, 'lng' | 'lat'>, city: BBox) {
		const { at } = opened;
		this.opened = opened;
		this.title = title;
		this.#city = city;
		const own = at && cityDistance(city, at) <= FARTHEST_MODEL ? at : undefined;
		this.own = own !== undefined;
		[this.lng, this.lat] = own ?? [camera.lng, camera.lat];
	}

	/** Kilometres from the city to where it will stand; 0 within. */
	get away(): number {
		return cityDistance(this.#city, [this.lng, this.lat]);
	}
	get ready(): boolean {
		return (
			Math.abs(this.lng) <= 180 &&
			Math.abs(this.lat) <= 90 &&
			this.away <= FARTHEST_MODEL &&
			this.scale > 0 &&
			Number.isFinite(this.heading)
		);
	}
}
