import type { Layer, Viewport } from '@deck.gl/core';
import type { RenderState } from '#lib/model/render-state.ts';
import type { Look } from '#lib/model/view-spec.ts';
import { CityBodyLayer } from './body/city-body-layer.ts';
import { CityBody } from './body/city-body.ts';
import { rendererName, type RenderQuality } from './body/quality.ts';
import type { PicturePart, SceneOptions, SceneSurroundings } from './contract.ts';
import { CityLabels, type LabelStyle } from './labels/city-labels.ts';
import { LABEL_SIZE } from './labels/label-choice.ts';
import { labelView } from './labels/label-view.ts';
import { lookParameters } from './look.ts';
import { MoverLayers } from './motion/mover-layers.ts';
import { Overlays } from './overlays.ts';
import type { SceneFrame } from './scene-frame.ts';
import { Tokens } from './tokens.ts';
import type { CameraMotion } from './view/camera-motion.ts';
import { targetDistance } from './view/camera-state.ts';
import { Pointing } from './view/pointing.ts';
import type { RenderReport } from './view/render-report.ts';
import type { Stage } from './view/stage.ts';
import { lightOf } from './view/sun-light.ts';
import { bodyView, motionFrame } from './view/viewport-camera.ts';

export interface PictureOptions {
	readonly container: HTMLElement;
	readonly scene: SceneOptions;
	readonly frame: SceneFrame;
	/** What of a wall's picture the canvas has now. */
	readonly part: () => PicturePart | undefined;
	/** Set up and struck as GPU contexts come and go. */
	readonly stage: () => Stage | undefined;
	/** The camera it is seen from; as the report, made after the picture. */
	readonly motion: () => CameraMotion;
	readonly report: () => RenderReport;
}

/**
 * What is seen: body, overlays, entities and names, in the light of a look. All of it outlives the
 * GPU context it is drawn with.
 */
export class Picture {
	readonly body: CityBody;
	readonly overlays = new Overlays();
	readonly movers: MoverLayers;
	readonly pointing: Pointing;
	readonly #options: PictureOptions;
	readonly #frame: SceneFrame;
	readonly #tokens: Tokens;
	readonly #labels: CityLabels;
	readonly #abort = new AbortController();
	#look: Look;
	/** Of the present GPU context. */
	#bodyLayer: CityBodyLayer | undefined;
	/** The stage has shown a frame. */
	#hasDrawn = false;
	/** Size and tiles of the picture that the names were placed in. */
	#labelled = '';

	constructor(options: PictureOptions) {
		const { container, frame, part, stage, motion } = options;
		const { city, packUrl, look, motionTime } = options.scene;
		this.#options = options;
		this.#frame = frame;
		this.#look = look;
		this.#tokens = new Tokens(container, look);
		this.body = new CityBody({ city, packUrl, frame, requestRedraw: () => this.redraw() });
		this.movers = new MoverLayers({
			colour: (token) => this.#tokens.colour(token),
			time: motionTime,
			onMoved: () => motion().animate()
		});
		this.#labels = new CityLabels(frame);
		this.pointing = new Pointing({
			frame,
			slice: () => part()?.slice,
			body: this.body,
			overlays: this.overlays,
			movers: this.movers,
			stage,
			camera: () => motion().camera
		});
	}

