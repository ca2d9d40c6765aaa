import { Vector3, Vector4 } from 'three';
import type { Camera } from '#lib/model/city.ts';
import { pickBody, type BodyHit } from '../body/building-pick.ts';
import type { CityBody } from '../body/city-body.ts';
import { pickHill } from '../body/hill-pick.ts';
import type { GroundPick, Pick, PicturePart } from '../contract.ts';
import type { MetreCamera } from '../metre-camera.ts';
import type { MoverLayers } from '../motion/mover-layers.ts';
import type { Overlays } from '../overlays.ts';
import type { SceneFrame } from '../scene-frame.ts';
import type { Stage } from './stage.ts';
import { viewportCamera } from './viewport-camera.ts';

export interface PointingOptions {
	readonly frame: SceneFrame;
	readonly slice: () => PicturePart['slice'];
	readonly body: CityBody;
	readonly overlays: Overlays;
	readonly movers: MoverLayers;
	readonly stage: () => Stage | undefined;
	readonly camera: () => Camera;
}

/** A look through a pixel: CSS pixels of the whole picture, local axes. */
interface Sight {
	readonly at: { readonly x: number; readonly y: number };
	readonly width: number;
	readonly height: number;
	readonly camera: MetreCamera;
	/** Unit vector. */
	readonly ray: Vector3;
}

/** Finds what lies under a pixel: overlays before entities before models and buildings before the ground. */
export class Pointing {
	readonly #options: PointingOptions;

	constructor(options: PointingOptions) {
		this.#options = options;
	}

	/** `x`, `y`: CSS pixels of the container. */
	pick(x: number, y: number): Pick | undefined {
		const { frame, movers } = this.#options;
		const sight = this.#sightThrough(x, y);
		if (!sight) return undefined;
		const { at, width, height, camera, ray } = sight;
		const overlay = this.#pickOverlay(x, y);
		if (overlay) return overlay;
		const building = this.bodyOn(camera, ray);
		const thing = this.#options.body.models.pick(camera.position, ray);
		const model = thing && (!building || thing.distance < building.distance) ? thing : undefined;
		const body = model ?? building;
		const mover = movers.pick({ ...at, width, height, camera, ray }, body);
		if (mover) {
			const [lng, lat] = frame.local.toLngLat(...mover.hit.at);
			return { kind: 'mover', layer: mover.layer, index: mover.hit.index, lng, lat };
		}
		if (model) {
			const [lng, lat, height] = frame.local.toLngLat(...model.point);
			const { part, name, properties } = model;
			const called = name !== undefined && { name };
			return { kind: 'model', layer: model.model, part, ...called, properties, lng, lat, height };
		}
		if (building) {
			const [lng, lat, top] = frame.local.toLngLat(...building.point);
			return { kind: 'building', id: building.id, merged: building.merged, lng, lat, height: top };
		}
		return this.#groundOn(sight);
	}

	/** The ground or hill under a CSS pixel of the container, whatever stands before it. */
	groundAt(x: number, y: number): GroundPick | undefined {
		const sight = this.#sightThrough(x, y);
		return sight && this.#groundOn(sight);
	}

	#sightThrough(x: number, y: number): Sight | undefined {
		const { frame, stage } = this.#options;
		const slice = this.#options.slice();
		const viewport = stage()?.viewport();
		if (!viewport) return undefined;
		const { width, height } = viewport;
		const camera = viewportCamera(viewport, frame);
		const at = { x: x + (slice?.x ?? 0), y: y + (slice?.y ?? 0) };
		return { at, width, height, camera, ray: rayThrough(camera, at.x, at.y, width, height) };
	}

	#groundOn({ camera, ray }: Sight): GroundPick | undefined {
		const { frame, body } = this.#options;
		const hill = pickHill(body.drawnGround(), camera.position, ray);
		if (!hill) return levelGroundOn(camera, ray, frame);
		const [lng, lat, height] = frame.local.toLngLat(...hill);
		return { kind: 'ground', lng, lat, height };
	}

	/** The first body that is drawn on a ray from the camera; a unit vector in local axes. */
	bodyOn(camera: MetreCamera, ray: Vector3): BodyHit | undefined {
		const { body } = this.#options;
		return pickBody(body.drawnTiles(), camera.position, ray, (id) => body.features.isHidden(id));
	}

	#pickOverlay(x: number, y: number): Pick | undefined {
		const { frame, overlays, stage, camera } = this.#options;
		const owners = overlays.pickable();
		if (owners.size === 0) return undefined;
		const hit = stage()?.pickOverlay(x, y, [...owners.keys()]);
		if (!hit?.layer || hit.index < 0) return undefined;
		const at = hit.coordinate ?? [camera().lng, camera().lat];
		const [lng, lat] = frame.groundFromScene(at[0]!, at[1]!);
		const index = rowOf(hit.layer.props.data, hit.index);
		return { kind: 'overlay', layer: owners.get(hit.layer.id) ?? hit.layer.id, index, lng, lat };
	}
}

/** The row that a drawn thing stands for: `data.rows` says it where not every row is drawn. */
function rowOf(data: unknown, index: number): number {
	const rows = (data as { readonly rows?: Uint32Array } | null)?.rows;
	return rows?.[index] ?? index;
}

/** Where the ground falls away with the earth's curvature, its level is found anew so many times. */
const LEVEL_ROUNDS = 3;

/** Where a ray meets the level ground; undefined when it goes to the sky. */
function levelGroundOn(camera: MetreCamera, ray: Vector3, frame: SceneFrame): GroundPick | undefined {
	if (ray.z >= -1e-4) return undefined;
	const { position } = camera;
	let [lng, lat] = frame.local.anchor;
	for (let round = 0, up = 0; round < LEVEL_ROUNDS; round++) {
		const reach = (up - position.z) / ray.z;
		[lng, lat] = frame.local.toLngLat(position.x + ray.x * reach, position.y + ray.y * reach, up);
		[, , up] = frame.local.toLocal(lng, lat, 0);
	}
	return { kind: 'ground', lng, lat, height: 0 };
}

/** Unit vector from the camera through a CSS pixel of the whole picture, local axes. */
function rayThrough(camera: MetreCamera, x: number, y: number, width: number, height: number): Vector3 {
	const far = new Vector4((2 * x) / width - 1, 1 - (2 * y) / height, 1, 1).applyMatrix4(
		camera.clipFromMetre.clone().invert()
	);
	return new Vector3(far.x / far.w, far.y / far.w, far.z / far.w).sub(camera.position).normalize();
}
