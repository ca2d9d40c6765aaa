import type { Layer, Viewport } from '@deck.gl/core';
import { Vector3, Vector4 } from 'three';
import type { Camera } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { MotionSink } from '#lib/model/motion.ts';
import type { RenderState } from '#lib/model/render-state.ts';
import type { EpochMs, Seconds } from '#lib/model/units.ts';
import type { Look } from '#lib/model/view-spec.ts';
import { CityBodyLayer } from './body/city-body-layer.ts';
import { CityBody } from './body/city-body.ts';
import { pickBody, type BodyHit } from './body/building-pick.ts';
import { rendererName, type RenderQuality } from './body/quality.ts';
import type {
	BuildingColours,
	CityScene,
	MoverStyle,
	OverlayBuilder,
	Pick,
	SceneContext,
	SceneEvents,
	SceneOptions
} from './contract.ts';
import { CityLabels } from './labels/city-labels.ts';
import { lookParameters } from './look.ts';
import { metreCamera, type FlatViewport, type MetreCamera } from './metre-camera.ts';
import { MotionLayer, type MotionFrame } from './motion/motion-layer.ts';
import { MotionStore } from './motion/motion-store.ts';
import { pickMover, type MoverHit } from './motion/mover-pick.ts';
import { SceneFrame } from './scene-frame.ts';
import { Tokens } from './tokens.ts';
import { fromDeck, limited, targetDistance, toDeck, type DeckViewState } from './view/camera-state.ts';
import { EventHub } from './view/event-hub.ts';
import { FLIGHT_MS, flight, shouldCut } from './view/flight.ts';
import { watchPointer } from './view/pointer.ts';
import { probeContext, Stage, type Interaction } from './view/stage.ts';
import { lightOf } from './view/sun-light.ts';

interface Movers {
	readonly store: MotionStore;
	readonly style: MoverStyle;
	layer: MotionLayer | undefined;
}

/** A refused context is asked for again this often. Chromium blocks a page for about two minutes. */
const RETRY_MS = 5000;
/** A camera that has not moved for so long has settled. */
const SETTLE_MS = 160;
/** Entities are pointed at within this many CSS pixels. */
const MOVER_REACH = 8;
/** Width of trails on a desk, CSS pixels. */
const TRAIL_WIDTH = 1.9;

export function createCityScene(container: HTMLElement, options: SceneOptions): CityScene {
	return new Scene(container, options);
}

/** See CityScene. Owns the state that outlives GPU contexts, and puts the pieces together. */
class Scene implements CityScene {
	readonly #container: HTMLElement;
	readonly #options: SceneOptions;
	readonly #frame: SceneFrame;
	readonly #events = new EventHub<SceneEvents>();
	readonly #tokens: Tokens;
	readonly #body: CityBody;
	readonly #labels: CityLabels;
	readonly #abort = new AbortController();
	readonly #stopPointer: () => void;
	readonly #overlays = new Map<string, { build: OverlayBuilder; layers: readonly Layer[] | undefined }>();
	readonly #movers = new Map<string, Movers>();
	readonly #reducedMotion: boolean;
	readonly #software: boolean;
	#stage: Stage | undefined;
	#ready = false;
	/** The stage has shown a frame. */
	#hasDrawn = false;
	/** Size and tiles of the picture that the names were placed in. */
	#labelled = '';
	#bodyLayer: CityBodyLayer | undefined;
	#camera: Camera;
	#look: Look;
	#settleTimer: ReturnType<typeof setTimeout> | undefined;
	#settled = true;
	#animation = 0;
	#flight: { way: (at: number) => Camera; from: number } | undefined;
	#followed: { layer: string; index: number } | undefined;
	#selectedMover: { layer: string; index: number } | undefined;
	#trouble: { since: EpochMs; timer: ReturnType<typeof setTimeout> } | undefined;
	#render: RenderState;
	#lastHover = '';
	#motionFrame: { viewport: Viewport; frame: MotionFrame } | undefined;
	#disposed = false;