	/** Reads the names; a map without names is still a map. */
	loadLabels(): void {
		const { city, packUrl } = this.#options.scene;
		const { labels } = city.scene;
		void this.#labels
			.load(labels === undefined ? undefined : packUrl + labels, this.#abort.signal)
			.catch(() => undefined)
			.finally(() => this.updateLayers());
	}

	/** What of the picture is there now. */
	get facts(): Omit<RenderState, 'state' | 'renderer'> {
		return {
			tilesLoaded: this.body.tilesDrawn,
			layersLoaded: this.overlays.count + this.movers.count,
			fontsLoaded: this.#labels.loaded,
			dataAsOf: this.movers.newest
		};
	}

	setLook(look: Look): void {
		if (look === this.#look) return;
		this.#look = look;
		this.#tokens.refresh(look);
		this.movers.repaint();
		this.overlays.forget();
		this.#labels.forget();
		this.applyLook();
		this.updateLayers();
	}

	setLabelsVisible(visible: boolean): void {
		this.#labels.visible = visible;
		this.#labels.forget();
		this.updateLayers();
	}

	setLabelsEnglish(english: boolean): void {
		if (english === this.#labels.english) return;
		this.#labels.english = english;
		this.#labels.forget();
		this.updateLayers();
	}

	/** Takes a GPU context. */
	attach(stage: Stage, quality: RenderQuality): void {
		if (!stage.gl) return;
		this.#options.report().setRenderer(rendererName(stage.gl));
		this.body.attach(stage.canvas, stage.gl, quality);
		this.#bodyLayer = new CityBodyLayer({
			id: 'city-body',
			drawBody: (viewport) => this.#drawBody(viewport)
		});
		this.applyLook();
		this.updateLayers();
	}

	/** Lets go of the GPU context, which is lost or about to be. */
	detach(): void {
		this.#hasDrawn = false;
		this.#bodyLayer = undefined;
		this.body.detach();
		this.movers.forget();
		this.overlays.forget();
		this.#labels.forget();
	}

	/** Puts the deck layers together anew. */
	updateLayers(): void {
		const stage = this.#options.stage();
		if (!stage || !this.#bodyLayer) return;
		const context = this.#sceneContext();
		const layers: Layer[] = [
			this.#bodyLayer,
			...this.overlays.layers('map', context),
			...this.movers.layers()
		];
		// Names give way to what is drawn over them.
		const top = this.overlays.layers('top', context);
		const labels = this.#labelLayer();
		if (labels) layers.push(labels);
		layers.push(...top);
		stage.setLayers(layers);
		this.redraw();
	}

	/** Look, time or distance changed: the light with them. */
	applyLook(): void {
		const { zoom } = this.#options.motion().camera;
		const { part, container } = this.#options;
		const height = part()?.slice?.height ?? container.clientHeight;
		const distance = targetDistance(zoom, height || 720, this.#frame);
		const look = lookParameters(this.#look, this.body.features.recoloured, distance);
		this.body.setLight({
			look,
			...lightOf(look, this.#options.scene.time(), this.#options.scene.city.anchor)
		});
		this.body.setLiftColour(this.#tokens.colour(this.#look === 'light' ? '--accent' : '--tx-0'));
	}

	/** Asks for a frame that shows more or other things: until then the picture is not complete. */
	redraw(): void {
		this.#bodyLayer?.setNeedsRedraw();
		if (this.#options.report().state === 'ready') this.#options.report().publish('loading');
	}

	/** The camera is on its way: names move with what they name and give way to each other. */
	moved(): void {
		this.applyLook();
		this.updateLayers();
	}

	/** Draws again without the picture being less complete: something moves in it, unless time stands. */
	drawMovers(): boolean {
		if (this.movers.isDue) this.#bodyLayer?.setNeedsRedraw();
		return this.movers.active;
	}

	/** A frame is on the screen. */
	drawn(): void {
		if (!this.#bodyLayer) return;
		this.#hasDrawn = true;
		const { settled, flying } = this.#options.motion();
		// deck had no size yet when the layers were put together, or bodies came that hide names
		if (settled && this.#labelled !== this.#stand(this.#options.stage()?.viewport()))
			return queueMicrotask(() => this.updateLayers());
		const complete = this.body.complete && this.#labels.loaded && this.overlays.loaded && settled && !flying;
		this.#options.report().publish(complete ? 'ready' : 'loading');
	}

	/** Stops what loads and gives the GPU back. The stage is struck next, then comes `clear`. */
	dispose(): void {
		this.#abort.abort();
		this.body.dispose();
	}

	/** Forgets what was shown; the last of all. */
	clear(): void {
		this.movers.clear();
		this.overlays.clear();
		this.#tokens.dispose();
	}

	#labelLayer(): Layer | undefined {
		const stage = this.#options.stage();
		const viewport = this.#hasDrawn ? stage?.viewport() : undefined;
		this.#labelled = this.#stand(viewport);
		if (!viewport || !stage) return undefined;
		const { camera, settled } = this.#options.motion();
		const view = labelView({
			viewport,
			camera,
			frame: this.#frame,
			ratio: stage.pixelRatio,
			stand: this.#labelled,
			bodyOn: (eye, ray) => this.pointing.bodyOn(eye, ray),
			part: this.#options.part(),
			signs: this.overlays.signs.all
		});
		return settled
			? this.#labels.standing(view, this.#labelStyle())
			: this.#labels.moving(view, this.#labelStyle());
	}

	get #isOnWall(): boolean {
		return this.#options.container.closest('[data-wall-zone]') !== null;
	}

	/** On walls names are as large as the wall's own labels. */
	#labelStyle(): LabelStyle {
		return {
			major: this.#tokens.colour('--map-label-major'),
			minor: this.#tokens.colour('--map-label-minor'),
			halo: this.#tokens.colour('--map-label-halo'),
			scale: this.#isOnWall ? this.#tokens.length('--wt-label') / LABEL_SIZE.district : 1
		};
	}

	/** What names depend on besides the camera. */
	#stand(viewport: Viewport | undefined): string {
		if (!viewport) return '';
		const tiles = this.body.idle ? this.body.tilesDrawn : 'loading';
		const part = JSON.stringify(this.#options.part() ?? '');
		return `${viewport.width}×${viewport.height} ${part} ${this.overlays.signs.key} ${tiles}`;
	}

	#sceneContext(): SceneSurroundings {
		return {
			frame: this.#frame.local,
			look: this.#look,
			...(this.#isOnWall && { minute: this.#tokens.length('--wt-note') / 16 }),
			toScene: (lng, lat, height) => this.#frame.toScene(lng, lat, height),
			colour: (token, alpha) => this.#tokens.colour(token, alpha)
		};
	}

	#drawBody(viewport: Viewport): void {
		const stage = this.#options.stage();
		if (!stage) return;
		const view = bodyView(
			viewport,
			stage,
			this.#options.motion().camera,
			this.#frame,
			this.#options.part()?.slice
		);
		this.body.draw(view, performance.now());
		this.movers.beginFrame();
		this.movers.frame = motionFrame(viewport, view.pixelRatio, this.#frame, (store) =>
			this.movers.timeOf(store)
		);
	}
}
