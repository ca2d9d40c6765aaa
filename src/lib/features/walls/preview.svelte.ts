import { untrack } from 'svelte';
import type { Camera } from '#lib/model/city.ts';
import type { ClockState } from '#lib/model/clock.ts';
import { SINGLE_THINGS } from '#lib/model/theme-camera.ts';
import type { CompareView, ViewSpec } from '#lib/model/view-spec.ts';
import type { WallProfile } from '#lib/model/wall/profile.ts';
import type { WallProgramme } from '#lib/model/wall/programme.ts';
import type { WallScene } from '#lib/model/wall/scene.ts';
import type { ListedWall } from '#lib/model/wall/wall-list.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { placeOfThings } from '../themes/theme-view.ts';
import { firstSceneView } from './first-scene-view.ts';
import { cameraFor } from './picture-zoom.ts';
import { sameView } from './same-view.ts';

/** How a scene stood when it was opened. */
interface Opened {
	readonly scene: WallScene;
	/** Its camera is of the map of this page. */
	readonly spec: CitySession['view']['spec'];
	readonly clock: ClockState;
}

/**
 * The scene that is being prepared, on the map of this page. The map is smaller than the wall and shows the same picture:
 * cameras are counted from one to the other. Nothing here reaches a wall before it is taken.
 */
export class Preview {
	readonly session: CitySession;
	readonly #wall: () => ListedWall | undefined;
	#opened = $state.raw<Opened | undefined>();
	/** Heights of the map and of the wall that the map's camera is of, CSS pixels. */
	#fitted: { readonly map: number; readonly wall: number } | undefined;

	/** `wall`: the one that it is prepared for. */
	constructor(session: CitySession, wall: () => ListedWall | undefined) {
		this.session = session;
		this.#wall = wall;
	}

	/** As it was opened; undefined before one was. */
	get scene(): WallScene | undefined {
		return this.#opened?.scene;
	}
	/** The map shows something else than the scene that was opened. */
	readonly changed: boolean = $derived.by(() => {
		const opened = this.#opened;
		if (!opened) return false;
		const { view, clock } = this.session;
		return !sameView(view.spec, opened.spec) || clock.current !== opened.clock;
	});
	/** As it would be taken. */
	readonly prepared: WallScene | undefined = $derived.by(() => {
		const opened = this.#opened;
		return opened && this.changed ? { ...opened.scene, view: this.view() } : opened?.scene;
	});

	/** What the wall would be told: the scene that is prepared, and nothing that passes. */
	readonly programme: WallProgramme | undefined = $derived.by(() => {
		const { profile, programme } = this.#wall() ?? {};
		const scene = this.prepared;
		if (!profile || !programme || !scene) return undefined;
		return {
			profile,
			rev: programme.rev,
			applyAt: 0,
			scene,
			shownSince: 0,
			camera: programme.camera,
			blank: false
		};
	});

	/** What the map shows, in the wall's own pixels. */
	view(): ViewSpec {
		const { view, clock } = this.session;
		return { ...view.spec, look: 'wall', camera: this.#onWall(view.spec.camera), time: clock.view() };
	}

	/** Puts a scene on the map; what was changed of the one before can be had back by undoing. */
	open(scene: WallScene): void {
		const session = this.session;
		const wall = this.#wall()?.profile;
		if (!wall) return;
		const view = scene.view ?? firstSceneView(session, scene, wall);
		const { map } = this.#fit(wall);
		session.follow(undefined);
		session.theme = scene.theme;
		session.view.open({
			...view,
			...(view.compare && { compare: onWall(view.compare) }),
			look: session.view.spec.look,
			camera: cameraFor(view.camera, wall.height, map)
		});
		this.#keep(scene);
		if (!scene.view && view.camera.zoom >= SINGLE_THINGS) void this.#lookAtThings(scene);
	}
	/** It was kept as it stands, perhaps under another id. */
	kept(scene: WallScene): void {
		this.#keep(scene);
	}

	/** Keeps the picture while the map or the wall gets another size; an effect of who shows it. */
	watch(): void {
		void this.session.scene;
		void this.session.mapSize;
		void this.#wall()?.profile.height;
		untrack(() => this.#resize());
	}

	#resize(): void {
		const wall = this.#wall()?.profile;
		const { scene, view, mapSize } = this.session;
		if (!wall || !scene || mapSize.height <= 1) return;
		const before = this.#fitted;
		if (before?.map === mapSize.height && before.wall === wall.height) return;
		const refit = (camera: Camera) =>
			before
				? cameraFor(cameraFor(camera, before.map, before.wall), wall.height, mapSize.height)
				: cameraFor(camera, wall.height, mapSize.height);
		const unchanged = !this.changed;
		this.#fitted = { map: mapSize.height, wall: wall.height };
		view.untold(() => view.setCamera(refit(view.spec.camera)));
		scene.setCamera(view.spec.camera);
		const opened = this.#opened;
		if (opened)
			this.#opened = unchanged
				? { ...opened, spec: view.spec }
				: { ...opened, spec: { ...opened.spec, camera: refit(opened.spec.camera) } };
	}

	/** A theme of single things looks where most of them stand: they may be a moment in coming. */
	async #lookAtThings(opened: WallScene): Promise<void> {
		const { view, desk } = this.session;
		const theme = opened.theme === undefined ? undefined : desk.themes.get(opened.theme);
		const place = theme && (await placeOfThings(this.session, theme));
		if (!place || this.scene !== opened || this.changed) return;
		view.untold(() => view.setCamera({ ...view.spec.camera, lng: place[0], lat: place[1] }));
		this.session.scene?.setCamera(view.spec.camera);
		this.#keep(opened);
	}
	#keep(scene: WallScene): void {
		const { view, clock } = this.session;
		this.#opened = { scene, spec: view.spec, clock: clock.current };
	}
	#fit(wall: WallProfile) {
		return (this.#fitted ??= { map: wall.height, wall: wall.height });
	}
	#onWall(camera: Camera): Camera {
		return this.#fitted ? cameraFor(camera, this.#fitted.map, this.#fitted.wall) : camera;
	}
}

/** Nobody moves a handle on a wall: what is swiped stands side by side. */
const onWall = (compare: CompareView): CompareView =>
	compare.kind === 'swipe' ? { ...compare, kind: 'side' } : compare;
