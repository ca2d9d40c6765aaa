import type { Camera } from '#lib/model/city.ts';
import type { OpenedModel } from '#workers/files/client.ts';

/** Where and how a model is to stand while it is being said. */
export class ModelDraft {
	readonly opened: OpenedModel;
	title = $state('');
	/** It stands where it says itself. */
	own = $state(false);
	lng = $state(0);
	lat = $state(0);
	/** Degrees clockwise from north. */
	heading = $state(0);
	/** Times its own size; files in other units than metres need it. */
	scale = $state(1);

	/** Without a place of its own it stands where the camera looks. */
	constructor(opened: OpenedModel, title: string, camera: Pick<Camera, 'lng' | 'lat'>) {
		this.opened = opened;
		this.title = title;
		this.own = opened.at !== undefined;
		[this.lng, this.lat] = opened.at ?? [camera.lng, camera.lat];
	}

	get ready(): boolean {
		return (
			Math.abs(this.lng) <= 180 && Math.abs(this.lat) <= 90 && this.scale > 0 && Number.isFinite(this.heading)
		);
	}
}