	constructor(container: HTMLElement, options: SceneOptions) {
		this.#container = container;
		this.#options = options;
		this.#frame = new SceneFrame(options.city.anchor);
		this.#camera = limited(options.camera);
		this.#look = options.look;
		this.#reducedMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;
		this.#tokens = new Tokens(container, options.look);
		if (getComputedStyle(container).position === 'static') container.style.position = 'relative';
		const renderer = probeContext();
		this.#software = /llvmpipe|swiftshader|software/i.test(renderer ?? '');
		this.#render = {
			state: 'loading',
			tilesLoaded: 0,
			layersLoaded: 0,
			fontsLoaded: false,
			dataAsOf: null,
			renderer: renderer ?? ''
		};
		this.#body = new CityBody({
			city: options.city,
			packUrl: options.packUrl,
			frame: this.#frame,
			requestRedraw: () => this.#redraw()
		});
		this.#labels = new CityLabels(this.#frame);
		const labels = options.city.scene.labels;
		void this.#labels
			.load(labels === undefined ? undefined : options.packUrl + labels, this.#abort.signal)
			.catch(() => undefined) // a map without names is still a map
			.finally(() => this.#updateLayers());
		this.#stopPointer = watchPointer(container, {
			hover: (at) => this.#hover(at),
			click: (at) => this.#events.emit('click', this.pick(at.x, at.y), at)
		});
		container.addEventListener('keydown', (event) => this.#key(event), { signal: this.#abort.signal });
		this.#publish();
		// Who makes the scene listens only after this.
		if (renderer === undefined) queueMicrotask(() => this.#refused());
		else this.#setStage();
	}

	get frame() {
		return this.#frame.local;
	}

	get camera(): Camera {
		return this.#camera;
	}

	on<K extends keyof SceneEvents>(event: K, listener: SceneEvents[K]): () => void {
		return this.#events.on(event, listener);
	}

	setCamera(camera: Camera): void {
		this.#flight = undefined;
		this.#followed = undefined;
		this.#moveTo(limited(camera));
	}

	flyTo(target: Partial<Camera> & { lng: number; lat: number }): void {
		const to = limited({ ...this.#camera, ...target });
		this.#followed = undefined;
		if (shouldCut(this.#camera, to, this.#reducedMotion)) return this.setCamera(to);
		const { clientWidth, clientHeight } = this.#container;
		this.#flight = {
			way: flight(this.#camera, to, clientWidth || 1, clientHeight || 1),
			from: performance.now()
		};
		this.#animate();
	}

	setLook(look: Look): void {
		if (look === this.#look) return;
		this.#look = look;
		this.#tokens.refresh(look);
		for (const { store, style } of this.#movers.values()) store.repaint(this.#tokens.colour(style.token));
		for (const overlay of this.#overlays.values()) overlay.layers = undefined;
		this.#labels.forget();
		this.#applyLook();
		this.#updateLayers();
	}

	refreshSun(): void {
		this.#applyLook();
	}

	setOverlay(id: string, build: OverlayBuilder | undefined): void {
		if (build) this.#overlays.set(id, { build, layers: undefined });
		else this.#overlays.delete(id);
		this.#updateLayers();
	}

	addMovers(layer: string, style: MoverStyle): MotionSink {
		this.removeMovers(layer);
		const store = new MotionStore(layer, style.sizePx, this.#tokens.colour(style.token), style.trail);
		store.listen({
			resized: () => this.#animate(),
			sampled: () => this.#animate(),
			looked: () => undefined
		});
		this.#movers.set(layer, { store, style, layer: undefined });
		this.#updateLayers();
		return store;
	}

	removeMovers(layer: string): void {
		if (this.#movers.delete(layer)) this.#updateLayers();
		if (this.#followed?.layer === layer) this.#followed = undefined;
	}

	follow(target: { readonly layer: string; readonly index: number } | undefined): void {
		this.#followed = target;
		if (target) this.#flight = undefined;
		this.#animate();
	}

	recolour(colours: BuildingColours | undefined): void {
		this.#body.features.set(colours?.rgba);
		this.#applyLook();
		this.#body.invalidate(true);
	}

	selectBuilding(id: number | undefined): void {
		this.#body.features.select(id);
		this.#body.invalidate();
	}

	selectMover(target: { readonly layer: string; readonly index: number } | undefined): void {
		this.#selectedMover = target;
		this.#redraw();
	}

	setLabelsVisible(visible: boolean): void {
		this.#labels.visible = visible;
		this.#labels.forget();
		this.#updateLayers();
	}

	pick(x: number, y: number): Pick | undefined {
		const view = this.#view();
		if (!view) return undefined;
		const { camera, viewport } = view;
		const slice = this.#options.slice;
		const at = { x: x + (slice?.x ?? 0), y: y + (slice?.y ?? 0) };
		const ray = rayThrough(camera, at.x, at.y, viewport.width, viewport.height);
		const overlay = this.#pickOverlay(x, y);
		if (overlay) return overlay;
		const body = this.#bodyOn(camera, ray);
		const mover = this.#pickMover(at.x, at.y, camera, viewport, body, ray);
		if (mover) {
			const [lng, lat] = this.#frame.local.toLngLat(...mover.hit.at);
			return { kind: 'mover', layer: mover.layer, index: mover.hit.index, lng, lat };
		}
		if (body) {
			const [lng, lat, height] = this.#frame.local.toLngLat(...body.point);
			return { kind: 'building', id: body.id, merged: body.merged, lng, lat, height };
		}
		if (ray.z >= -1e-4) return undefined;
		const reach = -camera.position.z / ray.z;
		const [lng, lat] = this.#frame.local.toLngLat(
			camera.position.x + ray.x * reach,
			camera.position.y + ray.y * reach,
			0
		);
		return { kind: 'ground', lng, lat };
	}

	async whenReady(): Promise<RenderState> {
		if (this.#trouble) throw new AppError('CONTEXT_REFUSED', {});
		if (this.#render.state === 'ready') return this.#render;
		return new Promise((resolve, reject) => {
			const settle = (act: () => void) => {
				stopRender();
				stopTrouble();
				act();
			};
			const stopRender = this.on('render', (state) => {
				if (state.state === 'ready') settle(() => resolve(state));
			});
			const stopTrouble = this.on('trouble', (reason) => {
				if (reason) settle(() => reject(new AppError('CONTEXT_REFUSED', {})));
			});
		});
	}

	dispose(): void {
		if (this.#disposed) return;
		this.#disposed = true;
		this.#abort.abort();
		this.#stopPointer();
		clearTimeout(this.#settleTimer);
		clearTimeout(this.#trouble?.timer);
		cancelAnimationFrame(this.#animation);
		this.#events.clear();
		this.#body.dispose();
		this.#stage?.strike();
		this.#stage = undefined;
		this.#movers.clear();
		this.#overlays.clear();
		this.#tokens.dispose();
		if (window.__render === this.#render) delete window.__render;
	}

	// ---- the stage: canvas, Deck and GPU context ----

	#setStage(): void {
		const hadFocus =
			document.activeElement instanceof HTMLCanvasElement && this.#container.contains(document.activeElement);
		this.#ready = false;
		this.#stage = new Stage({
			container: this.#container,
			slice: this.#options.slice,
			pixelRatio: this.#options.pixelRatio,
			reducedMotion: this.#reducedMotion,
			antialias: !this.#software,
			viewState: this.#deckView(),
			onViewState: (view, interaction) => this.#steered(view, interaction),
			onReady: (stage, quality) => this.#staged(stage, quality, hadFocus),
			onLost: (stage) => this.#lost(stage),
			onRefused: (stage) => {
				this.#strike(stage);
				this.#refused();
			},
			onResize: () => {
				this.#stage?.setViewState(this.#deckView());
				this.#updateLayers();
			},
			onDrawn: () => this.#drawn()
		});
	}

	#staged(stage: Stage, quality: RenderQuality, focus: boolean): void {
		if (stage !== this.#stage || !stage.gl) return;
		this.#ready = true;
		this.#render = { ...this.#render, renderer: rendererName(stage.gl) };
		this.#body.attach(stage.canvas, stage.gl, quality);
		this.#bodyLayer = new CityBodyLayer({
			id: 'city-body',
			drawBody: (viewport) => this.#drawBody(viewport)
		});
		if (focus) stage.canvas.focus();
		if (this.#trouble) {
			clearTimeout(this.#trouble.timer);
			this.#trouble = undefined;
			this.#events.emit('trouble', undefined);
		}
		this.#applyLook();
		this.#updateLayers();
		this.#animate();
	}

	#lost(stage: Stage): void {
		this.#strike(stage);
		this.#publish('loading');
		// not within the event: the browser is still tearing the context down
		setTimeout(() => {
			if (this.#disposed || this.#stage) return;
			if (probeContext() === undefined) this.#refused();
			else this.#setStage();
		}, 0);
	}

	#strike(stage: Stage): void {
		if (stage !== this.#stage) return;
		this.#ready = false;
		this.#hasDrawn = false;
		this.#body.detach();
		stage.strike();
		this.#stage = undefined;
		this.#bodyLayer = undefined;
		this.#motionFrame = undefined;
		for (const movers of this.#movers.values()) movers.layer = undefined;
		for (const overlay of this.#overlays.values()) overlay.layers = undefined;
		this.#labels.forget();
	}

	#refused(): void {
		if (this.#disposed) return;
		const now = Date.now();
		const since = this.#trouble?.since ?? now;
		const timer = setTimeout(() => {
			if (this.#disposed || this.#stage) return;
			if (probeContext() === undefined) this.#refused();
			else this.#setStage();
		}, RETRY_MS);
		this.#trouble = { since, timer };
		this.#publish('error');
		this.#events.emit('trouble', { since, retryAt: now + RETRY_MS });
	}

	// ---- drawing ----

	#updateLayers(): void {
		const stage = this.#stage;
		if (!stage || !this.#ready || !this.#bodyLayer) return;
		const layers: Layer[] = [this.#bodyLayer];
		for (const overlay of this.#overlays.values()) {
			overlay.layers ??= overlay.build(this.#context());
			layers.push(...overlay.layers);
		}
		for (const [id, movers] of this.#movers) {
			movers.layer ??= new MotionLayer({
				id: `movers-${id}`,
				store: movers.store,
				frame: () => this.#motionFrame?.frame,
				selected: () => (this.#selectedMover?.layer === id ? this.#selectedMover.index : undefined),
				trailColour: () => {
					const [red, green, blue] = this.#tokens.colour(movers.style.token);
					return [red / 255, green / 255, blue / 255];
				},
				trailWidthPx: TRAIL_WIDTH
			});
			layers.push(movers.layer);
		}
		const labels = this.#labelLayer();
		if (labels) layers.push(labels);
		stage.setLayers(layers);
		this.#redraw();
	}

	#labelLayer(): Layer | undefined {
		// names made before the first frame are filtered away for good: the collision pass had no size yet
		const viewport = this.#hasDrawn ? this.#stage?.viewport() : undefined;
		this.#labelled = this.#stand(viewport);
		if (!viewport) return undefined;
		const [width, height] = [viewport.width, viewport.height];
		const { lng, lat, zoom, pitch, bearing } = this.#camera;
		const camera = metreCamera(flat(viewport), this.#frame);
		const distance = targetDistance(zoom, height, this.#frame);
		const colours = {
			major: this.#tokens.colour('--map-label-major'),
			minor: this.#tokens.colour('--map-label-minor'),
			halo: this.#tokens.colour('--map-label-halo')
		};
		return this.#labels.layer(
			{
				zoom,
				key: [lng, lat, zoom, pitch, bearing, this.#labelled].join(),
				project: (position) => {
					const [x = 0, y = 0, z = 1] = viewport.project([...position]);
					const local = this.#frame.sceneToLocal(...position);
					const depth = -new Vector3(...local).applyMatrix4(camera.view).z / distance;
					const seen = z < 1 && z > -1 && x > -60 && x < width + 60 && y > -20 && y < height + 20;
					return seen ? [x, y, depth] : undefined;
				},
				isHidden: (local) => {
					const way = new Vector3(...local).sub(camera.position);
					const length = way.length();
					const hit = this.#bodyOn(camera, way.divideScalar(length));
					return hit !== undefined && hit.distance < length - 25;
				}
			},
			colours
		);
	}

	/** What names depend on besides the camera. */
	#stand(viewport: Viewport | undefined): string {
		if (!viewport) return '';
		const tiles = this.#body.idle ? this.#body.tilesDrawn : 'loading';
		return `${viewport.width}×${viewport.height} ${tiles}`;
	}

	#context(): SceneContext {
		return {
			frame: this.#frame.local,
			look: this.#look,
			toScene: (lng, lat, height) => this.#frame.toScene(lng, lat, height),
			colour: (token, alpha) => this.#tokens.colour(token, alpha)
		};
	}

	#redraw(): void {
		if (this.#ready) this.#bodyLayer?.setNeedsRedraw();
		if (this.#render.state === 'ready') this.#publish('loading');
	}

	/** Draws again without the picture being less complete: something moves in it. */
	#tick(): void {
		if (this.#ready) this.#bodyLayer?.setNeedsRedraw();
	}

	#drawBody(viewport: Viewport): void {
		const stage = this.#stage;
		if (!stage) return;
		const ratio = stage.pixelRatio;
		const { width, height } = stage.canvas;
		const slice = this.#options.slice;
		const crop = slice && { x: slice.x, y: slice.y, width: width / ratio, height: height / ratio };
		const whole = metreCamera(flat(viewport), this.#frame);
		const camera = crop ? metreCamera(flat(viewport), this.#frame, crop) : whole;
		const [longitude, latitude] = this.#frame.toScene(this.#camera.lng, this.#camera.lat);
		const [east, north] = this.#frame.sceneToLocal(longitude, latitude);
		this.#body.draw(
			{
				camera,
				target: [east, north],
				distance: targetDistance(this.#camera.zoom, viewport.height, this.#frame),
				width,
				height,
				pixelRatio: ratio
			},
			performance.now()
		);
		this.#motionFrame = {
			viewport,
			frame: {
				clipFromMetre: whole.clipFromMetre,
				camera: [whole.position.x, whole.position.y, whole.position.z],
				pixels: [viewport.width * ratio, viewport.height * ratio],
				ratio,
				time: (store) => this.#moverTime(store)
			}
		};
	}

	#moverTime(store: MotionStore): Seconds {
		return (this.#options.time() - this.#options.liveDelay - store.epochBase) / 1000;
	}

	#drawn(): void {
		if (!this.#ready) return;
		this.#hasDrawn = true;
		// deck had no size yet when the layers were put together, or bodies came that hide names
		if (this.#settled && this.#labelled !== this.#stand(this.#stage?.viewport()))
			return queueMicrotask(() => this.#updateLayers());
		const complete =
			this.#body.complete && this.#labels.loaded && this.#layersLoaded() && this.#settled && !this.#flight;
		this.#publish(complete ? 'ready' : 'loading');
	}

	#layersLoaded(): boolean {
		for (const { layers } of this.#overlays.values())
			if (layers?.some((layer) => !layer.isLoaded)) return false;
		return true;
	}

	#applyLook(): void {
		const distance = targetDistance(this.#camera.zoom, this.#container.clientHeight || 720, this.#frame);
		const look = lookParameters(this.#look, this.#body.features.recoloured, distance);
		this.#body.setLight({ look, ...lightOf(look, this.#options.time(), this.#options.city.anchor) });
		this.#body.setLiftColour(this.#tokens.colour(this.#look === 'light' ? '--accent' : '--tx-0'));
	}

	// ---- camera ----

	#deckView(): DeckViewState {
		const height = this.#options.slice?.height ?? this.#container.clientHeight;
		return toDeck(this.#camera, height || 720, this.#frame);
	}

	/** The user moved the camera. */
	#steered(view: DeckViewState, interaction: Interaction): void {
		// deck also reports when it only got its size: the way there and back must not wear the camera down
		if (sameView(view, this.#deckView())) return;
		this.#flight = undefined;
		if (interaction.isPanning) this.#followed = undefined;
		this.#moveTo(fromDeck(view, this.#frame));
	}

	#moveTo(camera: Camera): void {
		this.#camera = camera;
		this.#settled = false;
		this.#stage?.setViewState(this.#deckView());
		this.#applyLook();
		this.#redraw();
		this.#events.emit('camera', camera, false);
		clearTimeout(this.#settleTimer);
		this.#settleTimer = setTimeout(() => {
			if (this.#flight) return;
			this.#settled = true;
			this.#updateLayers();
			this.#events.emit('camera', this.#camera, true);
		}, SETTLE_MS);
	}

	#key(event: KeyboardEvent): void {
		if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLCanvasElement))
			return;
		if (event.key === 'n' || event.key === 'N') this.flyTo({ ...this.#camera, bearing: 0 });
		else if (event.key === '0') this.flyTo(this.#options.city.home);
		else return;
		event.preventDefault();
	}

	/** Runs while something moves by itself: a flight, a followed entity, entities. */
	#animate(): void {
		if (this.#animation || this.#disposed) return;
		this.#animation = requestAnimationFrame((now) => {
			this.#animation = 0;
			if (this.#flight) {
				const at = (now - this.#flight.from) / FLIGHT_MS;
				const { way } = this.#flight;
				if (at >= 1) this.#flight = undefined;
				this.#moveTo(way(Math.min(Math.max(at, 0), 1)));
			} else if (this.#followed) this.#trail();
			const moving = [...this.#movers.values()].some(({ store }) => store.active);
			if (moving) this.#tick();
			if (this.#flight || this.#followed || moving) this.#animate();
		});
	}

	/** Keeps the followed entity in the middle. */
	#trail(): void {
		const { layer, index } = this.#followed!;
		const store = this.#movers.get(layer)?.store;
		const state = store?.stateAt(index, this.#moverTime(store));
		if (!state) return;
		const [lng, lat] = this.#frame.local.toLngLat(state.x, state.y, 0);
		if (Math.abs(lng - this.#camera.lng) + Math.abs(lat - this.#camera.lat) < 1e-7) return;
		this.#moveTo({ ...this.#camera, lng, lat });
	}

	// ---- pointing ----

	#view(): { camera: MetreCamera; viewport: Viewport } | undefined {
		const viewport = this.#stage?.viewport();
		return viewport && { viewport, camera: metreCamera(flat(viewport), this.#frame) };
	}

	/** The first body that is drawn on a ray from the camera. */
	#bodyOn(camera: MetreCamera, ray: Vector3): BodyHit | undefined {
		const { features } = this.#body;
		return pickBody(this.#body.drawnTiles(), camera.position, ray, (id) => features.isHidden(id));
	}

	#pickOverlay(x: number, y: number): Pick | undefined {
		const ids: string[] = [];
		const owners = new Map<string, string>();
		for (const [id, { layers }] of this.#overlays)
			for (const layer of layers ?? [])
				if (layer.props.pickable && layer.props.visible) {
					ids.push(layer.id);
					owners.set(layer.id, id);
				}
		if (ids.length === 0) return undefined;
		const hit = this.#stage?.pickOverlay(x, y, ids);
		if (!hit?.layer || hit.index < 0) return undefined;
		const at = hit.coordinate ?? [this.#camera.lng, this.#camera.lat];
		const [lng, lat] = this.#frame.groundFromScene(at[0]!, at[1]!);
		return { kind: 'overlay', layer: owners.get(hit.layer.id) ?? hit.layer.id, index: hit.index, lng, lat };
	}

	/** The entity under the pointer, unless a building clearly stands before it. */
	#pickMover(
		x: number,
		y: number,
		camera: MetreCamera,
		viewport: Viewport,
		body: BodyHit | undefined,
		ray: Vector3
	): { layer: string; hit: MoverHit } | undefined {
		let best: { layer: string; hit: MoverHit } | undefined;
		for (const [layer, { store }] of this.#movers) {
			if (!store.active) continue;
			const hit = pickMover(
				store,
				this.#moverTime(store),
				camera.clipFromMetre,
				x,
				y,
				viewport.width,
				viewport.height,
				MOVER_REACH
			);
			if (hit && (!best || hit.pixels < best.hit.pixels)) best = { layer, hit };
		}
		if (!best || !body) return best;
		const forward = new Vector3(
			camera.view.elements[2],
			camera.view.elements[6],
			camera.view.elements[10]
		).negate();
		const bodyDepth = body.distance * ray.dot(forward);
		// behind a building it is drawn dimmed: only a pointer right on it means it
		return best.hit.depth > bodyDepth + 20 && best.hit.pixels > 3 ? undefined : best;
	}

	#hover(at: { x: number; y: number } | undefined): void {
		const found = at && !this.#flight ? this.pick(at.x, at.y) : undefined;
		const key = found
			? 'id' in found
				? `b${found.id}`
				: 'index' in found
					? `${found.layer} ${found.index}`
					: 'ground'
			: '';
		if (this.#stage) this.#stage.canvas.style.cursor = found && found.kind !== 'ground' ? 'pointer' : '';
		if (key === this.#lastHover && (key === '' || key === 'ground')) return;
		this.#lastHover = key;
		this.#events.emit('hover', found?.kind === 'ground' ? undefined : found, at ?? { x: 0, y: 0 });
	}

	// ---- what the page says of itself ----

	#publish(state: RenderState['state'] = this.#render.state): void {
		let newest: number | null = null;
		for (const { store } of this.#movers.values())
			if (store.active) newest = Math.max(newest ?? -Infinity, store.epochBase + store.newest * 1000);
		const layersLoaded = this.#overlays.size + this.#movers.size;
		const next: RenderState = {
			state,
			tilesLoaded: this.#body.tilesDrawn,
			layersLoaded,
			fontsLoaded: this.#labels.loaded,
			dataAsOf: newest,
			renderer: this.#render.renderer
		};
		const before = this.#render;
		this.#render = next;
		window.__render = next;
		if (before.state !== state || before.tilesLoaded !== next.tilesLoaded) this.#events.emit('render', next);
	}
}

function sameView(a: DeckViewState, b: DeckViewState): boolean {
	return (['longitude', 'latitude', 'zoom', 'pitch', 'bearing'] as const).every(
		(key) => Math.abs(a[key] - b[key]) < 1e-9
	);
}

/** Unit vector from the camera through a CSS pixel of the whole picture, local axes. */
function rayThrough(camera: MetreCamera, x: number, y: number, width: number, height: number): Vector3 {
	const far = new Vector4((2 * x) / width - 1, 1 - (2 * y) / height, 1, 1).applyMatrix4(
		camera.clipFromMetre.clone().invert()
	);
	return new Vector3(far.x / far.w, far.y / far.w, far.z / far.w).sub(camera.position).normalize();
}

/** Deck's viewport by the fields that matter; its matrices are arrays of doubles. */
function flat(viewport: Viewport): FlatViewport {
	return viewport as unknown as FlatViewport;
}
